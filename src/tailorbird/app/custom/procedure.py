"""The procedure of a custom request: verbs, consequences, notices, stages and labels in one value."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.catalogue import custom as catalogue
from tailorbird.app.custom import follow_making, follow_product, follow_request
from tailorbird.app.custom.notices import NOTICES
from tailorbird.app.custom.order import ORDER
from tailorbird.app.custom.stage import stage
from tailorbird.app.custom.verbs import VERBS
from tailorbird.app.engine.verb import Procedure, Reaction
from tailorbird.app.ports.storage import Label
from tailorbird.app.talk import follow
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_product import (
    MediaAdded,
    MediaGranted,
    MediaGrantRevoked,
    ProductFinished,
    ProductPublished,
)
from tailorbird.domain.cases.facts.custom_request import ReorderSubmitted

KIND: Final = "custom_request"
PRODUCT: Final = "product"
"""The kind of label that names a finished product by the case that made it, or says that it is `public`."""
ORIGIN: Final = "origin"
"""The kind of label that names the case whose product is ordered again."""
PUBLIC: Final = "public"
_REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    **follow_request.REACTIONS,
    **follow_making.REACTIONS,
    **follow_product.REACTIONS,
    **follow.REACTIONS,
}


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """The product that is there from now on, that it may be seen by all, or which one is made again."""
    match recorded.fact:
        case ProductFinished(product=product):
            return (Label(PRODUCT, product),)
        case ProductPublished():
            return (Label(PRODUCT, PUBLIC),)
        case ReorderSubmitted(origin=origin):
            return (Label(ORIGIN, origin),)
        case _:
            return ()


CUSTOM: Final = Procedure(
    kind=KIND,
    title="Custom request",
    title_zh="定制需求",
    package="cj_custom",
    verbs=VERBS,
    reactions=_REACTIONS,
    notices=NOTICES,
    stage=stage,
    order=ORDER,
    labels=labels,
    errands=dict.fromkeys(
        (ProductFinished, ProductPublished, MediaAdded, MediaGranted, MediaGrantRevoked),
        catalogue.follow_request,
    ),
)
