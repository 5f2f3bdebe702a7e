"""The purchasing mandate: a text in versions, signed over its hash together with the request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain import codec
from tailorbird.domain.cases.fact import Private
from tailorbird.domain.cases.facts.payment import MandateSigned
from tailorbird.domain.cases.facts.request import RequestSubmitted

CURRENT: Final = "1"
TEXTS: Final = {
    "1": (
        "I ask the provider named on this order to buy the product described in it, in its own name "
        "and on my account, from the seller named there; to have it delivered to the storage provider "
        "that I chose; and to speak for me towards the seller about this order. The provider may spend "
        "the amounts displayed to me and no more without asking me again. I may withdraw this mandate "
        "as long as the provider has not bought."
    )
}


@dataclass(frozen=True, slots=True)
class MandateBody:
    """Which version is signed, and the signer's name."""

    signer: Private
    version: str = CURRENT


def document(case_id: str, request: RequestSubmitted, version: str) -> bytes:
    """The exact bytes that are signed: anybody who has the order can make them again."""
    return codec.canonical({"case": case_id, "request": request, "text": TEXTS[version], "version": version})


def make_mandate(proceeding: Proceeding, body: MandateBody) -> MandateSigned:
    """The signature over the mandate of this request."""
    request = proceeding.case.first(RequestSubmitted)
    if body.version not in TEXTS or request is None:
        raise Stopped(
            Problem(
                "unknown_mandate",
                422,
                "There is no such mandate",
                f"The mandate has no version {body.version!r}.",
                f"Sign version {CURRENT}; GET /api/v1/mandate shows its text.",
            )
        )
    signed = document(proceeding.case.id, request.fact, body.version)
    return MandateSigned(version=body.version, document_hash=codec.digest(signed), signer=body.signer)
