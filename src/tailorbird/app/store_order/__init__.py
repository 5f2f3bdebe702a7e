"""Store orders: a client orders for its stores, single or in bulk, and disputes what went wrong."""
