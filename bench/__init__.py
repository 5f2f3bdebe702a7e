"""Benchmarks. Each prints its figure as a ratio to a limit that is measured in the same run."""
