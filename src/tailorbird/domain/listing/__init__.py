"""Listings with customising fields: what a seller submits, and what its words show."""
