"""`tailorbird walkthrough NAME`: play a case, and tell as it goes who did what and why."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tailorbird.adapters.clock import MovedClock
from tailorbird.adapters.walkthroughs.scripts import UnknownWalkthrough, names, read_script
from tailorbird.app.house import House
from tailorbird.app.walkthrough.play import Change, Event, Player, WalkthroughFailed
from tailorbird.app.walkthrough.script import Script
from tailorbird.app.walkthrough.summary import Summary, summary_of
from tailorbird.bootstrap import Config, migrate, open_house, worker_pass
from tailorbird.cli.keeping import Tell, keep_files
from tailorbird.cli.telling import deadline_line, decision_lines, entry_line, fact_line, instant

_FILES = Path("var/walkthrough")
"""Where proofs and print files of walkthroughs are left to look at."""
RUN = "walkthrough"
"""How the idempotency keys of a walkthrough's steps begin."""


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="One document for machines.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy every proof, print file and work ticket into this folder as it is made.",
)
def walkthrough(name: str | None, as_json: bool, keep: Path | None) -> None:  # noqa: FBT001 - a flag
    """Play the walkthrough NAME in a database of its own; without NAME, list what there is."""
    if name is None:
        for each in names():
            click.echo(each)
        return
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        config = Config(
            f"sqlite:///{folder}/walkthrough.sqlite3", here / "media", captures_folder(), here / "mail"
        )
        tell: Tell = (lambda _: None) if as_json else teller()
        kept = keep_files(keep or _FILES / name, tell)
        try:
            player = play(config, name, kept)
        except (UnknownWalkthrough, WalkthroughFailed) as problem:
            raise click.ClickException(str(problem)) from problem
        summary = summary_of(player.house, player.cases.values())
        if as_json:
            click.echo(json.dumps(summary.plain(), ensure_ascii=False, indent=1))
        else:
            click.echo(_closing(summary, player.script.zone))


def captures_folder() -> Path:
    """Where the captures of marketplace products lie."""
    return Config.from_environment().captures


def play(config: Config, name: str, tell: Callable[[tuple[Script, Event | None, House]], None]) -> Player:
    """Play the walkthrough on this configuration; its player afterwards, with the cases."""
    migrate(config)
    house = open_house(config)
    script = read_script(name, house.files)
    clock = MovedClock(script.steps[0].at)
    house = open_house(config, clock)
    player = Player(house, clock, worker_pass(house, config), script, RUN)
    tell((script, None, house))
    for event in player.play():
        tell((script, event, house))
    return player


def teller() -> Callable[[tuple[Script, Event | None, House]], None]:
    """Prints each step as it goes."""

    def tell(what: tuple[Script, Event | None, House]) -> None:
        script, event, _ = what
        if event is None:
            click.secho(f"{script.title}\n{script.title_zh}", bold=True)
            click.echo(f"Times in {script.zone}.\n")
            return
        _tell_event(script, event)

    return tell


def _tell_event(script: Script, event: Event) -> None:
    for change in event.before:
        click.secho(f"\n· Time passes until {instant(event.step.at, script.zone)}", dim=True)
        _tell_change(change, script)
    if event.step.note:
        click.secho(f"\n{event.step.note}", italic=True)
    if event.receipt is not None:
        who = f"{event.step.by}" + (f" as {event.step.role}" if event.step.role else "")
        case = "" if event.step.case == "main" else f" ({event.step.case})"
        click.secho(f"\n{instant(event.step.at, script.zone)}  {who}: {event.step.do}{case}", bold=True)
        problem = event.receipt.problem
        if problem is not None:
            clauses = ", ".join(problem.decision.clauses) if problem.decision else ""
            by = f" [{clauses}]" if clauses else ""
            click.echo(f"  ✗ {problem.title}{by}. {problem.detail}\n    next: {problem.next_step}")
    for change in event.after:
        _tell_change(change, script)


def _tell_change(change: Change, script: Script) -> None:
    for fact in change.facts:
        click.echo("  " + fact_line(fact, script.zone))
    for decision in change.decisions:
        for line in decision_lines(decision, script.zone):
            click.echo("  " + line)
    for entry in change.entries:
        click.echo("  " + entry_line(entry))
    for row in change.began:
        click.echo("  " + deadline_line(row, script.zone, "┄ runs"))
    for row in change.ended:
        click.echo("  " + deadline_line(row, script.zone, "┄ over"))


def _closing(summary: Summary, zone: ZoneInfo) -> str:
    """Every account's statement, to the cent, and whether the books balance."""
    lines = ["", click.style("Statements", bold=True)]
    for each in summary.statements:
        lines += [
            "",
            click.style(f"{each.account.owner}: {each.account.kind}, {each.account.currency}", bold=True),
        ]
        lines.append(_columns("opening", "", "", each.opening.number))
        for line in each.lines:
            at = f"{line.at.astimezone(zone):%Y-%m-%d %H:%M}"
            told = f"{at} {line.head} {line.counter.id} {line.clause}".rstrip()
            came = line.incoming.number if line.incoming else ""
            went = line.outgoing.number if line.outgoing else ""
            lines.append(_columns(told, came, went, line.balance.number))
        lines.append(_columns("closing", "", "", each.closing.number))
        if each.held:
            lines.append(_columns("of which held", "", "", each.held.number))
    for net in summary.sums:
        lines.append(f"\nDebits less credits over all accounts: {net}.")
    lines += summary.differences or ["Stored balances equal what the entries say, to the cent."]
    return "\n".join(lines)


def _columns(told: str, came: str, went: str, balance: str) -> str:
    return f"  {told:<84.84}{came:>12}{went:>12}{balance:>14}"
