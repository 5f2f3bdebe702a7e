"""Accounts, statements and a party's own movements of money."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pycountry
from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import holder_of
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import page_reply, paged, receipt_reply, reply
from tailorbird.api.routes.cases import Limit
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.cases import EntryShown
from tailorbird.api.shapes.ledger import (
    AccountShown,
    Amount,
    Exchange,
    StatementShown,
    TopUp,
    Withdrawal,
    statement_shown,
)
from tailorbird.api.shapes.replies import CommandReply
from tailorbird.api.shapes.showing import entry_shown
from tailorbird.app.account.actions import act_on_account, exchange, top_up
from tailorbird.app.permissions import Scope, is_operator
from tailorbird.app.ports.records import MAX_PAGE_SIZE, PAGE_SIZE
from tailorbird.app.ports.storage import Balance
from tailorbird.domain import codec
from tailorbird.domain.ledger.account import Account, AccountKind, deposit, wallet
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.ledger.statement import OWN_KINDS, Period, belongs, statement
from tailorbird.domain.money import Money
from tailorbird.domain.staff import Duty

routes = Routes("ledger")
_CURRENCIES = tuple(sorted(each.alpha_3 for each in pycountry.currencies))
_OWN = tuple(kind for kind in OWN_KINDS if kind is not AccountKind.OUTSIDE)


@routes.page("/accounts", Scope.READ, gives=AccountShown, duty=Duty.MONEY)
def list_accounts(request: HttpRequest) -> HttpResponse:
    """Your wallets and deposits: balance, what is held, what is free, and cases that freeze them.

    Accounts with nothing in them are left out.
    """
    party = holder_of(request).party.id
    asked = [make(party, currency) for currency in _CURRENCIES for make in (wallet, deposit)]
    found = wiring.house().records.balances(asked)
    shown = []
    for account in asked:
        balance = found.get(account.id)
        if balance is None or balance == Balance():
            continue
        shown.append(_account_shown(account, balance))
    return page_reply(request, shown, None)


def _account_shown(account: Account, balance: Balance) -> AccountShown:
    return AccountShown(
        account.id,
        account.kind.value,
        Money(balance.balance_minor, account.currency),
        Money(balance.held_minor, account.currency),
        Money(balance.free_minor, account.currency),
        balance.freezes,
    )


@routes.page("/accounts/{account_id}/entries", Scope.READ, Scope.ADMIN, gives=EntryShown, duty=Duty.MONEY)
def account_entries(
    request: HttpRequest, account_id: str, cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """Entries that debit or credit one of your accounts, oldest first; any account for operators."""
    account = _account(request, account_id)
    records = wiring.house().records
    return paged(
        request,
        lambda: records.entries_of_account(account, cursor=cursor, limit=limit),
        entry_shown,
    )


def _account(request: HttpRequest, account_id: str) -> Account:
    holder = holder_of(request)
    try:
        account = Account.of(account_id)
    except ValueError as problem:
        raise _no_account(account_id) from problem
    if not is_operator(holder) and not belongs(holder.party.id, account):
        raise _no_account(account_id)
    return account


@routes.get("/statements", Scope.READ, gives=StatementShown, duty=Duty.MONEY)
def show_statement(
    request: HttpRequest, currency: str, since: str = "", until: str = "", format: str = "json"
) -> HttpResponse:
    """Your statement in a currency: every account, line by line, from opening to closing balance.

    `since` is inside the period and `until` outside; both are instants with an offset. `format`: json
    or csv.
    """
    if currency not in _CURRENCIES:
        raise unreadable(f"currency: an ISO 4217 code such as CNY, not {currency!r}.")
    party = holder_of(request).party.id
    period = Period(_bound("since", since), _bound("until", until))
    made = statement(party, _entries_of(party, currency), _holds_of(party, currency), period)
    if format == "csv":
        response = HttpResponse(wiring.statement_csv(made), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="statement-{party}-{currency}.csv"'
        return response
    if format != "json":
        raise unreadable("format: json or csv.")
    return reply(statement_shown(made))


def _bound(name: str, told: str) -> datetime | None:
    if not told:
        return None
    try:
        instant = codec.read(datetime, told.replace(" ", "+"))
    except codec.UnreadableInput as problem:
        raise unreadable(f"{name}: {problem}") from problem
    if instant.tzinfo is None:
        raise unreadable(f"{name}: an instant with its offset, such as 2026-03-01T00:00:00Z.")
    return instant.astimezone(UTC)


def _entries_of(party: str, currency: str) -> list[Entry]:
    """Every entry on the party's accounts of the currency, each once."""
    found: dict[tuple[str, int], Entry] = {}
    records = wiring.house().records
    for kind in _OWN:
        cursor: str | None = None
        while True:
            page = records.entries_of_account(
                Account(kind, party, currency), cursor=cursor, limit=MAX_PAGE_SIZE
            )
            found.update({(each.case_id, each.no): each for each in page.items})
            cursor = page.next_cursor
            if cursor is None:
                break
    return list(found.values())


