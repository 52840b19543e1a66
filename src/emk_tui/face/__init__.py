"""What every screen stands on: the thread for the store, the conversation, keys, themes."""
