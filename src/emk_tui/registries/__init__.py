"""Whom we ask: true directories, registers that are not connected, the demonstration world."""
