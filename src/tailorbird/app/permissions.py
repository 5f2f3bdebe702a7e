"""What a key may be good for, and who may see or act in a case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from tailorbird.app.engine.verb import Procedure, Verb
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import (
    account,
    cancellation,
    custom_making,
    dissolution,
    jewelry,
    liability,
    order_dispute,
    payment,
    procurement,
    receipt,
    report,
    request,
    reversal,
    store_order,
    talk,
    ticket,
)
from tailorbird.domain.roles import Role


class Scope(StrEnum):
    """What a key is good for. A key has one or several; each call names the one that it needs."""

    READ = "read"
    """Look at one's own cases, accounts and deadlines."""
    ACT = "act"
    """Record what moves no money of one's own by itself: ask, answer, inspect, object."""
    MONEY = "money"
    """Pay, tip, withdraw, exchange, place orders from the wallet."""
    ADMIN = "admin"
    """Act as operator: parties, keys, terms, calendars, and every case."""
    GATEWAY = "gateway"
    """Report what a payment institution did: top-ups and payments taken back."""


EVERY_SCOPE = frozenset(each.value for each in Scope)

SPENDING: frozenset[type[Fact]] = frozenset(
    (
        payment.OrderPaid,
        payment.BalancePaid,
        payment.TipPaid,
        jewelry.ExtraFeePaid,
        custom_making.SampleFeesPaid,
        custom_making.ChangePaid,
        custom_making.ProductionPaid,
        order_dispute.ReturnSent,
        order_dispute.RefundSentOn,
        reversal.DemandPaid,
        account.Withdrawn,
        account.DepositMade,
        account.DepositReturned,
        account.MoneyExchanged,
    )
)

STANDING: Mapping[Role, Scope] = {Role.OPERATOR: Scope.ADMIN, Role.GATEWAY: Scope.GATEWAY}
"""Parts that stand in every case, and are therefore not played without a key made for them."""


def scopes_for(roles: Collection[Role]) -> frozenset[str]:
    """The scopes that a key of a party with these roles can be good for.

    Nobody becomes an operator or a payment institution by what is written on a key.
    """
    reserved = {scope.value for role, scope in STANDING.items() if role not in roles}
    return EVERY_SCOPE - reserved


def scope_of_role(role: Role) -> Scope:
    """The scope that acting in the part needs, whatever is done."""
    return STANDING.get(role, Scope.ACT)


def scope_of(verb: Verb, role: Role) -> Scope:
    """The scope that a key needs to do it in this part."""
    needed = scope_of_role(role)
    return Scope.MONEY if needed is Scope.ACT and verb.fact in SPENDING else needed


def is_operator(holder: KeyHolder) -> bool:
    """Whether the key is an operator's, and good for an operator's work."""
    return Role.OPERATOR in holder.party.roles and Scope.ADMIN in holder.scopes


def parts_of(holder: KeyHolder, participants: Mapping[Role, str]) -> tuple[Role, ...]:
    """The parts in which the key's holder can act in a case with these participants, its own first."""
    own = tuple(
        role
        for role, player in participants.items()
        if player == holder.party.id and STANDING.get(role, Scope.READ) in (Scope.READ, *holder.scopes)
    )
    return (*own, Role.OPERATOR) if is_operator(holder) and Role.OPERATOR not in own else own


def may_see(holder: KeyHolder, participants: Mapping[Role, str]) -> int:
    """1 where the case is the holder's own, or the holder is an operator."""
    return int(bool(parts_of(holder, participants)))


def stands_in_every_case(holder: KeyHolder) -> Role | None:
    """The part that the holder plays in every case, but not with this key: it is not made for it."""
    return next(
        (r for r, scope in STANDING.items() if r in holder.party.roles and scope not in holder.scopes), None
    )


_PAYMENTS: tuple[type[Fact], ...] = (
    account.ToppedUp,
    account.Withdrawn,
    account.DepositMade,
    account.DepositReturned,
    account.MoneyExchanged,
    payment.OrderPaid,
    payment.BalancePaid,
    payment.TipPaid,
    payment.TipRefunded,
    jewelry.PaymentConfirmed,
    jewelry.ExtraFeePaid,
    reversal.PaymentReversed,
    reversal.ReversalUpheld,
    reversal.WalletFrozen,
    reversal.PaymentDemanded,
    reversal.DemandPaid,
    reversal.DemandExpired,
    reversal.DepositTaken,
    reversal.WalletReleased,
    store_order.PaidThroughGateway,
    order_dispute.RefundIssued,
    order_dispute.RefundSentOn,
)
_SHARE: tuple[type[Fact], ...] = (
    request.PromoterAttributed,
    payment.AgreementTookEffect,
    procurement.OrderEnded,
    cancellation.OrderCancelled,
    dissolution.OrderDissolved,
    receipt.ReceiptConfirmed,
    receipt.ReceiptDeemedConfirmed,
)
_NARROW: Mapping[Role, frozenset[str]] = {
    Role.GATEWAY: frozenset(each.__name__ for each in _PAYMENTS),
    Role.PROMOTER: frozenset(each.__name__ for each in _SHARE),
}
"""Parts that take part in a case from outside, with the facts that their work rests on."""


