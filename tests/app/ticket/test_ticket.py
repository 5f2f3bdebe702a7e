"""A ticket: its number, whose word is awaited, and that a closed one opens again when the client writes."""

from __future__ import annotations

from tailorbird.app.ticket.place import NewTicket, open_ticket
from tailorbird.domain.roles import Role
from tests.app.shop import Shop

B, DESK = Role.BUYER, Role.OPERATOR


def ticket(shop: Shop, about: str = "", client: str = "lumen") -> str:
    new = NewTicket("Where is it?", "Nothing arrived.", about=about)
    return shop.opened(open_ticket(shop.house, client, new, shop.key()))


def test_tickets_are_numbered_one_after_the_other(shop: Shop) -> None:
    cases = [ticket(shop), ticket(shop)]
    assert [shop.last("TicketNumbered", case).number for case in cases] == ["TK-000001", "TK-000002"]


def test_a_ticket_is_given_to_somebody_who_is_named(shop: Shop) -> None:
    ticket(shop)
    assert shop.refused(DESK, "assign_ticket", assignee=" ").code == "blank"


def test_a_ticket_says_whose_word_is_awaited(shop: Shop) -> None:
    ticket(shop)
    assert shop.stage() == ("open", DESK)
    shop.done(DESK, "assign_ticket", assignee="Qiu")
    assert shop.stage() == ("assigned", DESK)
    shop.done(DESK, "reply_ticket", text="It is on its way.")
    assert shop.stage() == ("waiting_for_client", B)
    shop.done(B, "follow_up_ticket", text="Still nothing.")
    assert shop.stage() == ("assigned", DESK)
    shop.done(DESK, "close_ticket", resolution="sent again")
    assert shop.stage() == ("closed", None)


def test_a_closed_ticket_is_opened_by_its_client_only(shop: Shop) -> None:
    ticket(shop)
    shop.done(B, "close_ticket")
    assert shop.clauses(DESK, "reply_ticket", text="One more thing.") == ("cj-aftersales.4",)
    shop.done(B, "follow_up_ticket", text="It happened again.")
    shop.done(DESK, "reply_ticket", text="We look.")


def test_a_ticket_is_found_by_the_case_that_it_is_about(shop: Shop) -> None:
    order = shop.order()
    case = ticket(shop, order)
    found = shop.house.records.cases_labelled("about", order, cursor=None, limit=10)
    assert [each.id for each in found.items] == [case]


def test_a_ticket_is_not_about_somebody_elses_case(shop: Shop) -> None:
    order = shop.order()
    new = NewTicket("Whose?", "Tell me.", about=order)
    problem = open_ticket(shop.house, "tideway", new, shop.key()).problem
    assert problem is not None
    assert problem.code == "no_such_case"


def test_nobody_else_reads_or_writes(shop: Shop) -> None:
    ticket(shop)
    assert shop.refused(B, "follow_up_ticket", by="tideway", text="Me too.").code == "not_your_case"
