"""Routes: each call with its scope and duty, what it takes and gives, and whether it writes. One table."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key
from tailorbird.api.caller import (
    for_every_store,
    holder_of,
    need_duty,
    require,
    strangers_wait,
    too_many,
)
from tailorbird.api.limits import Limits
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import REPLAYED
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.app.ports.staff import Staff, StaffAct
from tailorbird.domain.staff import Duty

View = Callable[..., HttpResponse]
_FAULT: Final = 500
_LONGEST_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class Route:
    """One call. `scopes`: the key needs one of them; none at all means that it is open to everybody.

    `duties`: where the key is a member's of staff, the member needs one of them; a call with scopes and
    no duties is for parties' own keys only.
    """

    method: str
    path: str
    name: str
    view: View
    summary: str
    description: str
    tag: str
    scopes: tuple[Scope, ...]
    takes: Any = None
    """A dataclass, a schema, or none."""
    gives: Any = None
    """A dataclass of the answer, a schema, or none."""
    lists: int = 0
    """1 where it answers with a page of what it gives."""
    status: int = 200
    writes: int = 0
    """1 where it stores something, and so needs an idempotency key."""
    produces: str = "application/json"
    duties: tuple[Duty, ...] = ()
    by_store: int = 0
    """1 where it shows a member who works for some stores what is theirs. Calls inside a case do anyway;
    all others are refused to such members, since they concern the whole party."""

    @property
    def knows_stores(self) -> int:
        """1 where members who work for some stores only may call it."""
        return int(bool(self.by_store) or self.path.startswith("/cases/{case_id}"))


class Routes:
    """The routes of one part of the API; `tag` names it in the documentation."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.all: list[Route] = []

    def get(self, path: str, *scopes: Scope, gives: Any = None, **more: Any) -> Callable[[View], View]:
        """A call that reads."""
        return self._declare("GET", path, scopes, gives=gives, **more)

    def page(self, path: str, *scopes: Scope, gives: Any, **more: Any) -> Callable[[View], View]:
        """A call that reads a list, page by page."""
        return self._declare("GET", path, scopes, gives=gives, lists=1, **more)

    def post(self, path: str, *scopes: Scope, **more: Any) -> Callable[[View], View]:
        """A call that writes and makes something new, unless `status` says otherwise."""
        return self._declare("POST", path, scopes, **({"status": 201, "writes": 1} | more))

    def put(self, path: str, *scopes: Scope, **more: Any) -> Callable[[View], View]:
        """A call that puts something in place."""
        return self._declare("PUT", path, scopes, **({"writes": 1} | more))

    def delete(self, path: str, *scopes: Scope, **more: Any) -> Callable[[View], View]:
        """A call that takes something away."""
        return self._declare("DELETE", path, scopes, **({"writes": 1} | more))

    def _declare(
        self, method: str, path: str, scopes: tuple[Scope, ...], **more: Any
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            summary, _, description = (inspect.getdoc(view) or "").partition("\n\n")
            duty = more.pop("duty", ())
            self.all.append(
                Route(
                    method,
                    path,
                    more.pop("name", view.__name__),
                    view,
                    more.pop("summary", " ".join(summary.split())),
                    more.pop("description", description),
                    self.tag,
                    scopes,
                    duties=(duty,) if isinstance(duty, Duty) else duty,
                    **more,
                )
            )
            return view

        return declare


def guarded(route: Route) -> View:
    """The view behind its checks, in this order: rate, duty, stores, scope, idempotency key."""

    def carry_out(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
        if route.scopes:
            _check_holder(holder_of(request), route)
        if route.writes:
            idempotency_key(request)
        for name, value in given.items():
            if isinstance(value, str) and not value.isprintable():
                raise _unprintable(route, name)
        return route.view(request, **given)

    @wraps(route.view)
    def call(request: HttpRequest, **given: Any) -> HttpResponse:
        headers = _count(request, route)
        member = holder_of(request).staff if route.scopes else None
        if member is None:
            response = carry_out(request, given)
        else:
            with wiring.acting(member.id):
                response = on_record(request, route, member, lambda: carry_out(request, given))
        for name, text in headers.items():
            response[name] = text
        return response

    call.__signature__ = inspect.signature(route.view, eval_str=True)  # type: ignore[attr-defined]
    call.__name__ = route.name
    return call


def _check_holder(holder: KeyHolder, route: Route) -> None:
    need_duty(holder, route.duties)
    if not route.knows_stores:
        for_every_store(holder)
    require(holder, *route.scopes)


def on_record(
    request: HttpRequest, route: Route, member: Staff, carry_out: Callable[[], HttpResponse]
) -> HttpResponse:
    """Carry a member's call out, and where it writes, put it on record with how it was answered."""
    if not route.writes:
        return carry_out()
    try:
        response = carry_out()
    except Refusal as refused:
        _record(request, route, member, refused.problem.status)
        raise
    except Exception:
        _record(request, route, member, _FAULT)
        raise
    if REPLAYED not in response:
        _record(request, route, member, response.status_code)
    return response


def _record(request: HttpRequest, route: Route, member: Staff, status: int) -> None:
    house = wiring.house()
    path = request.path if request.path.isprintable() else route.path
    key = str(request.headers.get("Idempotency-Key", ""))
    told = key if key.isprintable() and len(key) <= _LONGEST_KEY else ""
    act = StaffAct(member.party, member.id, route.method, path, told, status, house.clock.now())
    house.staff.record(act)


def _unprintable(route: Route, name: str) -> Exception:
    """A path with control characters is nowhere; a parameter that has some is told so."""
    if f"{{{name}}}" in route.path:
        return Http404()
    detail = f"{name}: holds a character that cannot be printed."
    return refuse(
        422, "invalid", "The call has a wrong parameter", detail, "Send the parameter as plain text."
    )


def _count(request: HttpRequest, route: Route) -> dict[str, str]:
    """Take a token of the caller's bucket; the headers to send."""
    if not route.scopes:
        return strangers_wait(request)
    spent = Limits.keys.spend(holder_of(request).key_id)
    if spent.wait_s:
        raise too_many(spent.headers())
    return spent.headers()
