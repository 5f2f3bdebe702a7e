"""The conditions of a search: first of all, who may see what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tailorbird.adapters.db.sql.statement import PREFIX
from tailorbird.app.ports.catalogue import Looking


@dataclass(slots=True)
class Where:
    """Conditions on the product `c`, with their parameters."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, condition: str, *parameters: object) -> None:
        """Ask for one thing more."""
        self.conditions.append(condition)
        self.parameters += parameters

    @property
    def sql(self) -> str:
        """All of them together."""
        return " AND ".join(self.conditions)


def visible(viewer: str) -> Where:
    """What this party may see; without one, what everybody may."""
    where = Where()
    if viewer:
        where.add(
            "(c.visibility = 'public' OR c.owner = %s OR (c.visibility = 'private' AND c.seen_by = %s))",
            viewer,
            viewer,
        )
    else:
        where.add("c.visibility = 'public'")
    return where


def wanted(looking: Looking) -> Where:
    """What the viewer may see and asks for."""
    where = visible(looking.viewer)
    for condition, parameters in _narrowing(looking):
        where.add(condition, *parameters)
    return where


def narrows(looking: Looking) -> int:
    """1 where the viewer asks for less than it may see."""
    return int(any(True for _ in _narrowing(looking)))


def _narrowing(looking: Looking) -> Iterator[tuple[str, tuple[object, ...]]]:
    if looking.category:
        below = f"{_plain(looking.category)}/%"
        yield "(c.category = %s OR c.category LIKE %s ESCAPE '!')", (looking.category, below)
    if looking.channel is not None:
        yield "c.channel = %s", (looking.channel.value,)
    if looking.owner:
        yield "c.owner = %s", (looking.owner,)
    if looking.goods_class:
        yield "c.goods_classes LIKE %s ESCAPE '!'", (f"%|{_plain(looking.goods_class)}|%",)
    for column, answer in (("customizable", looking.customizable), ("video", looking.video)):
        if answer:
            yield f"c.{column} = %s", (int(answer == "yes"),)
    if looking.made_to_order:
        yield f"c.{'to_order' if looking.made_to_order == 'yes' else 'from_stock'} = 1", ()
    if looking.currency:
        yield _priced(looking)


def _priced(looking: Looking) -> tuple[str, tuple[object, ...]]:
    asked, parameters = "p.product_id = c.id AND p.currency = %s", [looking.currency]
    bounds: list[object] = []
    for bound, condition in (
        (looking.min_minor, "p.high_minor >= %s"),
        (looking.max_minor, "p.low_minor <= %s"),
    ):
        if bound is not None:
            asked += f" AND {condition}"
            bounds.append(bound)
    exists = f"EXISTS (SELECT 1 FROM {PREFIX}catalogue_price p WHERE {asked})"
    return exists, (*parameters, *bounds)


def _plain(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
