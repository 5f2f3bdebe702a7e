"""Terms of products that are made to a buyer's request."""
