"""The programme's terms are whole: every clause, in both languages, told by examples."""

from __future__ import annotations

import ast
import re
import tomllib

from tailorbird.adapters.examples.yaml_file import read_examples
from tests.terms.amazon_custom.cases import ALONE, CLAUSES, FOLDER, ROOT

PACKAGE = ALONE.packages[0]


def templates() -> set[str]:
    """Every sentence that the clauses say. `filled` only puts values into one of them."""
    return {
        str(node.args[0].value)
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "says"
        and isinstance(node.args[0], ast.Constant)
    }


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_there_is_every_clause_of_the_source() -> None:
    assert {each.id for each in PACKAGE.clauses} == CLAUSES


def test_every_clause_is_told_in_chinese_with_the_same_figures_and_paragraphs() -> None:
    assert set(PACKAGE.texts_zh) == CLAUSES
    for clause in PACKAGE.clauses:
        chinese = PACKAGE.texts_zh[clause.id]
        english = "\n\n".join(rule.text for rule in clause.rules)
        assert names(english) == names(chinese) <= set(PACKAGE.parameters.items), clause.id
        assert english.count("\n\n") == chinese.strip().count("\n\n"), clause.id
        assert "{" not in clause.text + clause.text_zh


def test_every_sentence_is_told_in_chinese_with_the_same_figures() -> None:
    assert set(PACKAGE.messages_zh) == templates()
    for english, chinese in PACKAGE.messages_zh.items():
        assert names(english) == names(chinese), english


def test_every_word_that_the_texts_print_has_its_chinese() -> None:
    printed = {name for rule in PACKAGE.rules for name in names(rule.text)}
    words: set[str] = set()
    for name in printed:
        value = PACKAGE.parameters.items[name].value
        if isinstance(value, dict):
            words |= {*value, *map(str, value.values())}
        elif isinstance(value, tuple):
            words |= set(value)
    assert words <= set(PACKAGE.words_zh)


def test_no_parameter_is_idle() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    assert [name for name in PACKAGE.parameters.items if f'"{name}"' not in code] == []


def test_every_clause_is_told_by_examples_that_are_named_after_it() -> None:
    named: set[str] = set()
    short = tuple(each.removeprefix("amazon-custom.") for each in CLAUSES)
    for path in sorted((ROOT / "tests/examples/amazon_custom").glob("*.yaml")):
        assert path.stem.startswith(short), path.name
        for example in read_examples(path):
            for asked in example.asks:
                named.update(asked.expect.get("clauses", ()))
    assert named >= CLAUSES


def test_the_package_reads_its_own_modules() -> None:
    about = tomllib.loads((FOLDER / "package.toml").read_text(encoding="utf-8"))
    silent = {"__init__", "standing", "places", "review"}
    assert {path.stem for path in FOLDER.glob("*.py")} - silent == set(about["modules"])
