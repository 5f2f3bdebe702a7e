"""`tailorbird`: the command line. Each command lives in a module of its own."""

from __future__ import annotations

import sys

import click

from tailorbird.cli.cases import case_group
from tailorbird.cli.clauses import clauses
from tailorbird.cli.exporting import export, verify
from tailorbird.cli.house import demo, migrate, party_group, serve, worker
from tailorbird.cli.rule import rule
from tailorbird.cli.terms import terms_group
from tailorbird.cli.walkthrough import walkthrough
from tailorbird.domain.terms.package import SealBroken


@click.group()
@click.version_option(package_name="tailorbird")
def tailorbird() -> None:
    """Commerce for goods made or bought to order, where the terms run."""


for command in (
    walkthrough,
    rule,
    clauses,
    terms_group,
    case_group,
    export,
    verify,
    demo,
    serve,
    worker,
    migrate,
    party_group,
):
    tailorbird.add_command(command)


def main() -> None:
    """Run the command line; an error that the product knows is told in a line and not as a trace."""
    try:
        tailorbird(standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except click.Abort:
        sys.exit(130)
    except SealBroken as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(3)
