"""Marketplaces: what a link names, what is said of a product, and what follows from it."""
