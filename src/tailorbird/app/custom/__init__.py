"""Custom requests: a product made to a buyer's own requirements, from the request to its visibility."""
