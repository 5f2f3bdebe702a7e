"""The tables as the databases have them: a case can live on one shard, and the guards are in place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from tailorbird.adapters.db.database import Database
from tailorbird.adapters.db.sql.session import Session
from tailorbird.app.ports.storage import SavedReply

CASE_BOUND = {
    "case",
    "case_label",
    "deadline",
    "decision",
    "delivery",
    "entry",
    "fact",
    "hold",
    "idempotency",
    "outbox",
    "participant",
    "private_content",
}
SHARED = {
    "account",
    "api_key",
    "basket_line",
    "calendar_override",
    "catalogue_clock",
    "catalogue_gram",
    "catalogue_import",
    "catalogue_meaning",
    "catalogue_posting",
    "catalogue_price",
    "catalogue_product",
    "catalogue_revision",
    "catalogue_word",
    "derived_file",
    "design_draft",
    "design_file",
    "design_version",
    "house_reply",
    "number_series",
    "party",
    "picture_impression",
    "picture_scope",
    "published_terms",
    "rate_quote",
    "staff",
    "staff_act",
    "webhook_endpoint",
}
GUARDED = {
    "catalogue_revision",
    "decision",
    "entry",
    "fact",
    "hold",
    "idempotency",
    "private_content",
    "published_terms",
    "staff_act",
}


@pytest.fixture
def session(database: Database) -> Session:
    return database.storage.session


def tables(session: Session) -> set[str]:
    names = session.connection.introspection.table_names()
    return {each.removeprefix("tailorbird_") for each in names if each.startswith("tailorbird_")}


def constraints(session: Session, table: str) -> dict[str, Any]:
    with session.connection.cursor() as cursor:
        return dict(session.connection.introspection.get_constraints(cursor, f"tailorbird_{table}"))


def columns_of(session: Session, table: str, constraint: Any) -> list[str]:
    """The columns in the order of the key; of a primary key on SQLite, Django tells the table's order."""
    if session.is_postgres or not constraint["primary_key"]:
        return list(constraint["columns"])
    found = session.query(f"PRAGMA table_info(tailorbird_{table})")
    return [row[1] for row in sorted(found, key=lambda row: row[5]) if row[5]]


def test_every_table_is_known_here(session: Session) -> None:
    assert tables(session) == CASE_BOUND | SHARED


def test_a_table_with_a_case_is_bound_to_it(session: Session) -> None:
    for table in tables(session):
        with session.connection.cursor() as cursor:
            columns = session.connection.introspection.get_table_description(cursor, f"tailorbird_{table}")
        assert ("case_id" in {each.name for each in columns}) == (table in CASE_BOUND), table


def test_the_case_comes_first_in_every_key(session: Session) -> None:
    for table in sorted(CASE_BOUND):
        keys = {
            name: found
            for name, found in constraints(session, table).items()
            if found["primary_key"] or found["unique"] or found["foreign_key"]
        }
        assert any(found["primary_key"] for found in keys.values()), table
        for name, found in keys.items():
            assert columns_of(session, table, found)[0] == "case_id", f"{table}: {name}"


def test_a_row_of_a_case_points_at_its_case_and_nothing_else(session: Session) -> None:
    for table in sorted(CASE_BOUND - {"case"}):
        pointing = {each["foreign_key"] for each in constraints(session, table).values()} - {None}
        assert pointing == {("tailorbird_case", "case_id")}, table


def test_no_index_serves_nothing(session: Session) -> None:
    for table in sorted(CASE_BOUND):
        for name, found in constraints(session, table).items():
            assert not (found["index"] and found["columns"] == ["case_id"]), f"{table}: {name}"
            assert not name.endswith("_like"), f"{table}: {name}"


def test_open_deadlines_have_an_index_of_their_own(session: Session) -> None:
    plan = "EXPLAIN QUERY PLAN " if not session.is_postgres else "EXPLAIN "
    if session.is_postgres:
        session.query("SET enable_seqscan = off")
    found = session.query(
        plan + "SELECT case_id FROM tailorbird_deadline WHERE state = 'open' AND passes_at <= %s "
        "ORDER BY passes_at LIMIT 10",
        ["2026-03-02 10:00:00+00"],
    )
    assert "deadline_open" in str(found)
    assert "SORT" not in str(found).upper().replace("SORTED", "")


def test_every_guard_is_in_place(session: Session) -> None:
    query = (
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
        if session.is_postgres
        else "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    assert {name.removeprefix("tailorbird_") for (name,) in session.query(query)} == GUARDED


def test_the_migrations_make_what_the_models_say(sqlite_database: Database) -> None:
    call_command("makemigrations", "tailorbird", check=True, dry_run=True, verbosity=0)


def test_migrating_again_changes_nothing(database: Database) -> None:
    before = tables(database.storage.session)
    database.migrate()
    assert tables(database.storage.session) == before


def test_the_guards_can_be_taken_back_and_made_again(sqlite_database: Database) -> None:
    migrate = {"database": sqlite_database.alias, "interactive": False, "verbosity": 0}
    call_command("migrate", "tailorbird", "0004", **migrate)
    guards = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'"
    assert sqlite_database.storage.session.query(guards) == [(0,)]
    sqlite_database.migrate()
    assert sqlite_database.storage.session.query(guards)[0][0] > len(GUARDED)


def test_answers_that_were_kept_before_keys_were_reserved_stay(sqlite_database: Database) -> None:
    session = sqlite_database.storage.session
    migrate = {"database": sqlite_database.alias, "interactive": False, "verbosity": 0}
    call_command("migrate", "tailorbird", "0005", **migrate)
    session.query(
        "INSERT INTO tailorbird_house_reply (actor, key, request_hash, reply) VALUES (%s, %s, %s, %s) "
        "RETURNING 1",
        ["ann", "k", "ab" * 32, b"one"],
    )
    sqlite_database.migrate()
    kept = sqlite_database.replies.reserve("ann", "k", "ab" * 32, timedelta(minutes=1))
    assert kept == SavedReply("ab" * 32, b"one")


def test_sqlite_is_set_to_keep_money_safe(sqlite_database: Database) -> None:
    def pragma(name: str) -> object:
        return sqlite_database.storage.session.query(f"PRAGMA {name}")[0][0]

    assert pragma("journal_mode") == "wal"
    full = 2
    assert pragma("synchronous") == full
    assert pragma("foreign_keys") == 1
    assert pragma("recursive_triggers") == 1
    assert pragma("secure_delete") == 1
    assert pragma("busy_timeout") == 30_000
