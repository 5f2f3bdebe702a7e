"""The purchase: what the provider has to do, when the seller fails, the warehouse, and where it ends."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, CarrierChosen, OrderPaid
from tailorbird.domain.cases.facts.payment import QuoteIssued
from tailorbird.domain.cases.facts.procurement import (
    AnomalyReported,
    PriceChangeAccepted,
    PriceChangeRejected,
    PurchaseMade,
    SellerChangedPrice,
    SellerRanOut,
    SellerStoppedSelling,
    ShippedAbroad,
    TaskDone,
    WarehouseReceived,
)
