"""Terms: reading what is published, publishing versions, and operators' words on working days."""

from __future__ import annotations

import re
from datetime import UTC, date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import json_object, read_body, unreadable
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import page_reply, reply
from tailorbird.api.routes.parties import operator_of
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.terms import (
    ClauseShown,
    NewOverride,
    NewTerms,
    OverrideShown,
    TermsRow,
    TermsShown,
    clause_shown,
    terms_shown,
)
from tailorbird.app.library import UnknownTerms
from tailorbird.app.own_rules.choices import unfit
from tailorbird.app.own_rules.packages import OWN_RULES, OwnRules, composed_by
from tailorbird.app.own_rules.publish import rules_unfit
from tailorbird.app.permissions import Scope, is_operator
from tailorbird.app.ports.parties import KeyHolder, PublishedTerms
from tailorbird.domain.staff import Duty
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import ParameterError
from tailorbird.domain.time.calendar import DayKind, Override

routes = Routes("terms")
_VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,39}")


@routes.page("/terms", gives=TermsRow)
def list_terms(request: HttpRequest) -> HttpResponse:
    """Every published version of every package."""
    library = wiring.house().library
    shelved = [_shelved(each) for each in wiring.shelf()]
    published = [_published(each) for each in wiring.house().parties.published_terms()]
    rows = [*shelved, *published]
    for row in rows:
        name = row["ref"].partition("@")[0]
        newest = library.published_by(row["scope"], name) if row["scope"] else library.in_force(name)
        row["in_force"] = int(newest == row["ref"])
    return page_reply(request, rows, None)


def _shelved(package: Package) -> dict[str, Any]:
    return {
        "ref": package.ref,
        "title": package.title,
        "title_zh": package.title_zh,
        "hash": package.hash,
        "base": package.ref,
        "by": "",
        "effective_at": None,
        "scope": "",
        "href": f"/api/v1/terms/{package.ref}",
    }


def _published(terms: PublishedTerms) -> dict[str, Any]:
    ref = f"{terms.package}@{terms.version}"
    package = wiring.house().library.package(ref)
    return _shelved(package) | {
        "base": terms.base,
        "by": terms.by,
        "effective_at": terms.effective_at,
        "scope": terms.scope,
    }


@routes.get("/terms/{ref}", gives=TermsShown)
def show_terms(request: HttpRequest, ref: str) -> HttpResponse:
    """A package as published: every clause in both languages, every parameter, the hash that seals it."""
    return reply(terms_shown(package_of(ref)))


@routes.get("/terms/{ref}/clauses/{clause_id}", gives=ClauseShown)
def show_clause(request: HttpRequest, ref: str, clause_id: str) -> HttpResponse:
    """One clause in the words that are published."""
    package = package_of(ref)
    clause = package.clause(clause_id)
    if clause is None:
        raise refuse(
            404,
            "no_such_clause",
            "There is no such clause",
            f"{ref} has no clause {clause_id}.",
            f"GET /api/v1/terms/{ref} lists its clauses.",
        )
    return reply(clause_shown(package, clause))


def package_of(ref: str) -> Package:
    """The package of that reference; refused with 404 where there is none."""
    try:
        return wiring.house().library.package(ref)
    except UnknownTerms as problem:
        raise refuse(
            404, "no_such_terms", "There are no such terms", str(problem), "GET /api/v1/terms lists them."
        ) from problem


@routes.post("/terms", Scope.ADMIN, Scope.ACT, takes=NewTerms, gives=TermsRow, duty=Duty.TERMS)
def publish_terms(request: HttpRequest) -> HttpResponse:
    """Publish a version of a package with other amounts, periods or lists.

    Operators publish for everybody. A provider publishes `provider_rules` for its own orders, and a maker
    `maker_rules`; POST /api/v1/own-rules does the same without a name for the version. Cases keep the
    versions that they were opened under.
    """
    holder = holder_of(request)
    body = json_object(request)
    given = read_body(NewTerms, body)
    scope = _may_publish(holder, given)
    if scope and (wrong := unfit(package_of(given.base), given.values)):
        raise Refusal(rules_unfit(wrong))
    terms = _new_version(holder.party.id, given, scope)

    def act() -> Done:
        try:
            wiring.house().parties.publish_terms(terms)
        except ValueError as problem:
            raise refuse(
                409,
                "version_exists",
                "There is such a version already",
                str(problem),
                "Published versions do not change; choose another version name.",
            ) from problem
        return Done(_published(terms) | {"in_force": int(terms.effective_at <= wiring.house().clock.now())})

    return once(request, holder.party.id, body, act)


