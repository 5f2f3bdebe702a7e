"""Why a design is not saved, shown or ordered, and what the buyer can do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tailorbird.app.engine.problem import Problem
from tailorbird.domain import codec
from tailorbird.domain.customization.choices import DesignFinding, Severity
from tailorbird.domain.customization.pricing import Priced, Unpriced
from tailorbird.domain.customization.revisions import ProductChange
from tailorbird.domain.money import Money


def no_product(product_id: str) -> Problem:
    """None of that id, or none that this buyer may see: the same answer."""
    return Problem(
        "no_such_product",
        404,
        "There is no such product",
        f"There is no product {product_id[:60]!r} that you can customize.",
        "Look for it in the catalogue; it may have been withdrawn.",
    )


def no_draft(draft_id: str) -> Problem:
    return Problem(
        "no_such_design",
        404,
        "There is no such design",
        f"You have no design {draft_id[:60]!r}; designs are kept for 30 days after their last change.",
        "GET /api/v1/designs lists yours.",
    )


def no_version(draft_id: str, version: int) -> Problem:
    return Problem(
        "no_such_design",
        404,
        "There is no such version",
        f"The design {draft_id} has no version {version}.",
        f"GET /api/v1/designs/{draft_id} tells the last one.",
    )


def no_surface(surface: str, known: Sequence[str]) -> Problem:
    return Problem(
        "no_such_surface",
        404,
        "The product has no such side",
        f"There is no side {surface[:60]!r}.",
        f"Choose one of: {', '.join(known)}." if known else "This product is not drawn.",
    )


def stale(draft_id: str, after: int, current: dict[str, Any]) -> Problem:
    """Two windows, one design: both versions are named, and nothing was overwritten."""
    return Problem(
        "stale_design",
        409,
        "The design was changed elsewhere",
        f"You changed version {after}; version {current['version']} was saved meanwhile, in another window "
        "or on another device. Yours was not saved, and nothing was overwritten.",
        f"Compare the two, then save with after={current['version']} what you want to keep, "
        "or start a second design from yours.",
        {"draft": draft_id, "based_on": after, "current": current},
    )


def unfit(detail: str) -> Problem:
    return Problem(
        "unfit_design",
        422,
        "The design cannot be kept so",
        detail,
        "Change what is named and send it again; nothing was stored.",
    )


def too_many(what: str, most: int, instead: str) -> Problem:
    return Problem("too_many_designs", 409, f"There are too many {what}", f"You have {most}.", instead)


def product_changed(now: str, changes: Sequence[ProductChange]) -> Problem:
    """The maker changed the product after the buyer designed on it."""
    told = " ".join(each.says for each in changes) or "Its description changed."
    return Problem(
        "product_changed",
        409,
        "The product has changed since you designed it",
        told,
        "Carry the design over with POST /api/v1/designs/{design}/rebase, look at it, and order then.",
        {"product_hash": now, "changes": codec.plain(tuple(changes))},
    )


def price_changed(stated: Money, priced: Priced) -> Problem:
    """Never charged silently: the buyer sees both amounts."""
    return Problem(
        "price_changed",
        409,
        "The price is not the one that you were shown",
        f"You were shown {stated}; it is {priced.total} now. Nothing was ordered or charged.",
        f"Look at the lines of the price, and repeat with {priced.total} if you agree.",
        {"stated": codec.plain(stated), "actual": codec.plain(priced.total), "price": codec.plain(priced)},
    )


def specification_changed(stated: str, actual: str, version: int) -> Problem:
    return Problem(
        "specification_changed",
        409,
        "The design is not the one that you were shown",
        f"You were shown {stated[:12]}…; version {version} is {actual[:12]}…. Nothing was ordered.",
        "Look at the design again, and repeat with its hash if it is what you want.",
        {"stated": stated, "actual": actual, "version": version},
    )


def unpriced(why: Unpriced) -> Problem:
    return Problem(
        "design_unpriced",
        422,
        "There is no price for this design",
        why.says,
        "Choose another currency, quantity or option.",
        {"part": why.part, "reason": why.code, "says_zh": why.says_zh},
    )


def not_ready(findings: Sequence[DesignFinding]) -> Problem:
    """What keeps it from being made is told before anything is paid."""
    errors = [each for each in findings if each.severity is Severity.ERROR]
    return Problem(
        "design_not_ready",
        422,
        "The design cannot be made yet",
        " ".join(each.says for each in errors),
        " ".join(dict.fromkeys(each.next_step for each in errors if each.next_step)),
        {"findings": codec.plain(tuple(findings))},
    )


def not_drawn(why: str) -> Problem:
    return Problem(
        "design_not_drawn",
        422,
        "This side cannot be drawn",
        why,
        "Change what is named in the design, and look again.",
    )


def no_line(line: str) -> Problem:
    return Problem(
        "no_such_line",
        404,
        "The basket has no such line",
        f"There is no line {line[:12]!r} in your basket.",
        "GET /api/v1/basket/lines lists them.",
    )
