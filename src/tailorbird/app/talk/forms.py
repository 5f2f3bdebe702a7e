"""What is said in a thread, checked before it is recorded: a question has a number of its own, and an answer
answers one that was asked."""

from __future__ import annotations

from collections.abc import Iterable

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.facts.talk import QuestionAnswered, QuestionAsked


def new_question(proceeding: Proceeding, given: QuestionAsked) -> QuestionAsked:
    """A question under a number of its own: its time to be answered is its own too (order1688.26)."""
    must_be_new(given.question, (each.fact.question for each in proceeding.case.all(QuestionAsked)))
    return given


def answer(proceeding: Proceeding, given: QuestionAnswered) -> QuestionAnswered:
    """An answer to a question of this case."""
    must_be_known(given.question, (each.fact.question for each in proceeding.case.all(QuestionAsked)))
    return given


def must_be_new(name: str, taken: Iterable[str]) -> None:
    """Stop where the name is empty or used in this case."""
    if name and name not in set(taken):
        return
    raise Stopped(
        Problem(
            "name_taken",
            422,
            "This needs a name of its own",
            f"{name!r} is empty, or names something of this case already.",
            "Give a name that this case does not have yet, such as the next number.",
        )
    )


def must_be_said(field: str, text: str) -> None:
    """Stop where a field that has to say something is blank."""
    if text.strip():
        return
    raise Stopped(
        Problem(
            "blank",
            422,
            "Something is left blank",
            f"The field {field} is blank.",
            "Fill it in, and send the command again.",
        )
    )


def must_be_known(name: str, known: Iterable[str]) -> None:
    """Stop where nothing of this case has that name."""
    names = sorted(set(known))
    if name in names:
        return
    raise Stopped(
        Problem(
            "name_unknown",
            422,
            "Nothing here has that name",
            f"{name!r} names nothing of this case that the command could be about.",
            f"Name one of these: {', '.join(names)}." if names else "There is none yet.",
            {"known": names},
        )
    )
