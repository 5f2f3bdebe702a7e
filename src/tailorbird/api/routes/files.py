"""Files by content: evidence, photographs, documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from tailorbird.api import wiring
from tailorbird.api.access import Seen, see
from tailorbird.api.body import raw_body
from tailorbird.api.caller import holder_of, reader_of
from tailorbird.api.citing import files_cited
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, reader_language, refuse
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.app.duties import AT_WORK
from tailorbird.app.permissions import FILES_ON_RECORD, Scope, is_operator
from tailorbird.app.personalised.reading import may_fetch
from tailorbird.app.ports.files import MAX_FILE_BYTES, FileFault, FileRefused, StoredFile
from tailorbird.app.reading.language import Language
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.custom_making import SpecificationFrozen
from tailorbird.domain.cases.facts.custom_product import MediaAdded
from tailorbird.domain.cases.facts.custom_request import ReorderSubmitted
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("files")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_FORM_BYTES: Final = 20_000
_STATUS: Final = {FileFault.EMPTY: 400, FileFault.BYTES: 413, FileFault.TYPE: 415}
_SEND: Final = (
    "Send a picture, PDF, video, drawing, font, text or JSON file of up to 15 MB, as the detail says."
)
_SEND_ZH: Final = "请按上述说明，发送不超过 15 MB 的图片、PDF、视频、图形、字体、文本或 JSON 文件。"


@dataclass(frozen=True, slots=True)
class FileShown:
    """A stored file; facts name it by its SHA-256, which is that of what is kept. `removed` says what was
    taken out of the upload before: `gps`, `camera`, `description`, `appended`, `editor`, `tables`."""

    sha256: str
    size_bytes: int
    media_type: str
    href: str
    removed: tuple[str, ...] = ()


@routes.post(
    "/files",
    Scope.ACT,
    takes={"type": "string", "format": "binary"},
    gives=FileShown,
    duty=AT_WORK,
    by_store=1,
)
def upload_file(request: HttpRequest) -> HttpResponse:
    """Upload a file of up to 15 MB: as the raw body, or as the field `file` of a form.

    JPEG, PNG, WebP, GIF, HEIC, PDF, MP4, QuickTime, text, JSON, SVG, TTF, OTF and WOFF2 are taken, told by
    their content. What pictures and films say about where, when and with what they were made is taken out;
    of a drawing only what can neither run nor fetch anything is kept.
    """
    party = holder_of(request).party.id
    data, declared = uploaded_file(request)
    digest = codec.digest(data)

    def act() -> Done:
        try:
            stored = wiring.house().files.put(data, declared, by=party)
        except FileRefused as problem:
            raise _refused(request, problem) from problem
        return Done(_shown(stored))

    return once(request, party, {"sha256": digest}, act)


def _shown(stored: StoredFile) -> FileShown:
    return FileShown(
        stored.sha256,
        stored.size_bytes,
        stored.media_type,
        f"/api/v1/files/{stored.sha256}",
        tuple(each.value for each in stored.removed),
    )


def _refused(request: HttpRequest, problem: FileRefused) -> Refusal:
    """What was found in the file, in the reader's language."""
    chinese = reader_language(request) is Language.ZH
    return refuse(
        _STATUS.get(problem.fault, 422),
        "file_refused",
        "This file is not taken",
        problem.says_zh if chinese else str(problem),
        _SEND_ZH if chinese else _SEND,
        fault=problem.fault.value,
    )


def uploaded_file(request: HttpRequest) -> tuple[bytes, str]:
    """The file's bytes, and the type that the sender claims."""
    if request.content_type != "multipart/form-data":
        return raw_body(request, MAX_FILE_BYTES), request.content_type or ""
    told = request.META.get("CONTENT_LENGTH") or "0"
    if told.isdigit() and int(told) > MAX_FILE_BYTES + _FORM_BYTES:
        raise refuse(
            413, "too_large", "The body is too large", f"The form has {told} bytes.", "Send up to 15 MB."
        )
    try:
        found: Any = request.FILES.get("file")
    except MultiPartParserError as problem:
        raise refuse(
            400, "bad_form", "The form cannot be read", str(problem), "Send multipart/form-data."
        ) from problem
    if found is None:
        raise refuse(
            400,
            "file_missing",
            "There is no file in the form",
            "The form has no field `file`.",
            "Send the file in the field `file`, or as the raw body.",
        )
    return bytes(found.read()), str(found.content_type or "")


@routes.get(
    "/files/{sha256}",
    *LOOK,
    Scope.ACT,
    gives={"type": "string", "format": "binary"},
    produces="*/*",
    duty=Duty.LOOK,
    by_store=1,
)
def download_file(request: HttpRequest, sha256: str, case: str = "") -> HttpResponse:
    """A file that you uploaded, or that a case of yours refers to: name the case by `?case=`.

    The files of a personalised order are there for an hour after you read its customization
    (`POST /cases/{case}/customization/reads`).
    """
    files = wiring.house().files
    about = files.about(sha256) if _SHA256.fullmatch(sha256) else None
    data = files.read(sha256) if about is not None and _entitled(request, sha256, case) else None
    if about is None or data is None:
        raise _no_file(sha256)
    response = HttpResponse(data, content_type=about.media_type)
    response["Content-Disposition"] = f'attachment; filename="{sha256[:16]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=31536000, immutable" if not case else "private, no-store"
    return response


def _entitled(request: HttpRequest, sha256: str, case_id: str) -> bool:
    holder, house = holder_of(request), wiring.house()
    uploaders = house.files.uploaders(sha256)
    customized = bool(house.records.cases_labelled("file", sha256, limit=1).items)
    own = holder.party.id in uploaders or (is_operator(holder) and not customized)
    if own and not (holder.staff is not None and holder.staff.stores):
        return True
    if not case_id:
        return False
    seen = see(request, case_id)
    # A medium of the product is used as the terms allow, by a call of its own (cj-custom.II.9).
    media = files_cited(each for each in seen.facts if each.name == MediaAdded.__name__)
    apart = FILES_ON_RECORD | {MediaAdded.__name__}
    shown = [each for each in seen.facts if each.name not in apart]
    if sha256 in files_cited(each for each in seen.facts if each.name in FILES_ON_RECORD):
        if may_fetch(house, seen.record, reader_of(holder), seen.parts, sha256):
            return True
        # Nobody else opens it by naming it a second time in the case.
        shown = [each for each in shown if each.party in uploaders]
    return sha256 in files_cited(shown) - media - _design_of_another(seen)


def _design_of_another(seen: Seen) -> frozenset[str]:
    """What another buyer handed in for the product that is ordered again here: for its makers alone."""
    if ReorderSubmitted.__name__ not in {each.name for each in seen.facts} or Role.BUYER not in seen.parts:
        return frozenset()
    uploaders, own = wiring.house().files.uploaders, seen.holder.party.id
    cited = files_cited(each for each in seen.facts if each.name == SpecificationFrozen.__name__)
    return frozenset(sha for sha in cited if own not in uploaders(sha))


def _no_file(sha256: str) -> Refusal:
    return refuse(
        404,
        "no_such_file",
        "There is no such file",
        f"You uploaded no file {sha256[:16]}…, and the case that you name, if any, refers to none.",
        "Add ?case= with the number of a case of yours that refers to the file.",
    )
