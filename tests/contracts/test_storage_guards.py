"""What the database itself refuses, whoever asks: the application, an operator, or a mistake."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tailorbird.adapters.db.database import Database
from tailorbird.adapters.db.sql.session import Session
from tailorbird.domain.money import Money
from tests.contracts.stored import (
    BUYER,
    PROVIDER,
    TERMS,
    decision,
    entry,
    fact,
    following,
    full,
    later,
    opening,
    top_up,
    write,
)


@pytest.fixture
def session(database: Database) -> Session:
    """A database in which each guarded table has a row."""
    top_up(database.storage, BUYER, 1_000, "TB-0")
    placed = full("TB-1")
    write(database.storage, placed)
    database.parties.publish_terms(TERMS)
    return database.storage.session


def refuse(session: Session, sql: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message), transaction.atomic(using=session.alias):
        session.query(sql)


@pytest.mark.parametrize("table", ["fact", "decision", "entry", "published_terms", "idempotency"])
def test_rows_are_neither_changed_nor_removed(session: Session, table: str) -> None:
    before = session.query(f"SELECT * FROM tailorbird_{table}")
    assert before
    column = "cause" if table == "entry" else "hash" if table == "published_terms" else "recorded_at"
    refuse(session, f"UPDATE tailorbird_{table} SET {column} = {column}", "is refused")
    refuse(session, f"DELETE FROM tailorbird_{table}", "is refused")
    assert session.query(f"SELECT * FROM tailorbird_{table}") == before


@pytest.mark.parametrize("table", ["fact", "decision", "entry", "hold", "private_content", "idempotency"])
def test_postgres_refuses_to_truncate_them(session: Session, table: str) -> None:
    if not session.is_postgres:
        assert session.query("SELECT 1") == [(1,)]  # SQLite knows no TRUNCATE: it is a DELETE there.
        return
    refuse(session, f"TRUNCATE tailorbird_{table}", "TRUNCATE of tailorbird_")


def test_the_refusal_says_what_to_do_instead(session: Session) -> None:
    refuse(session, "DELETE FROM tailorbird_fact", "record another fact that corrects it")
    refuse(session, "DELETE FROM tailorbird_entry", "an entry the other way round")


@pytest.mark.parametrize(("table", "number"), [("fact", "seq"), ("decision", "no"), ("entry", "no")])
def test_sqlite_does_not_let_a_row_be_replaced(
    sqlite_database: Database, tmp_path: Path, table: str, number: str
) -> None:
    parts = {"decisions": [decision(1)]} if table == "decision" else {}
    top_up(sqlite_database.storage, BUYER, 5, "TB-0")
    write(sqlite_database.storage, opening("TB-1", **parts))
    # By a connection without any of our settings, as in SQLite's own shell.
    with sqlite3.connect(tmp_path / "tailorbird.sqlite3") as shell:
        names = [row[1] for row in shell.execute(f"PRAGMA table_info(tailorbird_{table})")]
        columns = ", ".join(f'"{name}"' for name in names)
        with pytest.raises(sqlite3.IntegrityError, match="is refused"):
            shell.execute(
                f"INSERT OR REPLACE INTO tailorbird_{table} ({columns}) "
                f"SELECT {columns} FROM tailorbird_{table} WHERE {number} = 1"
            )
    shell.close()


@pytest.mark.parametrize(
    "change",
    [
        "amount_minor = amount_minor - 1",
        "account = 'wallet:thief:CNY'",
        "state = 'posted', posted_minor = 1, payee = 'promoter'",
        "recorded_at = recorded_at",
    ],
)
def test_nothing_but_the_end_of_a_hold_changes(session: Session, change: str) -> None:
    refuse(session, f"UPDATE tailorbird_hold SET {change}", "a hold is resolved once|hold_")


def test_a_resolved_hold_cannot_be_resolved_or_opened_again(session: Session) -> None:
    session.query("UPDATE tailorbird_hold SET state = 'posted', posted_minor = 40")
    refuse(session, "UPDATE tailorbird_hold SET state = 'open', posted_minor = 0", "resolved once")
    refuse(session, "UPDATE tailorbird_hold SET posted_minor = 50", "resolved once")
    refuse(session, "DELETE FROM tailorbird_hold", "holds stay on record")


@pytest.mark.parametrize(
    "change", ["posted_minor = 101, state = 'posted'", "state = 'posted'", "state = 'lost'"]
)
def test_a_hold_ends_in_a_way_that_makes_sense(session: Session, change: str) -> None:
    refuse(session, f"UPDATE tailorbird_hold SET {change}", "hold_posted")


def test_private_text_can_be_blanked_and_nothing_else(session: Session) -> None:
    table = "tailorbird_private_content"
    refuse(session, f"UPDATE {table} SET text = 'another'", "its text and salt can be erased")
    refuse(session, f"UPDATE {table} SET text = ''", "its text and salt can be erased")
    text_alone = f"UPDATE {table} SET text = '', erased_at = recorded_at"
    refuse(session, text_alone, "its text and salt can be erased")
    refuse(session, f"UPDATE {table} SET digest = ''", "its text and salt can be erased")
    refuse(session, f"DELETE FROM {table}", "its digest stays")
    session.query(f"UPDATE {table} SET text = '', salt = '', erased_at = recorded_at")
    refuse(session, f"UPDATE {table} SET text = 'again', erased_at = NULL", "its text and salt can be erased")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("balance_minor = -1, held_minor = 0", "account_"),
        ("held_minor = -1", "account_held"),
        ("held_minor = balance_minor + 1", "account_free"),
        ("freezes = -1", "account_freezes"),
        ("currency = 'USD'", "account_currency"),
        ("currency = 'cny'", "account_currency"),
    ],
)
def test_a_balance_stays_possible(session: Session, change: str, constraint: str) -> None:
    refuse(session, f"UPDATE tailorbird_account SET {change}", constraint)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("'wallet:a:CNY', 'wallet:b:CNY', 'CNY', 0", "entry_amount"),
        ("'wallet:a:CNY', 'wallet:b:CNY', 'CNY', -5", "entry_amount"),
        ("'wallet:a:CNY', 'wallet:a:CNY', 'CNY', 5", "entry_two_accounts"),
        ("'wallet:a:CNY', 'wallet:b:USD', 'CNY', 5", "entry_one_currency"),
        ("'wallet:a:USD', 'wallet:b:USD', 'CNY', 5", "entry_one_currency"),
        ("'wallet:a:cny', 'wallet:b:cny', 'cny', 5", "entry_currency"),
    ],
)
def test_an_entry_balances_or_is_not_written(session: Session, values: str, constraint: str) -> None:
    refuse(
        session,
        'INSERT INTO tailorbird_entry (case_id, no, "at", head, cause, clause, debit, credit, currency, '
        f"amount_minor) VALUES ('TB-1', 9, '2026-03-02 10:00:00+00', 'goods', '', '', {values})",
        constraint,
    )


def test_rows_belong_to_a_case_that_exists(session: Session) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using=session.alias):
        session.query(
            "INSERT INTO tailorbird_participant (case_id, party, roles, opened_at) "
            "VALUES ('TB-9', 'ann', 'buyer', '2026-03-02 10:00:00+00')"
        )


@pytest.mark.parametrize("table", ["case", "fact", "decision", "entry", "hold", "outbox", "idempotency"])
def test_the_database_says_when_a_row_was_written(session: Session, table: str) -> None:
    age = (
        "EXTRACT(EPOCH FROM STATEMENT_TIMESTAMP() - recorded_at)"
        if session.is_postgres
        else "(JULIANDAY('now') - JULIANDAY(recorded_at)) * 86400"
    )
    ages = session.query(f"SELECT {age} FROM tailorbird_{table}")
    assert ages
    assert all(-1 < float(age) < 60 for (age,) in ages)


def test_the_guards_let_through_what_the_storage_does(database: Database) -> None:
    top_up(database.storage, BUYER, 1_000)
    placed = full("TB-1")
    write(database.storage, placed)
    resolved = placed.new_holds[0].resolve(Money(40, "CNY"), later(days=1))
    paid = entry("TB-1", 1, BUYER, PROVIDER, 40)
    write(
        database.storage,
        following(
            placed.header,
            facts=[fact(3)],
            resolved_holds=[resolved],
            entries=[paid],
            erased_private=["private/TB-1"],
        ),
    )
    assert database.records.holds_of_case("TB-1") == (resolved,)
