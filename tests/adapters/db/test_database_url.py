"""One URL says where the database is; a wrong one says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tailorbird.adapters.db.database_url import django_database


def test_an_sqlite_path_is_taken_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = django_database("sqlite:///var/shop%201.sqlite3")
    assert found["NAME"] == str(tmp_path / "var" / "shop 1.sqlite3")
    assert (tmp_path / "var").is_dir()


def test_four_slashes_lead_from_the_root(tmp_path: Path) -> None:
    assert django_database(f"sqlite:///{tmp_path}/a.sqlite3")["NAME"] == f"{tmp_path}/a.sqlite3"


def test_sqlite_transactions_may_write_from_their_start(tmp_path: Path) -> None:
    options = django_database(f"sqlite:///{tmp_path}/a.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"


def test_a_postgres_url_is_read_in_full() -> None:
    found = django_database("postgresql://ann:p%40ss@db.example:6432/shop?sslmode=require")
    assert [found[each] for each in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ann",
        "p@ss",
        "db.example",
        "6432",
        "shop",
    ]
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_postgres_socket_is_named_as_libpq_names_it() -> None:
    found = django_database("postgresql://tailorbird@/shop?host=/run/postgresql&port=5433")
    assert (found["HOST"], found["PORT"], found["USER"]) == ("/run/postgresql", "5433", "tailorbird")


def test_pgbouncer_may_stand_between_unless_asked_otherwise() -> None:
    plain = django_database("postgresql://a@b/c")
    assert plain["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert "prepare_threshold" not in plain["OPTIONS"]
    direct = django_database("postgresql://a@b/c?prepare_threshold=5&server_side_cursors=on")
    assert direct["DISABLE_SERVER_SIDE_CURSORS"] is False
    assert direct["OPTIONS"]["prepare_threshold"] == 5


def test_a_pool_keeps_the_connections_where_there_is_one() -> None:
    assert django_database("postgresql://a@b/c")["CONN_MAX_AGE"] is None
    pooled = django_database("postgresql://a@b/c?pool_size=8")
    assert pooled["CONN_MAX_AGE"] == 0
    assert pooled["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 8}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://host/a"])
def test_sqlite_needs_a_file(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="four slashes"):
        django_database(url)


@pytest.mark.parametrize("url", ["", "mysql://a/b", "var/a.sqlite3"])
def test_any_other_url_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="sqlite:///PATH or postgresql://"):
        django_database(url)


@pytest.mark.parametrize("query", ["pool_size=many", "prepare_threshold=x", "server_side_cursors=maybe"])
def test_an_option_that_cannot_be_read_is_refused(query: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=query.partition("=")[0]):
        django_database(f"postgresql://a@b/c?{query}")
