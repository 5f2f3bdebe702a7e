"""Products: what is sold, in which variants, at which prices, with which media."""
