"""What follows from facts that every kind of case has."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.privacy import PrivateContentErased


def erase(proceeding: Proceeding, erased: Recorded[PrivateContentErased]) -> None:
    """Let the storage blank what the fact names; the fact itself stays in the chain."""
    proceeding.erased.extend(erased.fact.contents)


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {PrivateContentErased: (erase,)}
