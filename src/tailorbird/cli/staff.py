"""`tailorbird staff`: a party's staff, led from the machine that the house runs on."""

from __future__ import annotations

from typing import TypeVar

import click

from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.staff import Staff
from tailorbird.app.staff import INVITATION_DAYS, Invited, invite, party_itself, resume, suspend
from tailorbird.bootstrap import house
from tailorbird.domain.staff import DUTY_SAYS, ROLES, StaffRole, duties_at

T = TypeVar("T")


@click.group("staff")
def staff_group() -> None:
    """Who acts for a party with a key of their own."""


@staff_group.command("invite")
@click.argument("party_id")
@click.argument("handle")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([each.value for each in StaffRole]))
@click.option("--email", default="")
@click.option("--store", "stores", multiple=True, help="Only for this store; may be given several times.")
def invite_member(
    party_id: str, handle: str, name: str, role: str, email: str, stores: tuple[str, ...]
) -> None:
    """Invite NAME to act for PARTY_ID as HANDLE. The token is shown once; inviting again makes another."""
    told = Invited(handle, name, StaffRole(role), email, stores)
    made = _done(invite(house(), party_itself(_party(party_id)), told))
    click.echo(made.token)
    click.echo(
        f"{made.member.id} is invited as {made.member.role}. The token lets in for {INVITATION_DAYS} days: "
        "POST /api/v1/staff/invitations/accept.",
        err=True,
    )


@staff_group.command("list")
@click.argument("party_id")
def list_members(party_id: str) -> None:
    """List everybody who acts for PARTY_ID, with role, state and stores."""
    found = house().staff.of_party(_party(party_id).id)
    for each in found:
        stores = ", ".join(each.stores) or "every store"
        click.echo(f"{each.handle:20} {each.role.value:18} {each.state.value:10} {each.name} ({stores})")
    if not found:
        click.echo("There is no staff yet. `tailorbird staff invite` invites somebody.")


@staff_group.command("suspend")
@click.argument("party_id")
@click.argument("handle")
def suspend_member(party_id: str, handle: str) -> None:
    """Make every key of HANDLE worth nothing from now on."""
    member: Staff = _done(suspend(house(), party_itself(_party(party_id)), handle))
    click.echo(f"{member.id} is suspended. `tailorbird staff resume {party_id} {handle}` takes them back.")


@staff_group.command("resume")
@click.argument("party_id")
@click.argument("handle")
def resume_member(party_id: str, handle: str) -> None:
    """Make the keys of HANDLE good again."""
    member: Staff = _done(resume(house(), party_itself(_party(party_id)), handle))
    click.echo(f"{member.id} is {member.state}.")


@staff_group.command("roles")
@click.argument("party_id")
def list_roles(party_id: str) -> None:
    """List the roles that staff of PARTY_ID can have, with what each may do."""
    party = _party(party_id)
    for role, about in ROLES.items():
        click.echo(f"{role.value}: {about.says}")
        for duty in sorted(duties_at(role, party.roles)):
            click.echo(f"    {duty.value:12} {DUTY_SAYS[duty][0]}")


def _done(made: T | Problem) -> T:
    if isinstance(made, Problem):
        raise click.ClickException(f"{made.detail} {made.next_step}")
    return made


def _party(party_id: str) -> Party:
    party = house().parties.party(party_id)
    if party is None:
        raise click.ClickException(
            f"There is no party {party_id}. `tailorbird party list` shows who there is."
        )
    return party
