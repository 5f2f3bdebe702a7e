"""Print files and the work ticket of an order: made once its design is sure, kept, and laid out for the
maker's press (cj-platform.print-on-demand)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Order, Receipt
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.personalised.in_force import accepted_for, in_force
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.app.ports.render import Colours, Drawing, Ticket, View
from tailorbird.app.proofs.designed import Designed, designed
from tailorbird.app.proofs.made_files import forget_made_files, keep_made
from tailorbird.app.proofs.ticket import maker_language, ticket_lines
from tailorbird.app.reading.language import Language
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import PrintFile, PrintFilesMade, PrintKind, ProofApproved
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
)
from tailorbird.domain.customization.template import Approval

_NAMES: Final = {
    PrintKind.PDF: "print.pdf",
    PrintKind.PDF_CMYK: "print-cmyk.pdf",
    PrintKind.PNG: "print.png",
    PrintKind.TICKET: "work-ticket.pdf",
}
_TYPES: Final = {PrintKind.PNG: "image/png"}


def files_are_due(case: Case) -> int:
    """1 where the maker may count on the design as it stands, and has no print files of it."""
    placed, wanted = case.first(PersonalisedOrderPlaced), in_force(case)
    if placed is None or wanted is None or not placed.fact.product or accepted_for(case) is None:
        return 0
    if case.has(PersonalisedOrderRefused, CustomizationErased):
        return 0
    approved = case.last(ProofApproved)
    if placed.fact.approval is Approval.ASKED and (approved is None or approved.seq < wanted.seq):
        return 0
    made = case.last(PrintFilesMade)
    return int(made is None or made.fact.specification_hash != wanted.hash)


def make_due_files(house: House, case_id: str, because: Recorded[Any]) -> None:
    """The errand of an acceptance and of an approval. The same design gives the same files."""
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    if not files_are_due(case_from(record)):
        return
    receipt = make_print_files(house, case_id)
    if receipt.problem is not None:
        problem = receipt.problem
        raise ErrandFailed(f"{case_id}: {problem.title}. {problem.detail}", problem.code)


def make_print_files(house: House, case_id: str) -> Receipt:
    """Make them now and put them on record; what was made of the same design before is found again."""
    design = designed(house, case_id)
    if isinstance(design, Problem):
        return Receipt(case_id, {}, design)
    if not files_are_due(design.case):
        return Receipt(case_id, {}, None if _made(design) else _not_due())
    drawings = design.draw(house, View.PRINT)
    proofs = design.draw(house, View.PREVIEW)
    if isinstance(drawings, Problem) or isinstance(proofs, Problem):
        return Receipt(case_id, {}, drawings if isinstance(drawings, Problem) else _first(proofs))
    try:
        files = tuple(_kept(house, design, drawings, proofs))
    except (FilesUnavailable, OSError) as problem:
        raise ErrandFailed(str(problem)) from problem
    body = codec.plain({"specification_hash": design.in_force.hash, "files": files})
    act = Act("record_print_files", THE_PLATFORM, body)
    # A design may come back after another one: each time it is in force anew its files are made anew.
    key = f"print:{design.in_force.seq}:{design.in_force.hash}"
    receipt = house.engine.run(Order(case_id, (act,), PLATFORM_PARTY, key))
    if receipt.problem is not None:
        _take_back(house, case_id, files)
    return receipt


def print_files_made(proceeding: Proceeding, given: PrintFilesMade) -> PrintFilesMade:
    """The files, if they are of the design in force: while they were made it may have been changed, or the
    order refused, or its data erased."""
    case, wanted = proceeding.case, in_force(proceeding.case)
    over = case.has(PersonalisedOrderRefused, CustomizationErased)
    if over or wanted is None or wanted.hash != given.specification_hash:
        raise Stopped(_not_due())
    return given


def _take_back(house: House, case_id: str, files: tuple[PrintFile, ...]) -> None:
    """Nothing stays of files that no case names: nobody would erase them at the design's deadline."""
    for each in files:
        if not house.records.cases_labelled("file", each.file, limit=1).items:
            house.files.erase(each.file)
    record = house.records.case(case_id)
    if record is not None and case_from(record).has(CustomizationErased):
        house.exports.erase(case_id)
        forget_made_files(house, case_id)


def _first(drawn: tuple[Drawing, ...] | Problem) -> Problem | None:
    return drawn if isinstance(drawn, Problem) else None


def _made(design: Designed) -> int:
    made = design.case.last(PrintFilesMade)
    return int(made is not None and made.fact.specification_hash == design.in_force.hash)


def _kept(
    house: House, design: Designed, drawings: tuple[Drawing, ...], previews: tuple[Drawing, ...]
) -> Iterator[PrintFile]:
    """Each file, kept by its content and laid out under a name that says what it is."""
    case_id = design.case.id
    for side, drawing in zip(design.sides, drawings, strict=True):
        dpi = side.surface.resolution_dpi
        made = {
            PrintKind.PDF: house.renderer.print_pdf(drawing, Colours.RGB),
            PrintKind.PDF_CMYK: house.renderer.print_pdf(drawing, Colours.CMYK),
            PrintKind.PNG: house.renderer.print_png(drawing, dpi),
        }
        for kind, data in made.items():
            yield _keep(house, case_id, side.surface.surface, kind, data)
    language = maker_language(house, design)
    zh = language is Language.ZH
    ticket = Ticket(
        title=(design.product.title_zh if zh else "") or design.product.title,
        case=case_id,
        code=case_id,
        quantity=design.specification.quantity,
        specification_hash=design.in_force.hash,
        lines=ticket_lines(design, {each.font: each for each in house.renderer.fonts()}, language),
        drawings=previews,
        language=language.value,
        sides=tuple((each.surface.label_zh if zh else "") or each.surface.label for each in design.sides),
    )
    yield _keep(house, case_id, "", PrintKind.TICKET, house.renderer.ticket(ticket))


def _keep(house: House, case_id: str, surface: str, kind: PrintKind, data: bytes) -> PrintFile:
    sha256 = keep_made(house, case_id, data, _TYPES.get(kind, "application/pdf"))
    house.exports.write(case_id, f"{surface}-{_NAMES[kind]}" if surface else _NAMES[kind], data)
    return PrintFile(surface, kind, sha256)


def _not_due() -> Problem:
    return Problem(
        "print_files_not_due",
        409,
        "There is nothing to print yet",
        "Print files are made once the maker has taken the design on, and, where it asks for that, the buyer "
        "has approved a proof of it.",
        "Take the order on, or send a proof; the files are then made by themselves.",
    )
