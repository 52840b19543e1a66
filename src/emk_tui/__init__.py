"""emk-tui: an adult's electronic medical card, made and kept in a terminal."""

__version__ = "0.1.0"
