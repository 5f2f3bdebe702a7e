"""`tailorbird export` and `tailorbird verify`."""

from __future__ import annotations

from pathlib import Path

import click

from tailorbird.adapters.export.beancount import export_beancount
from tailorbird.adapters.export.bundle import bundle_name, write_bundle
from tailorbird.adapters.export.csv import export_statement
from tailorbird.adapters.export.hledger import export_hledger
from tailorbird.app.bundle import CaseIsMoving, Entitlement, UnknownCase
from tailorbird.bootstrap import collector, house
from tailorbird.domain.ledger.statement import statement
from tailorbird.verifier import verify_bundle


@click.group()
def export() -> None:
    """Write a case, a statement or the whole journal to a file."""


@export.command("case")
@click.argument("case_id")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=Path(), help="Folder; default here.")
@click.option(
    "--for", "parties", multiple=True, help="Party whose private content is put in; none if left out."
)
def export_case(case_id: str, folder: Path, parties: tuple[str, ...]) -> None:
    """Write the evidence bundle of CASE_ID: terms, facts, decisions, entries, files, and its verifier."""
    try:
        bundle = collector().collect(case_id, house().clock.now(), Entitlement(frozenset(parties)))
    except (UnknownCase, CaseIsMoving) as problem:
        raise click.ClickException(str(problem)) from problem
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / bundle_name(bundle)
    path.write_bytes(write_bundle(bundle))
    click.echo(f"{path}\nCheck it with: tailorbird verify {path}")


@export.command("journal")
@click.argument("form", type=click.Choice(["beancount", "hledger"]))
@click.option("--to", "path", type=click.Path(path_type=Path), help="File; default the terminal.")
def export_journal(form: str, path: Path | None) -> None:
    """Write every entry of the ledger for FORM, with balance assertions that its own checker verifies."""
    entries = house().records.all_entries()
    text = export_beancount(entries) if form == "beancount" else export_hledger(entries)
    _put(text, path)


@export.command("statement")
@click.argument("party_id")
@click.option("--to", "path", type=click.Path(path_type=Path), help="File; default the terminal.")
def export_party_statement(party_id: str, path: Path | None) -> None:
    """Write the statement of PARTY_ID over all its accounts, as CSV."""
    if house().parties.party(party_id) is None:
        raise click.ClickException(
            f"There is no party {party_id}. `tailorbird party list` shows who there is."
        )
    _put(export_statement(statement(party_id, house().records.all_entries())), path)


def _put(text: str, path: Path | None) -> None:
    if path is None:
        click.echo(text, nl=False)
    else:
        path.write_text(text, encoding="utf-8")
        click.echo(f"Written to {path}.")


@click.command()
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(bundle: Path) -> None:
    """Recompute the evidence BUNDLE: chain, hashes, decisions, balances. Trusts nobody's word for them."""
    raise click.exceptions.Exit(verify_bundle.main([str(bundle)]))
