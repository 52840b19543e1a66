"""What must never happen: the network, secrets where they don't belong, a stranger who changes something."""
