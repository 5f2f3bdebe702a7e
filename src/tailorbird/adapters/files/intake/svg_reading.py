"""Reading a drawing into a tree within limits: no document type, no entities, and it stops at the limit."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]

from tailorbird.adapters.files.intake import refusals
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileRefused

_SVG: Final = "image/svg+xml"


def read_tree(data: bytes, limits: Limits) -> Element:
    """The root element. Raises `FileRefused`."""
    if len(data) > limits.drawing_bytes:
        raise refusals.too_many_bytes(len(data), limits.drawing_bytes)
    parser = DefusedXMLParser(
        target=_Bounded(limits), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(data)
        root: Element = parser.close()
    except FileRefused:
        raise
    except DefusedXmlException as problem:
        raise refusals.unsafe(
            "a document type or entities",
            "Save it as SVG 1.1 without a DOCTYPE.",
            "文档类型声明（DOCTYPE）或实体",
            "请保存为不带 DOCTYPE 的 SVG。",
        ) from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise refusals.broken(_SVG, str(problem)[:120]) from problem
    return root


class _Bounded(TreeBuilder):
    """Builds the tree, counts, and stops."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self._nodes = self._depth = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self._nodes += 1
        self._depth += 1
        if self._nodes > self._limits.nodes:
            raise refusals.too_large("elements or more", self._nodes, self._limits.nodes, "元素数")
        if self._depth > self._limits.depth:
            raise refusals.too_large("levels or more", self._depth, self._limits.depth, "嵌套层数")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def pi(self, target: str, text: str | None = None, /) -> Element:
        raise refusals.unsafe(
            f"an instruction for other programs ({target[:40]})",
            "Save it again as plain SVG.",
            f"给其他程序的处理指令（{target[:40]}）",
            "请重新保存为普通 SVG。",
        )
