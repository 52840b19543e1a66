"""Revisions of the schema; kept here as plain data so that alembic need not be imported to compare."""

from pathlib import Path

HEAD = "0004"
REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision this program knows, oldest first."""
FOLDER = Path(__file__).parent
