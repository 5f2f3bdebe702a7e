"""Stored balances: never below zero, held money included, whoever comes at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.records import Records
from tailorbird.app.ports.storage import (
    Balance,
    Changes,
    ConcurrentChange,
    InsufficientFunds,
    Storage,
    WalletIsFrozen,
)
from tailorbird.domain.ledger.account import STORED, Account, deposit, gateway, receivable, wallet
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.contracts.stored import (
    BUYER,
    PROVIDER,
    entry,
    fact,
    following,
    header,
    hold,
    later,
    opening,
    top_up,
    write,
)


def balance(storage: Storage, account: Account) -> Balance:
    with storage.transaction() as transaction:
        return transaction.balances([account])[account.id]


def own(case_id: str, account: Account, other: Account, minor: int) -> Changes:
    """The owner moves money out of an account, as in a withdrawal."""
    head = header(case_id, kind="account", participants={Role.BUYER: account.owner})
    return opening(case_id, header=head, entries=[entry(case_id, 1, account, other, minor)])


def test_an_account_without_a_row_has_zero(storage: Storage) -> None:
    assert balance(storage, BUYER) == Balance()


def test_entries_debit_and_credit_wallets_and_deposits_only(storage: Storage, records: Records) -> None:
    top_up(storage, BUYER, 500)
    write(
        storage,
        opening(
            "TB-1",
            entries=[
                entry("TB-1", 1, BUYER, PROVIDER, 120),
                entry("TB-1", 2, PROVIDER, deposit("provider-1", "CNY"), 20),
                entry("TB-1", 3, receivable("buyer-1", "CNY"), PROVIDER, 7),
            ],
        ),
    )
    assert records.all_balances() == {
        "deposit:provider-1:CNY": Balance(20),
        "wallet:buyer-1:CNY": Balance(380),
        "wallet:provider-1:CNY": Balance(107),
    }
    asked = [BUYER, receivable("buyer-1", "CNY")]
    assert records.balances(asked) == {BUYER.id: Balance(380), asked[1].id: Balance()}


def test_a_hold_keeps_money_back_until_it_is_resolved(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    first = opening("TB-1", new_holds=[hold("1:goods", 60), hold("1:fee", 10)])
    write(storage, first)
    assert balance(storage, BUYER) == Balance(100, 70)
    resolved = hold("1:goods", 60).resolve(Money(45, "CNY"), later(days=1))
    write(
        storage,
        following(
            first.header,
            facts=[fact(2)],
            resolved_holds=[resolved],
            entries=[entry("TB-1", 1, BUYER, PROVIDER, 45)],
        ),
    )
    assert balance(storage, BUYER) == Balance(55, 10)
    assert balance(storage, PROVIDER) == Balance(45)


def test_a_hold_beyond_what_is_free_is_refused_with_the_figures(storage: Storage, records: Records) -> None:
    top_up(storage, BUYER, 100)
    write(storage, opening("TB-1", new_holds=[hold("1:goods", 60)]))
    with pytest.raises(InsufficientFunds) as refusal:
        write(storage, opening("TB-2", new_holds=[hold("1:goods", 41)]))
    assert (refusal.value.account, refusal.value.needed_minor, refusal.value.free_minor) == (BUYER, 41, 40)
    assert records.case("TB-2") is None
    assert balance(storage, BUYER) == Balance(100, 60)


def test_a_wallet_that_never_was_has_nothing_to_hold(storage: Storage) -> None:
    with pytest.raises(InsufficientFunds) as refusal:
        write(storage, opening("TB-1", new_holds=[hold("1:goods", 1)]))
    assert refusal.value.free_minor == 0


def test_a_payment_cannot_take_what_is_held_for_another_case(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    write(storage, opening("TB-1", new_holds=[hold("1:goods", 60)]))
    with pytest.raises(InsufficientFunds):
        write(storage, opening("TB-2", entries=[entry("TB-2", 1, BUYER, PROVIDER, 41)]))


def test_the_refusal_names_the_account_that_lacks(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    top_up(storage, PROVIDER, 10)
    with pytest.raises(InsufficientFunds) as refusal:
        write(
            storage,
            opening("TB-1", new_holds=[hold("a", 60)]),
            opening("TB-2", new_holds=[hold("b", 11, PROVIDER)]),
        )
    assert refusal.value.account == PROVIDER
    assert balance(storage, BUYER) == Balance(100)


def test_money_that_comes_in_can_be_held_by_the_same_command(storage: Storage) -> None:
    money_in = entry("TB-1", 1, gateway("sandbox", "CNY"), BUYER, 80)
    write(storage, opening("TB-1", entries=[money_in], new_holds=[hold("1:goods", 80)]))
    assert balance(storage, BUYER) == Balance(80, 80)


def test_one_case_of_a_batch_may_bring_in_what_another_pays(storage: Storage) -> None:
    write(
        storage,
        opening("TB-1", entries=[entry("TB-1", 1, BUYER, PROVIDER, 30)]),
        opening("TB-2", entries=[entry("TB-2", 1, gateway("sandbox", "CNY"), BUYER, 30)]),
    )
    assert balance(storage, BUYER) == Balance()
    assert balance(storage, PROVIDER) == Balance(30)


def test_a_batch_is_judged_by_its_sum(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    write(storage, *(opening(f"TB-{n}", new_holds=[hold("1:goods", 10)]) for n in range(10)))
    assert balance(storage, BUYER) == Balance(100, 100)
    with pytest.raises(InsufficientFunds):
        write(storage, opening("TB-11", new_holds=[hold("1:goods", 1)]))


def test_currencies_do_not_mix(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    with pytest.raises(InsufficientFunds):
        write(storage, opening("TB-1", new_holds=[hold("1:goods", 1, wallet("buyer-1", "USD"))]))


def test_a_frozen_wallet_takes_no_new_hold_and_no_withdrawal(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    write(storage, opening("TB-1", freezes=[BUYER]))
    assert balance(storage, BUYER) == Balance(100, 0, 1)
    with pytest.raises(WalletIsFrozen) as refusal:
        write(storage, opening("TB-2", new_holds=[hold("1:goods", 10)]))
    assert refusal.value.account == BUYER
    with pytest.raises(WalletIsFrozen):
        write(storage, own("out-1", BUYER, gateway("sandbox", "CNY"), 10))


def test_a_frozen_wallet_still_receives_and_can_be_charged_by_the_terms(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    first = opening("TB-1", freezes=[BUYER])
    write(storage, first)
    top_up(storage, BUYER, 50)
    write(storage, following(first.header, facts=[fact(2)], entries=[entry("TB-1", 1, BUYER, PROVIDER, 120)]))
    assert balance(storage, BUYER) == Balance(30, 0, 1)


def test_each_freeze_needs_its_own_release(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    first, other = opening("TB-1", freezes=[BUYER]), opening("TB-2", freezes=[BUYER])
    write(storage, first, other)
    write(storage, following(first.header, facts=[fact(2)], releases=[BUYER]))
    with pytest.raises(WalletIsFrozen):
        write(storage, opening("TB-3", new_holds=[hold("1:goods", 10)]))
    write(
        storage,
        following(other.header, facts=[fact(2)], releases=[BUYER], new_holds=[hold("1:goods", 10)]),
    )
    assert balance(storage, BUYER) == Balance(100, 10, 0)


def test_a_wallet_is_frozen_before_it_has_a_row(storage: Storage) -> None:
    write(storage, opening("TB-1", freezes=[BUYER]))
    assert balance(storage, BUYER) == Balance(0, 0, 1)


def test_a_command_may_hold_and_freeze_at_once(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    write(storage, opening("TB-1", freezes=[BUYER], new_holds=[hold("demand", 40)]))
    assert balance(storage, BUYER) == Balance(100, 40, 1)


@dataclass
class Together:
    """Runs steps in threads of their own, which begin at the same time; keeps what each came to."""

    database: Database
    outcomes: list[str] = field(default_factory=list)

    def run(self, steps: Sequence[Callable[[], None]]) -> list[str]:
        barrier = threading.Barrier(len(steps))
        threads = [threading.Thread(target=self._run, args=(barrier, step)) for step in steps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(self.outcomes)

    def _run(self, barrier: threading.Barrier, step: Callable[[], None]) -> None:
        barrier.wait()
        try:
            step()
            self.outcomes.append("done")
        except (InsufficientFunds, ConcurrentChange) as problem:
            self.outcomes.append(type(problem).__name__)
        finally:
            self.database.storage.session.connection.close()


def test_two_who_spend_the_same_money_at_once_do_not_both_get_it(database: Database) -> None:
    storage = database.storage
    top_up(storage, BUYER, 100)

    def spend(case_id: str) -> None:
        write(storage, opening(case_id, new_holds=[hold("1:goods", 60)]))

    steps = [partial(spend, f"TB-{n}") for n in range(4)]
    assert Together(database).run(steps) == ["InsufficientFunds"] * 3 + ["done"]
    assert balance(storage, BUYER) == Balance(100, 60)


def test_two_commands_on_one_case_at_once_take_turns(database: Database) -> None:
    storage = database.storage
    write(storage, opening("TB-1"))

    def add() -> None:
        with storage.transaction() as transaction:
            head = transaction.load(["TB-1"])["TB-1"].header
            transaction.write([following(head, facts=[fact(head.facts + 1)])])

    assert Together(database).run([add] * 6) == ["done"] * 6
    with storage.transaction() as transaction:
        assert [each.seq for each in transaction.load(["TB-1"])["TB-1"].facts] == [1, 2, 3, 4, 5, 6, 7]


def test_a_hold_is_resolved_by_one_of_those_who_try_at_once(database: Database) -> None:
    storage = database.storage
    top_up(storage, BUYER, 100)
    first = opening("TB-1", new_holds=[hold("1:goods", 60)])
    write(storage, first)
    resolved = hold("1:goods", 60).resolve(Money(60, "CNY"), later(days=1))
    paid = entry("TB-1", 1, BUYER, PROVIDER, 60)
    change = following(first.header, facts=[fact(2)], resolved_holds=[resolved], entries=[paid])
    assert Together(database).run([lambda: write(storage, change)] * 3) == ["ConcurrentChange"] * 2 + ["done"]
    assert balance(storage, BUYER) == Balance(40)
    assert balance(storage, PROVIDER) == Balance(60)


def test_payments_both_ways_at_once_do_not_block_each_other(database: Database) -> None:
    storage = database.storage
    top_up(storage, BUYER, 1_000)
    top_up(storage, PROVIDER, 1_000)

    def pay(name: str, payer: Account, payee: Account) -> Callable[[], None]:
        def go() -> None:
            for n in range(8):
                case_id = f"{name}-{n}"
                write(storage, opening(case_id, entries=[entry(case_id, 1, payer, payee, 10)]))

        return go

    steps = [pay("a", BUYER, PROVIDER), pay("b", PROVIDER, BUYER), pay("c", BUYER, PROVIDER)]
    assert Together(database).run(steps) == ["done"] * 3
    assert balance(storage, BUYER) == Balance(920)
    assert balance(storage, PROVIDER) == Balance(1_080)


_ACCOUNTS = (BUYER, PROVIDER, deposit("provider-1", "CNY"), gateway("sandbox", "CNY"))
_PAYMENTS = st.lists(
    st.tuples(st.sampled_from(_ACCOUNTS), st.sampled_from(_ACCOUNTS), st.integers(1, 50)).filter(
        lambda each: each[0] != each[1]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(batches=st.lists(_PAYMENTS, max_size=6))
def test_balances_are_what_the_entries_say(
    database: Database, batches: list[list[tuple[Account, Account, int]]]
) -> None:
    storage, records = database.storage, database.records
    begun = len(records.all_entries())
    for number, payments in enumerate(batches):
        case_id = f"P-{begun}-{number}"
        entries = [entry(case_id, no, *each) for no, each in enumerate(payments, 1)]
        try:
            write(storage, opening(case_id, entries=entries))
        except InsufficientFunds:
            assert records.case(case_id) is None
    sums: dict[str, int] = {}
    for each in records.all_entries():
        for account, sign in ((each.debit, -1), (each.credit, 1)):
            if account.kind in STORED:
                sums[account.id] = sums.get(account.id, 0) + sign * each.amount.minor
    assert {
        key: each.balance_minor for key, each in records.all_balances().items() if each.balance_minor
    } == {key: minor for key, minor in sums.items() if minor}
    assert all(minor >= 0 for minor in sums.values())
