"""Terms packages: the clauses and parameters of one source, in versions that are sealed by a hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from tailorbird.domain import codec
from tailorbird.domain.terms.clause import Rule
from tailorbird.domain.terms.parameters import Parameters

_PLACE: Final = re.compile(r"\{(\w+)\}")


class SealBroken(ValueError):
    """A published package that was edited after it was sealed."""


@dataclass(frozen=True, slots=True)
class PublishedClause:
    """A clause as a reader sees it: every rule of one id, and its text in English and Chinese."""

    id: str
    text: str
    text_zh: str
    rules: tuple[Rule, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The names of the questions that it answers."""
        return tuple(dict.fromkeys(kind.__name__ for rule in self.rules for kind in rule.answers))

    @property
    def is_disclosure(self) -> bool:
        """Whether it is only shown and accepted, with nothing to compute."""
        return self.questions == ("Disclosures",)


@dataclass(frozen=True)
class Package:
    """One version of one package. `title`, `law` and so on are for the reader's page."""

    name: str
    version: str
    title: str
    title_zh: str
    rules: tuple[Rule, ...]
    parameters: Parameters
    code_hash: str
    """SHA-256 over the package's files; see `files_hash`."""
    texts_zh: Mapping[str, str] = field(default_factory=dict)
    messages_zh: Mapping[str, str] = field(default_factory=dict)
    words_zh: Mapping[str, str] = field(default_factory=dict)
    """Chinese of the words in lists and tables of parameters."""
    authority: str = ""
    """Where the clause ids are stated: the source's name, or the clause that lets a party add rules."""
    giver: str = ""
    """The party whose own rules they are; empty for terms that the platform gives everybody."""

    @cached_property
    def hash(self) -> str:
        """What an order pins: over the files and every parameter's value."""
        return codec.digest(
            codec.canonical(
                {
                    "code": self.code_hash,
                    "name": self.name,
                    "parameters": self.parameters.raw(),
                    "version": self.version,
                }
            )
        )

    @property
    def ref(self) -> str:
        """`order1688@1`."""
        return f"{self.name}@{self.version}"

    @cached_property
    def clauses(self) -> tuple[PublishedClause, ...]:
        """Every clause, in the natural order of the ids."""
        by_id: dict[str, list[Rule]] = {}
        for rule in self.rules:
            by_id.setdefault(rule.clause_id, []).append(rule)
        return tuple(
            PublishedClause(
                clause_id,
                "\n\n".join(self.fill(rule.text) for rule in rules),
                self.fill_zh(self.texts_zh.get(clause_id, "")),
                tuple(rules),
            )
            for clause_id, rules in sorted(by_id.items(), key=lambda item: natural(item[0]))
        )

    def clause(self, clause_id: str) -> PublishedClause | None:
        return next((each for each in self.clauses if each.id == clause_id), None)

    def fill(self, text: str) -> str:
        """The text with each `{parameter}` replaced by its value as printed."""
        items = self.parameters.items
        return _PLACE.sub(lambda m: items[m[1]].shown if m[1] in items else m[0], text)

    def fill_zh(self, text: str) -> str:
        """The Chinese text with each `{parameter}` replaced by its value in Chinese."""
        items, words = self.parameters.items, self.words_zh
        return _PLACE.sub(lambda m: items[m[1]].shown_zh(words) if m[1] in items else m[0], text)

    def amended(self, version: str, values: Mapping[str, Any]) -> Package:
        """A further version with other parameters and the same code."""
        return replace(self, version=version, parameters=self.parameters.changed(values))


def natural(text: str) -> tuple[Any, ...]:
    """A sort key that puts 12.2 before 12.10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text))


def files_hash(files: Mapping[str, bytes]) -> str:
    """One hash over named files: SHA-256 over each path, length and content, in order of path."""
    seal = hashlib.sha256()
    for path, data in sorted(files.items()):
        seal.update(f"{path}\0{len(data)}\0".encode())
        seal.update(data)
    return seal.hexdigest()
