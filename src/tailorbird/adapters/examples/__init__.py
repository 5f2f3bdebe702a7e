"""Reading example files."""
