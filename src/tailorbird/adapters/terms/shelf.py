"""The shelf: terms packages read from the folders of `tailorbird_terms`, with their seals checked."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tailorbird_terms
from tailorbird.domain.terms.clause import rules_in
from tailorbird.domain.terms.package import Package, SealBroken, files_hash
from tailorbird.domain.terms.parameters import Parameters

SEAL_FILE = "seal.toml"
_COVERED = (".py", ".toml")


class UnknownPackage(LookupError):
    """A package or version that is not on the shelf."""


@dataclass(frozen=True, slots=True)
class PackageFolder:
    """Where one version of one package lies."""

    name: str
    version: str
    path: Path

    @property
    def ref(self) -> str:
        return f"{self.name}@{self.version}"

    def files(self) -> dict[str, bytes]:
        """What the seal covers: every Python and TOML file but the seal itself."""
        return {
            path.relative_to(self.path).as_posix(): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.suffix in _COVERED and path.name != SEAL_FILE
        }


def folders() -> Iterator[PackageFolder]:
    """Every version of every package that the product carries."""
    root = Path(tailorbird_terms.__file__).parent
    for marker in sorted(root.glob("*/v*/package.toml")):
        folder = marker.parent
        yield PackageFolder(folder.parent.name, folder.name.removeprefix("v"), folder)


def folder_of(ref: str) -> PackageFolder:
    """The folder of `name@version`; raises `UnknownPackage` with what there is."""
    for folder in folders():
        if folder.ref == ref:
            return folder
    known = ", ".join(folder.ref for folder in folders())
    raise UnknownPackage(f"There are no terms {ref!r}. There are: {known}.")


def load(ref: str) -> Package:
    """The package, read once a process; raises `SealBroken` when its files are not those sealed."""
    return _load(folder_of(ref))


def load_all() -> tuple[Package, ...]:
    """Every package on the shelf."""
    return tuple(_load(folder) for folder in folders())


def files_of(code_hash: str) -> Mapping[str, bytes]:
    """The files behind a package by its code hash; empty where none on the shelf has it."""
    found = (folder.files() for folder in folders())
    return next((files for files in found if files_hash(files) == code_hash), {})


@cache
def _load(folder: PackageFolder) -> Package:
    files = folder.files()
    code_hash = files_hash(files)
    _check_seal(folder, code_hash)
    about = tomllib.loads(files["package.toml"].decode())
    parameters = _merged(files, "parameters/")
    chinese = _merged(files, "zh/")
    base = f"tailorbird_terms.{folder.name}.v{folder.version}"
    rules = [
        rule
        for name in about["modules"]
        for rule in rules_in(vars(importlib.import_module(f"{base}.{name}")))
    ]
    return Package(
        name=folder.name,
        version=folder.version,
        title=about["title"],
        title_zh=about["title_zh"],
        rules=tuple(rules),
        parameters=Parameters.read(parameters),
        code_hash=code_hash,
        texts_zh=chinese.get("clauses", {}),
        messages_zh=chinese.get("messages", {}),
        words_zh=chinese.get("words", {}),
        authority=about.get("authority", ""),
    )


def _merged(files: dict[str, bytes], folder: str) -> dict[str, Any]:
    """The tables of every file of a folder, put together; a name told twice is an error."""
    merged: dict[str, Any] = {}
    for name, data in files.items():
        if not name.startswith(folder):
            continue
        for key, table in tomllib.loads(data.decode()).items():
            have = merged.setdefault(key, {})
            if told_twice := sorted(set(have) & set(table)):
                raise ValueError(f"{name}: {key}.{told_twice[0]} is told in another file too.")
            have.update(table)
    return merged


def _check_seal(folder: PackageFolder, code_hash: str) -> None:
    seal = folder.path / SEAL_FILE
    if not seal.exists():
        return
    sealed = tomllib.loads(seal.read_text(encoding="utf-8"))["hash"]
    if sealed != code_hash:
        raise SealBroken(
            f"The published terms {folder.ref} were edited after they were sealed (sealed {sealed[:12]}…, "
            f"found {code_hash[:12]}…). Orders are pinned to the sealed text: restore the files, and put "
            "the change into a new version."
        )


def seal(folder: PackageFolder) -> str:
    """Write the seal of a version that is to be published; returns the hash."""
    code_hash = files_hash(folder.files())
    text = f'# The hash of this version as published; see docs/terms.md.\nhash = "{code_hash}"\n'
    (folder.path / SEAL_FILE).write_text(text, encoding="utf-8")
    return code_hash
