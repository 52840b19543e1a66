"""`emk …`: one module per group of commands; heavy imports stay inside the functions."""
