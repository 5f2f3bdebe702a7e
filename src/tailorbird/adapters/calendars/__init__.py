"""Working-day calendars from the outside world."""
