"""Routes: each call with its scope, what it takes and gives, and whether it writes. One table of all."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tailorbird.api.body import idempotency_key
from tailorbird.api.caller import holder_of, require, strangers_wait, too_many
from tailorbird.api.limits import Limits
from tailorbird.api.problem_reply import refuse
from tailorbird.app.permissions import Scope

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Route:
    """One call. `scopes`: the key needs one of them; none at all means that it is open to everybody."""

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
                    **more,
                )
            )
            return view

        return declare


def guarded(route: Route) -> View:
    """The view behind its checks: rate, scope, idempotency key. In this order, before anything is read."""

    @wraps(route.view)
    def call(request: HttpRequest, **given: Any) -> HttpResponse:
        headers = _count(request, route)
        if route.scopes:
            require(holder_of(request), *route.scopes)
        if route.writes:
            idempotency_key(request)
        for name, value in given.items():
            if isinstance(value, str) and not value.isprintable():
                raise _unprintable(route, name)
        response = route.view(request, **given)
        for name, text in headers.items():
            response[name] = text
        return response

    call.__signature__ = inspect.signature(route.view, eval_str=True)  # type: ignore[attr-defined]
    call.__name__ = route.name
    return call


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
