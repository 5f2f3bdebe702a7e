"""Screening of texts: what may not stand on a product, and what a person has to look at first."""
