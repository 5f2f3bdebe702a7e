"""Rules that a maker declares for its own custom work beside those of the platform."""
