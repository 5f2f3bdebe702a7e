"""Products: kept, listed, searched, imported and exported."""
