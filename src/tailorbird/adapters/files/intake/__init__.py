"""Judging what is handed in before it is kept. Nothing here is run, fetched or resolved."""
