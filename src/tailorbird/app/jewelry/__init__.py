"""Jewellery made to order: the verbs of a jeweller's case, and what follows from its facts."""
