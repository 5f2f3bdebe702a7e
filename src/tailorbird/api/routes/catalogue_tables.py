"""The catalogue as a table: importing a file by a job, and exporting one's own products."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, raw_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, reader_language, refuse
from tailorbird.api.replying import page_reply, reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routes.catalogue import merchant_of
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.catalogue import ImportShown, import_shown
from tailorbird.app.catalogue.export import export_products
from tailorbird.app.catalogue.importing import Upload, begin_import
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.imports import Keeping
from tailorbird.domain import codec
from tailorbird.domain.catalogue.table.text import MAX_BYTES
from tailorbird.domain.staff import Duty

routes = Routes("catalogue")
_LATEST = 50


@routes.post(
    "/catalogue/imports",
    Scope.ACT,
    takes={"type": "string", "format": "binary"},
    gives=ImportShown,
    status=202,
    duty=Duty.LISTINGS,
)
def import_products(
    request: HttpRequest, name: str = "", keeping: Literal["good_rows", "all_or_nothing"] = "good_rows"
) -> HttpResponse:
    """Send a table (CSV, up to 14 MB) as the raw body. The answer names the job; the worker reads the file.

    `keeping`: `good_rows` keeps every product whose rows are in order, `all_or_nothing` keeps none where one
    is not. A file that is no such table is refused at once. Sending the same table again changes nothing.
    """
    owner, language = merchant_of(request), reader_language(request)
    data = raw_body(request, MAX_BYTES)
    upload = Upload(name[:200], data, Keeping(keeping))

    def act() -> Done:
        job = begin_import(wiring.house(), owner, upload, idempotency_key(request))
        if isinstance(job, Problem):
            raise Refusal(job)
        return Done(import_shown(job, language), 202)

    return once(request, owner, {"sha256": codec.digest(data), "keeping": keeping, "name": name}, act)


@routes.page("/catalogue/imports", *LOOK, gives=ImportShown, duty=Duty.LOOK)
def list_imports(request: HttpRequest) -> HttpResponse:
    """Your last 50 jobs, the newest first."""
    found = wiring.house().catalogue.imports.of_owner(holder_of(request).party.id, _LATEST)
    return page_reply(request, [import_shown(each, reader_language(request)) for each in found], None)


@routes.get("/catalogue/imports/{job}", *LOOK, gives=ImportShown, duty=Duty.LOOK)
def show_import(request: HttpRequest, job: str) -> HttpResponse:
    """How far a job of yours is, and what is to be told of each row."""
    found = wiring.house().catalogue.imports.job(job, holder_of(request).party.id)
    if found is None:
        raise _no_job(job)
    return reply(import_shown(found, reader_language(request)))


@routes.post(
    "/catalogue/imports/{job}/cancellation",
    Scope.ACT,
    gives=ImportShown,
    status=200,
    duty=Duty.LISTINGS,
)
def cancel_import(request: HttpRequest, job: str) -> HttpResponse:
    """End a job. What it kept until then stays; a job that is over stays as it is."""
    owner, language = holder_of(request).party.id, reader_language(request)

    def act() -> Done:
        found = wiring.house().catalogue.imports.cancel(job, owner)
        if found is None:
            raise _no_job(job)
        return Done(import_shown(found, language), 200)

    return once(request, owner, {}, act)


@routes.get(
    "/catalogue/export",
    *LOOK,
    gives={"type": "string"},
    produces="text/csv",
    duty=Duty.LOOK,
)
def export_catalogue(request: HttpRequest) -> HttpResponse:
    """All your products as a table (CSV in UTF-8). Importing it again changes nothing."""
    told = "".join(export_products(wiring.house(), holder_of(request).party.id))
    response = HttpResponse(told, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="catalogue.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _no_job(job: str) -> Refusal:
    return refuse(
        404,
        "no_such_import",
        "There is no such job",
        f"You have no job {job!r}.",
        "GET /api/v1/catalogue/imports lists your jobs.",
    )
