"""Running the house: demo, serve, worker, migrate."""

from __future__ import annotations

import os
import sys

import click

from tailorbird.adapters.walkthroughs.scripts import names, read_script
from tailorbird.app.permissions import scopes_for
from tailorbird.app.walkthrough.play import cases_played
from tailorbird.app.worker import Mode
from tailorbird.bootstrap import Config, house
from tailorbird.bootstrap import migrate as migrate_database
from tailorbird.cli.seeding import seed_catalogue
from tailorbird.cli.walkthrough import RUN, play
from tailorbird.web.server import check_address, serve_forever
from tailorbird.worker.main import LogFormat
from tailorbird.worker.main import main as work

_ADDRESS = "127.0.0.1"
_PORT = 8000
PORT = click.IntRange(1, 65535)
DEMO_PARTIES = (
    "mei",
    "ana",
    "jinsui",
    "goldenbridge",
    "wrenworks",
    "linhai",
    "lumen",
    "yiwuhall",
    "oakletter",
    "needleleaf",
    "operator",
    "gateway",
)


@click.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    migrate_database(Config.from_environment())
    click.echo("The database is up to date.")


@click.command()
@click.option("--serve", "stay", is_flag=True, help="Serve the API and the start page afterwards.")
@click.option("--port", type=PORT, default=_PORT, show_default=True)
def demo(stay: bool, port: int) -> None:  # noqa: FBT001 - a flag of the command line
    """Play every walkthrough into the database on a moved clock, so that there is something to look at."""
    if stay:
        check_address(_ADDRESS, port)
    os.environ["TAILORBIRD_DEMO"] = "1"
    config = Config.from_environment()
    migrate_database(config)
    for name in names():
        script = read_script(name, house().files)
        cases = cases_played(house(), script, RUN) or tuple(play(config, name, _silently).cases.values())
        click.echo(f"{name:24} {len(script.steps):3} steps  {', '.join(cases)}")
    for line in seed_catalogue(house()):
        click.echo(line)
    keys = _demo_keys()
    click.echo("\nKeys for the API (demo data only), to be pasted into a shell:")
    for party, key in keys.items():
        click.echo(f"{party.upper()}={key}")
    if not stay:
        return
    click.echo(
        f"\nStart page   http://{_ADDRESS}:{port}/\n"
        f"API and docs http://{_ADDRESS}:{port}/api/v1/docs\n"
        "Stop with Ctrl-C."
    )
    sys.stdout.flush()
    # The server forks, and a process that has played walkthroughs holds locks of the models' threads.
    command = (sys.executable, sys.argv[0], "serve", "--host", _ADDRESS, "--port", str(port))
    os.execv(sys.executable, command)  # noqa: S606 - the same program, begun anew


def _silently(_: object) -> None:
    """The demo plays without telling."""


def _demo_keys() -> dict[str, str]:
    parties = house().parties
    found = {}
    for party_id in DEMO_PARTIES:
        party = parties.party(party_id)
        if party is not None:
            found[party_id] = parties.issue_key(party_id, scopes_for(party.roles), "demo")
    return found


@click.command()
@click.option("--host", default=_ADDRESS, show_default=True)
@click.option("--port", type=PORT, default=_PORT, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve the API and the start page."""
    check_address(host, port)
    migrate_database(Config.from_environment())
    serve_forever(host, port)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@click.option("--json-log", is_flag=True, help="One JSON object a line.")
def worker(once: bool, json_log: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Fire deadlines and deliver the outbox, until stopped."""
    mode = Mode.ONCE if once else Mode.FOREVER
    raise click.exceptions.Exit(work(mode, LogFormat.JSON if json_log else LogFormat.TEXT))
