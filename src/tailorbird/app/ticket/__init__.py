"""Tickets and chats: a client turns to the desk, and a person answers (cj-aftersales.4)."""
