"""The verbs of what comes of a product: suspicion and costs, mismatch, media, visibility."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.custom import forms_product as forms
from tailorbird.app.engine.verb import Verb
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import custom_product as product
from tailorbird.domain.cases.facts import liability
from tailorbird.domain.questions import custom as may
from tailorbird.domain.questions.liability import MayClaim
from tailorbird.domain.roles import Role


def _documents(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"documents": tuple(item.document for item in fact.items)}


def _reported(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"points": len(fact.points), "evidence": fact.evidence}


RIGHTS: Final = (
    Verb(
        "suspect",
        product.InfringementSuspected,
        "Raise a suspicion; nothing leaves meanwhile",
        "登记侵权或违规嫌疑",
        asks=may.MaySuspect,
        body=product.InfringementSuspected,
        makes=forms.suspicion,
    ),
    Verb(
        "clear_suspicion",
        product.SuspicionCleared,
        "Record that a suspicion came to nothing",
        "解除嫌疑",
        body=product.SuspicionCleared,
        makes=forms.cleared,
    ),
    Verb(
        "find_infringement",
        product.InfringementFound,
        "Record that rights were infringed",
        "登记已认定的侵权",
    ),
    Verb(
        "claim_costs",
        product.CostsClaimed,
        "Claim the costs of an infringement from the buyer",
        "就侵权费用向买家追偿",
        asks=may.MayClaimCosts,
        inputs=_documents,
        body=product.CostsClaimed,
        makes=forms.costs,
    ),
)
CLAIMS: Final = (
    Verb(
        "claim_loss",
        liability.LossClaimed,
        "Claim a loss",
        "提出索赔",
        asks=MayClaim,
        by=frozenset((Role.BUYER,)),
        body=liability.LossClaimed,
        makes=forms.loss,
    ),
    Verb(
        "claim_mismatch",
        product.MismatchClaimed,
        "Report that the product is not what was asked for",
        "反馈商品与需求不符",
        asks=may.MayClaimMismatch,
        inputs=_reported,
        body=product.MismatchClaimed,
        makes=forms.mismatch,
    ),
    Verb(
        "judge_mismatch",
        product.MismatchJudged,
        "Compare each point with the specification",
        "逐项对照冻结的规格",
        body=product.MismatchJudged,
        makes=forms.judgement,
    ),
    Verb(
        "refund_mismatch",
        product.MismatchRefunded,
        "Give money back for a deviation",
        "就不符之处退款",
        asks=may.MayRefundMismatch,
        body=product.MismatchRefunded,
        makes=forms.refund,
    ),
)
MEDIA: Final = (
    Verb(
        "order_shoot",
        product.ShootOrdered,
        "Ask for photographs of the product",
        "预约商品拍摄",
        body=product.ShootOrdered,
        makes=forms.shoot,
    ),
    Verb(
        "add_media",
        product.MediaAdded,
        "Add a picture, video or page of the product",
        "登记商品素材",
        by=frozenset((Role.OPERATOR, Role.SUPPLIER)),
        body=forms.MadeMedium,
        makes=forms.made,
    ),
    Verb(
        "hand_in_media",
        product.MediaAdded,
        "Hand in a picture or video of your own",
        "提交自有素材",
        by=frozenset((Role.BUYER,)),
        body=forms.HandedIn,
        makes=forms.handed_in,
    ),
    Verb(
        "grant_media",
        product.MediaGranted,
        "Authorise the buyer to use a medium",
        "授权买家使用素材",
        asks=may.MayGrantMedia,
        body=product.MediaGranted,
        makes=forms.granted,
    ),
    Verb(
        "revoke_media",
        product.MediaGrantRevoked,
        "End the authorisation",
        "撤销素材授权",
        asks=may.MayGrantMedia,
        body=product.MediaGrantRevoked,
        makes=forms.revoked,
    ),
)
VISIBILITY: Final = (
    Verb(
        "note_reorder",
        product.ReorderNoted,
        "Note that the product is ordered again",
        "登记再次订购",
        asks=may.MayReorder,
        by=frozenset((Role.PLATFORM,)),
    ),
    Verb(
        "publish_product",
        product.ProductPublished,
        "Make the product visible to all",
        "公开定制商品",
        asks=may.MayPublishProduct,
    ),
)
