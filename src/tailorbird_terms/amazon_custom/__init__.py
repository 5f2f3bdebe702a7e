"""Terms of customizable products that sellers list on a marketplace."""
