"""Torture: a busy shop whose processes are killed, restarted and audited, again and again."""
