"""The procedure of a purchase: verbs, consequences, notices and stages in one value."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Procedure, Reaction
from tailorbird.app.purchase import follow_agreement, follow_receipt, follow_reversal
from tailorbird.app.purchase.notices import NOTICES
from tailorbird.app.purchase.order import ORDER
from tailorbird.app.purchase.stage import stage
from tailorbird.app.purchase.verbs import VERBS
from tailorbird.app.talk import follow
from tailorbird.domain.cases.fact import Fact

_REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    **follow_agreement.REACTIONS,
    **follow_receipt.REACTIONS,
    **follow_reversal.REACTIONS,
    **follow.REACTIONS,
}
PURCHASE: Final = Procedure(
    kind="purchase",
    title="Purchase on a marketplace",
    title_zh="代购",
    package="order1688",
    verbs=VERBS,
    reactions=_REACTIONS,
    notices=NOTICES,
    stage=stage,
    order=ORDER,
)
