"""What is put in front of the real program in tests: it sees every socket that is opened or resolved."""
