"""The stand-alone verifier of evidence bundles. Its one file needs Python's standard library alone."""
