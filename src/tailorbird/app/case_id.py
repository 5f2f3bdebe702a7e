"""Case ids: readable, and derived from the sender and its key, so that repeating opens nothing twice."""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10


def new_case_id(actor: str, key: str, year: int) -> str:
    """`TB-2026-7K3QX9M2PD`: 50 bits of a hash in Crockford's alphabet, which has no I, L, O, U."""
    return f"TB-{year}-{_letters(actor, key)}"


def account_case_id(actor: str, key: str) -> str:
    """The case of one movement on a party's own account. The key alone names it, in whatever month it
    is repeated."""
    return f"AC-{_letters(actor, key)}"


def programme_case_id(party: str) -> str:
    """The one case of a seller's part in the customization programme."""
    return f"PR-{_letters(party, 'programme')}"


def imported_case_id(party: str, source: str) -> str:
    """The one case of an order that the seller imports, whenever and however often it does."""
    return f"IM-{_letters(party, source)}"


def new_product_id(owner: str, name: str) -> str:
    """The one product that its owner calls so, or made under this key, however often it is sent."""
    return f"PD-{_letters(owner, f'product {name}')}"


def new_import_id(owner: str, key: str) -> str:
    """The one job of this key that reads a catalogue."""
    return f"CI-{_letters(owner, f'import {key}')}"


def _letters(actor: str, key: str) -> str:
    number = int.from_bytes(hashlib.sha256(f"{actor}\0{key}".encode()).digest()[:8])
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)
