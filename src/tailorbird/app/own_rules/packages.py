"""Which packages of choices there are, for whom, and which packages of the platform they go before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class OwnRules:
    """A package of choices for parties that play one part.

    `goes_before`: the packages over which it takes precedence, by kind of case, in order.
    """

    package: str
    part: Role
    goes_before: dict[str, tuple[str, ...]]

    @property
    def base(self) -> str:
        """The version that carries the clauses; in it nothing is declared."""
        return f"{self.package}@1"


PROVIDER_RULES: Final = OwnRules(
    "provider_rules",
    Role.PROVIDER,
    {"purchase": ("order1688",), "custom_request": ("maker_rules", "cj_custom")},
)
MAKER_RULES: Final = OwnRules("maker_rules", Role.SUPPLIER, {"custom_request": ("cj_custom",)})
OWN_RULES: Final = (PROVIDER_RULES, MAKER_RULES)
"""Every package that a party composes for itself."""


def open_to(party: Party) -> tuple[OwnRules, ...]:
    """The packages that the party may compose."""
    return tuple(each for each in OWN_RULES if each.part in party.roles)


def composed_by(party: Party, package: str) -> OwnRules | Problem:
    """The package, where the party may compose it; `package` may name a version (`provider_rules@1`)."""
    name = package.partition("@")[0]
    own = open_to(party)
    found = next((each for each in own if each.package == name), None)
    if found is not None:
        return found
    names = ", ".join(each.package for each in own)
    return Problem(
        "not_your_rules",
        403,
        "These are not for you to compose",
        f"{party.id} cannot publish rules of its own by {package!r}.",
        f"You compose {names}; GET /api/v1/own-rules shows the choices."
        if names
        else "Providers compose provider_rules, and makers maker_rules. Ask the operator about other terms.",
        {"packages": [each.package for each in own]},
    )
