"""Blanks for print on demand: which there are, and putting a design on one."""
