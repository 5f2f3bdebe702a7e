"""Version 1 of the rules of the purchasing service."""
