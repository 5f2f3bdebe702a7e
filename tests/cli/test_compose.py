"""`tailorbird terms compose`: rules of one's own from the machine that the house runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Run

if TYPE_CHECKING:
    from tests.api.stage import Stage

JINSUI = ("terms", "compose", "--party", "jinsui", "provider_rules")
WAIVE = "service_fee_on_cancellation=waive"


@pytest.fixture(autouse=True)
def _found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from tailorbird.cli import compose

    monkeypatch.setattr(compose, "house", lambda: stage.house)


def test_composing_shows_the_text_and_stores_nothing(stage: Stage, run: Run) -> None:
    ran = run(*JINSUI, WAIVE, "cancellation_days=14")
    assert ran.status == 0, ran.err
    assert "provider.cancellation-period" in ran.out and "14 days" in ran.out and "14 天" in ran.out
    assert "provider.reply-time (not declared)" in ran.out
    assert "provider.service-fee-waived over order1688.12.3 of order1688@1" in ran.out
    assert "cancellation, service fee" in ran.out
    assert "Changed against: nothing declared" in ran.out
    assert "Nothing is stored" in ran.out
    assert stage.house.parties.published_terms() == ()


def test_publishing_counts_from_a_day_in_shanghai_on_and_once(stage: Stage, run: Run) -> None:
    given = (*JINSUI, "promised_services=a photo, a second box", "--publish", "--from", "2026-04-01")
    ran = run(*given)
    assert ran.status == 0, ran.err
    assert "Published: provider_rules@1-jinsui, from Wed 1 Apr 2026 00:00 in Shanghai" in ran.out
    (kept,) = stage.house.parties.published_terms()
    assert kept.values["promised_services"] == ["a photo", "a second box"]
    assert (kept.scope, kept.effective_at.isoformat()) == ("jinsui", "2026-03-31T16:00:00+00:00")
    assert "Nothing new: provider_rules@1-jinsui" in run(*given).out
    assert len(stage.house.parties.published_terms()) == 1
    assert "takes over then" in run(*JINSUI, WAIVE).out


def test_a_list_is_emptied_and_an_instant_is_taken_with_its_offset(stage: Stage, run: Run) -> None:
    ran = run(*JINSUI, "promised_services=", "reply_hours=4", "--publish", "--from", "2026-03-05T09:00+01:00")
    assert ran.status == 0, ran.err
    (kept,) = stage.house.parties.published_terms()
    assert (kept.values["promised_services"], kept.values["reply_hours"]) == ([], 4)
    assert kept.effective_at.isoformat() == "2026-03-05T08:00:00+00:00"


def test_nothing_declared_where_nothing_was_is_nothing_new(run: Run) -> None:
    ran = run(*JINSUI, "--publish")
    assert (ran.status, ran.out) == (0, "Nothing new: that nothing is declared says the same.\n")


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        (("cancellation_days=-1",), "It is negative."),
        (("cancellation_days=366",), "0 to 365"),
        (("cancellation_days=soon",), "not a whole number"),
        (("cancellation_days=--5",), "not a whole number"),
        (("service_fee_on_cancellation=half",), "One of: keep, waive."),
        (("gifts=3",), "There is no choice of that name"),
        (("--from", "2026-03-01"), "in the past"),
        (("--from", "2026-03-05T10:00"), "no offset"),
    ],
)
@pytest.mark.parametrize("published", [(), ("--publish",)])
def test_what_does_not_fit_is_told_with_what_would(
    stage: Stage, run: Run, choices: tuple[str, ...], says: str, published: tuple[str, ...]
) -> None:
    ran = run(*JINSUI, *choices, *published)
    assert ran.status == 1
    assert says in ran.err
    assert stage.house.parties.published_terms() == ()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--party", "nobody", "provider_rules"), "There is no party nobody"),
        (("--party", "ada", "provider_rules"), "cannot publish rules of its own"),
        (("--party", "jinsui", "maker_rules"), "You compose provider_rules"),
        (("--party", "jinsui", "provider_rules", "waive"), "NAME=VALUE"),
        (("--party", "jinsui", "provider_rules", WAIVE, WAIVE), "each choice once"),
        (("--party", "jinsui", "provider_rules", "--from", "April"), "a day such as 2026-04-01"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_next_step(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    ran = run("terms", "compose", *arguments)
    assert ran.status == 1
    assert says in ran.err
