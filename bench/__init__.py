"""Repeatable measurements: each prints a ratio, its goal, and a control that has to miss the goal."""
