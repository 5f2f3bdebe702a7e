"""What follows from the design that is taken on, and from the piece that is shipped."""

from __future__ import annotations

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.holding import divide
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import DesignAccepted, Shipped
from tailorbird.domain.questions.jewelry import DesignOwnership
from tailorbird.domain.questions.money import Occasion
from tailorbird.domain.roles import Role


def note_ownership(proceeding: Proceeding, accepted: Recorded[DesignAccepted]) -> None:
    """Whose the design is stands with the case from the instant at which it is taken on."""
    proceeding.decide(DesignOwnership, Role.MERCHANT)


def release(proceeding: Proceeding, shipped: Recorded[Shipped]) -> None:
    """The first shipment lets the held money go; at a remake's nothing is held any more."""
    divide(proceeding, Occasion.DISPATCH)


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    DesignAccepted: (note_ownership,),
    Shipped: (release,),
}
