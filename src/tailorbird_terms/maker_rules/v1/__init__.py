"""Version 1 of what a maker can declare."""
