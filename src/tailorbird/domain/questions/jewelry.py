"""Questions that only made-to-order jewellery asks."""
