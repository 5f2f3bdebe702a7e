"""Where the database is, from one URL: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`.

PostgreSQL's URL takes libpq's options in its query (`?host=/run/postgresql&sslmode=require`), and these:

`pool_size`            connections in a pool of this process; needs the package psycopg-pool
`prepare_threshold`    prepare a statement on the server after so many uses; off, so that pgbouncer may
                       stand between
`server_side_cursors`  `on` or `off`; off for the same reason
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_WAIT_SECONDS = 30
_SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    # NORMAL may lose a committed transaction when the power fails; this is money.
    "synchronous=FULL",
    "foreign_keys=ON",
    # Without it INSERT OR REPLACE deletes rows unseen by the triggers that guard them.
    "recursive_triggers=ON",
    # Erased private content is overwritten in the file.
    "secure_delete=ON",
    f"busy_timeout={_WAIT_SECONDS * 1000}",
)


def django_database(url: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for the URL; raises ImproperlyConfigured for any other URL."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path), url)
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgres(url)
    raise ImproperlyConfigured(
        f"TAILORBIRD_DATABASE_URL begins with {parts.scheme or 'no scheme'!r}. "
        "Write sqlite:///PATH or postgresql://USER@HOST/NAME."
    )


def _sqlite(path: str, url: str) -> dict[str, Any]:
    name = path.removeprefix("/")
    if not name or name == ":memory:" or urlsplit(url).netloc:
        raise ImproperlyConfigured(
            f"{url} names no file. Write sqlite:///var/tailorbird.sqlite3, or four slashes before a path "
            "from the root; every thread has a connection of its own, so the database cannot be in memory."
        )
    file = Path(name).absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_SECONDS,
            "init_command": ";".join(f"PRAGMA {each}" for each in _SQLITE_PRAGMAS),
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    pool_size = _number(query, "pool_size")
    threshold = _number(query, "prepare_threshold")
    cursors = query.pop("server_side_cursors", "off")
    if cursors not in {"on", "off"}:
        raise ImproperlyConfigured(f"server_side_cursors is {cursors!r}; write on or off.")
    options: dict[str, Any] = {"application_name": "tailorbird"}
    host, port = query.pop("host", ""), query.pop("port", "")
    options |= query
    if threshold is not None:
        options["prepare_threshold"] = threshold
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or (parts.hostname or ""),
        "PORT": port or str(parts.port or ""),
        # A pool keeps the connections; without one each thread keeps its own.
        "CONN_MAX_AGE": 0 if pool_size else None,
        "DISABLE_SERVER_SIDE_CURSORS": cursors != "on",
        "OPTIONS": options,
    }


def _number(query: dict[str, str], name: str) -> int | None:
    given = query.pop(name, None)
    if given is None:
        return None
    if not given.isdecimal() or int(given) < 1:
        raise ImproperlyConfigured(f"{name} is {given!r}; write a number of one or more, or leave it out.")
    return int(given)
