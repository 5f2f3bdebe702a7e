"""Changing the design of an order that is not frozen: another version takes the place of the first."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.design.drafts import version_of
from tailorbird.app.design.examine import Work
from tailorbird.app.design.ordering import Stated, as_stated, ready_for
from tailorbird.app.engine.command import Act, Actor
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.personalised.fitting import unfit
from tailorbird.app.personalised.screening import wishes_of
from tailorbird.app.personalised.screening_change import screen_change
from tailorbird.app.proofs.designed import designed
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.personalised import CustomizationScreened
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ChangedDesign:
    """The design and its version that is wanted from now on; `hash` is what the buyer was shown of it."""

    design: str
    version: int = 0
    hash: str = ""


def replace_acts(house: House, buyer: str, case_id: str, changed: ChangedDesign) -> tuple[Act, ...] | Problem:
    """The change, screened anew. Quantity and product stay; whether it may be, the terms say."""
    now = designed(house, case_id)
    if isinstance(now, Problem):
        return now
    found = version_of(house, buyer, changed.design, changed.version)
    if isinstance(found, Problem):
        return found
    stated = Stated(changed.hash, None, now.placed.price.currency, now.specification.quantity)
    wanted = as_stated(found, stated)
    if isinstance(wanted, Problem):
        return wanted
    if (wanted.product, wanted.product_hash) != (now.specification.product, now.specification.product_hash):
        return unfit("The design is of another product, or of another revision of it, than was ordered.")
    # What was ordered is made as it was ordered, whatever becomes of the product meanwhile.
    ready = ready_for(house, Work(buyer, now.product, wanted), stated)
    if isinstance(ready, Problem):
        return ready
    body = {
        "specification_hash": wanted.hash,
        "customization": wanted.document().decode(),
        "price": codec.plain(ready.priced.total),
        "files": list(dict.fromkeys(each.file for each in wanted.entries if each.file)),
    }
    seen = screen_change(now.case, now.specification, wanted, wishes_of(now.template))
    screened = CustomizationScreened(findings=seen)
    return (Act("replace_specification", Actor(buyer, Role.BUYER), body, attached=(screened,)),)
