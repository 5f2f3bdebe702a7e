"""Facts of what was said and sent: questions to the purchasing person, assistance, notices."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class QuestionAsked(Fact):
    """The buyer asked the designated person something. `question` is its number within the case."""

    question: str
    text: Private


@fact(Role.PROVIDER, Role.MERCHANT, Role.SUPPLIER, Role.OPERATOR)
class QuestionAnswered(Fact):
    """The designated person answered."""

    question: str
    text: Private


@fact(Role.PLATFORM)
class QuestionEscalated(Fact):
    """A question was left unanswered and is raised to the operator."""

    question: str


@fact(Role.BUYER)
class AssistanceRequested(Fact):
    """After the provider's duty ended, the buyer asks for help towards the seller."""

    matter: str
    text: Private


@fact(Role.OPERATOR, Role.PLATFORM)
class AssistanceRelayed(Fact):
    """The platform passed a request for assistance on."""

    matter: str


@fact(Role.PROVIDER)
class AssistanceGiven(Fact):
    """The provider did what it could towards the seller."""

    matter: str
    text: Private


@fact(Role.PLATFORM)
class NoticeSent(Fact):
    """Proof of sending: which fact it tells of, by which channel, to where, and what it said."""

    about: int
    """Number of the fact in this case."""
    to: Role
    channel: str
    address: Private
    content_hash: str
