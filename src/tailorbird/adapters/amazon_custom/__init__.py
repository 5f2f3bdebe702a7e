"""Amazon Custom's order files: ZIP archives that the marketplace gives a seller for each order line."""
