"""Deciding: rulings a second on whether an order with forty facts may be cancelled."""

from __future__ import annotations

import time
from dataclasses import fields
from typing import Any, Final

from bench.forty_facts import hearing_of_forty_facts
from bench.measure import Spread, in_turn, per_second
from bench.report import Finding
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.hearing import Hearing

TARGET: Final = 20_000
_TIMES: Final = 4_000


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """Rulings in one process, against the making of the records that a ruling consists of."""
    hearing = hearing_of_forty_facts()
    decision = hearing.ask(MayCancel)
    questions = len(_asked(hearing))
    least = _least_work(hearing, decision, questions)
    measured = in_turn(
        lambda: per_second(lambda: hearing.ask(MayCancel), _TIMES),
        lambda: per_second(least, _TIMES),
        rounds,
    )
    cpu = _by_processor_time(hearing)
    rules = len(hearing.agreement.rules_for(MayCancel))
    notes = (
        f"by the processor's time {cpu.median:,.0f} rulings/s (most {cpu.most:,.0f}), whoever else runs here",
        f"{len(hearing.case.facts)} facts, {rules} clauses heard, {questions} questions asked, "
        f"verdict {decision.verdict} by {', '.join(decision.clauses)}",
    )
    return [
        Finding(
            "deciding whether an order of 40 facts may be cancelled",
            "rulings/s",
            "the same clauses as empty functions, and the ruling's records made from parts at hand",
            measured,
            f"{TARGET:,} rulings/s, judged by the processor's time",
            "yes" if cpu.median >= TARGET else "no",
            notes,
        )
    ]


def _asked(hearing: Hearing) -> list[str]:
    """Every question that the ruling takes, those that clauses ask on the way included."""
    asked = [MayCancel.__name__]

    def consult(kind: Any, /, **inputs: Any) -> Decision[Any]:
        asked.append(kind.__name__)
        return hearing.ask(kind, **inputs)

    question = MayCancel(
        case=hearing.case, at=hearing.at, by=hearing.by, calendars=hearing.calendars, consult=consult
    )
    for governing in hearing.agreement.rules_for(MayCancel):
        governing.rule.speak(question, governing.parameters)
    return asked


def _least_work(hearing: Hearing, decision: Decision[Any], questions: int) -> Any:
    """What a ruling in this shape costs at the least: calls that do nothing, records that are only made."""
    rules = hearing.agreement.rules_for(MayCancel)
    parts = tuple(getattr(decision, each.name) for each in fields(decision))
    applied = decision.applied[0]
    reasons = tuple(getattr(applied, each.name) for each in fields(applied))

    def silent(question: Any, parameters: Any) -> None:
        return None

    def once() -> None:
        for _ in range(questions):
            question = MayCancel(
                case=hearing.case,
                at=hearing.at,
                by=hearing.by,
                calendars=hearing.calendars,
                consult=hearing.ask,
            )
            for governing in rules:
                silent(question, governing.parameters)
            type(applied)(*reasons)
            Decision(*parts)

    return once


def _by_processor_time(hearing: Hearing) -> Spread:
    rates = []
    for _ in range(9):
        begun = time.process_time()
        for _ in range(_TIMES // 8):
            hearing.ask(MayCancel)
        rates.append(_TIMES // 8 / (time.process_time() - begun))
    return Spread.of(rates)
