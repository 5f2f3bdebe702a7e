"""From `Changes` to statements: one a table for all cases together."""
