"""Questions of the customization programme, its listings and personalised orders (amazon-custom)."""

from __future__ import annotations

from tailorbird.domain.cases.listing_words import DataPurpose, DefectGround, DefectRemedy, SharedForm
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Classification, Finding, Permission
from tailorbird.domain.terms.question import Combine, Question, question
from tailorbird.domain.time.bound import Bound

# ── the programme


@question()
class ProgrammeStanding(Question[Classification]):
    """Where does the seller stand: `none`, `applied`, `approved`, `declined`, `revoked`, `sanctioned`?"""


@question()
class MayApply(Question[Permission]):
    """May the seller apply for the programme?"""


@question()
class MayDecideApplication(Question[Permission]):
    """May the operator approve or decline the application?"""


@question()
class MayRevoke(Question[Permission]):
    """May the operator take the approval back?"""


@question()
class MaySanction(Question[Permission]):
    """May the operator withdraw the features for breaking these rules, on this evidence?"""

    clauses: tuple[str, ...]
    evidence: tuple[str, ...] = ()


@question()
class MayReinstate(Question[Permission]):
    """May a sanctioned seller get the features back?"""


# ── listings


@question()
class MayDraftListing(Question[Permission]):
    """May the seller put the listing in this way?"""


@question(Combine.COLLECT)
class ListingFindings(Question[tuple[Finding, ...]]):
    """What is wrong with the listing? `code`: the clause; `about`: the place, such as `fields.f2.label`.

    `mend` says what would put it right. A code that ends in `:doubtful` waits for a person.
    """


@question()
class MayPublishListing(Question[Permission]):
    """May the listing be made public? Pending where a person has to look at it first."""


@question()
class MayUnpublish(Question[Permission]):
    """May the listing be taken from the public?"""


# ── orders and their data


@question()
class MayOrderPersonalised(Question[Permission]):
    """May the product be ordered with this customization? Asked before it is recorded."""

    specification_hash: str
    quantity: int


@question()
class MayPayPersonalised(Question[Permission]):
    """May the order be paid, with this total where one is named?"""

    total: Money | None = None


@question(Combine.COLLECT)
class ScreeningFindings(Question[tuple[Finding, ...]]):
    """What does the screening say of the customization data? `about`: the place; code ends in its result."""


@question()
class MayAcceptPersonalised(Question[Permission]):
    """May the seller take the order on? Pending where a person has to look at the data first."""


@question()
class MayRefusePersonalised(Question[Permission]):
    """May the seller not take the order on?"""


@question()
class MayReadCustomization(Question[Permission]):
    """May this part read the customization data for this purpose?"""

    reader: Role
    purpose: DataPurpose


@question()
class RetentionPeriod(Question[Bound]):
    """Until when may the customization data be kept?"""


@question()
class MayShareDesign(Question[Permission]):
    """May the customer share the design in this form?"""

    form: SharedForm


@question()
class MayClaimDefect(Question[Permission]):
    """May the buyer report a defect, on this ground, with this evidence? `claim` names the report."""

    ground: DefectGround
    wants: DefectRemedy
    evidence: tuple[str, ...] = ()
    claim: str = ""


@question()
class MayVerifyDefect(Question[Permission]):
    """May the claim be looked into, by this party, now?"""

    claim: str


@question()
class DefectClaimPeriod(Question[Bound]):
    """Until when may a defect be reported?"""
