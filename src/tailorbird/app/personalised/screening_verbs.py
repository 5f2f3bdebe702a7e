"""What is done about the screening of a customization: the platform's looks, a person's word, an appeal."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Notice, Reaction, Verb, When
from tailorbird.app.personalised.appeal import new_appeal
from tailorbird.app.personalised.places import last_screening, places
from tailorbird.app.personalised.rescreening import PicturesSeen, rescreened
from tailorbird.app.talk.forms import must_be_known
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    CustomizationScreened,
    PersonalisedOrderRefused,
    ScreeningAppealed,
    ScreeningJudged,
)
from tailorbird.domain.cases.listing_words import ScreenResult
from tailorbird.domain.roles import Role

_OVER: Final = (CustomizationErased, PersonalisedOrderRefused)


def judged(proceeding: Proceeding, given: ScreeningJudged) -> ScreeningJudged:
    """The word on a place that the screening named."""
    must_be_known(given.where, (each.where for each in places(proceeding.case)))
    return given


def tell_of_refusals(proceeding: Proceeding, screened: Recorded[CustomizationScreened]) -> None:
    """Write to buyer and seller where a look that came after the order refuses something: nobody waits then
    for an answer that would show it."""
    earlier = [each for each in proceeding.case.all(CustomizationScreened) if each.seq < screened.seq]
    known = {each.where for each in earlier[-1].fact.findings if _refuses(each.result)} if earlier else set()
    fresh = [f for f in screened.fact.findings if _refuses(f.result) and f.where not in known]
    if not earlier or not fresh or last_screening(proceeding.case) is None:
        return
    for role in (Role.BUYER, Role.MERCHANT):
        party = proceeding.case.party(role)
        if party is not None and not party.startswith("outside/"):
            proceeding.message("notice", party, screened, legal=1)


def _refuses(result: ScreenResult) -> bool:
    return result is ScreenResult.REFUSE


JUDGE: Final = Verb(
    "judge_screening",
    ScreeningJudged,
    "Judge what was held",
    "人工判定待审内容",
    body=ScreeningJudged,
    makes=judged,
)
VERBS: Final = (
    Verb(
        "record_screening",
        CustomizationScreened,
        "Record what the pictures show",
        "登记图片筛查结果",
        body=PicturesSeen,
        makes=rescreened,
        by=frozenset((Role.PLATFORM,)),
    ),
    JUDGE,
    Verb(
        "appeal_screening",
        ScreeningAppealed,
        "Ask the platform to look again",
        "申请平台复核",
        body=ScreeningAppealed,
        makes=new_appeal,
    ),
)
REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {CustomizationScreened: (tell_of_refusals,)}
NOTICES: Final[dict[type[Fact], Notice]] = {
    CustomizationScreened: Notice((), "Something in the design cannot be made", "设计中有内容不予制作", 1),
    ScreeningJudged: Notice(
        (Role.BUYER, Role.MERCHANT), "Somebody looked at the design", "设计内容已由人工判定"
    ),
    ScreeningAppealed: Notice(
        (Role.OPERATOR, Role.BUYER, Role.MERCHANT),
        "You are asked to look again at a refused design",
        "有人申请复核未通过的设计",
    ),
}
ORDER: Final[dict[str, When]] = {
    "record_screening": When(((CustomizationScreened,),), _OVER),
    "judge_screening": When(((CustomizationScreened,),), (CustomizationErased,)),
    "appeal_screening": When(((CustomizationScreened,),), _OVER),
}
