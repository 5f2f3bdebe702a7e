"""The catalogue as a table: one row a version of a product, without loss (docs/catalogue-csv.md)."""
