"""Spreading an amount over others, to the last minor unit. The ways of a discount and of a refund."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tailorbird.domain.money import Money, MoneyError


def spread(total: Money, amounts: Sequence[Money]) -> tuple[Money, ...]:
    """Parts of `total` in proportion to `amounts`, which add up to it exactly.

    By largest remainder: each part is rounded down, and the minor units that are left go, one each, to
    the parts that lost most; among equals to the earlier. A zero amount gets zero, and no part is
    negative. Raises `MoneyError` for negative amounts, for several currencies, and where there is
    something to spread and nothing to spread it over.
    """
    if total.minor < 0 or any(each.minor < 0 for each in amounts):
        raise MoneyError("Only amounts of zero or more can be spread.")
    if other := next((each for each in amounts if each.currency != total.currency), None):
        raise MoneyError(f"{total} cannot be spread over {other}; exchange one first.")
    whole = sum(each.minor for each in amounts)
    if not whole:
        if total.minor:
            raise MoneyError(f"There is nothing over which {total} could be spread.")
        return tuple(Money.zero(total.currency) for _ in amounts)
    exact = [Fraction(total.minor * each.minor, whole) for each in amounts]
    parts = [int(each) for each in exact]
    left = total.minor - sum(parts)
    by_loss = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_loss[:left]:
        parts[index] += 1
    return tuple(Money(part, total.currency) for part in parts)


def paid_for_pieces(paid: Money, pieces: int, before: int, quantity: int) -> Money:
    """What was paid for `quantity` of the `pieces` of a line, after `before` of them were counted.

    Whatever the steps, the parts add up to `paid`: a step is rounded down, the last takes what is left.
    """
    if quantity < 0 or before < 0 or before + quantity > pieces:
        raise MoneyError(f"A line of {pieces} has no {quantity} pieces after {before}.")
    if not pieces:
        return Money.zero(paid.currency)
    upto, done = paid.minor * (before + quantity) // pieces, paid.minor * before // pieces
    return Money(upto - done, paid.currency)
