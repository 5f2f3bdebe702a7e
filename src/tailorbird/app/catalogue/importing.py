"""Reading a table into the catalogue: a job that the worker carries on slice by slice.

A product of the table is kept as a whole or not at all, and keeping it again changes nothing: so a job that
was cut off goes on where its progress was last kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from tailorbird.app.case_id import new_import_id, new_product_id
from tailorbird.app.catalogue.keep import Kept, checked, create_product, update_product
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.files import FileRefused
from tailorbird.app.ports.imports import ImportJob, JobState, Keeping, RowReport
from tailorbird.domain import codec
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.table.reading import CellFault, ReadProduct, products_in
from tailorbird.domain.catalogue.table.text import UnreadableTable, decoded

SLICE: Final = 50
"""Products between two keepings of the progress."""
MOST_REPORTED: Final = 2_000
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as its owner hands it in."""

    name: str
    data: bytes
    keeping: Keeping = Keeping.GOOD_ROWS


def begin_import(house: House, owner: str, upload: Upload, key: str) -> ImportJob | Problem:
    """Take the file in; the worker reads it. What is no table at all is refused at once."""
    try:
        table = decoded(upload.data)
        next(products_in(table.text), None)
    except UnreadableTable as problem:
        return _unreadable(problem)
    try:
        stored = house.files.put(table.text.encode(), "text/plain", by=owner)
    except FileRefused as problem:
        return _refused(problem)
    read_as = () if table.encoding == "utf-8" else (_read_as(table.encoding),)
    job = ImportJob(
        id=new_import_id(owner, key),
        owner=owner,
        name=upload.name,
        file=stored.sha256,
        keeping=upload.keeping,
        created_at=house.clock.now(),
        report=read_as,
    )
    return house.catalogue.imports.add(job)


def carry_on(house: House, job: ImportJob, halt: Callable[[], int] = lambda: 0, slices: int = 6) -> ImportJob:
    """Carry the job on by a few slices; how far it is then."""
    data = house.files.read(job.file)
    if data is None:
        return _over(house, job, JobState.REFUSED, _gone())
    try:
        if job.state is JobState.WAITING:
            job = _begun(house, job, data.decode())
        products = islice(products_in(data.decode()), job.done, None)
        while job.state is JobState.RUNNING and slices and not halt():
            job = _slice(house, job, list(islice(products, SLICE)))
            slices -= 1
    except UnreadableTable as problem:
        return _over(house, job, JobState.REFUSED, _of_table(problem))
    return job


def _begun(house: House, job: ImportJob, text: str) -> ImportJob:
    """Count the products; where it is all or nothing, look at every one before any is kept."""
    total, reports = 0, list[RowReport]()
    for read in products_in(text):
        total += 1
        if job.keeping is Keeping.ALL_OR_NOTHING:
            reports += _errors(house, job.owner, read)
    state = JobState.REFUSED if reports else JobState.RUNNING if total else JobState.DONE
    refused = len({each.product for each in reports})
    report = _reported(job.report, reports)
    begun = replace(job, state=state, total=total, refused=refused, report=report)
    return house.catalogue.imports.go_on(begun, job.done)


def _errors(house: House, owner: str, read: ReadProduct) -> list[RowReport]:
    if read.product is None:
        return [_of_cell(read, fault) for fault in read.faults]
    product_id = _id(house, owner, read.name)
    known = house.catalogue.product(product_id)
    if known is not None and known.hash == read.product.hash:
        return []
    found = checked(house, owner, read.product)
    return list(_of_problem(read, found)) if isinstance(found, Problem) else []


def _slice(house: House, job: ImportJob, products: Sequence[ReadProduct]) -> ImportJob:
    """Keep these products, then the progress."""
    counts = {"created": 0, "updated": 0, "unchanged": 0, "refused": 0}
    reports: list[RowReport] = []
    for read in products:
        what, told = _kept(house, job.owner, read)
        counts[what] += 1
        reports += told
    done = job.done + len(products)
    on = replace(
        job,
        done=done,
        state=JobState.DONE if done >= job.total or not products else JobState.RUNNING,
        report=_reported(job.report, reports),
        **{name: getattr(job, name) + count for name, count in counts.items()},
    )
    return house.catalogue.imports.go_on(on, job.done)


