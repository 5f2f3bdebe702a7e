"""`tailorbird terms compose`: a provider's or maker's own rules, tried out and published."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.own_rules.compose import Composed, base_of, compose
from tailorbird.app.own_rules.overrides import Overridden
from tailorbird.app.own_rules.packages import OwnRules, composed_by
from tailorbird.app.own_rules.publish import publish
from tailorbird.app.own_rules.versions import OwnVersion
from tailorbird.app.ports.parties import Party
from tailorbird.bootstrap import house
from tailorbird.cli.telling import instant
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Kind

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_DAY: Final = len("2026-04-01")
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
_NUMBERS: Final = (Kind.DAYS, Kind.WORKING_DAYS, Kind.HOURS, Kind.COUNT)


@click.command("compose")
@click.argument("package")
@click.argument("choices", nargs=-1)
@click.option("--party", "party_id", required=True, help="Whose rules they are.")
@click.option("--publish", "is_published", is_flag=True, help="Publish it; without this it is only shown.")
@click.option("--from", "start", default="", help="From when: 2026-04-01, or an instant with its offset.")
def compose_rules(
    package: str,
    choices: tuple[str, ...],
    party_id: str,
    is_published: bool,  # noqa: FBT001 - a flag of the command line
    start: str,
) -> None:
    """Compose a party's own rules in PACKAGE from CHOICES such as cancellation_days=14.

    A choice that is left out declares nothing; a list has commas: promised_services="a photo, a box". A day
    begins at midnight in Shanghai. Orders that were opened before keep their rules.
    """
    here = house()
    party = _party(here, party_id)
    own = composed_by(party, package)
    if isinstance(own, Problem):
        raise _refused(own)
    values, at = _values(base_of(here, own), choices), _start(start)
    if is_published:
        _publish(here, party, own, values, at)
        return
    composed = compose(here, party, own, values, at)
    _tell(composed)
    for wrong in composed.unfit:
        click.echo(f"{wrong.name}={wrong.given} does not fit. {wrong.says} {wrong.fits}", err=True)
    if composed.unfit:
        raise click.exceptions.Exit(1)
    click.echo("\nNothing is stored. Add --publish to publish it.")


def _publish(here: House, party: Party, own: OwnRules, values: dict[str, Any], at: datetime | None) -> None:
    made = publish(here, party, own, values, at)
    if isinstance(made, Problem):
        raise _refused(made)
    if not made.is_new:
        told = _version(made.version) if made.version else "that nothing is declared"
        click.echo(f"Nothing new: {told} says the same.")
        return
    _tell(made.composed)
    if made.version is not None:
        click.echo(f"\nPublished: {_version(made.version)}. Orders opened before keep their rules.")


def _tell(composed: Composed) -> None:
    click.secho(f"{composed.package.title} / {composed.package.title_zh}", bold=True)
    click.echo(f"for orders opened from {_when(composed.effective_at)} on")
    for clause in composed.clauses:
        mark = "" if clause.shown else " (not declared)"
        click.secho(f"\n{clause.clause}{mark}", bold=True)
        click.echo(f"  {' '.join(clause.text.split())}\n  {' '.join(clause.text_zh.split())}")
        if clause.shown:
            click.echo(f"  shown beforehand: {clause.shown} / {clause.shown_zh}")
    _tell_changes(composed)
    click.secho("\nGoes before the platform's", bold=True)
    for each in composed.overrides:
        click.echo(f"  {_override(each)}")
    if not composed.overrides:
        click.echo("  nothing")


def _tell_changes(composed: Composed) -> None:
    before = composed.takes_over_from
    since = _version(before) if before else "nothing declared"
    click.secho(f"\nChanged against: {since}", bold=True)
    for each in composed.changed:
        click.echo(f"  {each.clause}")
    if not composed.changed:
        click.echo("  nothing")
    if composed.next_coming is not None:
        click.echo(f"Note: {_version(composed.next_coming)} takes over then, whatever is published now.")


def _override(each: Overridden) -> str:
    asked = ", ".join(value.replace("_", " ") for value in each.inputs.values())
    where = f"{each.question}: {asked}" if asked else each.question
    return f"{each.clause} over {each.overrides} of {each.package} ({where}; {each.compared.value})"


def _version(version: OwnVersion) -> str:
    return f"{version.ref}, from {_when(version.terms.effective_at)}"


def _when(at: datetime) -> str:
    return f"{instant(at, _ZONE)} in Shanghai"


def _values(base: Package, choices: tuple[str, ...]) -> dict[str, Any]:
    """The values by name, each as its kind is written; what is no number stays a text, and is refused."""
    values: dict[str, Any] = {}
    for told in choices:
        name, equals, text = told.partition("=")
        if not equals or name in values:
            raise click.ClickException(
                f"{told!r} cannot be read: write each choice once, as NAME=VALUE. There are: "
                f"{', '.join(base.parameters.items)}."
            )
        values[name] = _value(base, name, text.strip())
    return values


def _value(base: Package, name: str, text: str) -> Any:
    choice = base.parameters.items.get(name)
    if choice is not None and choice.kind in _NUMBERS and _NUMBER.fullmatch(text):
        return int(text)
    if choice is not None and choice.kind is Kind.WORDS:
        return [each.strip() for each in text.split(",") if each.strip()]
    return text


def _start(told: str) -> datetime | None:
    if not told:
        return None
    try:
        at = datetime.fromisoformat(told)
    except ValueError as problem:
        raise click.ClickException(
            f"--from {told!r} cannot be read: write a day such as 2026-04-01, or an instant such as "
            "2026-04-01T09:00+08:00."
        ) from problem
    is_day = len(told) == _DAY
    return at.replace(tzinfo=_ZONE) if is_day else at


def _refused(problem: Problem) -> click.ClickException:
    lines = [f"{each['name']}: {each['says']} {each['fits']}" for each in problem.extra.get("unfit", ())]
    told = lines or [problem.next_step]
    return click.ClickException("\n".join((problem.detail, *told)))


def _party(here: House, party_id: str) -> Party:
    party = here.parties.party(party_id)
    if party is None:
        raise click.ClickException(
            f"There is no party {party_id}. `tailorbird party list` shows who there is."
        )
    return party
