"""Orders of personalised products, and the buyer's customization data (amazon-custom)."""
