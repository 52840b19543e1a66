"""Desks of the staff: only in a demonstration, later in the shared mode (K42)."""
