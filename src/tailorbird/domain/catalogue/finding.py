"""What is wrong in one place of a product, with what would mend it."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.customization.choices import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFinding:
    """Something about one place of a product.

    `where` names the place from the product inward (`variants.gold.prices`, `media.2.licence`). `code` names
    the rule in lower case. An error keeps the product from being kept; a warning does not.
    """

    where: str
    code: str
    says: str
    says_zh: str
    next_step: str
    next_step_zh: str
    severity: Severity = Severity.ERROR


def is_error(finding: ProductFinding) -> int:
    """1 where the product cannot be kept so."""
    return int(finding.severity is Severity.ERROR)
