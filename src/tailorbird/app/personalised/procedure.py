"""The procedure of a personalised order: screening, making, defects, and the end of the buyer's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.personalised import follow as follow_order
from tailorbird.app.personalised import screening_verbs, sharing
from tailorbird.app.personalised.erasing import erase_files, files_in
from tailorbird.app.personalised.reading import ReadingWish, access
from tailorbird.app.personalised.screening_errand import look_at_the_pictures
from tailorbird.app.personalised.stage import stage
from tailorbird.app.ports.storage import Label
from tailorbird.app.proofs import verbs as proofs
from tailorbird.app.report.procedure import HALT_DISPATCH, RELEASE_DISPATCH
from tailorbird.app.store_order.forms import new_parcel, sent_parcel
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE, QUESTIONS
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts import making, parcels, payment, personalised, talk
from tailorbird.domain.questions import listing, permission
from tailorbird.domain.roles import Role


def _order(_case: Case, fact: Any, _attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"specification_hash": fact.specification_hash, "quantity": fact.quantity}


VERBS: Final = (
    Verb(
        "place_personalised_order",
        personalised.PersonalisedOrderPlaced,
        "Order it personalised",
        "提交个性化订单",
        asks=listing.MayOrderPersonalised,
        inputs=_order,
        place=Place.OPENS,
    ),
    Verb("pay", payment.OrderPaid, "Pay the quote", "支付", asks=listing.MayPayPersonalised),
    *screening_verbs.VERBS,
    Verb(
        "accept_order",
        personalised.PersonalisedOrderAccepted,
        "Take the order on",
        "接受订单",
        asks=listing.MayAcceptPersonalised,
    ),
    Verb(
        "refuse_order",
        personalised.PersonalisedOrderRefused,
        "Do not take the order on",
        "拒绝订单",
        asks=listing.MayRefusePersonalised,
    ),
    Verb(
        "dispatch",
        parcels.Dispatched,
        "Hand a parcel to the carrier",
        "发货",
        asks=permission.MayDispatch,
        body=parcels.Dispatched,
        makes=new_parcel,
    ),
    Verb(
        "deliver",
        parcels.ParcelDelivered,
        "Delivered",
        "已送达",
        body=parcels.ParcelDelivered,
        makes=sent_parcel,
    ),
    Verb(
        "claim_defect",
        personalised.DefectClaimed,
        "Report a defect",
        "反馈质量问题",
        asks=listing.MayClaimDefect,
    ),
    Verb(
        "verify_defect",
        personalised.DefectVerified,
        "Record what was found",
        "登记核实结果",
        asks=listing.MayVerifyDefect,
    ),
    Verb(
        "record_read",
        personalised.CustomizationRead,
        "Record who read the customization",
        "登记定制数据的读取",
        body=ReadingWish,
        makes=access,
        by=frozenset((Role.PLATFORM,)),
    ),
    Verb(
        "share_design",
        personalised.ShareLinkMade,
        "Share a preview of the design",
        "分享设计预览",
        asks=listing.MayShareDesign,
        body=sharing.NewShare,
        makes=sharing.new_share,
    ),
    Verb(
        "end_share",
        personalised.ShareLinkEnded,
        "End a share",
        "结束分享",
        body=personalised.ShareLinkEnded,
        makes=sharing.ended_share,
    ),
    *proofs.VERBS,
    *QUESTIONS,
    HALT_DISPATCH,
    RELEASE_DISPATCH,
    NOTE_EXPORT,
    PROVE_NOTICE,
    ERASE_PRIVATE,
)
_BUYER: Final = (Role.BUYER,)
_MERCHANT: Final = (Role.MERCHANT,)
_BOTH: Final = (*_BUYER, *_MERCHANT)
NOTICES: Final[dict[type[Fact], Notice]] = {
    personalised.PersonalisedOrderPlaced: Notice(_MERCHANT, "A personalised order", "您收到一个个性化订单"),
    payment.QuoteIssued: Notice(_BUYER, "Your order is placed: what it costs", "订单已提交，费用如下"),
    payment.OrderPaid: Notice(_MERCHANT, "The order is paid", "订单已支付"),
    personalised.PersonalisedOrderAccepted: Notice(_BUYER, "Your order is being made", "订单已开始制作"),
    personalised.PersonalisedOrderRefused: Notice(_BUYER, "Your order was not taken on", "订单未被接受", 1),
    parcels.Dispatched: Notice(_BUYER, "A parcel is on its way", "包裹已发出"),
    parcels.ParcelDelivered: Notice(_BOTH, "A parcel was delivered: look at it now", "包裹已送达，请查验"),
    parcels.DispatchHalted: Notice(_BOTH, "Nothing of this order leaves for now", "订单已停止发货", 1),
    parcels.DispatchReleased: Notice(_BOTH, "The order can leave again", "订单已恢复发货"),
    personalised.DefectClaimed: Notice(
        (*_MERCHANT, Role.OPERATOR), "A defect is reported", "买家反馈质量问题"
    ),
    personalised.DefectVerified: Notice(_BUYER, "Your report was looked into", "质量问题已核实", 1),
    personalised.RemakeOrdered: Notice(_BOTH, "The product is made again", "商品将重新制作"),
    personalised.CustomizationErased: Notice(_BUYER, "Your design data is erased", "您的定制数据已删除"),
    talk.QuestionAsked: Notice(_MERCHANT, "The buyer asks you something", "买家咨询"),
    talk.QuestionAnswered: Notice(_BUYER, "Your question was answered", "您的咨询已答复"),
    **screening_verbs.NOTICES,
    **proofs.NOTICES,
}


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """An order is found by its listing, where it came from, the files that it needs, and its shares."""
    match recorded.fact:
        case personalised.PersonalisedOrderPlaced(listing=of, source=source, files=files):
            return (
                *((Label("listing", of),) if of else ()),
                *((Label("origin", source),) if source else ()),
                *(Label("file", each) for each in dict.fromkeys(files)),
            )
        case (
            making.SpecificationReplaced()
            | making.ProofSent()
            | making.PrintFilesMade()
            | making.SpecificationInspected()
        ):
            return tuple(Label("file", each) for each in files_in(recorded.fact))
        case personalised.ShareLinkMade(token_hash=secret):
            return (Label(sharing.LABEL, secret),)
        case _:
            return ()


PERSONALISED_ORDER: Final = Procedure(
    kind="personalised_order",
    title="Personalised order",
    title_zh="个性化订单",
    package="amazon_custom",
    verbs=VERBS,
    reactions={**follow_order.REACTIONS, **screening_verbs.REACTIONS, **follow.REACTIONS},
    notices=NOTICES,
    stage=stage,
    opened_by=frozenset((Role.BUYER, Role.MERCHANT)),
    order={
        "pay": When(((payment.QuoteIssued,),), (payment.OrderPaid, personalised.PersonalisedOrderRefused)),
        **screening_verbs.ORDER,
        "deliver": When(((parcels.Dispatched,),)),
        "verify_defect": When(((personalised.DefectClaimed,),)),
        "end_share": When(((personalised.ShareLinkMade,),)),
        "answer_question": When(((talk.QuestionAsked,),)),
        "release_dispatch": When(
            ((parcels.DispatchHalted,),),
            not_unless=((parcels.DispatchReleased, parcels.DispatchHalted),),
        ),
    },
    labels=labels,
    errands={
        personalised.PersonalisedOrderPlaced: look_at_the_pictures,
        making.SpecificationReplaced: look_at_the_pictures,
        personalised.CustomizationErased: erase_files,
        **proofs.ERRANDS,
    },
)
