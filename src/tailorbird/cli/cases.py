"""`tailorbird case show ID`: a case as it stands, and what happens if nobody acts."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import click

from tailorbird.api.shapes.showing import entry_shown, hold_shown, step_shown
from tailorbird.app.ports.records import MAX_PAGE_SIZE
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.reading.look import look_at
from tailorbird.app.reading.nobody_acts import Step, if_nobody_acts
from tailorbird.bootstrap import PROCEDURES, house
from tailorbird.cli.telling import deadline_line, decision_lines, entry_line, fact_line, instant
from tailorbird.domain import codec
from tailorbird.domain.money import Money


@click.group("case")
def case_group() -> None:
    """Look at cases."""


@case_group.command("list")
@click.option("--kind", type=click.Choice(sorted(PROCEDURES)), default=None, help="Only cases of this kind.")
@click.option("--limit", type=click.IntRange(1, MAX_PAGE_SIZE), default=50, show_default=True)
def list_cases(kind: str | None, limit: int) -> None:
    """List cases, the newest first."""
    page = house().records.cases_of(None, kind=kind or "", limit=limit)
    for each in page.items:
        turn = f"turn: {each.turn}" if each.turn else "nobody's turn"
        click.echo(f"{each.id}  {each.kind:9} {each.stage:20} {turn:22} {each.title}")
    if not page.items:
        click.echo("There are no cases yet. `tailorbird demo` plays some.")


@case_group.command("show")
@click.argument("case_id")
@click.option("--what-if-nobody-acts", "what_if", is_flag=True, help="Only the coming deadlines and effects.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document for machines.")
def show(case_id: str, what_if: bool, as_json: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Show the case CASE_ID: its thread, decisions, money, and what happens if nobody acts."""
    here = house()
    record = here.records.case(case_id)
    if record is None:
        raise click.ClickException(f"There is no case {case_id}. `tailorbird case list` shows what there is.")
    foreseen = if_nobody_acts(look_at(here, record))
    if as_json:
        document = {} if what_if else _plain(record)
        document["if_nobody_acts"] = [step_shown(each, lambda _: True) for each in foreseen]
        click.echo(json.dumps(codec.plain(document), ensure_ascii=False, indent=1))
        return
    zone = ZoneInfo(record.header.zone)
    if not what_if:
        _tell(record, zone)
    click.secho("\nIf nobody acts", bold=True)
    if not foreseen:
        click.echo("  Nothing more happens by itself.")
    for each in foreseen:
        _tell_step(each, zone)


def _plain(record: CaseRecord) -> dict[str, Any]:
    header, records = record.header, house().records
    return {
        "case": header,
        "facts": [json.loads(each.data) | {"hash": each.hash} for each in record.facts],
        "decisions": [
            json.loads(each.data) | {"no": each.no, "hash": each.hash}
            for each in records.decisions(header.id)
        ],
        "holds": [hold_shown(each) for each in record.holds],
        "entries": [entry_shown(each) for each in records.entries_of_case(header.id)],
        "deadlines": list(record.deadlines),
    }


def _tell(record: CaseRecord, zone: ZoneInfo) -> None:
    header, records = record.header, house().records
    turn = f", {header.turn}'s turn" if header.turn else ""
    click.secho(f"{header.id}  {header.title}", bold=True)
    click.echo(f"{header.kind}, {header.stage}{turn}; times in {header.zone}")
    click.echo("terms: " + ", ".join(f"{pin.ref} ({pin.hash[:12]}…)" for pin in header.pins))
    click.secho("\nThread", bold=True)
    for fact in record.facts:
        click.echo("  " + fact_line(fact, zone))
    click.secho("\nDecisions", bold=True)
    for decision in records.decisions(header.id):
        for line in decision_lines(decision, zone):
            click.echo("  " + line)
    click.secho("\nMoney", bold=True)
    for hold in record.holds:
        click.echo(f"  {hold.state:8} {hold.amount!s:>16}  {hold.head} for the {hold.payee}")
    for entry in records.entries_of_case(header.id):
        click.echo("  " + entry_line(entry))
    click.secho("\nDeadlines", bold=True)
    for row in record.deadlines:
        click.echo("  " + deadline_line(row, zone, "┄"))


def _tell_step(each: Step, zone: ZoneInfo) -> None:
    row = each.deadline
    provisional = " (provisional: the calendar is not official yet)" if row.provisional else ""
    click.echo(f"  ┄ {instant(row.until, zone)}  {row.outcome}  {row.clause}{provisional}")
    for fact in each.facts[1:]:
        click.echo(f"     then {fact}")
    for entry in each.entries:
        click.echo(f"     → {entry_line(entry)}")
    for hold in each.freed:
        back = hold.amount.minor - hold.posted_minor
        freed = Money(back, hold.amount.currency)
        click.echo(f"     → {freed} of {hold.head} is free again for {hold.account.owner}")
    if each.stops:
        click.echo(f"     it stops here: {each.stops}")