def facts_shown(parts: Sequence[Role]) -> frozenset[str] | None:
    """Names of the facts that these parts may read; none where they may read all of them."""
    if any(part not in _NARROW for part in parts):
        return None
    return frozenset().union(*(_NARROW[part] for part in parts))


def openers(procedure: Procedure, holder: KeyHolder) -> frozenset[Role]:
    """The parts in which the holder can open a case of this kind."""
    return procedure.opened_by & holder.party.roles


_WHOLE_TALK = frozenset((Role.BUYER, Role.PROVIDER, Role.MERCHANT))
_ADDRESSES = ("CustomRequestSubmitted.address", "ReorderSubmitted.address")
_OF_MAKING = (
    *_ADDRESSES,
    "CustomRequestSubmitted.remarks",
    "ReviewQuestionAnswered.text",
    "ChangeRequested.text",
    "ChangeAnswered.text",
    "SampleRejected.text",
    "SampleSolutionProposed.text",
    "CustomRequestStopped.text",
    "MismatchClaimed.text",
    "DateMoved.explanation",
    "QuestionAsked.text",
    "QuestionAnswered.text",
)
"""What platform and supplier of a custom request need to read of it."""
_OF_USE: Mapping[Role, frozenset[str]] = {
    Role.WAREHOUSE: frozenset(
        (
            "RequestSubmitted.receiving_address",
            "AnomalyReported.text",
            "StoreOrderPlaced.customer",
            "StoreOrderPlaced.address",
        )
    ),
    Role.CARRIER: frozenset(
        (
            "RequestSubmitted.receiving_address",
            "CustomOrderSubmitted.address",
            "AnomalyReported.text",
            "StoreOrderPlaced.customer",
            "StoreOrderPlaced.address",
            *_ADDRESSES,
        )
    ),
    Role.SUPPLIER: frozenset(
        (
            *_OF_MAKING,
            "CustomOrderSubmitted.inscriptions",
            "CustomOrderSubmitted.remarks",
            "DesignProposed.text",
            "DisputeMessageSent.text",
        )
    ),
    Role.OPERATOR: frozenset(
        (
            *_OF_MAKING,
            "ReviewFound.text",
            "ReviewQuestionAsked.text",
            "CustomRequestDeclined.text",
            "ShootOrdered.requirements",
            "ScreeningAppealed.text",
        )
    ),
    Role.RECEIVER: frozenset(("StoreTransferOffered.note",)),
    Role.GATEWAY: frozenset(("Withdrawn.destination",)),
}
OPENS_TO_OPERATOR: tuple[type[Fact], ...] = (
    liability.DisputeOpened,
    talk.AssistanceRequested,
    talk.QuestionEscalated,
    order_dispute.OrderDisputed,
    ticket.TicketOpened,
    report.ProductReported,
)
"""Until one of these is on record, private content is nothing that an operator needs to see."""


ON_RECORD_ONLY = frozenset(("PersonalisedOrderPlaced.customization", "SpecificationReplaced.customization"))
"""Private content that nobody reads beside the thread: each reading is decided by the terms, and recorded
(amazon-custom.data.use)."""
FILES_ON_RECORD = frozenset(
    ("PersonalisedOrderPlaced", "SpecificationReplaced", "ProofSent", "PrintFilesMade", "CustomizationErased")
)
"""Facts whose files are read in the same way only. Photographs of an inspection are evidence, which the
parties see in the case; they are erased with the rest."""


def may_read_private(
    holder: KeyHolder, participants: Mapping[Role, str], *, owner: str, kind: str, disputed: int
) -> int:
    """1 where the holder is entitled to a private text (order1688.23).

    Its owner is; so are those who deal with each other in the case; warehouse, carrier, supplier and
    gateway only where their work needs it; an operator once the parties brought the case before it.
    """
    if kind in ON_RECORD_ONLY:
        return 0
    if owner == holder.party.id:
        return 1
    parts = parts_of(holder, participants)
    if any(part in _WHOLE_TALK for part in parts):
        return 1
    if Role.OPERATOR in parts and disputed:
        return 1
    return int(any(kind in _OF_USE.get(part, ()) for part in parts))
