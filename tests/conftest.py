"""Fixtures for every test.

Each of these runs its test twice, on SQLite and on PostgreSQL, with a database that is empty but for its
tables. Ask for `database_engine` (`"sqlite"` or `"postgres"`) to know which one it is.

`database`    tailorbird.adapters.db.Database; it is also Django's `default`, for tests of the web and the API
`storage`     its case storage
`records`     its reading side
`parties`     its parties, keys and settings
`outbox`      its outbox
`replies`     its answers to writes that belong to no case

`postgres_database` and `sqlite_database` are the same database for tests of one engine only.

PostgreSQL is the server that TAILORBIRD_TEST_POSTGRES names; `make test` and `scripts/with-postgres` start
one. Where there is none, the tests that need it fail. Every worker of pytest-xdist has databases of its own.
Threads of a test connect for themselves and close with `database.close()`.

`s3_server` is a real S3 server (tests/s3.py), started once a worker by the first test that asks for it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tailorbird.adapters.db.outbox import DatabaseOutbox
    from tailorbird.adapters.db.parties import DatabaseParties
    from tailorbird.adapters.db.records import DatabaseRecords
    from tailorbird.adapters.db.replies import DatabaseReplies
    from tailorbird.adapters.db.storage import DatabaseStorage
    from tests.s3 import S3Server

# How fast inputs are made depends on who else runs on the machine; that is no property of the product.
settings.register_profile(
    "tailorbird",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
settings.load_profile("tailorbird")
ENGINES = ("sqlite", "postgres")
_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Settle the environment before anything reads it: no test touches the installation's own var/."""
    home = Path(tempfile.mkdtemp(prefix="tailorbird-tests-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tailorbird.adapters.db.settings"
    os.environ["TAILORBIRD_ENV"] = "development"
    os.environ["TAILORBIRD_SECRET_KEY"] = "a key that protects nothing but tests"
    os.environ["TAILORBIRD_HOSTS"] = "localhost,127.0.0.1,testserver"
    os.environ["TAILORBIRD_DATABASE_URL"] = f"sqlite:///{home}/nobody-asked-for-a-database.sqlite3"
    os.environ["TAILORBIRD_MEDIA"] = str(home / "media")
    os.environ["TAILORBIRD_VAR"] = str(home)
    config.stash[_HOME] = home
    from tailorbird.adapters.db.start import setup

    setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(config.stash[_HOME], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL, so that `-m "not postgres"` leaves it out."""
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        asked = getattr(item, "fixturenames", ())
        if parameters.get("database_engine") == "postgres" or "postgres_database" in asked:
            item.add_marker(pytest.mark.postgres)


@pytest.fixture(params=ENGINES)
def database_engine(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return str(request.param)


@pytest.fixture
def database(database_engine: str, request: pytest.FixtureRequest) -> Database:
    """An empty database, on SQLite and on PostgreSQL."""
    found: Database = request.getfixturevalue(f"{database_engine}_database")
    return found


@pytest.fixture
def storage(database: Database) -> DatabaseStorage:
    return database.storage


@pytest.fixture
def records(database: Database) -> DatabaseRecords:
    return database.records


@pytest.fixture
def parties(database: Database) -> DatabaseParties:
    return database.parties


@pytest.fixture
def outbox(database: Database) -> DatabaseOutbox:
    return database.outbox


@pytest.fixture
def replies(database: Database) -> DatabaseReplies:
    return database.replies


# SQLite: the tables are made once a worker, and the file is copied for each test.


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tailorbird.adapters.db import open_database

    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    made = open_database(f"sqlite:///{file}")
    made.migrate()
    made.storage.session.query("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    return file


@pytest.fixture
def sqlite_database(_sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database."""
    from tailorbird.adapters.db import open_database

    file = tmp_path / "tailorbird.sqlite3"
    shutil.copyfile(_sqlite_template, file)
    opened = open_database(f"sqlite:///{file}")
    yield opened
    opened.close()


# PostgreSQL: a database a worker, emptied before each test by a superuser whom triggers do not bind.


@pytest.fixture(scope="session")
def _postgres_url(worker_name: str) -> Iterator[str]:
    server = os.environ.get("TAILORBIRD_TEST_POSTGRES")
    if not server:
        pytest.fail(
            "This test needs PostgreSQL. Run `make test`, or `scripts/with-postgres .venv/bin/pytest ...`; "
            "both start a server and name it in TAILORBIRD_TEST_POSTGRES.",
            pytrace=False,
        )
    import psycopg

    from tailorbird.adapters.db import open_database

    name = f"tailorbird_test_{os.getpid()}_{worker_name}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    made = open_database(url)
    made.migrate()
    yield url
    open_database(url).close()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def worker_name() -> str:
    """The name of this worker of pytest-xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture
def postgres_database(_postgres_url: str) -> Iterator[Database]:
    """An empty PostgreSQL database."""
    from tailorbird.adapters.db import open_database

    opened = open_database(_postgres_url)
    with opened.storage.session.connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'tailorbird\\_%'")
        emptied = ";".join(f'DELETE FROM "{name}"' for (name,) in cursor.fetchall())
        cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {emptied}; COMMIT")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A real S3 server; ask it for a folder of your own."""
    from tests.s3 import running

    with running(tmp_path_factory.mktemp("s3")) as server:
        yield server
