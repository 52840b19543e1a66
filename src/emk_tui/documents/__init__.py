"""Files in: what a file is by its content, and may it be kept."""
