"""The site: the start page, the terms to read, the demo's cases, and where everything lies."""
