"""Programs that measurements stand beside: the bare floor and a stock form that is known to be slow."""
