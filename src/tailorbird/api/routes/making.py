"""Making what was specified: print files at once, and the points that an inspection looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import Seen, part_for, see
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.app.proofs.designed import designed
from tailorbird.app.proofs.inspection import points_of
from tailorbird.app.proofs.print_files import make_print_files
from tailorbird.domain.cases.facts.making import PrintFile, PrintFilesMade
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("making")
_MAKERS: Final = frozenset((Role.MERCHANT, Role.SUPPLIER))
_INSPECTORS: Final = frozenset((Role.MERCHANT, Role.SUPPLIER, Role.WAREHOUSE))


@dataclass(frozen=True, slots=True)
class PrintFilesShown:
    """The files for the maker. Each is fetched by `GET /files/{file}?case=` after reading the
    customization to fulfil the order."""

    specification_hash: str
    files: tuple[PrintFile, ...]


@routes.post("/cases/{case_id}/print-files", Scope.ACT, gives=PrintFilesShown, status=200, duty=Duty.ORDERS)
def make_the_print_files(request: HttpRequest, case_id: str) -> HttpResponse:
    """Have the print files and the work ticket of an order made now, which otherwise the worker does.

    They can be made once the design is sure: taken on by the maker and, where it asks for that, approved by
    the buyer. Made again they are the same.
    """
    seen = _order(request, case_id)
    part_for(seen, None, _MAKERS, "Making the print files")
    house = wiring.house()
    try:
        receipt = make_print_files(house, case_id)
    except ErrandFailed as problem:
        raise FilesUnavailable(str(problem)) from problem
    if receipt.problem is not None:
        raise Refusal(receipt.problem)
    design = designed(house, case_id)
    if isinstance(design, Problem):
        raise Refusal(design)
    made = design.case.last(PrintFilesMade)
    return reply(
        PrintFilesShown(made.fact.specification_hash, made.fact.files)
        if made is not None
        else PrintFilesShown("", ())
    )


@dataclass(frozen=True, slots=True)
class PointsShown:
    """What an inspection has to say something about: the command `inspect_design` takes each point once."""

    specification_hash: str
    points: tuple[str, ...]


@routes.get("/cases/{case_id}/inspection-points", *LOOK, Scope.ACT, gives=PointsShown, duty=Duty.LOOK)
def show_inspection_points(request: HttpRequest, case_id: str) -> HttpResponse:
    """The points of the specification at which what was made is looked at, without what the buyer wrote."""
    seen = _order(request, case_id)
    part_for(seen, None, _INSPECTORS, "Inspecting the product")
    design = designed(wiring.house(), case_id)
    if isinstance(design, Problem):
        raise Refusal(design)
    return reply(PointsShown(design.in_force.hash, points_of(design.specification)))


def _order(request: HttpRequest, case_id: str) -> Seen:
    seen = see(request, case_id)
    if seen.record.header.kind != "personalised_order":
        raise refuse(
            404,
            "unknown_command",
            "There is no such command",
            f"A case of the kind {seen.record.header.kind} has no design to be made.",
            "Name a case of the kind personalised_order.",
        )
    return seen
