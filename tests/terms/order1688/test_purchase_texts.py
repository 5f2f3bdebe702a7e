"""The purchase's clauses and the providers' rules: told in both languages, and shown by examples."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import tailorbird_terms
from tailorbird.adapters.examples.yaml_file import read_examples
from tailorbird.adapters.terms import shelf

EXAMPLES = Path(__file__).parents[2] / "examples"
MODULES = {
    "order1688@1": (
        "request",
        "agreement",
        "prohibited",
        "caution_kinds",
        "cautions",
        "deposits",
        "fees",
        "procurement",
        "commitments",
        "disclosures",
    ),
    "provider_rules@1": ("declared",),
}
_NUMBERS = "0 1.1 1.2 1.cure 2 3 4 5 6 7 8 9 10 11 14 15.1 15.2 15.3 15.4 15.5 16 19 23 28 29 30"
CLAUSES = {
    "order1688@1": tuple(f"order1688.{number}" for number in _NUMBERS.split()),
    "provider_rules@1": (
        "provider.cancellation-period",
        "provider.commitments",
        "provider.reply-time",
        "provider.service-fee-waived",
    ),
}
PAIRS = [(ref, clause_id) for ref, ids in CLAUSES.items() for clause_id in ids]


def _templates(module: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {
        str(call.args[0].value)
        for call in calls
        if getattr(call.func, "id", "") == "says" and isinstance(call.args[0], ast.Constant)
    }


@pytest.mark.parametrize(("ref", "clause_id"), PAIRS)
def test_a_clause_has_its_text_in_both_languages_with_the_same_parameters(ref: str, clause_id: str) -> None:
    package = shelf.load(ref)
    clause = package.clause(clause_id)
    assert clause is not None
    assert not re.search(r"\{\w+\}", clause.text + clause.text_zh), "a parameter that is not there"
    english = set(re.findall(r"\{(\w+)\}", " ".join(rule.text for rule in clause.rules)))
    assert english >= set(re.findall(r"\{(\w+)\}", package.texts_zh[clause_id]))
    assert re.search(r"[\u4e00-\u9fff]", clause.text_zh)


@pytest.mark.parametrize("ref", MODULES)
def test_every_sentence_has_its_chinese_with_the_same_figures(ref: str) -> None:
    package = shelf.load(ref)
    folder = Path(tailorbird_terms.__file__).parent / package.name / f"v{package.version}"
    for module in MODULES[ref]:
        for template in _templates(folder / f"{module}.py"):
            chinese = package.messages_zh.get(template, "")
            assert chinese, f"{module}: {template}"
            assert sorted(re.findall(r"\{\w+\}", template)) == sorted(re.findall(r"\{\w+\}", chinese))


@cache
def _named() -> Counter[str]:
    """How often the examples expect each clause."""
    return Counter(
        named
        for path in EXAMPLES.glob("*/*.yaml")
        for example in read_examples(path)
        for asked in example.asks
        for named in (*asked.expect.get("clauses", ()), *asked.expect.get("set_aside", ()))
    )


@pytest.mark.parametrize("clause_id", [clause_id for _, clause_id in PAIRS])
def test_a_clause_is_named_by_examples(clause_id: str) -> None:
    assert _named()[clause_id] >= 2
