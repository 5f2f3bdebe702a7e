"""Finding faults in terms before a buyer does."""

from tailorbird.app.lint.lint import Complaint, lint

__all__ = ["Complaint", "lint"]