def _holds_of(party: str, currency: str) -> list[Hold]:
    """Open holds of the party's cases, looked for only where its wallet holds something."""
    records = wiring.house().records
    own = wallet(party, currency)
    held = records.balances([own]).get(own.id)
    if held is None or not held.held_minor:
        return []
    found: list[Hold] = []
    cursor: str | None = None
    while True:
        page = records.cases_of(party, cursor=cursor, limit=MAX_PAGE_SIZE)
        for header in page.items:
            found += [each for each in records.holds_of_case(header.id) if each.account == own]
        cursor = page.next_cursor
        if cursor is None:
            return found


@routes.post("/wallet/top-ups", Scope.GATEWAY, takes=TopUp, gives=CommandReply, duty=Duty.GATEWAY)
def report_top_up(request: HttpRequest) -> HttpResponse:
    """Report money that came in for a party (payment institutions).

    `reference` is the institution's own number of the payment: the same one is booked once.
    """
    given = read_body(TopUp, json_object(request))
    _above_zero(given.amount)
    party = wiring.house().parties.party(given.party)
    if party is None:
        raise unreadable(f"party: nobody here is called {given.party!r}.")
    if not given.reference:
        raise unreadable("reference: the institution's number of the payment.")
    gateway = holder_of(request).party.id
    receipt = top_up(wiring.house(), party, given.amount, gateway, given.reference)
    return receipt_reply(request, receipt, 201)


@routes.post("/wallet/withdrawals", Scope.MONEY, takes=Withdrawal, gives=CommandReply, duty=Duty.MONEY)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take money out of your wallet. Refused while the wallet is frozen (order1688.22)."""
    given = read_body(Withdrawal, json_object(request))
    return _move(request, "withdraw", given.amount, {"destination": given.destination})


@routes.post("/deposit/payments", Scope.MONEY, takes=Amount, gives=CommandReply, duty=Duty.MONEY)
def pay_deposit(request: HttpRequest) -> HttpResponse:
    """Move money from your wallet into your security deposit."""
    return _move(request, "make_deposit", read_body(Amount, json_object(request)).amount, {})


@routes.post("/deposit/returns", Scope.MONEY, takes=Amount, gives=CommandReply, duty=Duty.MONEY)
def return_deposit(request: HttpRequest) -> HttpResponse:
    """Move money of your security deposit back to your wallet."""
    return _move(request, "return_deposit", read_body(Amount, json_object(request)).amount, {})


@routes.post("/exchanges", Scope.MONEY, takes=Exchange, gives=CommandReply, duty=Duty.MONEY)
def exchange_money(request: HttpRequest) -> HttpResponse:
    """Exchange at a locked rate; ask for the rate with POST /exchange-quotes first."""
    given = read_body(Exchange, json_object(request))
    _above_zero(given.sold)
    party = holder_of(request).party
    receipt = exchange(wiring.house(), party, given.sold, given.quote, idempotency_key(request))
    return receipt_reply(request, receipt, 201)


def _move(request: HttpRequest, verb: str, amount: Money, more: dict[str, Any]) -> HttpResponse:
    _above_zero(amount)
    party = holder_of(request).party
    body = {"amount": codec.plain(amount), **more}
    receipt = act_on_account(wiring.house(), party, verb, body, idempotency_key(request))
    return receipt_reply(request, receipt, 201)


def _above_zero(amount: Money) -> None:
    if amount.minor <= 0:
        raise unreadable(f"An amount above zero, not {amount}.")


def _no_account(account_id: str) -> Refusal:
    return refuse(
        404,
        "no_such_account",
        "There is no such account",
        f"{account_id} is no account of yours.",
        "GET /api/v1/accounts lists yours.",
    )
