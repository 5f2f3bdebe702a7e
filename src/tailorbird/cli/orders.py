"""`tailorbird order import FILE`: an order of another marketplace, from the file that it gives."""

from __future__ import annotations

from pathlib import Path

import click

from tailorbird.app.engine.problem import Problem
from tailorbird.app.personalised.import_order import (
    ImportTold,
    ImportWish,
    import_order,
    read_order_file,
    told_of,
)
from tailorbird.app.ports.order_files import MAX_ORDER_FILE_BYTES
from tailorbird.bootstrap import house, new_token
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@click.group("order")
def order_group() -> None:
    """Orders of other marketplaces."""


@order_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--merchant", required=True, help="The party that got the order.")
@click.option("--price", default="", help="Of one piece, such as `USD 24.90`; or give --listing.")
@click.option("--listing", default="", help="The number of a listing of the merchant's, whose price counts.")
def import_file(file: Path, merchant: str, price: str, listing: str) -> None:
    """Import the Amazon Custom order in the ZIP file FILE.

    Everything that the file lacks, or has and is not understood, is told, and held until a person looked.
    """
    here = house()
    party = here.parties.party(merchant)
    if party is None or Role.MERCHANT not in party.roles:
        raise click.ClickException(f"{merchant!r} is no merchant here. `tailorbird party list` shows who is.")
    if file.stat().st_size > MAX_ORDER_FILE_BYTES:
        raise click.ClickException(f"The file is larger than {MAX_ORDER_FILE_BYTES // 1_000_000} MB.")
    try:
        asked = Money.parse(price) if price else None
    except ValueError as problem:
        raise click.ClickException(f"--price: {problem}. Write such as `USD 24.90`.") from problem
    line = read_order_file(here, file.read_bytes(), file.name)
    if isinstance(line, Problem):
        raise _failed(line)
    receipt = import_order(here, merchant, line, ImportWish(listing, asked, file.name), new_token())
    if receipt.problem is not None:
        raise _failed(receipt.problem)
    _tell(receipt.case_id, told_of(line, file.name))


def _failed(problem: Problem) -> click.ClickException:
    return click.ClickException(f"{problem.title}. {problem.detail} {problem.next_step}")


def _tell(case_id: str, told: ImportTold) -> None:
    click.echo(f"{case_id}: {told.quantity} x {told.title}, from {told.source}")
    for each in told.warnings:
        click.echo(f"  ! {each.code} at {each.where or 'the whole file'}: {each.text}")
    for part in told.unknown:
        click.echo(f"  ? not understood: {part.type or 'a part'} at {part.path}: {part.held}")
    for file in told.files:
        click.echo(f"  {'kept' if file.kept else 'not kept'}: {file.purpose} {file.name}")
    click.echo(f"{len(told.held)} places wait for a person before the order can be taken on.")
