"""Telling facts, decisions and money in lines of text."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.ports.storage import OpenDeadline, StoredDecision, StoredFact
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.money import Money

_WIDTH = 96


def instant(moment: datetime, zone: ZoneInfo) -> str:
    """`Mon 2 Mar 2026 10:00:00 CST`, without seconds where there are none."""
    local = moment.astimezone(zone)
    clock = f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"
    return f"{local:%a} {local.day} {local:%b %Y} {clock}"


def iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def plain_value(value: Any, zone: ZoneInfo) -> str:
    """A value of a stored fact or decision, readable."""
    if isinstance(value, dict) and set(value) == {"currency", "minor"}:
        return str(Money(value["minor"], value["currency"]))
    if isinstance(value, dict):
        return ", ".join(f"{key} {plain_value(item, zone)}" for key, item in value.items() if item)
    if isinstance(value, list):
        return "; ".join(plain_value(item, zone) for item in value)
    if isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef"):  # noqa: PLR2004
        return f"{value[:12]}…"
    if isinstance(value, str) and value.startswith("private/"):
        return "(private)"
    return str(value)


def sentence(says: dict[str, Any] | None, zone: ZoneInfo) -> str:
    """A stored sentence with its values put in."""
    if says is None:
        return ""
    values = {name: _shown(value, zone) for name, value in says["values"]}
    return str(says["template"]).format(**values)


def _shown(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, str) and len(value) > 15 and value[10:11] == "T":  # noqa: PLR2004
        return instant(iso(value), zone)
    return plain_value(value, zone)


def fact_line(fact: StoredFact, zone: ZoneInfo) -> str:
    """Who did what, with the fields that say something."""
    told = json.loads(fact.data)
    body = {key: value for key, value in told["body"].items() if value not in (None, "", [], False)}
    fields = "; ".join(f"{key}: {plain_value(value, zone)}" for key, value in body.items())
    player = told.get("staff") or fact.party
    who = f"{fact.by}" + (f" ({player})" if player else "")
    return f"#{fact.seq:<3} {instant(fact.at, zone)}  {who}: {fact.name}" + (
        f"  [{fields}]" if fields else ""
    )


def decision_lines(decision: StoredDecision, zone: ZoneInfo) -> list[str]:
    """The question, the answer, and why."""
    told = json.loads(decision.data)
    inputs = ", ".join(
        f"{key}={plain_value(value, zone)}"
        for key, value in told["inputs"].items()
        if value not in (None, [], "")
    )[:_WIDTH]
    lines = [f"? {told['question']}({inputs})", f"  → {answer_text(told, zone)}", *finding_lines(told, zone)]
    for applied in told["applied"]:
        because = ", ".join(f"{each['fact']} #{each['seq']}" for each in applied["because"])
        said = sentence(applied["says"], zone)
        lines.append(
            f"    by {applied['clause']} ({applied['package']})"
            + (f", because of {because}" if because else "")
            + (f": {said}" if said else "")
        )
        if applied["next_step"]:
            lines.append(f"      next: {sentence(applied['next_step'], zone)}")
    lines += [
        f"    set aside: {each['clause']}, by {each['by']} ({each['why']})" for each in told["set_aside"]
    ]
    lines += [f"    near miss: {near_text(each, zone)}" for each in told["near_misses"]]
    if told["unknown"]:
        lines.append(f"    unknown: {', '.join(told['unknown'])}")
    return lines


def finding_lines(told: dict[str, Any], zone: ZoneInfo) -> list[str]:
    """Each finding of an answer: the rule, the place, what is wrong there, and what would mend it."""
    lines = []
    for each in told["answer"] if _are_findings(told["answer"]) else ():
        about = f" at {each['about']}" if each["about"] else ""
        lines.append(f"    ! {each['code']}{about}: {sentence(each['detail'], zone)}".rstrip(": "))
        if each["mend"]:
            lines.append(f"      mend: {sentence(each['mend'], zone)}")
    return lines


def _are_findings(answer: Any) -> bool:
    return bool(answer) and isinstance(answer, list) and all("code" in each for each in answer)


def answer_text(told: dict[str, Any], zone: ZoneInfo) -> str:
    """The answer in a line."""
    answer = told["answer"]
    match answer:
        case None:
            return f"{told['outcome']}: a person decides"
        case {"verdict": verdict, "waits_for": waits_for}:
            return f"{verdict}" + (f", waits for the {waits_for}" if waits_for else "")
        case {"shares": shares}:
            return " + ".join(f"{plain_value(s['amount'], zone)} to the {s['to']}" for s in shares)
        case {"amount": amount, "payer": payer, "payee": payee}:
            return f"{plain_value(amount, zone)}, owed by the {payer} to the {payee}"
        case {"kind": kind, "points_at": points_at}:
            return f"{kind}" + (f", the {points_at}'s" if points_at else "")
        case [*found] if _are_findings(found):
            return f"{len(found)} found"
        case _:
            return plain_value(answer, zone)


def near_text(near: dict[str, Any], zone: ZoneInfo) -> str:
    """`cancellation period: until Tue …; asked on Wed …`."""
    unit = f" {near['unit']}" if near["unit"] else ""
    limit, asked = _shown(near["limit"], zone), _shown(near["asked"], zone)
    inside = f" ({near['last']})" if near["last"] else ""
    return f"{near['of']}: limit {limit}{unit}{inside}; asked {asked}{unit}"


def entry_line(entry: Entry) -> str:
    """One movement of money."""
    clause = f"  {entry.clause}" if entry.clause else ""
    return f"$ {entry.amount!s:>16}  {entry.debit.id} → {entry.credit.id}  {entry.head}{clause}"


def deadline_line(row: OpenDeadline, zone: ZoneInfo, mark: str) -> str:
    """A deadline that begins to run, or no longer runs."""
    provisional = " (provisional)" if row.provisional else ""
    return (
        f"{mark} {row.key}: {row.turn} until {instant(row.until, zone)} ({row.last}){provisional}, "
        f"then {row.outcome}  {row.clause}"
    )
