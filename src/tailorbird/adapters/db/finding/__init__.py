"""What products are found by: words, near spellings, meanings, properties. Kept and asked alike on SQLite and
PostgreSQL."""
