"""Buying on a marketplace for somebody else: the verbs of a purchase, and what follows from its facts."""
