"""Stores of a merchant: their shipping rates, delivery policy, and transfer to another account."""
