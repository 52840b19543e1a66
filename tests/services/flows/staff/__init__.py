"""Tests of the desks of the staff."""
