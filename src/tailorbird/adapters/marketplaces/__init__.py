"""Marketplaces, for now by captured pages; one module reads one marketplace's shape."""
