"""What leaves the house as files: journals for other ledgers, statements, bundles of evidence."""
