"""Purchases by calls: each step as the party whose step it is makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.api.stage import Reply, Stage

TSHIRT = "https://detail.1688.com/offer/781204556310.html"
WHITE_M = "7812045563100"
WANTED = {
    "link": TSHIRT,
    "quantity": 2,
    "receiving_address": "Musterweg 1, 10115 Berlin",
    "destination": "DE",
    "variant": WHITE_M,
}


@dataclass(frozen=True)
class Purchase:
    """A purchase case on a stage."""

    stage: Stage
    id: str
    buyer: str = "ada"

    @property
    def path(self) -> str:
        return f"/v1/cases/{self.id}"

    def do(self, who: str, command: str, body: Any = None, *, once: str = "") -> Reply:
        """Carry a command out, whatever comes of it."""
        return self.stage.by(who).post(f"{self.path}/commands/{command}", body, once=once)

    def did(self, who: str, command: str, body: Any = None) -> dict[str, Any]:
        """Carry a command out that must succeed."""
        reply = self.do(who, command, body)
        assert reply.status == 200, (command, reply.json)
        return dict(reply.json)

    def asked(self, who: str, question: str, body: Any = None) -> dict[str, Any]:
        reply = self.stage.by(who).post(f"{self.path}/questions/{question}", body)
        assert reply.status == 200, reply.json
        return dict(reply.json)

    def shown(self, who: str = "") -> dict[str, Any]:
        return dict(self.stage.by(who or self.buyer).get(self.path).json)


def top_up(stage: Stage, party: str, amount: str, reference: str = "") -> None:
    body = {"party": party, "amount": amount, "reference": reference or f"R-{party}-{amount}"}
    assert stage.by("gateway").post("/v1/wallet/top-ups", body).status == 201


def requested(stage: Stage, buyer: str = "ada", **wanted: Any) -> Purchase:
    """A purchase that waits for the provider."""
    reply = stage.by(buyer).post("/v1/cases", opening(**wanted))
    assert reply.status == 201, reply.json
    return Purchase(stage, reply.json["case"], buyer)


def opening(**wanted: Any) -> dict[str, Any]:
    return {"kind": "purchase", "participants": {"provider": "jinsui"}, "body": {**WANTED, **wanted}}


def quoted(stage: Stage, buyer: str = "ada") -> Purchase:
    """A purchase that waits for the buyer's payment of CNY 57.06."""
    case = requested(stage, buyer)
    case.did("jinsui", "accept_request", {"purchasing_person": "Lin"})
    case.did("jinsui", "issue_quote", {"goods": "CNY 37.00", "freight": "CNY 20.00"})
    case.did(buyer, "choose_carrier", {"carrier": "crane"})
    case.did(buyer, "sign_mandate", {"signer": "Ada L."})
    case.did(buyer, "accept_terms", {"clauses": disclosures(case, buyer)})
    return case


def disclosures(case: Purchase, buyer: str) -> list[str]:
    """The codes of everything that the terms show before payment."""
    return [each["code"] for each in case.asked(buyer, "Disclosures")["answer"]]


def paid(stage: Stage, buyer: str = "ada") -> Purchase:
    """A purchase whose money is held."""
    top_up(stage, buyer, "CNY 500.00")
    case = quoted(stage, buyer)
    case.did(buyer, "pay", {"total": total_of(case)})
    return case


def total_of(case: Purchase) -> dict[str, Any]:
    """The amount displayed: the sum of the last quote's lines."""
    facts = case.stage.by(case.buyer).get(f"{case.path}/facts?limit=200").json["items"]
    lines = [each["body"]["lines"] for each in facts if each["fact"] == "QuoteIssued"][-1]
    return {"currency": "CNY", "minor": sum(line["amount"]["minor"] for line in lines)}
