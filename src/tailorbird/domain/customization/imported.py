"""What an imported order file gives: a line, its files, and what could not be understood or relied on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tailorbird.domain.customization.specification import Specification


class OrderFault(StrEnum):
    """Why a file gives no order line at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_AN_ARCHIVE = "not_an_archive"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    COMPRESSION_UNKNOWN = "compression_unknown"
    TOO_MANY_MEMBERS = "too_many_members"
    INFLATES_TOO_FAR = "inflates_too_far"
    UNSAFE_NAME = "unsafe_name"
    DUPLICATE_NAME = "duplicate_name"
    NO_ORDER = "no_order"
    SEVERAL_ORDERS = "several_orders"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    HEAD_UNREADABLE = "head_unreadable"


class UnreadableOrder(Exception):
    """The file gives no order line: a stable code, what was found, and what to do next."""

    def __init__(self, code: OrderFault, detail: str, next_step: str) -> None:
        super().__init__(f"{code}: {detail} {next_step}")
        self.code = code
        self.detail = detail
        self.next_step = next_step


class WarningCode(StrEnum):
    """What is to be known about a line that was read."""

    BLANK = "blank"
    ONLY_IN_LIST = "only_in_list"
    DIFFERS = "differs"
    NO_TREE = "no_tree"
    TWO_LISTS = "two_lists"
    NOTHING_ASKED = "nothing_asked"
    FILE_MISSING = "file_missing"
    FILE_UNNAMED = "file_unnamed"
    FILE_UNFIT = "file_unfit"
    SVG_UNSANITISED = "svg_unsanitised"
    CONTROL_CHARACTERS = "control_characters"
    CHARACTER_REPLACED = "character_replaced"
    PRICE_UNREADABLE = "price_unreadable"
    PRICE_SHARED = "price_shared"
    HEAD_MISSING = "head_missing"
    NAME_DIFFERS = "name_differs"


class Attention(StrEnum):
    """What a warning asks for."""

    NOTE = "note"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class OrderWarning:
    """Something about the line that its reader should know. The text may quote what the buyer wrote."""

    code: WarningCode
    where: str
    text: str
    attention: Attention = Attention.NOTE


@dataclass(frozen=True, slots=True)
class UnknownPart:
    """A part of the file that is not understood: its path, its type, and the beginning of what it holds."""

    path: str
    type: str
    held: str


class FilePurpose(StrEnum):
    """What a file of the archive is for."""

    ORDER = "order"
    """The order's own data, as it came."""
    UPLOAD = "upload"
    ARTWORK = "artwork"
    """The marketplace's drawing of an area, to print from."""
    SNAPSHOT = "snapshot"
    """The preview that the buyer saw."""
    LISTING_PICTURE = "listing_picture"
    """Of the product or one of its options, and not the buyer's."""
    UNNAMED = "unnamed"
    """Nothing in the order names it."""


class Sanitation(StrEnum):
    """Whether the bytes may be shown as they are."""

    NOT_NEEDED = "not_needed"
    UNSANITISED = "unsanitised"
    """Markup from outside, which may run scripts: never served before it is sanitised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFile:
    """A file as it lies in the archive; `media_type` is what its content says, empty where unknown."""

    name: str
    sha256: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """A file of the order with what it is for. `buyer_filename` is the buyer's own name of an upload."""

    name: str
    buyer_filename: str
    sha256: str
    media_type: str
    data: bytes = field(repr=False)
    purpose: FilePurpose
    sanitation: Sanitation
    url: str = ""
    """Where the order says that the file also lies; such addresses end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLine:
    """An order line of another marketplace, with its specification, its files and the doubts about it."""

    order_id: str
    order_item_id: str
    legacy_order_item_id: str
    merchant_id: str
    marketplace_id: str
    asin: str
    title: str
    quantity: int
    specification: Specification
    files: tuple[ImportedFile, ...]
    unknown: tuple[UnknownPart, ...]
    warnings: tuple[OrderWarning, ...]

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look before the line is made."""
        return bool(self.unknown) or any(each.attention is Attention.PERSON for each in self.warnings)
