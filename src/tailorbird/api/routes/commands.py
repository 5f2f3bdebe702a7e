"""Opening cases, and one call for every command of every kind of case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import Seen, part_for, see
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import for_every_store, holder_of, need_duty, not_with_oneself, require
from tailorbird.api.citing import check_citing
from tailorbird.api.json_schema import Components
from tailorbird.api.opening import Call, HowOpened
from tailorbird.api.openings import OPENINGS, PREPARED
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import receipt_reply
from tailorbird.api.routing import Route, Routes
from tailorbird.api.shapes.replies import CommandReply
from tailorbird.app.duties import AT_WORK, duty_of, works_for
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.engine.verb import Place, Procedure, Verb
from tailorbird.app.permissions import Scope, scope_of, scope_of_role
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.domain import codec
from tailorbird.domain.roles import Role

routes = Routes("commands")


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be opened: its kind, with whom, and what its opening command says."""

    kind: str
    participants: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)


@routes.post("/cases", Scope.ACT, takes=NewCase, gives=CommandReply, duty=AT_WORK, by_store=1)
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case.

    For a purchase: `{"kind": "purchase", "participants": {"provider": "…"}, "body": {"link": "…",
    "quantity": 2}}`. What the link determines may be left out; the answer tells what was recognised.
    """
    holder = holder_of(request)
    given = read_body(NewCase, json_object(request))
    how = OPENINGS.get(given.kind)
    if how is None:
        raise unreadable(f"kind: one of {', '.join(sorted(OPENINGS))}, not {given.kind!r}.")
    if how.part not in holder.party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            f"A case of the kind {given.kind} is opened by a {how.part}, and you are none.",
            f"Act with the key of a party that plays the part {how.part}.",
        )
    _may_open(holder, given, how)
    others = _others(how, given.participants)
    body = read_body(how.body, given.body)
    check_citing(holder.party.id, given.body)
    for other in others.values():
        not_with_oneself(holder.party.id, other)
    receipt = how.open(wiring.house(), holder.party.id, others, body, idempotency_key(request))
    return receipt_reply(request, receipt, 201)


def _may_open(holder: KeyHolder, given: NewCase, how: HowOpened) -> None:
    """Refuse a member of staff whose work it is not, or for whose stores it is not."""
    opening = [
        verb
        for verb in wiring.house().engine.procedures[given.kind].verbs
        if verb.place is Place.OPENS and how.part in verb.roles
    ]
    need_duty(holder, {duty_of(verb, how.part) for verb in opening})
    if not works_for(holder, [str(given.body.get("store", ""))]):
        for_every_store(holder)


def _others(how: HowOpened, told: Mapping[str, str]) -> dict[Role, str]:
    """The other parties by part: all that are needed, and none that has no part."""
    known = {role.value: role for role in how.needs | how.may}
    if set(told) - set(known) or {role.value for role in how.needs} - set(told):
        needed, optional = _listed(how.needs), _listed(how.may)
        raise unreadable(f"participants: the ids of {needed}; and, if you like, of {optional}. No other.")
    return {known[name]: party for name, party in told.items()}


def command_routes(procedures: Mapping[str, Procedure], components: Components) -> list[Route]:
    """One call for each command that belongs inside a case. Kinds that share a name share the call."""
    by_name: dict[str, list[tuple[Procedure, Verb]]] = {}
    for procedure in procedures.values():
        for verb in procedure.verbs:
            if verb.place is Place.WITHIN and verb.roles:
                by_name.setdefault(verb.name, []).append((procedure, verb))
    return [_route(name, kinds, components) for name, kinds in by_name.items()]


def _route(name: str, kinds: list[tuple[Procedure, Verb]], components: Components) -> Route:
    bodies = [_schema(procedure, verb, components) for procedure, verb in kinds]
    verbs = [verb for _, verb in kinds]
    scopes = {scope_of(verb, role) for verb in verbs for role in verb.roles}
    duties = {duty_of(verb, role) for verb in verbs for role in verb.roles}

    def view(request: HttpRequest, case_id: str) -> HttpResponse:
        return _carry_out(request, case_id, name)

    return Route(
        method="POST",
        path=f"/cases/{{case_id}}/commands/{name}",
        name=f"command_{name}",
        view=view,
        summary=verbs[0].says,
        description="\n\n".join(_about(procedure, verb) for procedure, verb in kinds),
        tag="commands",
        scopes=tuple(sorted(scopes)),
        takes=bodies[0] if len(bodies) == 1 else {"anyOf": bodies},
        gives=CommandReply,
        status=200,
        writes=1,
        duties=tuple(sorted(duties)),
    )


def _schema(procedure: Procedure, verb: Verb, components: Components) -> dict[str, Any]:
    prepared = PREPARED.get((procedure.kind, verb.name))
    kind = prepared.body if prepared else verb.body or verb.fact
    title = "".join(part.title() for part in (procedure.kind, *verb.name.split("_")))
    return components.command(title, kind, (role.value for role in verb.roles), _about(procedure, verb))


def _about(procedure: Procedure, verb: Verb) -> str:
    """What the documentation says of a command in one kind of case."""
    fact = (verb.fact.__doc__ or "").strip().splitlines()[0]
    said = [
        f"**{procedure.title}** ({verb.says_zh}). Records `{verb.fact.__name__}`: {fact}",
        f"Who may do it: {_listed(verb.roles)}.",
    ]
    if verb.asks is not None:
        question = (verb.asks.__doc__ or "").strip().splitlines()[0]
        said.append(f"The terms are asked first, `{verb.asks.__name__}`: {question}")
    if order := procedure.order.get(verb.name):
        needs = [" or ".join(f"`{kind.__name__}`" for kind in kinds) for kinds in order.needs]
        after = [f"`{kind.__name__}`" for kind in order.not_after]
        said.append(f"Must be on record: {', '.join(needs) or 'nothing'}. Too late after: {_listed(after)}.")
    return "\n\n".join(said)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "nothing"


def _carry_out(request: HttpRequest, case_id: str, name: str) -> HttpResponse:
    """Translate the call into an act, and run it."""
    seen = see(request, case_id)
    body = json_object(request)
    wanted, happened_at = body.pop("as", None), _instant(body.pop("happened_at", None))
    verb = _verb(seen, name)
    role = part_for(seen, wanted, verb.roles, name)
    if role not in verb.roles:
        raise _not_for(verb, role)
    need_duty(seen.holder, (duty_of(verb, role),))
    require(seen.holder, scope_of(verb, role))
    party = seen.holder.party.id
    check_citing(party, body, seen.facts)
    engine, prepared = wiring.house().engine, PREPARED.get((seen.record.header.kind, name))
    order = Order(case_id, (), party, idempotency_key(request))
    if prepared is not None:
        order = replace(order, asked=codec.digest(codec.canonical([name, role, body, happened_at])))
        if (before := engine.told_before(order)) is not None:
            return receipt_reply(request, before)
    acts = _acts(seen, verb, Actor(party, role), body, happened_at)
    on_facts = len(seen.record.facts) if any(each.attached for each in acts) else 0
    receipt = engine.run(replace(order, acts=acts, on_facts=on_facts))
    if prepared is not None and prepared.after is not None and receipt.problem is None:
        prepared.after(wiring.house(), case_id)
    return receipt_reply(request, receipt)


def _verb(seen: Seen, name: str) -> Verb:
    procedure = wiring.house().engine.procedures[seen.record.header.kind]
    verb = procedure.verb(name)
    if verb is None or verb.place is not Place.WITHIN:
        raise refuse(
            404,
            "unknown_command",
            "There is no such command",
            f"A case of the kind {procedure.kind} has no command {name}.",
            f"GET /api/v1/cases/{seen.record.header.id} lists under `can` what there is for you.",
        )
    return verb


def _acts(
    seen: Seen, verb: Verb, actor: Actor, body: dict[str, Any], happened_at: datetime | None
) -> tuple[Act, ...]:
    prepared = PREPARED.get((seen.record.header.kind, verb.name))
    if prepared is None:
        return (Act(verb.name, actor, body, happened_at),)
    read_body(prepared.body, body)
    made = prepared.make(wiring.house(), Call(actor.party, actor.role, seen.record, body))
    if isinstance(made, Problem):
        raise Refusal(made)
    return tuple(replace(each, happened_at=happened_at) for each in made)


def _instant(told: object) -> datetime | None:
    if told is None:
        return None
    try:
        instant = codec.read(datetime, told)
    except codec.UnreadableInput as problem:
        raise unreadable(f"happened_at: {problem}") from problem
    if instant.tzinfo is None:
        raise unreadable("happened_at: an instant with its offset, such as 2026-03-09T08:30:00+08:00.")
    return instant.astimezone(UTC)


def _not_for(verb: Verb, role: Role) -> Refusal:
    return refuse(
        403,
        "not_your_part",
        "This is for somebody else to do",
        f"{verb.name} cannot be done by the {role}.",
        f"It can be done by: {_listed(verb.roles)}.",
        scope=scope_of_role(role).value,
    )
