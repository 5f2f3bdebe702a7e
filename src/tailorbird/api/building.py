"""The API put together: every route of the table, its OpenAPI 3.1 description, and its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ninja import NinjaAPI

from tailorbird.api.caller import KeyAuth
from tailorbird.api.errors import install
from tailorbird.api.json_schema import Components
from tailorbird.api.openings import OPENINGS
from tailorbird.api.problem_reply import MEDIA_TYPE
from tailorbird.api.routes import (
    barred_pictures,
    basket,
    blanks,
    cases,
    catalogue,
    catalogue_search,
    catalogue_tables,
    coming,
    commands,
    customization,
    designs,
    files,
    ledger,
    links,
    listings,
    looking,
    making,
    orders,
    own_rules,
    parties,
    privacy,
    products,
    questions,
    rates,
    reports,
    screening,
    staff,
    store_orders,
    stores,
    terms,
    thread,
    webhooks,
)
from tailorbird.api.routing import Route, guarded
from tailorbird.app.engine.verb import Procedure

VERSION: Final = "1"
_ABOUT: Final = """Commerce for goods made or bought to order, whose terms run.

**Keys.** `Authorization: Bearer tbk_…`; each key has scopes, and each call names the one that it needs.
A member of staff has a key of their own, which is good for the duties of their role and for their stores.
You see your own cases only; what belongs to others does not exist for you.

**Writes** need a header `Idempotency-Key`. Repeating a call with the same key does nothing twice and gives
the same answer, with `Idempotency-Replayed: true`.

**Problems** are `application/problem+json` (RFC 9457) with a `code`, the `clauses` that rule it out, how
near it was (`near_misses`), and a `next_step`.

**Lists** come by `limit` (up to 200) and `cursor`; the answer has `next_cursor` and a `Link` header.

**Money** is `{"currency": "CNY", "minor": 102000}`; where it is sent, a text such as `CNY 1,020.00` will do.
Exact numbers such as rates are texts. Instants are ISO 8601 with an offset.
"""
_PARTS: Final = (
    parties.routes,
    staff.routes,
    privacy.routes,
    links.routes,
    orders.routes,
    cases.routes,
    thread.routes,
    ledger.routes,
    rates.routes,
    terms.routes,
    own_rules.routes,
    coming.routes,
    webhooks.routes,
    files.routes,
    products.routes,
    store_orders.routes,
    stores.routes,
    blanks.routes,
    listings.routes,
    designs.routes,
    basket.routes,
    customization.routes,
    making.routes,
    screening.routes,
    barred_pictures.routes,
    reports.routes,
    catalogue.routes,
    catalogue_search.routes,
    catalogue_tables.routes,
    looking.routes,
)


def routes_of(procedures: Mapping[str, Procedure], components: Components) -> list[Route]:
    """The table of every call."""
    found = [route for part in _PARTS for route in part.all]
    opened = [_with_openings(route, components) for route in commands.routes.all]
    made = commands.command_routes(procedures, components)
    return [*found, *opened, *made, *questions.question_routes(components)]


def _with_openings(route: Route, components: Components) -> Route:
    """Name in the description what each kind of case is opened with."""
    for kind, how in OPENINGS.items():
        components.named(
            f"{kind.title()}Opening",
            {
                "type": "object",
                "properties": {
                    "kind": {"const": kind},
                    "participants": {
                        "type": "object",
                        "properties": {
                            role.value: {"type": "string"} for role in sorted(how.needs | how.may)
                        },
                        "required": sorted(role.value for role in how.needs),
                        "additionalProperties": False,
                    },
                    "body": components.given(how.body),
                },
                "required": ["kind", "participants", "body"],
                "additionalProperties": False,
            },
        )
    names = [f"{kind.title()}Opening" for kind in OPENINGS]
    return replace(route, takes={"oneOf": [_ref(name) for name in names]})


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


class Api(NinjaAPI):
    """A NinjaAPI that describes itself with the schemas of the table."""

    components: Components
    table: tuple[Route, ...]
    _described: Any = None

    def get_openapi_schema(self, **more: Any) -> Any:
        """The OpenAPI 3.1 description, made once."""
        if self._described is None:
            self._described = self.components.completed(super().get_openapi_schema(**more))
        return self._described


def build(procedures: Mapping[str, Procedure]) -> Api:
    """The API of these kinds of cases."""
    api = Api(
        title="Tailorbird",
        version=VERSION,
        description=_ABOUT,
        urls_namespace="api-v1",
        docs_url=None,
        openapi_url="/openapi.json",
    )
    api.components = Components()
    api.components.named("Problem", _PROBLEM)
    api.table = tuple(routes_of(procedures, api.components))
    install(api)
    keyed = KeyAuth()
    for route in api.table:
        api.api_operation(
            [route.method],
            route.path,
            auth=keyed if route.scopes else None,
            operation_id=route.name,
            summary=route.summary,
            description=_described(route),
            tags=[route.tag],
            url_name=route.name,
            response={route.status: None},
            openapi_extra=_extra(route, api.components),
        )(guarded(route))
    return api


def _described(route: Route) -> str:
    parts = [route.description] if route.description else []
    if route.scopes:
        parts.append(f"Needs a key with the scope {' or '.join(f'`{scope}`' for scope in route.scopes)}.")
        duties = " or ".join(f"`{duty}`" for duty in route.duties)
        parts.append(f"Staff need the duty {duties}." if duties else "Not for staff.")
    else:
        parts.append("Open to everybody; needs no key.")
    return "\n\n".join(parts)


def _extra(route: Route, components: Components) -> dict[str, Any]:
    extra: dict[str, Any] = {"responses": _responses(route, components)}
    parameters: list[dict[str, Any]] = []
    if route.writes:
        parameters.append(_KEY_HEADER)
    if parameters:
        extra["parameters"] = parameters
    if route.takes is not None:
        binary = isinstance(route.takes, dict) and route.takes.get("format") == "binary"
        media_type = "application/octet-stream" if binary else "application/json"
        schema = route.takes if isinstance(route.takes, dict) else components.given(route.takes)
        extra["requestBody"] = {"required": True, "content": {media_type: {"schema": schema}}}
    return extra


def _responses(route: Route, components: Components) -> dict[Any, Any]:
    ok: dict[str, Any] = {"description": "Done" if route.writes else "Found"}
    if route.gives is not None:
        item = route.gives if isinstance(route.gives, dict) else components.shown(route.gives)
        ok["content"] = {route.produces: {"schema": _page_of(item) if route.lists else item}}
    problem = {"content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}
    return {route.status: ok, "4XX": {"description": "A problem, with its next step"} | problem}


def _page_of(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": item},
            "next_cursor": {"type": ["string", "null"]},
        },
        "required": ["items", "next_cursor"],
    }


_KEY_HEADER: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": "Names this write, so that repeating it does nothing twice.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457: why a call was not carried out, by which clause, and what to do next.",
    "properties": {
        "type": {"type": "string"},
        "code": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "next_step": {"type": "string"},
        "instance": {"type": "string"},
        "clauses": {"type": "array", "items": {"type": "string"}},
        "near_misses": {"type": "array", "items": {"type": "object"}},
        "decision": {"type": "string", "description": "Where the decision with all its reasons is."},
    },
    "required": ["type", "code", "title", "status", "detail", "next_step"],
}


def scopes_by_route(table: Sequence[Route]) -> dict[str, tuple[str, ...]]:
    """Which scopes each call takes, by its name."""
    return {route.name: tuple(route.scopes) for route in table}
