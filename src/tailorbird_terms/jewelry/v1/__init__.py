"""Version 1 of the jeweller's terms."""
