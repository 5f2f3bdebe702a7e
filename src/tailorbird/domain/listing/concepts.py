"""What the entries of the vocabularies stand for, grouped as the rules ask for them."""

from __future__ import annotations

from typing import Final

GRAMMAR: Final = frozenset({"for", "with", "without", "of", "and"})
"""Words that build phrases; they are taken from a text's own language alone."""

MAKING: Final = frozenset({"make"})
"""Working the buyer's choice into the product: engraving, printing, embroidery."""
LOOKS: Final = frozenset({"motif"})
"""What is depicted: design, icon, pattern."""
BEARERS: Final = frozenset({"carrier"})
"""Things that bear a customisation, or hold or cover another thing."""
CUSTOMISING: Final = MAKING | LOOKS | {"trait", "part"}
"""What a field that customises asks for."""
SOLD: Final = frozenset({"accessory"})
"""Goods that are sold off the shelf."""
OBJECTS: Final = frozenset({"carrier", "container", "thing", "part", "accessory"})

PURPOSELESS: Final = {
    "wrap": "gift wrap or packaging",
    "gift_message": "a note that goes with the gift",
    "delivery": "delivery or speed",
    "contact": "how to reach the buyer",
    "notes": "notes on the order",
    "discount": "a coupon or discount",
    "tip": "a tip or donation",
    "survey": "a survey or review",
    "accept": "consent to conditions",
    "elsewhere": "another product, or a way round the marketplace",
}
"""Concepts of fields that customise nothing, in words."""
DECIDING: Final = PURPOSELESS.keys() | {"warranty", "free", "quantity", "accessory", "add", "refurbished"}
"""Concepts whose words are recognised even when mistyped."""
ONLY_IN_LABELS: Final = frozenset({"contact", "notes", "survey"})
"""As a value these are designs (a phone symbol), not requests."""
EVIDENCE: Final = frozenset({"add", "want"})
"""Words that offer something besides the product."""
CONNECTIVES: Final = GRAMMAR | {"polite", "want", "add", "choice", "filler", "counted", "reach"}
"""What may stand around the thing that is counted."""
