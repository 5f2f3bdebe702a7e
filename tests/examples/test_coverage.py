"""Every clause that runs has examples: granting and refusing, and on both sides of its deadline."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import pytest

from tailorbird.adapters.examples.folder import all_examples
from tailorbird.adapters.terms import shelf
from tailorbird.adapters.terms.index import index
from tailorbird.app.sources import SourceClause, count_examples

EXAMPLES = all_examples()
COUNTED = count_examples(EXAMPLES)
CARRIED = {clause.id for package in shelf.load_all() for clause in package.clauses}
STATED = [clause for clause in index()[0] if clause.id in CARRIED]
TWO_SIDED = ("right", "refusal", "allocation")
SIDES = {"granted": "for", "refused": "against", "pending": "against"}


def answers_naming(clause_id: str) -> set[str]:
    """The answers of questions that expect the clause to be applied or set aside."""
    return {
        str(asked.expect.get("answer", "answered"))
        for example in EXAMPLES
        for asked in example.asks
        if clause_id in (*asked.expect.get("clauses", ()), *asked.expect.get("set_aside", ()))
    }


def instants_asked() -> dict[str, list[tuple[datetime, datetime]]]:
    """For each clause that ends something: (limit, asked) of the examples that name it."""
    found: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for example in EXAMPLES:
        for asked in example.asks:
            limits = [each for each in _limits(asked.expect) if isinstance(each, datetime)]
            for clause_id in asked.expect.get("clauses", ()):
                found[clause_id] += [(limit, asked.at) for limit in limits]
    return found


def _limits(expect: dict[str, Any]) -> list[Any]:
    near = expect.get("near", ())
    due = expect.get("due", ())
    until = [expect["until"]] if "until" in expect else []
    return [
        *(near if isinstance(near, list) else ()),
        *(item.get("until") for item in due if isinstance(due, list) and isinstance(item, dict)),
        *until,
    ]


@pytest.mark.parametrize("clause_id", sorted(CARRIED))
def test_the_clause_has_an_example(clause_id: str) -> None:
    assert COUNTED[clause_id], f"{clause_id} is named by no example's clauses or set_aside."


@pytest.mark.parametrize(
    "clause", [each for each in STATED if each.kind in TWO_SIDED], ids=lambda each: str(each.id)
)
def test_what_grants_or_refuses_has_an_example_of_either_answer(clause: SourceClause) -> None:
    answers = answers_naming(clause.id)
    assert len(answers) > 1 or COUNTED[clause.id] > 1, f"{clause.id}: only {answers}"


def test_every_deadline_has_an_example_a_second_before_and_a_second_after() -> None:
    asked = instants_asked()
    second = timedelta(seconds=1)
    lacking = []
    for clause in STATED:
        if clause.kind != "deadline":
            continue
        gaps = [at - limit for limit, at in asked[clause.id]]
        if not any(-second <= gap <= timedelta() for gap in gaps) and not _told_apart(clause.id):
            lacking.append(clause.id)
    assert not lacking, f"No example at the last second of {', '.join(lacking)}."


def _told_apart(clause_id: str) -> bool:
    """Whether two questions of one kind, a few seconds apart, are answered differently by the clause."""
    moments: dict[tuple[str, str], list[tuple[datetime, frozenset[str]]]] = defaultdict(list)
    for example in EXAMPLES:
        for asked in example.asks:
            named = frozenset((*asked.expect.get("clauses", ()), *asked.expect.get("set_aside", ())))
            said = (str(asked.expect.get(key, "")) for key in ("answer", "earliest", "latest"))
            answer = frozenset((*named, *said))
            moments[example.source, asked.question].append((asked.at, answer))
    for told in moments.values():
        for first, one in told:
            for second, other in told:
                close = timedelta() < abs(second - first) <= timedelta(seconds=2)
                if close and one != other and clause_id in one | other:
                    return True
    return False
