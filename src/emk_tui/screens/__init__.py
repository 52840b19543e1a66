"""One screen per step of the wizard and per conversation before and after it."""
