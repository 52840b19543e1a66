"""Parts of screens: they show and ask, they decide nothing."""
