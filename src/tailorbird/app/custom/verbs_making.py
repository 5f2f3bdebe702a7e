"""The verbs of samples, production and parcels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.custom import forms_making as forms
from tailorbird.app.engine.verb import Verb
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import parcels
from tailorbird.domain.questions import custom as may
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.roles import Role


def _accepts(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"round": fact.round, "accepts": 1}


def _rejects(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"round": fact.round, "accepts": 0, "reasons": len(fact.points)}


SAMPLES: Final = (
    Verb(
        "make_sample",
        making.SampleMade,
        "Record that a sample is ready",
        "登记样品完成",
        asks=may.MayMakeSample,
    ),
    Verb(
        "ship_sample",
        making.SampleShipped,
        "Hand the sample to the carrier",
        "寄出样品",
        asks=may.MayMakeSample,
        body=making.SampleShipped,
        makes=forms.sample_sent,
    ),
    Verb(
        "deliver_sample",
        making.SampleDelivered,
        "The sample arrived",
        "样品送达",
        body=making.SampleDelivered,
        makes=forms.sample_arrived,
    ),
    Verb(
        "accept_sample",
        making.SampleAccepted,
        "Accept the sample",
        "确认样品",
        asks=may.MayJudgeSample,
        inputs=_accepts,
    ),
    Verb(
        "reject_sample",
        making.SampleRejected,
        "Reject the sample, with reasons",
        "样品不合格，说明原因",
        asks=may.MayJudgeSample,
        inputs=_rejects,
        body=making.SampleRejected,
        makes=forms.sample_rejected,
    ),
    Verb(
        "propose_solution",
        making.SampleSolutionProposed,
        "Say what is done about a rejected sample",
        "提出样品改进方案",
        body=making.SampleSolutionProposed,
        makes=forms.solution,
    ),
    Verb(
        "stop_request",
        making.CustomRequestStopped,
        "Stop the request",
        "终止定制需求",
        asks=may.MayStopRequest,
    ),
)
PRODUCTION: Final = (
    Verb(
        "order_production",
        making.ProductionOrdered,
        "Order the production",
        "下单生产",
        asks=may.MayOrderProduction,
        body=making.ProductionOrdered,
        makes=forms.production,
    ),
    Verb(
        "pay_production",
        making.ProductionPaid,
        "Pay the production",
        "支付生产货款",
        asks=may.MayPayProduction,
    ),
    Verb(
        "plan_schedule",
        making.SchedulePlanned,
        "Plan the dates",
        "排定日程",
        body=making.SchedulePlanned,
        makes=forms.schedule,
    ),
    Verb(
        "reach_milestone",
        making.MilestoneReached,
        "Record a step of making",
        "登记生产节点",
        asks=may.MayProduceCustom,
    ),
    Verb(
        "note_spending",
        making.ProductionMoneySpent,
        "Document production money that is spent",
        "登记已支出的生产款",
        body=making.ProductionMoneySpent,
        makes=forms.spending,
    ),
    Verb(
        "move_date",
        making.DateMoved,
        "Say that a step will be later, and why",
        "告知日期推迟及原因",
        body=making.DateMoved,
        makes=forms.moved,
    ),
    Verb(
        "dispatch",
        parcels.Dispatched,
        "Hand a parcel to the carrier",
        "发出包裹",
        asks=MayDispatch,
        by=frozenset((Role.SUPPLIER, Role.OPERATOR)),
        body=parcels.Dispatched,
        makes=forms.dispatch,
    ),
    Verb(
        "deliver",
        parcels.ParcelDelivered,
        "Delivered",
        "已送达",
        by=frozenset((Role.CARRIER, Role.SUPPLIER, Role.OPERATOR)),
        body=parcels.ParcelDelivered,
        makes=forms.delivery,
    ),
)
