"""Rules of one's own: which version governs when, what fits, and what happens when two publish at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird import bootstrap
from tailorbird.adapters.clock import MovedClock
from tailorbird.adapters.terms import shelf
from tailorbird.app.library import Library, in_order
from tailorbird.app.own_rules.choices import SAYS_ZH, fits, unfit
from tailorbird.app.own_rules.packages import OWN_RULES, PROVIDER_RULES, OwnRules
from tailorbird.app.own_rules.probes import inputs_of
from tailorbird.app.own_rules.publish import Published, publish
from tailorbird.app.own_rules.versions import State, next_label, versions_of
from tailorbird.app.ports.parties import Party, PublishedTerms
from tailorbird.app.reading.explain import whose_rules
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.question import Combine

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
JINSUI = Party("jinsui", "Jinsui", frozenset((Role.PROVIDER,)))
PACKAGES = [pytest.param(each, id=each.package) for each in OWN_RULES]


def base(own: OwnRules = PROVIDER_RULES) -> Package:
    return shelf.load(own.base)


def version(no: int, effective: int, published: int = 0, scope: str = "jinsui") -> PublishedTerms:
    """A version that takes effect so many hours after the start, with days of its own number."""
    values = {"cancellation_days": no}
    name = f"{no}-{scope}"
    return PublishedTerms(
        "provider_rules",
        name,
        "provider_rules@1",
        values,
        base().amended(name, values).hash,
        scope,
        START + timedelta(hours=published),
        START + timedelta(hours=effective),
        scope,
    )


# What the packages offer -------------------------------------------------------------------------------


@pytest.mark.parametrize("own", PACKAGES)
def test_every_choice_has_its_words_its_bounds_and_a_clause_that_prints_it(own: OwnRules) -> None:
    package = base(own)
    for name, choice in package.parameters.items.items():
        assert choice.says and SAYS_ZH[name]
        assert fits(choice).says and fits(choice).says_zh
        assert any(f"{{{name}}}" in rule.text for rule in package.rules)
        assert all(each in package.words_zh for each in choice.choices)


def test_no_words_are_kept_for_choices_that_there_are_not() -> None:
    names = {name for own in OWN_RULES for name in base(own).parameters.items}
    assert set(SAYS_ZH) == names


@pytest.mark.parametrize("own", PACKAGES)
def test_every_clause_is_shown_to_the_buyer_beforehand_once_declared(own: OwnRules) -> None:
    assert all("Disclosures" in each.questions for each in base(own).clauses)


@pytest.mark.parametrize("own", PACKAGES)
def test_every_question_that_could_be_overridden_can_be_asked_beforehand(own: OwnRules) -> None:
    kinds = {kind for rule in base(own).rules for kind in rule.answers}
    for kind in kinds:
        if kind.combine is Combine.AGREE:
            assert next(inputs_of(kind, own.part), None) is not None


# What fits ---------------------------------------------------------------------------------------------

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=90),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
LIKELY: st.SearchStrategy[Any] = (
    st.integers(-2, 800)
    | st.sampled_from(["keep", "waive"])
    | st.lists(st.text("ab {}", max_size=4), max_size=3)
)


@given(st.data())
def test_whatever_fits_can_be_published_and_reads_as_given(data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(OWN_RULES))
    package = base(own)
    names = st.sampled_from([*package.parameters.items, "none"])
    values = data.draw(st.dictionaries(names, LIKELY | JSON, max_size=4))
    wrong = {each.name for each in unfit(package, values)}
    assert wrong <= set(values)
    fitting = {name: value for name, value in values.items() if name not in wrong}
    made = package.amended("1-x", fitting)
    assert made.parameters.raw() == {**package.parameters.raw(), **fitting}
    for clause in made.clauses:
        assert not any(f"{{{name}}}" in clause.text + clause.text_zh for name in package.parameters.items)


# Which version governs ---------------------------------------------------------------------------------

HOURS = st.integers(-5, 5)


@given(st.lists(st.tuples(HOURS, HOURS), max_size=6), HOURS)
def test_the_version_in_force_is_the_one_that_new_orders_are_pinned_to(
    instants: list[tuple[int, int]], now: int
) -> None:
    published = [version(no, *each) for no, each in enumerate(instants, 1)]
    published += [version(99, 0, 0, "other")]
    at = START + timedelta(hours=now)
    library = Library(shelf.load, lambda: published, lambda: at)
    found = versions_of(published, "jinsui", "provider_rules", at)
    assert [each.terms for each in found] == list(in_order(p for p in published if p.scope == "jinsui"))
    in_force = [each.ref for each in found if each.state is State.IN_FORCE]
    pinned = library.published_by("jinsui", "provider_rules")
    assert in_force == ([pinned] if pinned else [])
    for each in found:
        began = each.terms.effective_at <= at
        assert began == (each.state in (State.PAST, State.IN_FORCE)) or each.state is State.REPLACED
    assert next_label(published, "jinsui", "provider_rules") == len(instants) + 1


def test_of_two_versions_for_one_instant_the_tenth_counts_and_not_the_ninth() -> None:
    published = [version(10, 1), version(9, 1)]
    states = [each.state for each in versions_of(published, "jinsui", "provider_rules", START)]
    assert states == [State.REPLACED, State.COMING]
    assert in_order(published)[-1].version == "10-jinsui"


# Whose they are ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "english"),
    [("Jinsui", "Jinsui's own rules, version 2"), ("Wrenworks", "Wrenworks' own rules, version 2")],
)
def test_own_rules_are_called_by_the_partys_name_and_version(name: str, english: str) -> None:
    published = [version(2, 0)]
    library = Library(shelf.load, lambda: published, lambda: START)
    package = library.package("provider_rules@2-jinsui")
    zone = ZoneInfo("Asia/Shanghai")
    told = {each: whose_rules(package, Speaker([], each, zone, lambda _: name)) for each in Language}
    assert told == {Language.EN: english, Language.ZH: f"{name} 的自有规则，第 2 版"}
    assert whose_rules(package, Speaker([], Language.EN, zone)) == "jinsui's own rules, version 2"
    assert (
        whose_rules(base(), Speaker([], Language.EN, zone)) == "Additional rules of the provider, version 1"
    )


# Publishing --------------------------------------------------------------------------------------------


def test_two_publications_at_once_are_two_versions(database: Database, tmp_path: Path) -> None:
    config = bootstrap.Config("", tmp_path / "media", tmp_path, tmp_path / "mail", ("CN",))
    house = bootstrap.house_on(database, config, MovedClock(START))
    house.parties.save_party(JINSUI)
    ready = Barrier(3)

    def go(days: int) -> object:
        try:
            ready.wait()
            return publish(house, JINSUI, PROVIDER_RULES, {"cancellation_days": days}, None)
        finally:
            database.close()

    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(go, (3, 5, 7)))
    assert all(isinstance(each, Published) and each.is_new for each in made)
    kept = versions_of(house.parties.published_terms(), "jinsui", "provider_rules", START)
    assert [each.label for each in kept] == ["1", "2", "3"]
    assert {each.terms.values["cancellation_days"] for each in kept} == {3, 5, 7}
    assert [each.state for each in kept] == [State.REPLACED, State.REPLACED, State.IN_FORCE]
