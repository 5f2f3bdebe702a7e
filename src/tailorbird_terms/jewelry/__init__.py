"""Made-to-order jewellery."""
