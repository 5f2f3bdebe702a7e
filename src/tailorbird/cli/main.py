"""`tailorbird`: the command line. Each command lives in a module of its own."""

from __future__ import annotations

import os
import sys

import click

from tailorbird.cli.cases import case_group
from tailorbird.cli.catalogue import catalogue_group
from tailorbird.cli.clauses import clauses
from tailorbird.cli.exporting import export, verify
from tailorbird.cli.house import demo, migrate, serve, worker
from tailorbird.cli.orders import order_group
from tailorbird.cli.parties import party_group
from tailorbird.cli.rule import rule
from tailorbird.cli.staff import staff_group
from tailorbird.cli.terms import terms_group
from tailorbird.cli.trouble import explained
from tailorbird.cli.walkthrough import walkthrough

_INTERRUPTED = 130
_PIPE_CLOSED = 141


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
    order_group,
    catalogue_group,
    party_group,
    staff_group,
):
    tailorbird.add_command(command)


def main() -> None:
    """Run the command line and end the process."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """The exit status. An error that the product knows is told in a line and not as a trace."""
    try:
        # Without click's own handling, which would print traces of our errors, it returns exit codes.
        ended = tailorbird.main(arguments, prog_name="tailorbird", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has read enough. What is still buffered goes nowhere, so that nothing complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except Exception as problem:
        told = explained(problem)
        if told is None:
            raise
        click.echo(f"Error: {told.says}", err=True)
        return told.status
    return ended if isinstance(ended, int) else 0
