"""The agreement that an example's `terms` name."""

from __future__ import annotations

from collections.abc import Callable

from tailorbird.app.examples import Example
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.package import Package


def agreement_of(example: Example, load: Callable[[str], Package]) -> Agreement:
    """The named packages in order of precedence, with the example's own parameters put in."""
    packages = []
    for ref in example.terms:
        package = load(ref)
        if values := example.parameters.get(package.name):
            package = package.amended(f"{package.version}+example", values)
        packages.append(package)
    return Agreement(tuple(packages))
