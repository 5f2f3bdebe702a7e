"""Pictures that nobody may have made: near copies of them are found (amazon-custom.data.screening)."""

from __future__ import annotations

from typing import Final

from tailorbird.app.house import House
from tailorbird.app.looking.resemblance import Match, look, nearest, resemblances
from tailorbird.app.ports.pictures import Indexed

SCOPE: Final = "barred"
_CONSIDERED: Final = 10


def bar_picture(house: House, name: str, picture: bytes, media_type: str, by: str = "") -> str:
    """Keep the picture and find near copies of it from now on, under this name, which is what a finding
    cites. Returns the file's hash. Raises `UnreadablePicture`, `VisionAbsent` and `FileRefused`."""
    impressions = house.vision.impressions(picture)
    stored = house.files.put(picture, media_type, by)
    house.pictures.add(Indexed(SCOPE, name, stored.sha256), impressions)
    return stored.sha256


def unbar_picture(house: House, name: str) -> None:
    """Copies of it are no longer looked for."""
    house.pictures.forget_subject(SCOPE, name)


def near_copy_of_barred(house: House, picture: bytes) -> str | None:
    """The name of the barred picture that this one is a near copy of, or has a part of in it; none where
    there is none. Raises `UnreadablePicture` and `VisionAbsent`: then a person looks."""
    if not house.pictures.subjects(SCOPE):
        return None
    looked = look(house, picture)
    for each in resemblances(house, looked, nearest(house, SCOPE, looked, _CONSIDERED)):
        if each.match is Match.SAME:
            return each.alike.indexed.subject
    return None
