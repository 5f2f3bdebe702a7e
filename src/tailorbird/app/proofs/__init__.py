"""Proofs, print files and the making of what was specified."""
