"""The procedure of a jeweller's case: verbs, consequences, notices and stages in one value."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Procedure, Reaction
from tailorbird.app.jewelry import follow_claim, follow_making, follow_order
from tailorbird.app.jewelry.notices import NOTICES
from tailorbird.app.jewelry.order import ORDER
from tailorbird.app.jewelry.similar_designs import compare_with_earlier, keep_for_comparison
from tailorbird.app.jewelry.stage import stage
from tailorbird.app.jewelry.verbs import VERBS
from tailorbird.app.talk import follow
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.jewelry import DesignAccepted, DesignProposed, ProposalAccepted

_REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    **follow_order.REACTIONS,
    **follow_making.REACTIONS,
    **follow_claim.REACTIONS,
    **follow.REACTIONS,
}
JEWELRY: Final = Procedure(
    kind="jewelry",
    title="Jewellery made to order",
    title_zh="珠宝定制",
    package="jewelry",
    verbs=VERBS,
    reactions=_REACTIONS,
    notices=NOTICES,
    stage=stage,
    order=ORDER,
    errands={
        DesignProposed: compare_with_earlier,
        ProposalAccepted: compare_with_earlier,
        DesignAccepted: keep_for_comparison,
    },
)
