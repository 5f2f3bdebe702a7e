"""The procedure of a ticket: number, status, assignee and history."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.ports.storage import Label
from tailorbird.app.talk import follow
from tailorbird.app.talk.forms import must_be_said
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.ticket import (
    TicketAssigned,
    TicketClosed,
    TicketFollowedUp,
    TicketNumbered,
    TicketOpened,
    TicketReplied,
)
from tailorbird.domain.questions.store import MayUseTicket
from tailorbird.domain.roles import Role

_SERIES: Final = "ticket"


def number(proceeding: Proceeding, opened: Recorded[TicketOpened]) -> None:
    """Give the ticket its number."""
    told = f"TK-{proceeding.next_number(_SERIES):06d}"
    proceeding.record(TicketNumbered(number=told), cause=f"fact:{opened.seq}")


def somebody(_proceeding: Proceeding, given: TicketAssigned) -> TicketAssigned:
    """A ticket is given to a person who is named."""
    must_be_said("assignee", given.assignee)
    return given


def stage(case: Case) -> tuple[str, Role | None]:
    """Whose word is awaited, and nobody's once the ticket is closed."""
    last = case.last(TicketOpened, TicketAssigned, TicketReplied, TicketFollowedUp, TicketClosed)
    if last is None:
        return "new", Role.BUYER
    match last.fact:
        case TicketClosed():
            return "closed", None
        case TicketReplied():
            return "waiting_for_client", Role.BUYER
        case _ if case.has(TicketAssigned):
            return "assigned", Role.OPERATOR
        case _:
            return "open", Role.OPERATOR


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """A ticket is found by its number, and by the case that it is about."""
    match recorded.fact:
        case TicketNumbered(number=given):
            return (Label("number", given),)
        case TicketOpened(about=about) if about:
            return (Label("about", about),)
        case _:
            return ()


TICKET: Final = Procedure(
    kind="ticket",
    title="Ticket",
    title_zh="工单",
    package="cj_aftersales",
    verbs=(
        Verb("open_ticket", TicketOpened, "Turn to the desk", "联系客服", place=Place.OPENS),
        Verb(
            "assign_ticket",
            TicketAssigned,
            "Say who takes care of it",
            "指派处理人",
            body=TicketAssigned,
            makes=somebody,
        ),
        Verb("reply_ticket", TicketReplied, "Answer the client", "答复客户", asks=MayUseTicket),
        Verb("follow_up_ticket", TicketFollowedUp, "Write again", "继续留言", asks=MayUseTicket),
        Verb("close_ticket", TicketClosed, "Close the ticket", "关闭工单", asks=MayUseTicket),
        NOTE_EXPORT,
        PROVE_NOTICE,
        ERASE_PRIVATE,
    ),
    reactions={**follow.REACTIONS, TicketOpened: (number,)},
    notices={
        TicketOpened: Notice((Role.OPERATOR,), "A client turns to you", "客户发来工单"),
        TicketFollowedUp: Notice((Role.OPERATOR,), "The client wrote again", "客户继续留言"),
        TicketReplied: Notice((Role.BUYER,), "The desk answered you", "客服已答复"),
        TicketClosed: Notice((Role.BUYER, Role.OPERATOR), "The ticket is closed", "工单已关闭"),
    },
    stage=stage,
    order={
        name: When(((TicketOpened,),), not_unless=((TicketClosed, TicketFollowedUp),))
        for name in ("assign_ticket", "close_ticket")
    },
    labels=labels,
)
