"""`tailorbird catalogue import FILE`, `tailorbird catalogue export`: products as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from tailorbird.app.catalogue.export import export_products
from tailorbird.app.catalogue.importing import SLICE, Upload, begin_import, carry_on
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.imports import ImportJob, JobState, Keeping
from tailorbird.bootstrap import house, new_token
from tailorbird.domain.catalogue.table.text import MAX_BYTES
from tailorbird.domain.roles import Role

_OPEN: Final = (JobState.WAITING, JobState.RUNNING)
OWNER = click.option("--owner", required=True, help="The party whose products they are.")


@click.group("catalogue")
def catalogue_group() -> None:
    """Products as a table: one row a version, as docs/catalogue-csv.md tells."""


@catalogue_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@OWNER
@click.option(
    "--keeping",
    type=click.Choice([each.value for each in Keeping]),
    default=Keeping.GOOD_ROWS.value,
    show_default=True,
    help="What becomes of the good products where others are wrong.",
)
def import_file(file: Path, owner: str, keeping: str) -> None:
    """Read the products of the table FILE. Those that are the same already stay untouched."""
    here = house()
    _merchant(here, owner)
    if file.stat().st_size > MAX_BYTES:
        raise click.ClickException(f"The file is larger than {MAX_BYTES // 1_000_000} MB; send it in parts.")
    job = begin_import(here, owner, Upload(file.name, file.read_bytes(), Keeping(keeping)), new_token())
    if isinstance(job, Problem):
        raise click.ClickException(f"{job.title}. {job.detail} {job.next_step}")
    job = _carried_out(here, job)
    _tell(job)
    if job.refused or job.state is JobState.REFUSED:
        raise click.exceptions.Exit(1)


def _carried_out(here: House, job: ImportJob) -> ImportJob:
    """The job when it is over; a bar shows how far it is."""
    job = carry_on(here, job, slices=1)
    with click.progressbar(length=job.total, label="Products") as bar:
        bar.update(job.done)
        while job.state in _OPEN:
            before = job.done
            job = carry_on(here, job, slices=max(1, job.total // (SLICE * 20)))
            bar.update(job.done - before)
    return job


def _tell(job: ImportJob) -> None:
    for each in job.report:
        place = f"line {each.line}" if each.line else "the file"
        column = f", {each.field}" if each.field else ""
        sign = "!" if each.severity == "error" else "?"
        click.echo(f"  {sign} {place}{column}: {each.says} {each.next_step}")
    click.echo(
        f"{job.state.value}: {job.created} created, {job.updated} updated, {job.unchanged} unchanged, "
        f"{job.refused} refused, of {job.total} products."
    )


@catalogue_group.command("export")
@OWNER
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="Else it is printed.")
def export_file(owner: str, target: Path | None) -> None:
    """Write all products of the owner as a table."""
    here = house()
    _merchant(here, owner)
    portions = export_products(here, owner)
    if target is None:
        for portion in portions:
            click.echo(portion, nl=False)
        return
    with target.open("w", encoding="utf-8", newline="") as written:
        written.writelines(portions)
    click.echo(f"{target}: written.")


def _merchant(here: House, owner: str) -> None:
    party = here.parties.party(owner)
    if party is None or Role.MERCHANT not in party.roles:
        raise click.ClickException(f"{owner!r} is no merchant here. `tailorbird party list` shows who is.")
