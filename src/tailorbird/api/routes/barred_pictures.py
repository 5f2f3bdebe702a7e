"""Pictures that nobody may have made: kept by the operator, so that near copies of them are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import json_object, read_body, unreadable
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import refuse
from tailorbird.api.replying import reply
from tailorbird.api.routes.parties import operator_of
from tailorbird.api.routing import Routes
from tailorbird.app.looking.barred import SCOPE, bar_picture, unbar_picture
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.domain.staff import Duty

routes = Routes("screening")
_MOST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class NewBarredPicture:
    """A picture that you uploaded, by its SHA-256, and the name that findings about copies of it cite."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class BarredPictures:
    """The names of all barred pictures, in alphabetical order."""

    names: tuple[str, ...]


@routes.get("/screening/barred-pictures", Scope.ADMIN, gives=BarredPictures, duty=Duty.OPERATE)
def list_barred_pictures(request: HttpRequest) -> HttpResponse:
    """Which pictures copies are looked for of (operator)."""
    operator_of(request)
    return reply(BarredPictures(tuple(sorted(wiring.house().pictures.subjects(SCOPE)))))


@routes.post(
    "/screening/barred-pictures",
    Scope.ADMIN,
    takes=NewBarredPicture,
    gives=BarredPictures,
    duty=Duty.OPERATE,
)
def bar_a_picture(request: HttpRequest) -> HttpResponse:
    """Look for near copies of this picture in every order from now on (operator). A copy is refused, and the
    finding cites the name."""
    operator, body, house = operator_of(request), json_object(request), wiring.house()
    given = read_body(NewBarredPicture, body)
    name = given.name.strip()
    if not 1 <= len(name) <= _MOST_NAME:
        raise unreadable(f"name: from 1 to {_MOST_NAME} characters.")
    about, picture = house.files.about(given.file), house.files.read(given.file)
    if about is None or picture is None or operator.id not in house.files.uploaders(given.file):
        raise refuse(
            404,
            "no_such_file",
            "There is no such file",
            f"You uploaded no file {given.file[:16]}….",
            "Upload the picture by POST /api/v1/files first, and use the name in the answer.",
        )

    def act() -> Done:
        try:
            bar_picture(house, name, picture, about.media_type, operator.id)
        except VisionAbsent as problem:
            raise refuse(
                503, "vision_absent", "Pictures cannot be looked at now", str(problem), "Try again later."
            ) from problem
        except UnreadablePicture as problem:
            raise refuse(
                422, "picture_unreadable", "This is no picture that can be looked at", str(problem),
                "Send a PNG, JPEG or WebP picture.",
            ) from problem  # fmt: skip
        return Done(BarredPictures(tuple(sorted(house.pictures.subjects(SCOPE)))))

    return once(request, operator.id, body, act)


@routes.delete("/screening/barred-pictures/{name}", Scope.ADMIN, status=204, duty=Duty.OPERATE)
def unbar_a_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Copies of it are no longer looked for (operator); repeating changes nothing."""
    operator_of(request)
    unbar_picture(wiring.house(), name)
    return HttpResponse(status=204)
