"""Questions about making what was specified: changes, proofs, production, inspection."""

from __future__ import annotations

from tailorbird.domain.money import Money
from tailorbird.domain.terms.answers import Permission
from tailorbird.domain.terms.question import Question, question


@question()
class MayReplaceSpecification(Question[Permission]):
    """May the buyer put this customization, at this price, in the place of the present one?"""

    specification_hash: str
    price: Money


@question()
class MaySendProof(Question[Permission]):
    """May the maker send a proof of the present specification?"""


@question()
class MayAnswerProof(Question[Permission]):
    """May the buyer approve this proof, or ask for changes?"""

    proof: str


@question()
class MayStartProduction(Question[Permission]):
    """May the maker begin to make the product?"""


@question()
class MayInspectSpecification(Question[Permission]):
    """May the product be compared with its specification now?"""
