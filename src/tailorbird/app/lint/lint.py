"""The linter of terms: missing texts and examples, foreign ids, conflicts, unreachable clauses, and
deadlines with no outcome, over generated cases."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tailorbird.app.examples import Example
from tailorbird.app.examples import rule as rule_example
from tailorbird.app.lint.generated import Inputs, Situation, asker, inputs_from, situations
from tailorbird.app.sources import count_examples
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.money import MoneyError
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Allocation, Due
from tailorbird.domain.terms.clause import Rule
from tailorbird.domain.terms.decide import TermsConflict
from tailorbird.domain.terms.decision import Decision, Outcome
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.question import Question
from tailorbird.domain.time.calendar import Calendars

Load = Callable[[str], Package]
_ASKED_PER_QUESTION: Final = 4


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault: its kind, the clause, and what is wrong with it."""

    code: str
    clause: str
    says: str


@dataclass(slots=True)
class _Heard:
    spoke: set[tuple[str, str]] = field(default_factory=set)
    """Clause and function that spoke at least once."""
    complaints: dict[tuple[str, str, str], Complaint] = field(default_factory=dict)

    def add(self, code: str, clause: str, says: str, key: str = "") -> None:
        self.complaints.setdefault((code, clause, key or says), Complaint(code, clause, says))


def lint(
    packages: Sequence[Package],
    known_ids: frozenset[str],
    examples: Sequence[Example],
    load: Load,
    calendars: Calendars,
) -> tuple[Complaint, ...]:
    """Every fault found, in the order of the packages."""
    complaints: list[Complaint] = []
    counted = count_examples(examples)
    for package in packages:
        complaints += _texts(package, known_ids, counted)
        own = [each for each in examples if any(ref.startswith(f"{package.name}@") for ref in each.terms)]
        complaints += _behaviour(package, own, load, calendars)
    return tuple(complaints)


def _texts(package: Package, known_ids: frozenset[str], counted: Counter[str]) -> Iterator[Complaint]:
    added_under = package.authority in known_ids
    for clause in package.clauses:
        if not clause.text.strip():
            yield Complaint("no_text", clause.id, "It has no published text.")
        if not clause.text_zh.strip():
            yield Complaint("no_chinese_text", clause.id, "It has no Chinese text.")
        if "{" in clause.text + clause.text_zh:
            yield Complaint("open_placeholder", clause.id, "Its text names a parameter that there is not.")
        if not counted[clause.id]:
            yield Complaint("no_example", clause.id, "No example expects it to be applied or set aside.")
        if clause.id not in known_ids and not added_under:
            yield Complaint(
                "foreign_id", clause.id, "Its id is in no source, and no clause lets it be added."
            )


def _behaviour(
    package: Package, examples: Sequence[Example], load: Load, calendars: Calendars
) -> list[Complaint]:
    """Ask every question in every generated situation, and listen to each function."""
    heard = _Heard()
    inputs, dice = inputs_from(examples), random.Random(1688)  # noqa: S311 - repeatable
    agreements: dict[str, Agreement] = {}
    questions = tuple(dict.fromkeys(kind for rule in package.rules for kind in rule.answers))
    for situation in situations(examples):
        agreement = _agreement(situation.terms, situation.parameters, load, heard, agreements)
        for kind in questions:
            _ask(kind, situation, agreement, calendars, inputs, examples, dice, heard)
    for example in examples:
        _ask_examples(example, load, calendars, heard, agreements)
    for rule in package.rules:
        if (rule.clause_id, rule.name) not in heard.spoke:
            heard.add("unreachable", rule.clause_id, f"{rule.name} never speaks in any generated case.")
    return list(heard.complaints.values())


def _agreement(
    terms: Sequence[str],
    values_by_package: dict[str, dict[str, Any]],
    load: Load,
    heard: _Heard,
    made: dict[str, Agreement],
) -> Agreement:
    """The agreement of these terms, its functions wrapped so that it is noted when one speaks."""
    key = repr((terms, values_by_package))
    if key not in made:
        packages = []
        for ref in terms:
            package = load(ref)
            if values := values_by_package.get(package.name):
                package = package.amended(f"{package.version}+example", values)
            rules = tuple(_listened(rule, heard) for rule in package.rules)
            packages.append(replace(package, rules=rules))
        made[key] = Agreement(tuple(packages))
    return made[key]


def _listened(rule: Rule, heard: _Heard) -> Rule:
    def speak(question: Any, parameters: Any) -> Any:
        reply = rule.speak(question, parameters)
        if reply is not None:
            heard.spoke.add((rule.clause_id, rule.name))
        return reply

    return replace(rule, speak=speak)


def _ask(  # noqa: PLR0913, PLR0917 - one place where a question is asked in a situation
    kind: type[Question[Any]],
    situation: Situation,
    agreement: Agreement,
    calendars: Calendars,
    inputs: Inputs,
    examples: Sequence[Example],
    dice: random.Random,
    heard: _Heard,
) -> None:
    hearing = Hearing(situation.case, situation.at, asker(kind, examples), calendars, agreement)
    for told in inputs.of(kind, dice, _ASKED_PER_QUESTION):
        try:
            decision = hearing.ask(kind, **told)
        except MoneyError:
            # Amounts mixed from examples in different currencies; no real case has them.
            continue
        except TermsConflict as conflict:
            decision = conflict.decision
        _listen(kind, decision, situation, told, heard)


def _listen(
    kind: type[Question[Any]],
    decision: Decision[Any],
    situation: Situation,
    told: dict[str, Any],
    heard: _Heard,
) -> None:
    if decision.outcome is Outcome.CONFLICT:
        between = " and ".join(sorted(decision.clauses))
        facts = ", ".join(each.name for each in situation.case.facts)
        heard.add(
            "conflict",
            decision.clauses[0],
            f"{kind.__name__}: {between} differ after {facts or 'no fact'} ({situation.story}).",
            f"{kind.__name__} {between}",
        )
    if isinstance(decision.answer, Allocation) and "amount" in told:
        shared = sum(share.amount.minor for share in decision.answer.shares)
        if shared != told["amount"].minor:
            heard.add("shares_do_not_add_up", decision.clauses[0], f"{kind.__name__} {told}", kind.__name__)
    if kind is Deadlines and decision.answer:
        _deadlines(decision.answer, decision, heard)


def _deadlines(items: Sequence[Due], decision: Decision[Any], heard: _Heard) -> None:
    owners = {
        item.key: applied.clause
        for applied in decision.applied
        if applied.question == "Deadlines" and applied.value
        for item in applied.value
    }
    for item in items:
        clause, name = owners.get(item.key, ""), item.key.partition(":")[0]
        outcome: Fact | None = item.outcome
        if outcome is None or Role.PLATFORM not in outcome.recorded_by:
            heard.add(
                "no_outcome", clause, f"The deadline {name} records nothing that the platform may.", name
            )
    if len({item.key for item in items}) < len(items):
        heard.add("deadline_twice", "", "Two deadlines of one case have the same key.")


def _ask_examples(
    example: Example, load: Load, calendars: Calendars, heard: _Heard, made: dict[str, Agreement]
) -> None:
    rule_example(example, _agreement(example.terms, example.parameters, load, heard, made), calendars)
