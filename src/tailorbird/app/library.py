"""The library: every version of every package, those on the shelf and those that were published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from tailorbird.app.ports.parties import PublishedTerms
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.package import Package, SealBroken, natural
from tailorbird.domain.terms.pin import Pin


def in_order(published: Iterable[PublishedTerms]) -> tuple[PublishedTerms, ...]:
    """Versions in the order in which they take effect; of two at one instant the later published counts."""
    return tuple(
        sorted(published, key=lambda each: (each.effective_at, each.published_at, natural(each.version)))
    )


def label_of(version: str, giver: str) -> str:
    """What the party that gives itself these rules calls the version: 2 of `2-jinsui`."""
    return version.removesuffix(f"-{giver}") if giver else version


class UnknownTerms(LookupError):
    """Terms that are neither on the shelf nor published; the message says what there is."""


class Library:
    """Finds packages by pin, and the versions in force. Packages are kept in memory once found."""

    def __init__(
        self,
        load: Callable[[str], Package],
        published: Callable[[], Sequence[PublishedTerms]],
        now: Callable[[], datetime],
    ) -> None:
        self._load = load
        self._published = published
        self._now = now
        self._by_pin: dict[Pin, Package] = {}
        self._agreements: dict[tuple[Pin, ...], Agreement] = {}

    def reading_once(self) -> Library:
        """The same library for the length of one call: what is published is read when first asked for."""
        library = Library(self._load, cache(self._published), self._now)
        library._by_pin, library._agreements = self._by_pin, self._agreements
        return library

    def package(self, ref: str) -> Package:
        """The package `name@version`; raises `UnknownTerms`."""
        for terms in self._published():
            if f"{terms.package}@{terms.version}" == ref:
                return self._amended(terms)
        try:
            return self._load(ref)
        except LookupError as problem:
            raise UnknownTerms(str(problem)) from problem

    def _amended(self, terms: PublishedTerms) -> Package:
        package = self._load(terms.base).amended(terms.version, terms.values)
        if package.hash != terms.hash:
            raise SealBroken(
                f"{terms.package}@{terms.version} was published as {terms.hash[:12]}… and is now "
                f"{package.hash[:12]}…: its base {terms.base} or its values were edited. Restore them."
            )
        return replace(package, giver=terms.scope)

    def in_force(self, name: str) -> str:
        """The reference of the package's newest version in force for everybody."""
        return self.published_by("", name) or f"{name}@1"

    def published_by(self, party: str, name: str) -> str | None:
        """The newest version in force of a package that the party published for itself, if any."""
        now = self._now()
        own = [
            each
            for each in self._published()
            if each.package == name and each.scope == party and each.effective_at <= now
        ]
        return f"{name}@{in_order(own)[-1].version}" if own else None

    def pins_of(self, refs: Sequence[str]) -> tuple[Pin, ...]:
        """Pins of these versions, in the order given, for a new case."""
        pins, library = [], self.reading_once()
        for ref in refs:
            package = library.package(ref)
            pin = Pin(package.name, package.version, package.hash)
            self._by_pin[pin] = package
            pins.append(pin)
        return tuple(pins)

    def agreement_of(self, pins: tuple[Pin, ...]) -> Agreement:
        """The packages that a case is pinned to; raises `SealBroken` when one is not what it was."""
        if pins not in self._agreements:
            self._agreements[pins] = Agreement(tuple(self._pinned(pin) for pin in pins))
        return self._agreements[pins]

    def _pinned(self, pin: Pin) -> Package:
        if pin not in self._by_pin:
            package = self.package(pin.ref)
            if package.hash != pin.hash:
                raise SealBroken(
                    f"The case is pinned to {pin.ref} with the hash {pin.hash[:12]}…, but what lies here "
                    f"has {package.hash[:12]}…. Restore the sealed files of that version."
                )
            self._by_pin[pin] = package
        return self._by_pin[pin]
