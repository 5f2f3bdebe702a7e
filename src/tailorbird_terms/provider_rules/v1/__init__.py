"""Version 1 of what a provider can declare."""
