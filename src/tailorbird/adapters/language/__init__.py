"""The meaning of texts."""
