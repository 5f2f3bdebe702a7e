"""Reports of improper products, and the takedown that may follow (cj-platform.improper-report)."""
