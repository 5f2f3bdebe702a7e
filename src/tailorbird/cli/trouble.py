"""Errors that whoever runs the product can mend: told in one line, with what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from tailorbird.adapters.terms.shelf import UnknownPackage
from tailorbird.app.library import UnknownTerms
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.bootstrap import SettingRefused
from tailorbird.domain.terms.package import SealBroken
from tailorbird.domain.terms.parameters import ParameterError
from tailorbird.domain.time.calendar import UnknownCalendar

_SEALED = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What is printed, and the exit status."""

    says: str
    status: int = 1


def explained(problem: Exception) -> Told | None:
    """The line for an error that is no fault of ours; none for one that is."""
    match problem:
        case SealBroken():
            return Told(str(problem), _SEALED)
        case UnknownPackage() | UnknownTerms() | UnknownCalendar() | ParameterError() | SettingRefused():
            return Told(str(problem))
        case ImproperlyConfigured():
            return Told(str(problem))
        case FilesUnavailable():
            return Told(str(problem))
        case DatabaseError():
            return Told(_of_database(problem))
        case OSError():
            return Told(_of_system(problem))
        case _:
            return None


def _of_database(problem: DatabaseError) -> str:
    says = " ".join(str(problem).split())
    if "no such table" in says or ("relation" in says and "does not exist" in says):
        return "The database has no tables yet. Run `tailorbird migrate`, or `tailorbird demo` to try things."
    if "locked" in says:
        return f"The database is in use ({says}). Wait until the other process is done, then repeat."
    if "not a database" in says:
        return "The file is no SQLite database. Give another one by TAILORBIRD_DATABASE_URL."
    if "readonly" in says or "unable to open" in says:
        return f"The database cannot be written ({says}). Check the folder of TAILORBIRD_DATABASE_URL."
    if isinstance(problem, OperationalError):
        return f"The database cannot be reached. Start it, or mend TAILORBIRD_DATABASE_URL. It says: {says}"
    return f"The database refused: {says}"


def _of_system(problem: OSError) -> str:
    where = f" {problem.filename}" if problem.filename else ""
    return (
        f"{problem.strerror or problem}:{where}. Check that the place exists and that you may use it; "
        "TAILORBIRD_VAR says where things lie."
    )