def _may_publish(holder: KeyHolder, given: NewTerms) -> str:
    """The party whose orders the version will govern; empty for everybody's."""
    if is_operator(holder):
        return ""
    own = composed_by(holder.party, given.base)
    if isinstance(own, OwnRules) and Scope.ACT in holder.scopes:
        return holder.party.id
    names = " or ".join(f"{each.package} as {each.part}" for each in OWN_RULES)
    raise refuse(
        403,
        "operators_only",
        "This is for operators",
        f"You cannot publish {given.base}.",
        f"A party publishes {names} for its own orders; the rest is the operator's.",
    )


def _new_version(by: str, given: NewTerms, scope: str) -> PublishedTerms:
    now = wiring.house().clock.now()
    if not _VERSION.fullmatch(given.version):
        raise unreadable("version: letters, digits, dots and hyphens, up to 40 of them.")
    if given.effective_at.tzinfo is None:
        raise unreadable("effective_at: an instant with its offset.")
    base = package_of(given.base)
    version = f"{given.version}-{scope}" if scope else given.version
    known = _known(base, version, scope)
    if known is None and given.effective_at < now:
        raise unreadable(f"effective_at: from now ({now.isoformat()}) on; orders are not ruled backwards.")
    try:
        amended = base.amended(version, given.values)
    except ParameterError as problem:
        raise unreadable(f"values: {problem}") from problem
    return PublishedTerms(
        package=base.name,
        version=version,
        base=given.base,
        values=given.values,
        hash=amended.hash,
        by=by,
        published_at=known.published_at if known else now,
        effective_at=given.effective_at.astimezone(UTC),
        scope=scope,
    )


def _known(base: Package, version: str, scope: str) -> PublishedTerms | None:
    """The version, where the same party published it before. What others published stays theirs."""
    shelved = {each.ref for each in wiring.shelf()}
    if base.ref not in shelved:
        raise unreadable(f"base: a version that carries the clauses, such as {base.name}@1, not {base.ref}.")
    ref = f"{base.name}@{version}"
    found = (
        each
        for each in wiring.house().parties.published_terms()
        if (each.package, each.version) == (base.name, version)
    )
    known = next(found, None)
    if ref in shelved or (known is not None and known.scope != scope):
        raise refuse(
            409,
            "version_exists",
            "There is such a version already",
            f"{ref} is published.",
            "Published versions do not change; choose another version name.",
        )
    return known


@routes.page("/calendar-overrides", Scope.READ, Scope.ADMIN, gives=OverrideShown, duty=Duty.LOOK, by_store=1)
def list_overrides(request: HttpRequest) -> HttpResponse:
    """Days that an operator called off or working, against the official calendar."""
    return page_reply(request, [_override(each) for each in wiring.house().parties.overrides()], None)


def _override(each: Override) -> OverrideShown:
    return OverrideShown(each.place, each.day.isoformat(), each.kind.value, each.reason)


@routes.put(
    "/calendar-overrides/{place}/{day}",
    Scope.ADMIN,
    takes=NewOverride,
    gives=OverrideShown,
    duty=Duty.OPERATE,
)
def put_override(request: HttpRequest, place: str, day: str) -> HttpResponse:
    """Call a day off or working (operator). Deadlines are computed anew with the next command."""
    operator = operator_of(request)
    body = json_object(request)
    given = read_body(NewOverride, body)
    if given.kind not in tuple(DayKind):
        raise unreadable(f"kind: one of {', '.join(DayKind)}, not {given.kind!r}.")
    if place not in wiring.house().calendars().by_place:
        raise _no_calendar(place)
    override = Override(place, _day(day), DayKind(given.kind), given.reason)

    def act() -> Done:
        wiring.house().parties.save_override(override)
        return Done(_override(override), 200)

    return once(request, operator.id, body, act)


@routes.delete("/calendar-overrides/{place}/{day}", Scope.ADMIN, status=204, duty=Duty.OPERATE)
def remove_override(request: HttpRequest, place: str, day: str) -> HttpResponse:
    """Take an operator's word on a day back; repeating changes nothing."""
    operator_of(request)
    wiring.house().parties.remove_override(place, _day(day))
    return HttpResponse(status=204)


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as problem:
        raise unreadable(f"day: a date such as 2026-10-01, not {told!r}.") from problem


def _no_calendar(place: str) -> Refusal:
    known = ", ".join(sorted(wiring.house().calendars().by_place))
    return refuse(
        404,
        "no_such_calendar",
        "There is no such calendar",
        f"No working days are known of {place!r}.",
        f"Use one of these: {known}.",
    )
