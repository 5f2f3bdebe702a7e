"""After-sales terms of store orders: disputes, returns, refunds, tickets (001)."""
