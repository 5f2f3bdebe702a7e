"""`tailorbird party`: parties, their keys, and their private data."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Final

import click

from tailorbird.app.permissions import EVERY_SCOPE, scopes_for
from tailorbird.app.ports.parties import Party
from tailorbird.app.privacy import erase_private_data, private_data
from tailorbird.bootstrap import Config, house, migrate, new_token
from tailorbird.domain import codec
from tailorbird.domain.roles import Role

_ID: Final = re.compile(r"[a-z0-9][a-z0-9\-]{1,62}")
_ROLES: Final = [each.value for each in Role if each not in (Role.SELLER, Role.PLATFORM)]
_STANDING: Final = {Role.OPERATOR: "operator", Role.GATEWAY: "gateway"}
"""Parts that stand in every case, with the id under which cases name them."""


@click.group("party")
def party_group() -> None:
    """Parties, their keys and their private data."""


@party_group.command("add")
@click.argument("party_id")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(_ROLES))
@click.option("--email", default="")
@click.option("--country", default="")
def add(party_id: str, name: str, roles: tuple[str, ...], email: str, country: str) -> None:
    """Register PARTY_ID called NAME."""
    if not _ID.fullmatch(party_id):
        raise click.ClickException(
            f"{party_id!r} cannot be an id: use small letters, digits and hyphens, 2 to 63 of them."
        )
    migrate(Config.from_environment())
    if house().parties.party(party_id) is not None:
        raise click.ClickException(
            f"There is a party {party_id} already. `tailorbird party key {party_id}` issues a key; "
            "choose another id for another party."
        )
    played = frozenset(Role(role) for role in roles)
    house().parties.save_party(Party(party_id, name, played, email=email, country=country))
    click.echo(f"{party_id} is registered. `tailorbird party key {party_id}` issues a key.")
    for role in sorted(played & set(_STANDING)):
        if party_id != _STANDING[role]:
            click.echo(
                f"Note: cases name the {role} by the id `{_STANDING[role]}`. This party acts in none.",
                err=True,
            )


@party_group.command("key")
@click.argument("party_id")
@click.option("--label", default="command line")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(sorted(EVERY_SCOPE)))
def key(party_id: str, label: str, scopes: tuple[str, ...]) -> None:
    """Issue an API key to PARTY_ID. It is shown once.

    Without --scope it is good for everything that the party's roles allow.
    """
    party = _party(party_id)
    able = scopes_for(party.roles)
    if beyond := sorted(set(scopes) - able):
        raise click.ClickException(
            f"{party_id} cannot have the scope {', '.join(beyond)}: `admin` is for operators, `gateway` for "
            f"payment institutions. It can have: {', '.join(sorted(able))}."
        )
    click.echo(house().parties.issue_key(party_id, frozenset(scopes) or able, label))


@party_group.command("list")
def list_parties() -> None:
    """List every party with its roles."""
    found = house().parties.parties()
    for each in found:
        click.echo(f"{each.id:24} {', '.join(sorted(each.roles)):24} {each.name}")
    if not found:
        click.echo("There are no parties yet. `tailorbird party add` registers one.")


@party_group.command("private")
@click.argument("party_id")
def private(party_id: str) -> None:
    """Print everything private that is kept of PARTY_ID, as JSON, for the person to take along."""
    click.echo(json.dumps(codec.plain(private_data(house(), _party(party_id))), ensure_ascii=False, indent=1))


@party_group.command("erase")
@click.argument("party_id")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document for machines.")
def erase(party_id: str, yes: bool, as_json: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Erase PARTY_ID's designs, and its private content in every case that is over. Cannot be taken back."""
    party = _party(party_id)
    if not yes:
        click.confirm(f"Erase the private content of {party.name} ({party_id})?", abort=True, err=True)
    outcome = erase_private_data(house(), party, new_token())
    if as_json:
        click.echo(json.dumps(asdict(outcome), ensure_ascii=False, indent=1))
        return
    click.echo(f"Erased: {len(outcome.erased)}, and {len(outcome.designs)} designs. Digests stay as proof.")
    for each in outcome.kept:
        click.echo(f"Kept in {each.case_id}: {each.reason}")


def _party(party_id: str) -> Party:
    party = house().parties.party(party_id)
    if party is None:
        raise click.ClickException(
            f"There is no party {party_id}. `tailorbird party list` shows who there is."
        )
    return party
