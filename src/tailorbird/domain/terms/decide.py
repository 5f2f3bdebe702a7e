"""Ask the terms a question. Pure: the same question under the same agreement has the same decision."""

from __future__ import annotations

from typing import Any, TypeVar

from tailorbird.domain.terms.agreement import Agreement, Governing
from tailorbird.domain.terms.answers import Answer, Near, Silent, Unknown
from tailorbird.domain.terms.decision import Applied, Decision, Outcome, SetAside, WhySetAside
from tailorbird.domain.terms.question import Combine, Question

A = TypeVar("A")
_Spoken = tuple[Governing, Answer[Any] | Unknown]


class TermsConflict(RuntimeError):
    """Two clauses give different answers and neither is the other's exception."""

    def __init__(self, decision: Decision[Any]) -> None:
        super().__init__(
            f"The terms contradict themselves on {decision.question}: {', '.join(decision.clauses)}. "
            "Nothing was done. Tell the operator; the terms need an exception between these clauses."
        )
        self.decision = decision


def decide(question: Question[A], agreement: Agreement) -> Decision[A]:
    """Hear every clause, let exceptions and precedence win, and return the answer with its reasons."""
    standing, near = _hear(question, agreement)
    set_aside: list[SetAside] = []
    # One voice has nobody to except or to precede; most questions have one.
    if len(standing) > 1:
        standing, set_aside = _let_exceptions_win(standing)
    if question.combine is Combine.COLLECT:
        return _collect(question, agreement, standing, set_aside, near)
    if len(standing) > 1:
        standing = _let_precedence_win(standing, set_aside)
    return _agree(question, agreement, standing, set_aside, near)


def settled(question: Question[A], agreement: Agreement) -> Decision[A]:
    """Like `decide`, but a conflict raises `TermsConflict`."""
    decision = decide(question, agreement)
    if decision.outcome is Outcome.CONFLICT:
        raise TermsConflict(decision)
    return decision


def _hear(question: Question[Any], agreement: Agreement) -> tuple[list[_Spoken], list[Near]]:
    spoken: list[_Spoken] = []
    near: list[Near] = []
    for governing in agreement.rules_for(type(question)):
        reply = governing.rule.speak(question, governing.parameters)
        if reply is None:
            continue
        if isinstance(reply, Silent):
            near.extend(reply.near)
            continue
        spoken.append((governing, reply))
        if isinstance(reply, Answer):
            near.extend(reply.near)
    return spoken, near


def _let_exceptions_win(spoken: list[_Spoken]) -> tuple[list[_Spoken], list[SetAside]]:
    """The rules come with exceptions first, so one pass is enough; a set-aside exception has no force."""
    beaten: dict[str, str] = {}
    standing: list[_Spoken] = []
    set_aside: list[SetAside] = []
    for governing, reply in spoken:
        rule = governing.rule
        if rule.clause_id in beaten:
            by = beaten[rule.clause_id]
            set_aside.append(_aside(governing, reply, by, WhySetAside.EXCEPTION))
            continue
        standing.append((governing, reply))
        if isinstance(reply, Answer):
            for target in rule.exception_to:
                beaten.setdefault(target, rule.clause_id)
    return standing, set_aside


def _let_precedence_win(standing: list[_Spoken], set_aside: list[SetAside]) -> list[_Spoken]:
    """Where answers differ, those of the package named first stand; equal ones stay and are cited."""
    highest = min(governing.rank for governing, _ in standing)
    ruling = [(g, reply) for g, reply in standing if g.rank == highest]
    values = [reply.value for _, reply in ruling if isinstance(reply, Answer)]
    by = ruling[0][0].rule.clause_id
    kept: list[_Spoken] = []
    for governing, reply in standing:
        same = isinstance(reply, Answer) and reply.value in values
        if governing.rank == highest or same or not values:
            kept.append((governing, reply))
        else:
            set_aside.append(_aside(governing, reply, by, WhySetAside.PRECEDENCE))
    return kept


def _agree(
    question: Question[A],
    agreement: Agreement,
    standing: list[_Spoken],
    set_aside: list[SetAside],
    near: list[Near],
) -> Decision[A]:
    answers, unknown = _apart(standing)
    outcome: Outcome
    answer: Any = None
    if unknown:
        outcome = Outcome.UNKNOWN
    elif not answers:
        outcome = Outcome.SILENT
    elif len(answers) > 1 and any(each.value != answers[0].value for each in answers):
        outcome = Outcome.CONFLICT
    else:
        outcome, answer = Outcome.ANSWERED, answers[0].value
    return _decision(question, agreement, outcome, answer, standing, set_aside, near, unknown)


def _collect(
    question: Question[A],
    agreement: Agreement,
    standing: list[_Spoken],
    set_aside: list[SetAside],
    near: list[Near],
) -> Decision[A]:
    items: list[Any] = []
    keys: set[str] = set()
    answers, unknown = _apart(sorted(standing, key=lambda pair: pair[0].rank))
    for reply in answers:
        for item in reply.value:
            key = getattr(item, "key", None)
            if key is None or key not in keys:
                items.append(item)
                keys.add(key or "")
    answer: Any = tuple(items)
    return _decision(question, agreement, Outcome.ANSWERED, answer, standing, set_aside, near, unknown)


def _apart(standing: list[_Spoken]) -> tuple[list[Answer[Any]], tuple[str, ...]]:
    """The answers, and the inputs that clauses lack, each named once."""
    answers: list[Answer[Any]] = []
    lacking: dict[str, None] = {}
    for _, reply in standing:
        if isinstance(reply, Answer):
            answers.append(reply)
        else:
            lacking.update(dict.fromkeys(reply.inputs))
    return answers, tuple(lacking)


def _aside(governing: Governing, reply: Answer[Any] | Unknown, by: str, why: WhySetAside) -> SetAside:
    value = reply.value if isinstance(reply, Answer) else None
    return SetAside(governing.rule.clause_id, governing.ref, by, why, value)


def _applied(name: str, standing: list[_Spoken]) -> tuple[Applied, ...]:
    cited: list[Applied] = []
    for governing, reply in standing:
        clause_id, ref, because = governing.rule.clause_id, governing.ref, reply.because
        if isinstance(reply, Unknown):
            cited.append(Applied(clause_id, ref, None, because, (), None, reply.next_step, name))
            continue
        cited.append(
            Applied(clause_id, ref, reply.value, because, reply.near, reply.says, reply.next_step, name)
        )
        for consulted in reply.via:
            cited.extend(consulted.applied)
    return tuple(cited)


def _decision(  # noqa: PLR0913, PLR0917 - the parts of one record, in one place
    question: Question[Any],
    agreement: Agreement,
    outcome: Outcome,
    answer: Any,
    standing: list[_Spoken],
    set_aside: list[SetAside],
    near: list[Near],
    unknown: tuple[str, ...],
) -> Decision[Any]:
    name = type(question).__name__
    return Decision(
        name,
        question.inputs(),
        question.at,
        question.by,
        question.case.id,
        len(question.case.facts),
        outcome,
        answer,
        _applied(name, standing),
        tuple(set_aside),
        tuple(near),
        unknown,
        agreement.pins,
    )
