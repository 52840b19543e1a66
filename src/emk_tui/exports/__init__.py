"""Papers out: signed confirmations, their check, codes to scan."""
