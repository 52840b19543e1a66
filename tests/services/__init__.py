"""Tests of the services over a real store and the demonstration registers."""
