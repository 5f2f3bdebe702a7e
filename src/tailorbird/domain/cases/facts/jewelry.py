"""Facts of made-to-order jewellery."""
