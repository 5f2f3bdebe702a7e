"""Private data is taken along and erased, and the chain stays whole."""

from __future__ import annotations

from tailorbird.app.ports.parties import Party
from tailorbird.app.privacy import erase_private_data, private_data
from tailorbird.domain.cases.chain import GENESIS, link
from tailorbird.domain.roles import Role
from tests.app.purchase.conftest import Purchase


def mei(purchase: Purchase) -> Party:
    party = purchase.house.parties.party("mei")
    assert party is not None
    return party


def test_a_person_takes_along_what_is_kept_of_them(purchase: Purchase) -> None:
    purchase.paid()
    told = private_data(purchase.house, mei(purchase))
    assert {each["text"] for each in told["contents"]} == {"12 Orchard Road", "Mei Tan"}


def test_an_open_case_keeps_what_it_still_needs_and_says_why(purchase: Purchase) -> None:
    purchase.paid()
    outcome = erase_private_data(purchase.house, mei(purchase), "k")
    assert outcome.erased == ()
    assert [each.case_id for each in outcome.kept] == [purchase.case_id]
    assert private_data(purchase.house, mei(purchase))["contents"]


def test_a_case_that_is_over_is_erased_and_its_chain_stays_whole(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "report_out_of_stock")
    outcome = erase_private_data(purchase.house, mei(purchase), "k")
    assert (len(outcome.erased), outcome.kept) == (2, ())
    assert private_data(purchase.house, mei(purchase))["contents"] == []
    head = GENESIS
    for fact in purchase.house.records.facts(purchase.case_id):
        head = link(head, fact.data)
        assert head == fact.hash
    assert purchase.facts()[-1] == "PrivateContentErased"


def test_erasing_twice_erases_once(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "report_out_of_stock")
    erase_private_data(purchase.house, mei(purchase), "k")
    assert erase_private_data(purchase.house, mei(purchase), "k").erased == ()
    assert purchase.facts().count("PrivateContentErased") == 1
