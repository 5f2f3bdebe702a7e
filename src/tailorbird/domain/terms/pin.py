"""Pins: which version of which package, by its hash."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pin:
    """A package version as an order pins it."""

    package: str
    version: str
    hash: str

    @property
    def ref(self) -> str:
        """`order1688@1`."""
        return f"{self.package}@{self.version}"
