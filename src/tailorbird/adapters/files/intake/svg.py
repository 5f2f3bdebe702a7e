"""Drawings from outside: read, rebuilt from words that are known, and written anew in one form."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import resvg_py

from tailorbird.adapters.files.intake import refusals
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.adapters.files.intake.pictures import RASTER, clean_picture
from tailorbird.adapters.files.intake.svg_reading import read_tree
from tailorbird.adapters.files.intake.svg_values import (
    NAME,
    checked,
    declarations,
    measured,
    outward,
    style_sheet,
)
from tailorbird.adapters.files.intake.svg_weight import weigh
from tailorbird.adapters.files.intake.svg_words import (
    ATTRIBUTES,
    COSTLY,
    DESCRIPTIONS,
    ELEMENTS,
    EMBEDDING,
    MOVING,
    RUNNING,
    SVG_NAMESPACE,
    TEXTS,
    XLINK,
    XML,
)
from tailorbird.adapters.files.intake.svg_writing import written
from tailorbird.adapters.files.sniff import media_type_of
from tailorbird.app.ports.files import FileRefused, Removed

_IN_SVG: Final = f"{{{SVG_NAMESPACE}}}"
_IN_HTML: Final = "{http://www.w3.org/1999/xhtml}"
_EMBEDDED: Final = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,", re.IGNORECASE)
_MOST_PICTURES: Final = 20
_SKETCH_PX: Final = 64
_WORDS: Final = frozenset(("class", "font-family", "lang"))
"""Attributes that are no measures."""
_SIZE: Final = re.compile(r"\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:px|mm|cm|in|pt|pc)?|\+?\d+(?:\.\d+)?%")
_BOX: Final = re.compile(r"[-+\d.eE]+(?:[\s,]+[-+\d.eE]+){3}")


def clean_drawing(data: bytes, limits: Limits) -> tuple[bytes, frozenset[Removed]]:
    """The drawing rebuilt, and what was left out. Raises `FileRefused`, which says what was found."""
    root = read_tree(data, limits)
    work = _Rebuilding(limits, _IN_SVG if root.tag.startswith("{") else "")
    rebuilt = work.rebuild(root, None)
    if rebuilt is None or rebuilt.tag != "svg":
        raise refusals.broken("image/svg+xml", "its first element is not svg")
    if not _has_size(rebuilt):
        raise refusals.broken("image/svg+xml", "it states no size; give it width and height, or a viewBox")
    weigh(rebuilt, limits)
    data = written(rebuilt)
    _try_to_draw(data)
    return data, frozenset(work.removed)


def _try_to_draw(data: bytes) -> None:
    """Draw it small: what the renderer stumbles over here, it would stumble over at the press."""
    try:
        resvg_py.svg_to_bytes(svg_string=data.decode(), width=_SKETCH_PX, skip_system_fonts=True)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # The renderer's own panics are no Exception.
        why = " ".join(str(problem).split())[:120]
        raise refusals.broken("image/svg+xml", f"drawing it fails ({why})") from problem


def _has_size(root: Element) -> bool:
    box = root.get("viewBox", "")
    sides = [root.get("width", ""), root.get("height", "")]
    if not all(_SIZE.fullmatch(each) for each in sides if each) or (box and not _BOX.fullmatch(box)):
        return False
    return bool(box) or all(each and not each.endswith("%") for each in sides)


class _Rebuilding:
    def __init__(self, limits: Limits, prefix: str) -> None:
        self._limits, self._prefix = limits, prefix
        self._pictures = 0
        self.removed: set[Removed] = set()

    def rebuild(self, old: Element, parent: Element | None) -> Element | None:
        """The element with what is known of it; none where it is left out."""
        name = self._name(old)
        if name is None:
            return None
        attributes = dict(self._attributes(name, old))
        new = Element(name, attributes) if parent is None else SubElement(parent, name, attributes)
        if name == "style":
            new.text = style_sheet("".join(old.itertext()))
            return new
        texts = name in TEXTS
        new.text = old.text if texts else None
        for child in old:
            made = self.rebuild(child, new)
            if made is not None and texts:
                made.tail = child.tail
            elif texts and child.tail:
                _add_text(new, child.tail)
        return new

    def _name(self, old: Element) -> str | None:
        """The element's word, none where it is left out. Refused where it is dangerous or not known."""
        tag = str(old.tag)
        word = tag.removeprefix(self._prefix) if tag.startswith(self._prefix) else ""
        bare = tag.rpartition("}")[2]
        for words, what, what_zh in (
            (RUNNING, "a script", "脚本"),
            (EMBEDDING, "foreign content", "外部内容"),
            (MOVING, "an animation", "动画"),
            (COSTLY, "an effect, pattern or marker", "特效、图案填充或箭头标记"),
        ):
            if bare in words:
                raise refusals.unsafe(
                    f"{what} (<{bare}>)",
                    "Take it out or expand it into paths, or send a PNG.",
                    f"{what_zh}（<{bare}>）",
                    "请将其删除或扩展为路径，或改发 PNG。",
                )
        if tag.startswith(_IN_HTML) or (word and word not in ELEMENTS | DESCRIPTIONS):
            raise refusals.unsafe(
                f"an element <{bare[:40]}>",
                "Save it as plain SVG of paths and shapes.",
                f"元素 <{bare[:40]}>",
                "请保存为仅含路径与形状的普通 SVG。",
            )
        if word in ELEMENTS:
            return word
        self.removed.add(Removed.DESCRIPTION if word in DESCRIPTIONS else Removed.EDITOR)
        return None

    def _attributes(self, element: str, old: Element) -> Iterator[tuple[str, str]]:
        for name, value in sorted(old.attrib.items()):
            bare = name.rpartition("}")[2]
            if bare.lower().startswith("on"):
                raise refusals.unsafe(
                    f"an event handler ({bare[:40]})",
                    "Take it out.",
                    f"事件处理器（{bare[:40]}）",
                    "请将其删除。",
                )
            if name in ("href", XLINK + "href"):
                if name == "href" or "href" not in old.attrib:
                    yield "href", self._link(element, value)
            elif name == "style":
                yield name, declarations(value)
            elif name == XML + "space":
                yield "xml:space", "preserve" if value == "preserve" else "default"
            elif name == XML + "lang":
                yield "lang", checked(value)
            elif name == "id":
                yield name, self._id(value)
            elif name in ATTRIBUTES:
                told = checked(value)
                yield name, told if name in _WORDS else measured(told)
            else:
                checked(value)
                self.removed.add(Removed.EDITOR)

    @staticmethod
    def _id(value: str) -> str:
        if not NAME.fullmatch(value):
            raise refusals.broken("image/svg+xml", f"the name {value[:40]!r} cannot be used")
        return value

    def _link(self, element: str, value: str) -> str:
        told = value.strip()
        if told.startswith("#") and NAME.fullmatch(told[1:]):
            return told
        match = _EMBEDDED.match(told)
        if element != "image" or match is None:
            raise outward(told)
        self._pictures += 1
        if self._pictures > _MOST_PICTURES:
            raise refusals.too_large("embedded pictures", self._pictures, _MOST_PICTURES, "内嵌图片数")
        return self._picture(told[match.end() :])

    def _picture(self, told: str) -> str:
        try:
            data = base64.b64decode("".join(told.split()), validate=True)
        except (binascii.Error, ValueError) as problem:
            raise refusals.broken("image/svg+xml", "an embedded picture is not base64") from problem
        found = media_type_of(data)
        if found not in RASTER:
            raise outward("data:")
        try:
            cleaned = clean_picture(data, found, self._limits)
        except FileRefused as problem:
            says = f"A picture inside the drawing: {problem}"
            raise FileRefused(says, f"图形内嵌的图片：{problem.says_zh}", problem.fault) from problem
        self.removed |= cleaned.removed
        return f"data:{found};base64,{base64.b64encode(cleaned.data).decode('ascii')}"


def _add_text(new: Element, text: str) -> None:
    """Put text where an element was left out."""
    if len(new):
        new[-1].tail = (new[-1].tail or "") + text
    else:
        new.text = (new.text or "") + text
