"""Version 1 of the agreement on customised products."""
