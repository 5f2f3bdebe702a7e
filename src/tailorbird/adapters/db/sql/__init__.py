"""Statements as values: built once for both engines, and sent together where the engine can."""
