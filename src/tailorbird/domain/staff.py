"""Staff of a party: what there is to do (`Duty`), and who does what (`StaffRole`). The one table of both.

Here stand all permissions of staff. What the routes and commands need is said where they are declared,
in these words and no others (cj-platform.staff-accounts).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.roles import Role


class Duty(StrEnum):
    """Something that a member of staff is trusted with on behalf of the party."""

    LOOK = "look"
    """Read cases, messages, deadlines and terms."""
    ORDERS = "orders"
    """Open cases and carry them on: ask, quote, answer, make, inspect, send."""
    AFTER_SALES = "after_sales"
    """Tickets, questions, complaints, claims and disputes."""
    MONEY = "money"
    """Pay, tip, withdraw, exchange; read the accounts."""
    LISTINGS = "listings"
    """Listings and programme applications; at the operator: judge them."""
    STORES = "stores"
    """Connect stores, and hand them over."""
    TERMS = "terms"
    """Publish the party's own terms."""
    STAFF = "staff"
    """Invite staff, give roles, suspend; read who did what."""
    SETTINGS = "settings"
    """The party's settings, webhooks and private data."""
    OPERATE = "operate"
    """The operator's work: parties, keys, rates, calendars, and the platform's part in cases."""
    GATEWAY = "gateway"
    """The payment institution's work: top-ups, and payments taken back."""


class StaffRole(StrEnum):
    """What a member of staff is there for. Each role has its duties, and nothing else."""

    OWNER = "owner"
    MANAGER = "manager"
    ORDER_DESK = "order_desk"
    AFTER_SALES_DESK = "after_sales_desk"
    BOOKKEEPER = "bookkeeper"
    LISTING_EDITOR = "listing_editor"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class RoleAbout:
    """A role's duties, and a sentence for whoever has to choose one."""

    duties: frozenset[Duty]
    says: str
    says_zh: str


def _about(says: str, says_zh: str, *duties: Duty) -> RoleAbout:
    return RoleAbout(frozenset(duties), says, says_zh)


ROLES: Final[Mapping[StaffRole, RoleAbout]] = {
    StaffRole.OWNER: _about(
        "Does everything that the party can do.",
        "可办理本方的一切事务。",
        *Duty,
    ),
    StaffRole.MANAGER: _about(
        "Runs the day's work and its staff; publishes no terms.",
        "负责日常业务与员工，不能发布条款。",
        *(each for each in Duty if each is not Duty.TERMS),
    ),
    StaffRole.ORDER_DESK: _about(
        "Carries orders on, from the first question to delivery; pays nothing.",
        "处理订单，从咨询到交付，不能付款。",
        Duty.LOOK,
        Duty.ORDERS,
    ),
    StaffRole.AFTER_SALES_DESK: _about(
        "Answers tickets, claims and disputes; at the operator, decides them.",
        "处理工单、索赔与争议；在平台方则作出处理。",
        Duty.LOOK,
        Duty.AFTER_SALES,
    ),
    StaffRole.BOOKKEEPER: _about(
        "Pays and withdraws, and reads the accounts; at a payment institution, reports payments.",
        "付款、提现并查看账目；在支付机构则登记收付。",
        Duty.LOOK,
        Duty.MONEY,
        Duty.GATEWAY,
    ),
    StaffRole.LISTING_EDITOR: _about(
        "Writes listings and programme applications; at the operator, judges them.",
        "编辑商品与计划申请；在平台方则负责审核。",
        Duty.LOOK,
        Duty.LISTINGS,
    ),
    StaffRole.VIEWER: _about(
        "Reads cases, and changes nothing.",
        "只能查看案件，不能改动。",
        Duty.LOOK,
    ),
}
"""The table of roles and duties; it has every role."""

DUTY_SAYS: Final[Mapping[Duty, tuple[str, str]]] = {
    Duty.LOOK: ("Read cases, messages, deadlines and terms", "查看案件、消息、期限与条款"),
    Duty.ORDERS: ("Open cases and carry them on", "开立并办理案件"),
    Duty.AFTER_SALES: ("Tickets, complaints, claims and disputes", "工单、投诉、索赔与争议"),
    Duty.MONEY: ("Pay, withdraw, exchange; read the accounts", "付款、提现、兑换并查看账目"),
    Duty.LISTINGS: ("Listings and programme applications", "商品与计划申请"),
    Duty.STORES: ("Connect stores and hand them over", "连接与移交店铺"),
    Duty.TERMS: ("Publish the party's own terms", "发布本方条款"),
    Duty.STAFF: ("Invite staff and give roles; read who did what", "邀请员工、分配角色、查看操作记录"),
    Duty.SETTINGS: ("Settings, webhooks and private data", "设置、推送与个人信息"),
    Duty.OPERATE: ("The operator's work", "平台方的工作"),
    Duty.GATEWAY: ("The payment institution's work", "支付机构的工作"),
}
"""What each duty is, in English and Chinese."""

_RESERVED: Final[Mapping[Duty, Role]] = {Duty.OPERATE: Role.OPERATOR, Duty.GATEWAY: Role.GATEWAY}
"""Duties that exist only at a party which plays the part."""


def duties_at(role: StaffRole, played: Collection[Role]) -> frozenset[Duty]:
    """The duties of the role at a party that plays these parts."""
    return frozenset(
        duty for duty in ROLES[role].duties if duty not in _RESERVED or _RESERVED[duty] in played
    )


def roles_with(duties: Collection[Duty]) -> tuple[StaffRole, ...]:
    """The roles that have one of the duties, in order."""
    return tuple(role for role, about in ROLES.items() if about.duties & frozenset(duties))
