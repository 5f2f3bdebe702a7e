"""Publishing rules of one's own: for orders that are opened from an instant on, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.own_rules.choices import Unfit
from tailorbird.app.own_rules.compose import Composed, base_of, compose, own_versions
from tailorbird.app.own_rules.packages import OwnRules
from tailorbird.app.own_rules.versions import OwnVersion, next_label
from tailorbird.app.ports.parties import Party, PublishedTerms
from tailorbird.domain import codec

_ATTEMPTS: Final = 5
"""How often another number is tried while others publish at the same time."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of it: the version that governs from then on; none where nothing is declared.

    `is_new` is 0 where a version with the same values governs at that instant already.
    """

    version: OwnVersion | None
    is_new: int
    composed: Composed


def publish(
    house: House, party: Party, own: OwnRules, values: Mapping[str, Any], effective_at: datetime | None
) -> Published | Problem:
    """Publish a version with these values; what is left out declares nothing."""
    composed = compose(house, party, own, values, effective_at)
    if composed.unfit:
        return rules_unfit(composed.unfit)
    before = composed.takes_over_from
    if _same(house, own, composed):
        return Published(before, 0, composed)
    for _ in range(_ATTEMPTS):
        ref = _try(house, party, own, composed)
        made = next((each for each in own_versions(house, party, own) if each.ref == ref), None)
        if made is not None and made.terms.values == composed.values:
            return Published(made, 1, composed)
    return Problem(
        "version_exists",
        409,
        "There is such a version already",
        f"Others published {own.package} for {party.id} at the same time.",
        "Read GET /api/v1/own-rules, and publish again if it is still needed.",
    )


def _same(house: House, own: OwnRules, composed: Composed) -> bool:
    """Whether what governs at that instant says the same."""
    before = composed.takes_over_from
    package = house.library.package(before.ref) if before else base_of(house, own)
    return bool(package.parameters.raw() == composed.values)


def _try(house: House, party: Party, own: OwnRules, composed: Composed) -> str:
    """Publish under the next number; where somebody else just took it, nothing is written."""
    number = next_label(house.parties.published_terms(), party.id, own.package)
    version = f"{number}-{party.id}"
    package = base_of(house, own).amended(version, composed.values)
    terms = PublishedTerms(
        package=package.name,
        version=version,
        base=own.base,
        values=composed.values,
        hash=package.hash,
        by=party.id,
        published_at=house.clock.now().astimezone(UTC),
        effective_at=composed.effective_at,
        scope=party.id,
    )
    try:
        house.parties.publish_terms(terms)
    except ValueError:
        # The number is taken: the caller looks again, and takes the next one.
        return ""
    return package.ref


def rules_unfit(unfit: tuple[Unfit, ...]) -> Problem:
    """Everything that does not fit, at once."""
    names = ", ".join(each.name for each in unfit)
    first = unfit[0]
    return Problem(
        "rules_unfit",
        422,
        "Some values do not fit",
        f"Nothing was published: {names}. {first.name}: {first.says}",
        f"{first.name}: {first.fits} `unfit` tells what would fit each; POST /api/v1/own-rules/preview "
        "tries values out.",
        {"unfit": codec.plain(unfit)},
    )
