"""What makes a package whole: its texts in both languages, no idle parameter, examples, modules."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import tailorbird_terms
from tailorbird.adapters.examples.yaml_file import read_examples
from tailorbird.adapters.terms import shelf

ROOT = Path(__file__).parents[3]
Check = Callable[[str, tuple[str, ...]], None]


def _folder(package: str) -> Path:
    return Path(tailorbird_terms.__file__).parent / package / "v1"


def _code(package: str) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in _folder(package).glob("*.py"))


def _templates(package: str) -> set[str]:
    return {
        str(ast.literal_eval(node.args[0]))
        for node in ast.walk(ast.parse(_code(package).replace("from __future__ import annotations", "")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "says"
    }


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def it_has_its_clauses(package: str, clauses: tuple[str, ...]) -> None:
    assert {each.id for each in shelf.load(f"{package}@1").clauses} == set(clauses)


def texts_are_told_in_chinese_with_the_same_figures(package: str, clauses: tuple[str, ...]) -> None:
    loaded = shelf.load(f"{package}@1")
    assert set(loaded.texts_zh) == set(clauses)
    for clause_id in clauses:
        english = [rule.text for rule in loaded.rules if rule.clause_id == clause_id]
        assert _names("\n".join(english)) == _names(loaded.texts_zh[clause_id]), clause_id
        assert len(english) == len(loaded.texts_zh[clause_id].strip().split("\n\n")), clause_id
    assert set(loaded.messages_zh) == _templates(package)
    for template, chinese in loaded.messages_zh.items():
        assert _names(template) == _names(chinese), template


def no_parameter_is_idle(package: str, _: tuple[str, ...]) -> None:
    code, made = _code(package), re.compile(r"evidence_\w+|(refund|resend|return)_reasons")
    idle = [name for name in shelf.load(f"{package}@1").parameters.items if f'"{name}"' not in code]
    assert [name for name in idle if not made.fullmatch(name)] == []


def listed_words_are_told_in_chinese(package: str, _: tuple[str, ...]) -> None:
    loaded = shelf.load(f"{package}@1")
    words = {word for item in loaded.parameters.items.values() if item.kind == "words" for word in item.value}
    assert words <= set(loaded.words_zh)


def examples_tell_every_clause(package: str, clauses: tuple[str, ...]) -> None:
    named: set[str] = set()
    stems = tuple(each.partition(".")[2] for each in clauses)
    for path in sorted((ROOT / "tests/examples" / package).glob("*.yaml")):
        assert path.stem.startswith(stems), path
        for example in read_examples(path):
            for asked in example.asks:
                named.update(asked.expect.get("clauses", ()))
    assert named >= set(clauses)


def it_reads_its_own_modules(package: str, _: tuple[str, ...]) -> None:
    about = tomllib.loads((_folder(package) / "package.toml").read_text(encoding="utf-8"))
    stems = {path.stem for path in _folder(package).glob("*.py")}
    assert stems - {"__init__", "standing", "specified"} == set(about["modules"])


CHECKS: tuple[Check, ...] = (
    it_has_its_clauses,
    texts_are_told_in_chinese_with_the_same_figures,
    no_parameter_is_idle,
    listed_words_are_told_in_chinese,
    examples_tell_every_clause,
    it_reads_its_own_modules,
)
