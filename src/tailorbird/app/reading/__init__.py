"""Reading a case: what can be done, why something was decided, what happens if nobody acts, the money."""
