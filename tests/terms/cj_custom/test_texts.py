"""The terms of custom work are whole: every clause, in both languages, told by examples."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tailorbird.adapters.examples.yaml_file import read_examples
from tailorbird.adapters.terms import shelf
from tests.terms.cj_custom.cases import TERMS

EXAMPLES = Path(__file__).parents[2] / "examples"
CLAUSES = {
    "cj_custom": ("cj-custom.I", *(f"cj-custom.II.{number}" for number in range(1, 12))),
    "maker_rules": (
        "maker.cancellation-period",
        "maker.commitments",
        "maker.fees-waived",
        "maker.reply-time",
        "maker.sample-check",
    ),
}
SILENT = {"__init__", "standing", "negotiation", "sampling", "schedule", "months"}
BOTH = pytest.mark.parametrize("name", CLAUSES)


def _folder(name: str) -> Path:
    return TERMS / name / "v1"


def _templates(name: str) -> set[str]:
    return {
        str(ast.literal_eval(node.args[0]))
        for path in _folder(name).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "says"
    }


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@BOTH
def test_there_is_every_clause(name: str) -> None:
    assert tuple(each.id for each in shelf.load(f"{name}@1").clauses) == CLAUSES[name]


@BOTH
def test_every_clause_is_told_in_chinese_paragraph_by_paragraph(name: str) -> None:
    package = shelf.load(f"{name}@1")
    assert set(package.texts_zh) == set(CLAUSES[name])
    for clause_id in CLAUSES[name]:
        texts = [rule.text for rule in package.rules if rule.clause_id == clause_id]
        chinese = package.texts_zh[clause_id]
        assert _names("\n".join(texts)) == _names(chinese), clause_id
        assert len(texts) == len(chinese.strip().split("\n\n")), clause_id


@BOTH
def test_every_sentence_has_its_chinese_with_the_same_figures(name: str) -> None:
    messages = shelf.load(f"{name}@1").messages_zh
    assert set(messages) == _templates(name)
    for english, chinese in messages.items():
        assert _names(english) == _names(chinese), english


@BOTH
def test_no_parameter_is_idle(name: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in _folder(name).glob("*.py"))
    assert [each for each in shelf.load(f"{name}@1").parameters.items if f'"{each}"' not in code] == []


@BOTH
def test_every_clause_is_told_by_two_examples_at_least(name: str) -> None:
    counted = dict.fromkeys(CLAUSES[name], 0)
    for path in (EXAMPLES / name).glob("*.yaml"):
        for example in read_examples(path):
            for asked in example.asks:
                for each in {*asked.expect.get("clauses", ()), *asked.expect.get("set_aside", ())}:
                    if each in counted:
                        counted[each] += 1
    assert min(counted.values()) >= 2, counted


@BOTH
def test_the_package_reads_its_own_modules(name: str) -> None:
    about = tomllib.loads((_folder(name) / "package.toml").read_text(encoding="utf-8"))
    assert {path.stem for path in _folder(name).glob("*.py")} - SILENT == set(about["modules"])
