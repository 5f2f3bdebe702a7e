"""Blanks for print on demand: drawings of our own, and what can be printed on them."""
