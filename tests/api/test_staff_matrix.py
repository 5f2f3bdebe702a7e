"""What each role of staff may call: every route of the table, every verb, own and other stores' cases.

The routes and verbs are walked as they are, so that a new one is in by itself; one that says nothing of
whose work it is fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tailorbird.api.routing import Route
from tailorbird.app.duties import SUBJECTS, duty_of, scopes_of_duties
from tailorbird.app.engine.verb import Verb
from tailorbird.app.permissions import SPENDING, Scope, scopes_for
from tailorbird.app.ports.storage import Label
from tailorbird.bootstrap import PROCEDURES
from tailorbird.domain.cases.fact import FACTS
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import DUTY_SAYS, ROLES, Duty, StaffRole, duties_at
from tests.api.stage import Caller
from tests.api.test_access_matrix import PLAYERS as PARTS
from tests.api.test_access_matrix import REFUSED, TABLE, World, let_in, listed, part_allows
from tests.contracts.stored import following, header, write
from tests.contracts.stored import opening as a_case

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

EVERY_VERB = [
    pytest.param(verb, role, id=f"{kind}-{verb.name}-{role}")
    for kind, procedure in PROCEDURES.items()
    for verb in procedure.verbs
    for role in sorted(verb.roles - {Role.PLATFORM})
]
PLAYERS = {**PARTS, "bo": frozenset((Role.BUYER,))}
HANDBOOK = Path(__file__).parents[2] / "docs" / "operate.md"


def hired(stage: Stage, party: str, role: StaffRole, *stores: str) -> str:
    """The key of a member with the role."""
    house = stage.house
    spare = stage.with_scopes(party, *scopes_of_everything(party))
    handle = f"{role.value.replace('_', '-')}-{len(house.staff.of_party(party))}"
    told = {"handle": handle, "name": "Lin", "role": role.value, "stores": list(stores)}
    invited = spare.post("/v1/staff", told)
    assert invited.status == 201, invited.content
    joined = Caller(None).post("/v1/staff/invitations/accept", {"token": invited.json["token"]})
    return str(joined.json["key"])


def scopes_of_everything(party: str) -> list[Scope]:
    return [Scope(each) for each in sorted(scopes_for(PLAYERS[party]))]


def code(reply: Reply) -> str:
    return str(reply.json["code"]) if reply.status in REFUSED else ""


def duty_in_the_case(route: Route, who: str) -> Duty | None:
    """The duty of the route's command as this party does it in a purchase; none where it does not."""
    name = "command_submit_request" if route.name == "open_case" else route.name
    verb = PROCEDURES["purchase"].verb(name.removeprefix("command_"))
    if not name.startswith("command_") or verb is None or not verb.roles & PLAYERS[who]:
        return None
    (duty,) = {duty_of(verb, role) for role in verb.roles & PLAYERS[who]}
    return duty


def has_the_duty(route: Route, who: str, role: StaffRole) -> bool:
    """What the table says: the duty of the route and the scope that it gives, exactly that of the verb."""
    duties = duties_at(role, PLAYERS[who])
    scopes = scopes_of_duties(duties, PLAYERS[who])
    exact = duty_in_the_case(route, who)
    return bool(
        duties & set(route.duties)
        and scopes & {each.value for each in route.scopes}
        and (exact is None or exact in duties)
    )


# What is said of routes, verbs and roles --------------------------------------------------------------


def test_every_route_with_a_key_says_whose_duty_it_is() -> None:
    silent = [route.name for route in TABLE if route.scopes and not route.duties]
    assert silent == [], "Say `duty=Duty.…` where these routes are declared."


def test_open_routes_have_no_duty() -> None:
    assert [route.name for route in TABLE if route.duties and not route.scopes] == []


@pytest.mark.parametrize(("verb", "role"), EVERY_VERB)
def test_every_verb_is_somebodys_duty_and_its_route_names_it(verb: Verb, role: Role) -> None:
    duty = duty_of(verb, role)
    routes = [route for route in TABLE if route.name == f"command_{verb.name}"]
    assert all(duty in route.duties for route in routes)
    assert any(duty in about.duties for about in ROLES.values())


