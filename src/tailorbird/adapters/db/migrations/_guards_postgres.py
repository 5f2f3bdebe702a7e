"""The guards of migration 0005 for PostgreSQL."""

_ADVICE = {
    "fact": "facts are only ever added: record another fact that corrects it",
    "decision": "decisions are only ever added: ask again for another decision",
    "entry": "entries are only ever added: correct one by an entry the other way round",
    "published_terms": "published terms are sealed: publish another version",
}
_APPEND_ONLY = """
CREATE FUNCTION tailorbird_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused; %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""
_HOLD = """
CREATE FUNCTION tailorbird_resolve_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'open' AND NEW.state <> 'open' AND
        (OLD.case_id, OLD.key, OLD.account, OLD.amount_minor, OLD.head, OLD.payee, OLD.cause, OLD.recorded_at,
         OLD.placed_at_fact, OLD.placed_nth)
        = (NEW.case_id, NEW.key, NEW.account, NEW.amount_minor, NEW.head, NEW.payee, NEW.cause, NEW.recorded_at,
         NEW.placed_at_fact, NEW.placed_nth)
        AND OLD.expires_at IS NOT DISTINCT FROM NEW.expires_at
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'UPDATE of hold % of case % is refused; a hold is resolved once, and nothing else of it changes',
        OLD.key, OLD.case_id USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""
_PRIVATE = """
CREATE FUNCTION tailorbird_erase_private() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.text = '' AND NEW.salt = '' AND
        (OLD.case_id, OLD.id, OLD.owner, OLD.kind, OLD.digest, OLD.recorded_at)
        = (NEW.case_id, NEW.id, NEW.owner, NEW.kind, NEW.digest, NEW.recorded_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'UPDATE of private content % is refused; its text and salt can be erased, once, and its digest stays',
        OLD.id USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""


def _refuse(table: str, what: str, advice: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuses_change BEFORE {what} ON tailorbird_{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION tailorbird_refuse_change('{advice}')"
    )


def _check(table: str, function: str) -> str:
    return (
        f"CREATE TRIGGER {table}_checks_change BEFORE UPDATE ON tailorbird_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


# Django gives each textual key a second index for LIKE, which nothing here asks for.
DROP_PATTERN_INDEXES = """
DO $$
DECLARE found record;
BEGIN
    FOR found IN
        SELECT schemaname, indexname FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename LIKE 'tailorbird\\_%' AND indexname LIKE '%\\_like'
    LOOP
        EXECUTE format('DROP INDEX %I.%I', found.schemaname, found.indexname);
    END LOOP;
END $$
"""

MAKE = [
    _APPEND_ONLY,
    _HOLD,
    _PRIVATE,
    *(_refuse(table, "UPDATE OR DELETE OR TRUNCATE", advice) for table, advice in _ADVICE.items()),
    _refuse("hold", "DELETE OR TRUNCATE", "holds stay on record"),
    _check("hold", "tailorbird_resolve_hold"),
    _refuse("private_content", "DELETE OR TRUNCATE", "erase the text; its digest stays"),
    _check("private_content", "tailorbird_erase_private"),
    _refuse(
        "idempotency", "UPDATE OR DELETE OR TRUNCATE", "the answer to a command is kept as long as its case"
    ),
    DROP_PATTERN_INDEXES,
    # Rows that change often are changed in place where their page has room.
    "ALTER TABLE tailorbird_account SET (fillfactor = 70)",
    "ALTER TABLE tailorbird_case SET (fillfactor = 85)",
]

DROP = [
    *(
        f"DROP TRIGGER {table}_refuses_change ON tailorbird_{table}"
        for table in (*_ADVICE, "hold", "private_content", "idempotency")
    ),
    *(f"DROP TRIGGER {table}_checks_change ON tailorbird_{table}" for table in ("hold", "private_content")),
    "DROP FUNCTION tailorbird_refuse_change()",
    "DROP FUNCTION tailorbird_resolve_hold()",
    "DROP FUNCTION tailorbird_erase_private()",
]
