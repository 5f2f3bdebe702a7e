"""A seller's part in the customization programme: application, approval, sanction (amazon-custom)."""
