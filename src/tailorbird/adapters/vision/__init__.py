"""Looking at pictures with models that run here. Nothing is loaded before it is used."""
