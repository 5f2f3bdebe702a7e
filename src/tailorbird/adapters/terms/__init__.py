"""Reading terms packages from where they lie."""
