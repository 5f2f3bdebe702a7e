"""Every question type, by what it is about. Importing this registers them."""

from tailorbird.domain.questions import disclosure, jewelry, liability, money, period, permission

__all__ = ["disclosure", "jewelry", "liability", "money", "period", "permission"]
