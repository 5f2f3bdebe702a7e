"""Files that the platform makes of an order's design. Each is noted for the order before it is kept, so that
it is erased with the design even where something failed before a fact could name it."""

from __future__ import annotations

from tailorbird.app.house import House
from tailorbird.domain import codec


def keep_made(house: House, case_id: str, data: bytes, media_type: str) -> str:
    """Keep a file that was made for the order; its SHA-256. Raises `FilesUnavailable`."""
    sha256 = codec.digest(data)
    house.designs.keep_derived(_source(case_id), sha256, sha256)
    return house.files.put(data, media_type).sha256


def made_files(house: House, case_id: str) -> frozenset[str]:
    """Every file that was made for the order, or was about to be."""
    return house.designs.derived_from(_source(case_id))


def forget_made_files(house: House, case_id: str) -> None:
    """Nothing says any more what was made for the order."""
    house.designs.forget_derived(_source(case_id))


def _source(case_id: str) -> str:
    return codec.digest(f"made for {case_id}".encode())
