"""Rules that a purchasing provider declares beside those of the platform."""
