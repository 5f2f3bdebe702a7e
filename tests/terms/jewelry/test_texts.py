"""The jeweller's terms are whole: every clause, in both languages, told by examples."""

from __future__ import annotations

import ast
import re
import tomllib

from tailorbird.adapters.examples.yaml_file import read_examples
from tests.terms.jewelry.cases import (
    AGREEMENT,
    CLAUSES,
    FOLDER,
    ROOT,
)


def templates() -> set[str]:
    return {
        str(ast.literal_eval(node.args[0]))
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "says"
    }


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_there_is_every_clause_of_the_source() -> None:
    assert tuple(each.id for each in AGREEMENT.packages[0].clauses) == CLAUSES


def test_every_clause_and_message_is_told_in_chinese_with_the_same_figures() -> None:
    package = AGREEMENT.packages[0]
    assert set(package.texts_zh) == set(CLAUSES)
    for clause_id in CLAUSES:
        english = "\n".join(rule.text for rule in package.rules if rule.clause_id == clause_id)
        assert names(english) == names(package.texts_zh[clause_id]), clause_id
        assert names(english) <= set(package.parameters.items), clause_id
    assert set(package.messages_zh) == templates()
    for english, chinese in package.messages_zh.items():
        assert names(english) == names(chinese), english


def test_no_parameter_is_idle() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    assert [name for name in AGREEMENT.packages[0].parameters.items if f'"{name}"' not in code] == []


def test_every_clause_is_told_by_examples() -> None:
    named: set[str] = set()
    for path in sorted((ROOT / "tests/examples/jewelry").glob("*.yaml")):
        assert path.stem.startswith(tuple(each.removeprefix("jewelry.") for each in CLAUSES))
        for example in read_examples(path):
            for asked in example.asks:
                named.update(asked.expect.get("clauses", ()))
    assert named >= set(CLAUSES)


def test_the_package_reads_its_own_modules() -> None:
    about = tomllib.loads((FOLDER / "package.toml").read_text(encoding="utf-8"))
    silent = {"__init__", "standing", "timing"}
    assert {path.stem for path in FOLDER.glob("*.py")} - silent == set(about["modules"])
