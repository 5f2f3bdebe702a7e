"""Services of the platform: wallet, invoices, orders, reports, store transfer, staff (000)."""
