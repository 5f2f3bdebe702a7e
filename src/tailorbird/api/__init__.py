"""The REST API: it translates calls into use cases and values into JSON, and decides nothing."""
