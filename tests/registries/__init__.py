"""Tests of the room registries."""
