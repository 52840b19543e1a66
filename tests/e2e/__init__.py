"""The real program in a process of its own on a pseudo-terminal."""
