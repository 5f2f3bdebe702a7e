"""Rules of one's own: what a provider or a maker declares for its own orders, composed of typed choices."""
