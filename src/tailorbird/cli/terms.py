"""`tailorbird terms`: read, lint and seal terms packages; compose rules of one's own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click

from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.examples.folder import all_examples
from tailorbird.adapters.terms import shelf
from tailorbird.adapters.terms.index import index
from tailorbird.app.lint import Complaint, lint
from tailorbird.cli.compose import compose_rules
from tailorbird.cli.rule import PLACES
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameter


@click.group("terms")
def terms_group() -> None:
    """Terms packages: read them, find faults in them, seal them, compose rules of one's own."""


terms_group.add_command(compose_rules)


@terms_group.command("list")
def list_packages() -> None:
    """List every package and version on the shelf."""
    for package in shelf.load_all():
        click.echo(
            f"{package.ref:22} {len(package.clauses):3} clauses  {package.hash[:16]}…  {package.title}"
        )


@terms_group.command("show")
@click.argument("name")
@click.option("--zh", "chinese", is_flag=True, help="In Chinese.")
def show(name: str, chinese: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Print the reader's page of the package NAME (order1688, or order1688@1)."""
    try:
        package = shelf.load(name if "@" in name else f"{name}@1")
    except shelf.UnknownPackage as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(page(package, "zh" if chinese else "en"))


def page(package: Package, language: str) -> str:
    """The package as a reader sees it: every clause's own text, then the parameters."""
    chinese = language == "zh"
    title = package.title_zh if chinese else package.title
    lines = [f"# {title}", "", f"{package.ref} · {package.hash}", ""]
    for clause in package.clauses:
        lines += [f"## {clause.id}", "", (clause.text_zh if chinese else clause.text), ""]
    lines += ["## " + ("参数" if chinese else "Amounts, periods and lists"), ""]
    lines += [_parameter(each) for each in package.parameters.items.values()]
    return "\n".join(lines)


def _parameter(each: Parameter) -> str:
    return f"- {each.name}: {each.shown}. {each.says}".rstrip()


@terms_group.command("lint")
@click.option("--json", "as_json", is_flag=True, help="A list of objects for machines.")
def lint_command(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Find clauses without text or examples, conflicts, unreachable clauses, loose deadlines, foreign ids."""
    known, _ = index()
    calendars = official_calendars(PLACES, datetime.now(UTC).year)
    ids = frozenset(each.id for each in known)
    complaints = lint(shelf.load_all(), ids, all_examples(), shelf.load, calendars)
    if as_json:
        click.echo(json.dumps([_plain(each) for each in complaints], ensure_ascii=False, indent=1))
    else:
        for each in complaints:
            click.echo(f"{each.code:22} {each.clause:28} {each.says}")
        click.echo(f"{len(complaints)} complaints." if complaints else "No complaints.")
    if complaints:
        raise click.exceptions.Exit(1)


def _plain(each: Complaint) -> dict[str, str]:
    return {"code": each.code, "clause": each.clause, "says": each.says}


@terms_group.command("seal")
@click.argument("ref")
def seal(ref: str) -> None:
    """Seal the version REF (order1688@1) as it lies here. Only for a version that nobody uses yet."""
    try:
        folder = shelf.folder_of(ref)
    except shelf.UnknownPackage as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{ref} is sealed as {shelf.seal(folder)}.")
