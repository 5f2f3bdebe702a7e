"""The basket: designs that are to be ordered, and how many of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import json_object, read_body
from tailorbird.api.once import Done, once
from tailorbird.api.replying import reply
from tailorbird.api.routes.designs import currency_of, owner_of, sure
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.designs import IntoBasket, NewQuantity
from tailorbird.app.design import basket
from tailorbird.app.design.basket import BasketShown
from tailorbird.app.design.ordering import Stated
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.designs import BasketLine
from tailorbird.domain.staff import Duty

routes = Routes("designs")


@routes.get("/basket/lines", Scope.READ, gives=BasketShown, duty=Duty.LOOK)
def show_basket(request: HttpRequest, currency: str = "") -> HttpResponse:
    """Your basket as it would be ordered now: each line with its price, what is wrong with it and what
    changed in the product; and the sum."""
    return reply(basket.basket(wiring.house(), owner_of(request), currency_of(currency)))


@routes.post("/basket/lines", Scope.ACT, takes=IntoBasket, gives=BasketLine, duty=Duty.ORDERS)
def put_into_basket(request: HttpRequest) -> HttpResponse:
    """Put a design into the basket. The same customization adds up; another one is another line.

    Where `hash` or `total` differ from what is true, the problem `specification_changed` or
    `price_changed` has both, and nothing is put in.
    """
    owner, body = owner_of(request), json_object(request)
    given = read_body(IntoBasket, body)
    stated = Stated(given.hash, given.total, "", given.quantity)

    def act() -> Done:
        line = basket.put_in_basket(wiring.house(), owner, given.design, given.version, stated)
        return Done(sure(line))

    return once(request, owner, body, act)


@routes.put("/basket/lines/{line}", Scope.ACT, takes=NewQuantity, gives=BasketLine, duty=Duty.ORDERS)
def change_basket_line(request: HttpRequest, line: str) -> HttpResponse:
    """Take so many of it instead."""
    owner = owner_of(request)
    given = read_body(NewQuantity, json_object(request))
    return reply(sure(basket.change_quantity(wiring.house(), owner, line, given.quantity)))


@routes.delete("/basket/lines/{line}", Scope.ACT, status=204, duty=Duty.ORDERS)
def drop_basket_line(request: HttpRequest, line: str) -> HttpResponse:
    """Take the line out of the basket; the design stays. Repeating changes nothing."""
    basket.drop_line(wiring.house(), owner_of(request), line)
    return HttpResponse(status=204)
