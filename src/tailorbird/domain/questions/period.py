"""Questions of time."""

from __future__ import annotations

from tailorbird.domain.terms.answers import Due
from tailorbird.domain.terms.question import Combine, Question, question
from tailorbird.domain.time.bound import Bound


@question(Combine.COLLECT)
class Deadlines(Question[tuple[Due, ...]]):
    """Which deadlines run in this case now? A deadline whose outcome happened no longer runs."""


@question()
class CancellationPeriod(Question[Bound]):
    """Until when may the order be cancelled at all?"""


@question()
class DissolutionPeriod(Question[Bound]):
    """Until when may the order be dissolved?"""


@question()
class ReceiptPeriod(Question[Bound]):
    """Until when must the buyer confirm or object, before silence counts as consent?"""


@question()
class ReplyPeriod(Question[Bound]):
    """Until when should the designated person answer this question of the buyer's?"""

    question: str
