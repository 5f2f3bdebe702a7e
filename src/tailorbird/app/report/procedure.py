"""The procedure of a report: anybody reports, the operator decides, a takedown hides the listing."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine.command import Act, Order
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.errands import ErrandFailed, labelled, tell
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.storage import Label
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.parcels import DispatchHalted, DispatchReleased
from tailorbird.domain.cases.facts.report import ProductReported, ReportDecided, TakedownCarriedOut
from tailorbird.domain.cases.listing_words import UnpublishReason
from tailorbird.domain.cases.store_words import ReportOutcome
from tailorbird.domain.questions.store import MayDecideReport, MayReportProduct
from tailorbird.domain.roles import Role

HALT_DISPATCH: Final = Verb(
    "halt_dispatch",
    DispatchHalted,
    "Let nothing more leave: a product was taken down",
    "停止发货",
    by=frozenset((Role.PLATFORM,)),
)
RELEASE_DISPATCH: Final = Verb("release_dispatch", DispatchReleased, "End the halt of dispatch", "恢复发货")
"""These two belong to every kind of case whose goods a takedown may stop."""


def take_down(house: House, report: str, decided: Recorded[ReportDecided]) -> None:
    """Hide the listing, and halt every open order of it; then record that it is done."""
    if decided.fact.outcome is not ReportOutcome.TAKEDOWN:
        return
    record = house.records.case(report)
    if record is None:
        raise ErrandFailed(f"There is no case {report}.")
    listing = next(each.value for each in house.records.labels_of(report) if each.kind == "reported")
    sender, why = (report, decided), decided.fact.why
    hidden = house.records.case(listing)
    if hidden is not None and hidden.header.kind == "listing" and hidden.header.stage == "public":
        body = {"reason": UnpublishReason.TAKEDOWN.value, "why": why, "report": report}
        tell(house, listing, "take_down", body, sender)
    halted, failed = 0, list[str]()
    for header in labelled(house, "listing", listing):
        halts = house.engine.procedures[header.kind].verb("halt_dispatch")
        if halts is None or header.turn is None:
            continue
        try:
            tell(house, header.id, "halt_dispatch", {"reason": why, "report": report}, sender)
            halted += 1
        except ErrandFailed as problem:
            failed.append(str(problem))
    if failed:
        raise ErrandFailed(" ".join(failed))
    done = Act("note_takedown", THE_PLATFORM, {"orders": halted})
    house.engine.run(Order(report, (done,), PLATFORM_PARTY, f"taken-down:{report}:{decided.seq}"))


def stage(case: Case) -> tuple[str, Role | None]:
    """Whether the operator decided, and what."""
    decided = case.last(ReportDecided)
    if decided is None:
        return "reported", Role.OPERATOR
    return ("taken_down" if decided.fact.outcome is ReportOutcome.TAKEDOWN else "no_action"), None


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """Reports of a listing are found by it."""
    match recorded.fact:
        case ProductReported(listing=listing):
            return (Label("reported", listing),)
        case _:
            return ()


REPORT: Final = Procedure(
    kind="report",
    title="Report of an improper product",
    title_zh="违规商品举报",
    package="cj_platform",
    verbs=(
        Verb(
            "report_product",
            ProductReported,
            "Report a product",
            "举报商品",
            asks=MayReportProduct,
            place=Place.OPENS,
        ),
        Verb("decide_report", ReportDecided, "Decide the report", "处理举报", asks=MayDecideReport),
        Verb(
            "note_takedown",
            TakedownCarriedOut,
            "Note that the listing was taken down",
            "登记下架完成",
            by=frozenset((Role.PLATFORM,)),
        ),
        NOTE_EXPORT,
        PROVE_NOTICE,
        ERASE_PRIVATE,
    ),
    reactions=follow.REACTIONS,
    notices={
        ProductReported: Notice((Role.OPERATOR,), "A product was reported", "有商品被举报"),
        ReportDecided: Notice((Role.REPORTER,), "Your report was decided", "您的举报已处理", 1),
    },
    stage=stage,
    order={"decide_report": When(((ProductReported,),), (ReportDecided,))},
    labels=labels,
    errands={ReportDecided: take_down},
)
