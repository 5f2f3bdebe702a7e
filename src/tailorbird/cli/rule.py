"""`tailorbird rule FILE.yaml`: what the terms say on the questions of an example file, with the trace."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.examples.yaml_file import UnreadableExample, read_examples
from tailorbird.adapters.terms import shelf
from tailorbird.app.examples import Example, Ruling
from tailorbird.app.examples import rule as rule_example
from tailorbird.app.ports.storage import StoredDecision
from tailorbird.app.terms_of import agreement_of
from tailorbird.cli.telling import decision_lines, instant
from tailorbird.domain.cases.case import FactOutOfOrder
from tailorbird.domain.cases.fact import UnknownFact
from tailorbird.domain.codec import UnreadableInput
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.parameters import ParameterError
from tailorbird.domain.terms.question import UnknownQuestion
from tailorbird.domain.time.calendar import UnknownCalendar

PLACES = ("CN", "US", "DE", "GB", "HK")
_KNOWN_TROUBLE = (
    UnreadableExample,
    UnreadableInput,
    UnknownFact,
    UnknownQuestion,
    FactOutOfOrder,
    ParameterError,
    shelf.UnknownPackage,
    UnknownCalendar,
)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document for machines.")
def rule(file: Path, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Answer the questions of an example FILE, with the clauses, the facts and what was set aside.

    Exits with 1 when an answer is not as the file expects.
    """
    try:
        ruled = [(example, _rule(example)) for example in read_examples(file)]
    except _KNOWN_TROUBLE as trouble:
        told = " ".join(str(trouble).split())
        raise click.ClickException(told if file.name in told else f"{file.name}: {told}") from trouble
    if as_json:
        click.echo(json.dumps([_plain(*each) for each in ruled], ensure_ascii=False, indent=1))
    else:
        for example, rulings in ruled:
            _tell(example, rulings)
    if any(ruling.differences for _, rulings in ruled for ruling in rulings):
        raise click.exceptions.Exit(1)


def _rule(example: Example) -> tuple[Ruling, ...]:
    calendars = official_calendars(PLACES, datetime.now(UTC).year)
    return rule_example(example, agreement_of(example, shelf.load), calendars)


def as_stored(decision: Decision[object]) -> StoredDecision:
    """A decision in the form in which decisions are told."""
    data = decision.stored()
    return StoredDecision(
        0, decision.question, decision.verdict, decision.clauses, decision.at, decision.by, data, ""
    )


def _tell(example: Example, rulings: tuple[Ruling, ...]) -> None:
    click.secho(f"{example.title}", bold=True)
    click.echo(f"  {', '.join(example.terms)}; {len(example.facts)} facts; times in {example.zone}")
    for ruling in rulings:
        click.echo(f"\n  {instant(ruling.asked.at, example.zone)}, the {ruling.asked.by} asks:")
        for line in decision_lines(as_stored(ruling.decision), example.zone):
            click.echo(f"    {line}")
        for difference in ruling.differences:
            click.secho(f"    ✗ not as expected: {difference}", fg="red")
        if not ruling.differences:
            click.secho("    ✓ as expected", fg="green")
    click.echo()


def _plain(example: Example, rulings: tuple[Ruling, ...]) -> dict[str, object]:
    return {
        "title": example.title,
        "terms": list(example.terms),
        "rulings": [
            {"decision": each.decision.to_plain(), "differences": list(each.differences)} for each in rulings
        ],
    }
