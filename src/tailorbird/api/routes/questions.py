"""Asking the terms anything about a case, without acting on it."""

from __future__ import annotations

from dataclasses import MISSING, field, make_dataclass
from datetime import UTC, datetime
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import part_for, see
from tailorbird.api.body import json_object, read_body, unreadable
from tailorbird.api.json_schema import Components
from tailorbird.api.problem_reply import Refusal, reader_language
from tailorbird.api.replying import reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Route
from tailorbird.app.engine import problems
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.reading.explain import Explanation, explain_fresh
from tailorbird.app.reading.look import look_at
from tailorbird.domain import codec
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty
from tailorbird.domain.terms.question import QUESTIONS, Question, own_fields


def question_routes(components: Components) -> list[Route]:
    """One call for every question that the terms can be asked."""
    return [_route(kind, components) for _, kind in sorted(QUESTIONS.items())]


def _route(kind: type[Question[Any]], components: Components) -> Route:
    inputs = inputs_of(kind)
    about = " ".join((kind.__doc__ or "").split())

    def view(request: HttpRequest, case_id: str) -> HttpResponse:
        return _ask(request, case_id, kind, inputs)

    return Route(
        method="POST",
        path=f"/cases/{{case_id}}/questions/{kind.__name__}",
        name=f"ask_{kind.__name__}",
        view=view,
        summary=about.partition("?")[0] + "?" if "?" in about else about,
        description=f"{about}\n\nAsks the terms of the case and answers with the decision and its reasons. "
        "Nothing is stored. `at` asks for a later instant, with the facts of now.",
        tag="questions",
        scopes=LOOK,
        takes=components.question(kind.__name__, inputs, [role.value for role in Role], about),
        gives=Explanation,
        status=200,
        writes=0,
        duties=(Duty.LOOK,),
    )


def inputs_of(kind: type[Question[Any]]) -> type[Any]:
    """A dataclass of a question's own inputs."""
    hints = get_type_hints(kind, include_extras=True)
    given = kind.__dataclass_fields__
    made: list[Any] = []
    for name in own_fields(kind):
        template = given[name]
        made.append((name, hints[name], _field_like(template)))
    return make_dataclass(f"{kind.__name__}Inputs", made, kw_only=True, frozen=True)


def _field_like(template: Any) -> Any:
    if template.default is not MISSING:
        return field(default=template.default)
    if template.default_factory is not MISSING:
        return field(default_factory=template.default_factory)
    return field()


def _ask(request: HttpRequest, case_id: str, kind: type[Question[Any]], inputs: type[Any]) -> HttpResponse:
    seen = see(request, case_id)
    seen.must_see_all("Asking the terms")
    body = json_object(request)
    wanted, at = body.pop("as", None), body.pop("at", None)
    role = part_for(seen, wanted, frozenset(Role), kind.__name__)
    given = read_body(inputs, body)
    proceeding = look_at(wiring.house(), seen.record)
    if problem := problems.amounts(given, proceeding.currency, proceeding.procedure.currencies):
        raise Refusal(problem)
    hearing = proceeding.hearing(role).when(_instant(at, proceeding), role)
    values = {name: getattr(given, name) for name in own_fields(kind)}
    decision = hearing.ask(kind, **values)
    return reply(explain_fresh(decision, seen.agreement, seen.speaker(reader_language(request))))


def _instant(told: object, proceeding: Proceeding) -> datetime:
    if told is None:
        return proceeding.at
    try:
        at = codec.read(datetime, told)
    except codec.UnreadableInput as problem:
        raise unreadable(f"at: {problem}") from problem
    if at.tzinfo is None or (proceeding.case.last_at is not None and at < proceeding.case.last_at):
        raise unreadable("at: an instant with its offset, not before the last fact of the case.")
    return at.astimezone(UTC)
