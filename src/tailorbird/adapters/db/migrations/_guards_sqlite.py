"""The guards of migration 0005 for SQLite."""

_APPEND_ONLY = {
    "fact": ("seq", "facts are only ever added: record another fact that corrects it"),
    "decision": ("no", "decisions are only ever added: ask again for another decision"),
    "entry": ("no", "entries are only ever added: correct one by an entry the other way round"),
}
_SEALED = "published terms are sealed: publish another version"
_KEPT = "the answer to a command is kept as long as its case"
_HOLD_COLUMNS = (
    "case_id",
    "key",
    "account",
    "amount_minor",
    "head",
    "payee",
    "cause",
    "expires_at",
    "placed_at_fact",
    "placed_nth",
    "recorded_at",
)
_PRIVATE_COLUMNS = ("case_id", "id", "owner", "kind", "digest", "recorded_at")


def _refuse(table: str, event: str, advice: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {table}_refuses_{event.lower()} BEFORE {event} ON tailorbird_{table} "
        f"FOR EACH ROW {when} BEGIN "
        f"SELECT RAISE(ABORT, '{event} of tailorbird_{table} is refused; {advice}'); END"
    )


def _refuse_replacing(table: str, number: str, advice: str) -> str:
    # INSERT OR REPLACE deletes the old row without telling the triggers, unless a pragma says otherwise.
    return _refuse(
        table,
        "INSERT",
        advice,
        f"WHEN EXISTS (SELECT 1 FROM tailorbird_{table} "
        f"WHERE case_id = NEW.case_id AND {number} = NEW.{number})",
    )


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"OLD.{each} IS NEW.{each}" for each in columns)


def _guards() -> dict[str, str]:
    guards: dict[str, str] = {}
    for table, (number, advice) in _APPEND_ONLY.items():
        guards[f"{table}_refuses_update"] = _refuse(table, "UPDATE", advice)
        guards[f"{table}_refuses_delete"] = _refuse(table, "DELETE", advice)
        guards[f"{table}_refuses_insert"] = _refuse_replacing(table, number, advice)
    for table, advice in (("published_terms", _SEALED), ("idempotency", _KEPT)):
        guards[f"{table}_refuses_update"] = _refuse(table, "UPDATE", advice)
        guards[f"{table}_refuses_delete"] = _refuse(table, "DELETE", advice)
    guards["hold_refuses_delete"] = _refuse("hold", "DELETE", "holds stay on record")
    guards["hold_refuses_update"] = _refuse(
        "hold",
        "UPDATE",
        "a hold is resolved once, and nothing else of it changes",
        f"WHEN NOT (OLD.state = 'open' AND NEW.state <> 'open' AND {_same(_HOLD_COLUMNS)})",
    )
    guards["private_content_refuses_delete"] = _refuse(
        "private_content", "DELETE", "erase the text; its digest stays"
    )
    guards["private_content_refuses_update"] = _refuse(
        "private_content",
        "UPDATE",
        "its text and salt can be erased, once, and its digest stays",
        "WHEN NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.text = '' AND NEW.salt = '' "
        f"AND {_same(_PRIVATE_COLUMNS)})",
    )
    return guards


_ALL = _guards()
MAKE = list(_ALL.values())
DROP = [f"DROP TRIGGER {name}" for name in _ALL]
