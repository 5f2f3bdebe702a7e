"""Files by content, kept in a folder."""
