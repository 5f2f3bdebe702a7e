"""Who takes part in a case that is being opened: whoever is named has to be registered for that part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tailorbird.app.engine.command import Actor
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.domain.roles import Role

OPERATOR_PARTY: Final = "operator"
PLATFORM_PARTY: Final = "platform"
THE_PLATFORM: Final = Actor(PLATFORM_PARTY, Role.PLATFORM)
"""Who acts where the platform itself carries something out."""
GATEWAY_PARTY: Final = "gateway"
HOUSE_PARTIES: Final[Mapping[Role, str]] = {Role.OPERATOR: OPERATOR_PARTY, Role.GATEWAY: GATEWAY_PARTY}
"""Who stands in a case without being named."""
DESK_ZONE: Final = "Asia/Shanghai"
"""Where the operator's desk and the warehouses are: the clock of cases that they look after."""


def unfit(house: House, named: Mapping[Role, str]) -> Problem | None:
    """Why one of the named parties cannot play its part; none where all can."""
    for role, party_id in named.items():
        party = house.parties.party(party_id)
        if party is None or role not in party.roles:
            return no_such_party(party_id, role)
    return None


def no_such_party(party_id: str, role: Role) -> Problem:
    """Nobody is registered under that id for the part."""
    return Problem(
        "no_such_party",
        422,
        f"There is no such {role}",
        f"{party_id!r} is not registered as {role}.",
        f"GET /api/v1/parties?role={role} lists those that are.",
    )
