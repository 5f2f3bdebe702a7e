"""The money of a case, so that a reader can add it up: entries, what each account came to, and holds."""

from __future__ import annotations

from collections.abc import Iterator

from tailorbird.adapters.export.sheets import Block, TableHead, heading, paragraphs, rows, subheading
from tailorbird.adapters.export.wording import Wording, both
from tailorbird.app.bundle import CaseBundle
from tailorbird.domain.ledger.verification import trial_balance
from tailorbird.domain.money import Money, total

ENTRIES = TableHead(
    ("No. 序号", "Time 时间", "Head 科目", "From 付出", "To 收入", "Amount 金额", "Cause, clause 依据"),
    (6, 16, 17, 19, 19, 15, 16),
    (5,),
)
ACCOUNTS = TableHead(("Account 账户", "In 收入", "Out 付出", "Net 净额"), (45, 21, 21, 21), (1, 2, 3))
HOLDS = TableHead(
    (
        "Hold 冻结",
        "Head 科目",
        "Held 冻结金额",
        "Passed on 已划转",
        "Returned 已退回",
        "Open 未结",
        "State 状态",
    ),
    (20, 16, 15, 15, 15, 15, 12),
    (2, 3, 4, 5),
)


def money(bundle: CaseBundle, wording: Wording) -> Iterator[Block]:
    """Entries with a total, accounts whose nets add up to zero, holds in three parts that add up."""
    yield heading("Money 款项", "money", begins_sheet="yes")
    if not bundle.entries and not bundle.holds:
        yield from paragraphs("No money was moved or held. 无款项往来。")
        return
    yield subheading("Movements 划转明细")
    yield from rows(ENTRIES, _entries(bundle, wording))
    yield from rows(ENTRIES, _entry_totals(bundle), style="total")
    yield subheading("What each account came to 各账户净额")
    yield from rows(ACCOUNTS, _accounts(bundle))
    yield from rows(ACCOUNTS, _account_totals(bundle), style="total")
    yield subheading("Money held for the case 冻结款项")
    yield from rows(HOLDS, _holds(bundle))
    yield from rows(HOLDS, _hold_totals(bundle), style="total")


def _currencies(bundle: CaseBundle) -> list[str]:
    found = {each.amount.currency for each in bundle.entries}
    return sorted(found | {each.amount.currency for each in bundle.holds})


def _entries(bundle: CaseBundle, wording: Wording) -> list[tuple[str, ...]]:
    return [
        (
            str(each.no),
            wording.instant(each.at),
            both("heads", each.head.value),
            each.debit.id,
            each.credit.id,
            str(each.amount),
            f"{each.cause}\n{each.clause}".strip(),
        )
        for each in bundle.entries
    ]


def _entry_totals(bundle: CaseBundle) -> list[tuple[str, ...]]:
    sums = [
        total((e.amount for e in bundle.entries if e.amount.currency == currency), currency)
        for currency in _currencies(bundle)
    ]
    return [("", "", "Total 合计", "", "", str(each), "") for each in sums]


def _accounts(bundle: CaseBundle) -> list[tuple[str, ...]]:
    return [
        (line.account.id, str(line.credits), str(line.debits), str(-line.net))
        for line in trial_balance(bundle.entries).lines
    ]


def _account_totals(bundle: CaseBundle) -> list[tuple[str, ...]]:
    lines = trial_balance(bundle.entries).lines
    made: list[tuple[str, ...]] = []
    for currency in _currencies(bundle):
        of_it = [line for line in lines if line.account.currency == currency]
        came = total((line.credits for line in of_it), currency)
        went = total((line.debits for line in of_it), currency)
        made.append(("Total 合计", str(came), str(went), str(came - went)))
    return made


def _parts(bundle: CaseBundle) -> list[tuple[str, str, Money, Money, Money, Money, str]]:
    made = []
    for each in bundle.holds:
        posted = Money(each.posted_minor, each.amount.currency)
        rest, none = each.amount - posted, Money.zero(each.amount.currency)
        returned, unsettled = (none, rest) if each.state.value == "open" else (rest, none)
        state = both("states", each.state.value)
        made.append(
            (each.key, both("heads", each.head.value), each.amount, posted, returned, unsettled, state)
        )
    return made


def _holds(bundle: CaseBundle) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row) for row in _parts(bundle)]


def _hold_totals(bundle: CaseBundle) -> list[tuple[str, ...]]:
    made: list[tuple[str, ...]] = []
    for currency in _currencies(bundle):
        of_it = [row for row in _parts(bundle) if row[2].currency == currency]
        sums = [
            total(column, currency)
            for column in zip(*((row[2], row[3], row[4], row[5]) for row in of_it), strict=True)
        ]
        if sums:
            made.append(("Total 合计", "", *(str(each) for each in sums), ""))
    return made