def _kept(house: House, owner: str, read: ReadProduct) -> tuple[str, list[RowReport]]:
    """What became of the product: created, updated, unchanged or refused; and what is to be told."""
    if read.product is None:
        return "refused", [_of_cell(read, fault) for fault in read.faults]
    product_id, tries = _id(house, owner, read.name), _TRIES
    while True:
        known = house.catalogue.product(product_id)
        if known is not None and known.hash == read.product.hash:
            return "unchanged", []
        if known is None:
            kept = create_product(house, owner, product_id, read.product)
        else:
            kept = update_product(house, owner, product_id, read.product, known.revision)
        if isinstance(kept, Kept):
            told = [_of_finding(read, each) for each in kept.warnings]
            return "created" if known is None else "updated", told
        tries -= 1
        # Somebody changed it between the reading and the keeping: the table counts, being later.
        if kept.code != "stale_product" or not tries:
            return "refused", list(_of_problem(read, kept))


def _id(house: House, owner: str, name: str) -> str:
    """The owner's product that has this id, or the one that the owner calls so in its tables."""
    known = house.catalogue.product(name)
    return name if known is not None and known.owner == owner else new_product_id(owner, f"named {name}")


# What is told --------------------------------------------------------------------------------------------


def _reported(before: tuple[RowReport, ...], more: Sequence[RowReport]) -> tuple[RowReport, ...]:
    whole = (*before, *more)
    if len(whole) <= MOST_REPORTED or (before and before[-1].code == "more_not_told"):
        return whole[:MOST_REPORTED]
    rest = RowReport(
        0,
        "",
        "more_not_told",
        f"There is more to tell than {MOST_REPORTED} things.",
        f"问题超过 {MOST_REPORTED} 条，其余未列出。",
        "Put these right first, and send the file again.",
        "请先更正以上问题，再重新上传。",
        "warning",
    )
    return (*whole[: MOST_REPORTED - 1], rest)


def _of_cell(read: ReadProduct, fault: CellFault) -> RowReport:
    told = fault.says, fault.says_zh, fault.next_step, fault.next_step_zh
    return RowReport(fault.line, fault.column, fault.code, *told, product=read.name)


def _of_problem(read: ReadProduct, problem: Problem) -> Iterator[RowReport]:
    findings: Sequence[ProductFinding] = problem.extra.get("findings", ())
    if findings:
        yield from (_of_finding(read, each) for each in findings)
        return
    told = problem.detail, problem.detail, problem.next_step, problem.next_step
    yield RowReport(read.line, "product", problem.code, *told, product=read.name)


def _of_finding(read: ReadProduct, each: ProductFinding) -> RowReport:
    """In the row and column that the place belongs to."""
    line, column = read.line, each.where.partition(".")[0]
    if column == "variants":
        inner = each.where.removeprefix("variants.")
        named = [name for name in read.lines if inner == name or inner.startswith(f"{name}.")]
        name = max(named, key=len, default="")
        line = read.lines.get(name, read.line)
        column = inner.removeprefix(name).removeprefix(".").replace("lead", "lead_days") or "variant"
    told = each.says, each.says_zh, each.next_step, each.next_step_zh
    return RowReport(line, column, each.code, *told, each.severity.value, read.name)


def _of_table(problem: UnreadableTable) -> RowReport:
    told = problem.says, problem.says_zh, problem.next_step, problem.next_step_zh
    return RowReport(problem.line, "", problem.code, *told)


def _read_as(encoding: str) -> RowReport:
    return RowReport(
        0,
        "",
        "encoding",
        f"The file is not in UTF-8; it was read as {encoding.upper()}.",
        f"文件不是 UTF-8，已按 {encoding.upper()} 读取。",
        "Look whether the Chinese characters came out right; else save the sheet as `CSV UTF-8`.",
        "请检查中文是否正确；如有乱码，请另存为“CSV UTF-8”。",
        "warning",
    )


def _gone() -> RowReport:
    return RowReport(
        0,
        "",
        "file_gone",
        "The uploaded file is not there any more.",
        "上传的文件已不存在。",
        "Upload it again.",
        "请重新上传。",
    )


def _over(house: House, job: ImportJob, state: JobState, told: RowReport) -> ImportJob:
    ended = replace(job, state=state, report=_reported(job.report, [told]))
    return house.catalogue.imports.go_on(ended, job.done)


def _unreadable(problem: UnreadableTable) -> Problem:
    return Problem(
        "table_unreadable",
        422,
        "The file is no table of products",
        problem.says,
        problem.next_step,
        codec.plain({"fault": problem.code, "line": problem.line, "says_zh": problem.says_zh}),
    )


def _refused(problem: FileRefused) -> Problem:
    return Problem(
        "table_unreadable",
        422,
        "The file is no table of products",
        str(problem),
        "Save the sheet as `CSV UTF-8`, in parts of up to 15 MB, and send it again.",
        {"fault": "file_refused", "line": 0},
    )