def test_every_subject_of_facts_is_somebodys_work() -> None:
    subjects = {
        fact.__module__.rpartition(".")[2]
        for fact in FACTS.values()
        if fact.__module__.startswith("tailorbird.domain.")
    }
    assert subjects - set(SUBJECTS) == set(), "Say in app/duties.py whose work these are."


def test_whatever_a_party_pays_is_spending() -> None:
    paid = {
        fact
        for name, fact in FACTS.items()
        if name.endswith("Paid")
        and fact.__module__.startswith("tailorbird.domain.")
        and fact.recorded_by - {Role.PLATFORM, Role.GATEWAY, Role.OPERATOR}
    }
    assert paid - SPENDING == set(), "Put these into permissions.SPENDING."


def test_the_table_of_roles_is_whole() -> None:
    assert set(ROLES) == set(StaffRole)
    assert set(DUTY_SAYS) == set(Duty)
    assert ROLES[StaffRole.OWNER].duties == set(Duty)
    assert all(Duty.LOOK in about.duties for about in ROLES.values())
    assert all(about.says and about.says_zh for about in ROLES.values())


def test_the_operators_handbook_shows_the_table_as_it_is() -> None:
    told = HANDBOOK.read_text(encoding="utf-8")
    for role, about in ROLES.items():
        (row,) = (line for line in told.splitlines() if line.startswith(f"| `{role}` |"))
        assert f"| {about.says} | {about.says_zh} |" in row
        missing = set(Duty) - about.duties
        duties = ", ".join(f"`{duty}`" for duty in Duty if duty in about.duties)
        but = "all but " + ", ".join(f"`{duty}`" for duty in Duty if duty in missing)
        assert row.endswith(f"| {duties if len(missing) > 1 else but if missing else 'all'} |")
    for duty, (says, says_zh) in DUTY_SAYS.items():
        assert f"| `{duty}` | {says} | {says_zh} |" in told


# What comes of it --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "role"),
    [
        *((who, role) for who in ("ada", "jinsui", "operator") for role in StaffRole),
        ("gateway", StaffRole.BOOKKEEPER),
        ("gateway", StaffRole.VIEWER),
    ],
)
def test_each_role_is_let_in_exactly_where_the_table_says(stage: Stage, who: str, role: StaffRole) -> None:
    world = World(stage)
    key = hired(stage, who, role)
    for route in listed():
        if not route.scopes:
            continue
        reply = world.reply(route, who, key)
        if not has_the_duty(route, who, role):
            assert reply.status in REFUSED, (route.name, reply.content)
            if part_allows(route, who):
                assert code(reply) == "duty_missing", (route.name, reply.content)
        elif part_allows(route, who):
            assert let_in(route, reply.status), (route.name, reply.content)
        else:
            assert reply.status in REFUSED, (route.name, reply.content)
            assert code(reply) != "duty_missing", (route.name, reply.content)


@pytest.mark.parametrize("role", StaffRole)
def test_no_role_sees_a_case_of_others(stage: Stage, role: StaffRole) -> None:
    world = World(stage)
    key = hired(stage, "bo", role)
    for route in listed():
        if route.path.startswith("/cases/{case_id}"):
            status = world.call(route, "bo", key)
            assert status == (404 if has_the_duty(route, "bo", role) else 403), (route.name, status)


@pytest.mark.parametrize("who", ["ada", "operator"])
def test_members_for_some_stores_are_let_in_there_and_nowhere_else(stage: Stage, who: str) -> None:
    world = World(stage)
    record = stage.house.records.case(world.case.id)
    assert record is not None
    write(stage.house.engine.storage, following(record.header, labels=[Label("store", "st-1")]))
    for store in ("st-1", "st-2"):
        head = header(store, kind="store", participants={Role.MERCHANT: who})
        write(stage.house.engine.storage, a_case(store, header=head))
    here, elsewhere = (hired(stage, who, StaffRole.OWNER, store) for store in ("st-1", "st-2"))
    for route in listed():
        if not route.scopes or not has_the_duty(route, who, StaffRole.OWNER):
            continue
        if not route.knows_stores:
            for key in (here, elsewhere):
                assert code(world.reply(route, who, key)) == "stores_limited", route.name
        elif route.path.startswith("/cases/{case_id}"):
            assert world.call(route, who, elsewhere) == 404, route.name
            status = world.call(route, who, here)
            assert let_in(route, status) or not part_allows(route, who), (route.name, status)
