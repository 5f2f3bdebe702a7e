"""Every fact type, by the part of a case's life that it belongs to. Importing this registers them."""

from tailorbird.domain.cases.facts import (
    account,
    cancellation,
    dissolution,
    jewelry,
    liability,
    payment,
    privacy,
    procurement,
    receipt,
    request,
    reversal,
    talk,
)

__all__ = [
    "account",
    "cancellation",
    "dissolution",
    "jewelry",
    "liability",
    "payment",
    "privacy",
    "procurement",
    "receipt",
    "request",
    "reversal",
    "talk",
]
