"""Moving the money of a case, whatever its kind: what is held, how it is divided, and who owes the rest."""
