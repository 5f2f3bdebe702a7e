"""Listings with customizing options, reviewed as a whole before they are public (amazon-custom)."""
