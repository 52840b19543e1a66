"""What happens: the wizard, flows and everything that is decided."""
