"""Which way each character of a line runs: the Unicode bidirectional algorithm (UAX #9) for texts without
explicit embeddings, overrides and isolates, which are hidden characters and never drawn."""

from __future__ import annotations

import unicodedata
from typing import Final

LEFT_TO_RIGHT: Final = 0
RIGHT_TO_LEFT: Final = 1
_STRONG: Final = {"L": LEFT_TO_RIGHT, "R": RIGHT_TO_LEFT, "AL": RIGHT_TO_LEFT}
_NEUTRAL: Final = frozenset(("B", "S", "WS", "ON", "BN"))
_BLANK: Final = frozenset(("B", "S", "WS", "BN"))
_OPENING: Final = "([{\u2039\u00ab〈《「『【〔（［｛"
_CLOSING: Final = ")]}\u203a\u00bb〉》」』】〕）］｝"
_PAIRS: Final = {
    opening: closing
    for opening, closing in zip(_OPENING, _CLOSING, strict=True)
    if opening not in "\u2039\u00ab"
}
_MOST_PAIRS: Final = 63


def base_level(line: str) -> int:
    """The direction of the line: that of its first strong character, left to right where it has none."""
    kinds = (unicodedata.bidirectional(each) for each in line)
    return next((_STRONG[each] for each in kinds if each in _STRONG), LEFT_TO_RIGHT)


def levels(line: str, base: int) -> list[int]:
    """The embedding level of each character; odd ones run from right to left."""
    given = [unicodedata.bidirectional(each) or "L" for each in line]
    kinds = list(given)
    edge = "R" if base else "L"
    _resolve_weak(kinds, edge)
    _resolve_brackets(line, kinds, edge)
    _resolve_neutral(kinds, edge)
    resolved = [_implicit(kind, base) for kind in kinds]
    _reset_trailing(given, resolved, base)
    return resolved


def visual_order(of_runs: list[int]) -> list[int]:
    """Rule L2: the places of runs, by their levels, from left to right."""
    order = list(range(len(of_runs)))
    for level in range(max(of_runs, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and of_runs[order[end]] >= level:
                end += 1
            order[place:end] = reversed(order[place:end])
            place = max(end, place + 1)
    return order


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7."""
    before = strong = edge
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = before
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        before = kinds[place]
        strong = before if before in _STRONG else strong
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1], kinds[place + 1]
        between_numbers = (kinds[place] == "CS" and around in {("EN", "EN"), ("AN", "AN")}) or (
            kinds[place] == "ES" and around == ("EN", "EN")
        )
        if between_numbers:
            kinds[place] = around[0]
    _resolve_terminators(kinds)
    strong = edge
    for place, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[place] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
        strong = kind if kind in {"L", "R"} else strong


def _resolve_terminators(kinds: list[str]) -> None:
    """Rule W5: signs next to a European number belong to it."""
    place = 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] in {"ET", "BN"}:
            end += 1
        beside = (place and kinds[place - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if end > place and beside:
            kinds[place:end] = ["EN"] * (end - place)
        place = max(end, place + 1)


def _resolve_brackets(line: str, kinds: list[str], edge: str) -> None:
    """Rule N0: a pair of brackets runs like what stands in it."""
    for opening, closing in _bracket_pairs(line, kinds):
        inside = {_as_strong(each) for each in kinds[opening + 1 : closing]} - {""}
        if not inside:
            continue
        runs = edge
        if edge not in inside:
            before = next(filter(None, map(_as_strong, reversed(kinds[:opening]))), edge)
            runs = before if before != edge else edge
        kinds[opening] = kinds[closing] = runs


def _bracket_pairs(line: str, kinds: list[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, character in enumerate(line):
        if kinds[place] != "ON":
            continue
        if character in _PAIRS:
            if len(waiting) == _MOST_PAIRS:
                return []
            waiting.append((_PAIRS[character], place))
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == character:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(pairs)


def _as_strong(kind: str) -> str:
    return "R" if kind in {"R", "EN", "AN"} else "L" if kind == "L" else ""


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2."""
    place = 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > place:
            before = _as_strong(kinds[place - 1]) if place else edge
            after = _as_strong(kinds[end]) if end < len(kinds) else edge
            kinds[place:end] = [before if before == after else edge] * (end - place)
        place = max(end, place + 1)


def _implicit(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return base if kind == "R" else base + 1
    return {"L": base, "R": base + 1}.get(kind, base + 2)


def _reset_trailing(given: list[str], resolved: list[int], base: int) -> None:
    """Rule L1: blanks at the end of the line, and before a tab, run with the line."""
    trailing = True
    for place in range(len(given) - 1, -1, -1):
        if given[place] in {"B", "S"}:
            resolved[place], trailing = base, True
        elif given[place] in _BLANK and trailing:
            resolved[place] = base
        else:
            trailing = False
