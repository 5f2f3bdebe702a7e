"""Why something was not done with a product of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from tailorbird.app.engine.problem import Problem
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.price import NoPrice


def no_product(product_id: str) -> Problem:
    """Another's product that is not public, and one that does not exist, are the same."""
    return Problem(
        "no_such_product",
        404,
        "There is no such product",
        f"There is no product {product_id!r}, or it is not for you to see.",
        "GET /api/v1/catalogue/search finds what is public; GET /api/v1/catalogue/products lists yours.",
    )


def unfit(findings: Sequence[ProductFinding]) -> Problem:
    """The document cannot be kept so; every reason at once."""
    first = findings[0]
    more = f" There are {len(findings) - 1} more findings." if len(findings) > 1 else ""
    return Problem(
        "product_unfit",
        422,
        "The product cannot be kept so",
        f"{first.where or 'The product'}: {first.says}{more}",
        first.next_step,
        {"findings": list(findings)},
    )


def stale(product_id: str, revision: int) -> Problem:
    """Somebody else changed it first."""
    return Problem(
        "stale_product",
        409,
        "The product was changed meanwhile",
        f"{product_id} is at revision {revision} now; yours was made from another one. Nothing was kept.",
        "Read it again, put your change into what you read, and send that with its revision.",
        {"revision": revision},
    )


def of_a_case(product_id: str, case_id: str) -> Problem:
    """A custom product is as its case says."""
    return Problem(
        "product_of_a_case",
        409,
        "This product follows its custom request",
        f"{product_id} was made by the custom request {case_id or product_id}, and is as that case says.",
        "Act in that case: what is recorded there shows here.",
    )


def no_price(found: NoPrice) -> Problem:
    """There is no price for what was asked."""
    return Problem(
        "no_such_price",
        422,
        "There is no such price",
        found.says,
        f"Choose one of these: {', '.join(found.known)}." if found.known else "Give the product a price.",
        {"reason": found.reason.value, "known": list(found.known), "says_zh": found.says_zh},
    )


def not_listed(product_id: str) -> Problem:
    """It has to be reviewed first, as it is now."""
    return Problem(
        "not_listed",
        409,
        "The product as it is now was not reviewed yet",
        f"{product_id} has no listing of its present document.",
        f"POST /api/v1/catalogue/products/{product_id}/listing has it reviewed, and tells what is found.",
    )


def stays_in_its_channel(channel: str) -> Problem:
    """What is public is not moved under other terms."""
    return Problem(
        "channel_fixed",
        409,
        "The product is public under other terms",
        f"It is sold under {channel}; open orders and buyers rely on these terms.",
        "Withdraw it first, or make another product.",
    )
