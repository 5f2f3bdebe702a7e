"""Walkthroughs: cases told in steps, played through the real commands on a moved clock."""
