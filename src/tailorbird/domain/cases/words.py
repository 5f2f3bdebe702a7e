"""Closed lists of words that facts and questions use."""

from __future__ import annotations

from enum import StrEnum


class Head(StrEnum):
    """Heads of cost. A money question is asked once a head, so that a refund is a sum of lines."""

    GOODS = "goods"
    DEPOSIT = "deposit"
    BALANCE = "balance"
    FREIGHT = "freight_to_warehouse"
    SERVICE_FEE = "service_fee"
    STORAGE = "storage"
    CHANNEL_FEE = "channel_fee"
    FIXED_LOSS = "fixed_loss"
    TRANSACTION_FEE = "transaction_fee"
    INTERNATIONAL_FREIGHT = "international_freight"
    TIP = "tip"
    BROKERAGE = "brokerage"
    CUSTODY = "custody"
    TRANSPORT = "transport"
    PACKAGING = "packaging"
    PENALTY = "penalty"
    RETURN_LOSS = "return_loss"
    RETURN_FREIGHT = "return_freight"
    COMPENSATION = "compensation"
    PRODUCT = "product"
    SHIPPING = "shipping"
    CUSTOMIZATION_FEE = "customization_fee"
    EXTRA_FEE = "extra_fee"
    SAMPLE_FEE = "sample_fee"
    MOULD_FEE = "mould_fee"
    MOQ_SURCHARGE = "moq_surcharge"
    CHANGE_FEE = "change_fee"
    WALLET_DISCOUNT = "wallet_discount"
    OTHER = "other"


class Channel(StrEnum):
    """Which way a request came."""

    PLATFORM = "platform"
    OUTSIDE = "outside"


class Reply(StrEnum):
    """Somebody's yes or no."""

    AGREED = "agreed"
    REFUSED = "refused"


class RequirementStatus(StrEnum):
    """What became of a special requirement (order1688.3)."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    OUT_OF_SCOPE = "out_of_scope"
    AFFECTS_FULFILMENT = "affects_fulfilment"


class GoodsClass(StrEnum):
    """What kind of goods the terms warn of or refuse (order1688.14, order1688.15)."""

    CUSTOMISED = "customised"
    DEPOSIT = "deposit"
    COLLECTIBLE = "collectible"
    LIQUID = "liquid"
    POWDER = "powder"
    PASTE = "paste"
    BATTERY = "battery"
    MAGNETIC = "magnetic"
    ESSENTIAL_OIL = "essential_oil"
    LUBRICANT = "lubricant"
    GLUE = "glue"
    COSMETIC = "cosmetic"
    FOOD = "food"
    DRUG = "drug"
    BLADE = "blade"
    FRAGILE = "fragile"
    UNINSPECTABLE = "uninspectable"


class Ground(StrEnum):
    """Grounds of an objection, a dissolution or a claim."""

    NOT_AS_PROMISED = "not_as_promised"
    DEFECTIVE = "defective"
    INFRINGING = "infringing"
    PACKAGING = "packaging"
    QUANTITY = "quantity"
    LATE = "late"
    LOST_OR_DAMAGED_IN_TRANSIT = "lost_or_damaged_in_transit"
    AFTER_SALES = "after_sales"
    STORAGE = "storage"
    INTERNATIONAL_TRANSPORT = "international_transport"
    SELLER_FAILED = "seller_failed"
    LOW_REPUTATION = "low_reputation"
    CUSTOMISED_MISMATCH = "customised_mismatch"
    NO_MARKET_PRICE = "no_market_price"
    SENSITIVE_GOODS = "sensitive_goods"
    PROVIDER_FAULT = "provider_fault"
    PROHIBITED_GOODS = "prohibited_goods"
    PAYMENT_REVERSED = "payment_reversed"
    BREACH = "breach"
    CHANGE_OF_MIND = "change_of_mind"
    OTHER = "other"


class Cause(StrEnum):
    """Who caused an anomaly, as verified with the logistics provider (order1688.17, .18)."""

    LOGISTICS = "logistics"
    SELLER = "seller"
    UNDETERMINED = "undetermined"


class LossHead(StrEnum):
    """Heads of a loss that somebody claims (order1688.24, .25)."""

    DIRECT = "direct"
    LOST_EARNINGS = "lost_earnings"
    PAID_TO_OTHERS = "paid_to_others"
    FINE = "fine"
    DISPUTE_COSTS = "dispute_costs"


class ReversalReason(StrEnum):
    """What the payer told the payment institution (order1688.22)."""

    NOT_RECEIVED_BY_WAREHOUSE = "not_received_by_warehouse"
    PROVIDER_FAULT = "provider_fault"
    NOT_THE_PROVIDERS = "not_the_providers"
    ACCOUNT_STOLEN = "account_stolen"
    PAYMENT_ACCOUNT_MISUSED = "payment_account_misused"
    OTHER = "other"


class WayBack(StrEnum):
    """What the seller wants done with dissolved goods (order1688.13.5)."""

    RETURN = "return"
    DESTROY = "destroy"


class Condition(StrEnum):
    """How something was found."""

    IN_ORDER = "in_order"
    OBJECTED = "objected"


class Service(StrEnum):
    """Warehouse services that the terms may rule out for some goods (order1688.15.1, .15.4)."""

    COUNT = "count"
    PHOTOS = "photos"
    UNPACKING_INSPECTION = "unpacking_inspection"
    PROFESSIONAL_INSPECTION = "professional_inspection"
