"""Searching a catalogue of 1,000, 10,000 and 100,000 products: time a search, and whether what was meant is
found first, in English, in Chinese, misspelled, and by meaning."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bench.measure import in_turn, percentile
from bench.report import Finding
from tailorbird.adapters.db import open_database
from tailorbird.adapters.language.encoder import Encoder
from tailorbird.app.ports.catalogue import Catalogue, Looking, Meaning, ProductRecord, Visibility
from tailorbird.domain.catalogue.indexing import meanings_of
from tailorbird.domain.catalogue.product import Channel, PriceTier, Product, Variant
from tailorbird.domain.catalogue.words import words_of
from tailorbird.domain.money import Money

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tailorbird.adapters.db.sql.session import Session

SIZES: Final = (1_000, 10_000, 100_000)
_AT: Final = datetime(2026, 3, 2, tzinfo=UTC)
_KEPT: Final = 1_000
"""So many products are kept one by one; the rest are copies of their rows."""
_QUERIES: Final = 40
_TARGET_MS: Final = 100.0
THINGS: Final = (
    ("ring", "戒指", "jewellery/rings"), ("necklace", "项链", "jewellery/necklaces"),
    ("mug", "马克杯", "home/kitchen"), ("tote bag", "手提袋", "bags/totes"),
    ("poster", "海报", "home/prints"),
    ("phone case", "手机壳", "accessories/phone-cases"), ("night light", "小夜灯", "home/lights"),
    ("key ring", "钥匙扣", "accessories/keyrings"), ("T-shirt", "T恤", "clothing/t-shirts"),
    ("cushion", "抱枕", "home/textiles"), ("notebook", "笔记本", "paper/notebooks"),
    ("wedding card", "婚礼请柬", "paper/invitations"), ("dog tag", "宠物牌", "pets/tags"),
    ("wall clock", "挂钟", "home/clocks"), ("scarf", "围巾", "clothing/scarves"),
    ("earrings", "耳环", "jewellery/earrings"),
)  # fmt: skip
LOOKS: Final = (
    ("silver", "银"), ("golden", "金色"), ("oak", "橡木"), ("walnut", "胡桃木"), ("ceramic", "陶瓷"),
    ("leather", "皮革"), ("cotton", "棉"), ("linen", "亚麻"), ("glass", "玻璃"), ("brass", "黄铜"),
    ("red", "红色"), ("blue", "蓝色"), ("green", "绿色"), ("black", "黑色"), ("white", "白色"),
)  # fmt: skip
MOTIFS: Final = (
    ("a heron", "苍鹭"), ("a fox", "狐狸"), ("the moon", "月亮"), ("stars", "星星"), ("a mountain", "山"),
    ("a sailing boat", "帆船"), ("roses", "玫瑰"), ("your name", "姓名"), ("your initials", "姓名首字母"),
    ("a birth date", "出生日期"), ("a cat", "猫"), ("a dog", "狗"), ("a bicycle", "自行车"),
    ("waves", "海浪"),
    ("a bear", "熊"), ("a hummingbird", "蜂鸟"), ("pine trees", "松树"), ("a lighthouse", "灯塔"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A synthetic product, and what of it was combined."""

    product: Product
    thing: int
    look: int
    motif: int


def made(count: int) -> Iterator[Made]:
    """Products of every combination in turn, told apart by a serial word."""
    chance = random.Random(7)
    for number in range(count):
        thing, look, motif = (chance.randrange(len(each)) for each in (THINGS, LOOKS, MOTIFS))
        name, name_zh, category = THINGS[thing]
        title = f"{LOOKS[look][0].title()} {name} with {MOTIFS[motif][0]}, series {number}"
        title_zh = f"{MOTIFS[motif][1]}图案{LOOKS[look][1]}{name_zh}，{number}号"
        price = PriceTier(price=Money(500 + number % 9_000, "USD"))
        product = Product(
            title=title,
            title_zh=title_zh,
            channel=Channel.JEWELLER,
            category=category,
            description=f"Made by hand in our workshop. {title}. Ships in a box.",
            variants=(Variant(variant="one", prices=(price,), stock=3),),
        )
        yield Made(product, thing, look, motif)


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """One finding a size: searches a second, each by words and meaning, against cutting the same texts."""
    encoder = Encoder()
    encoder.meaning("warm")
    return [_measured(size, rounds, encoder) for size in SIZES]


def _measured(size: int, rounds: int, encoder: Encoder) -> Finding:
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'catalogue.sqlite3'}")
        database.migrate()
        # What is measured is searching; the filling need not outlive a power cut.
        database.catalogue.session.query("PRAGMA synchronous=OFF")
        begun = time.perf_counter()
        goods = filled(database, size, encoder)
        filling = time.perf_counter() - begun
        begun = time.perf_counter()
        searched(database.catalogue, "first", encoder)
        first = (time.perf_counter() - begun) * 1000
        finding = _found(database.catalogue, goods, rounds, encoder, size)
        notes = (f"filled in {filling:,.0f} s; the first search of a process {first:,.0f} ms", *finding.notes)
        database.close()
        return replace(finding, notes=notes)


def filled(database: Database, size: int, encoder: Encoder) -> list[Made]:
    """Keep so many public products. The meaning of a title is reckoned once a combination: what a serial
    number means is nothing."""
    known: dict[tuple[int, int, int, str], bytes] = {}
    goods = list(made(min(size, _KEPT)))
    for number, each in enumerate(goods):
        vectors = []
        for language, text in meanings_of(each.product).items():
            key = (each.thing, each.look, each.motif, language)
            if key not in known:
                known[key] = encoder.meaning(text)
            vectors.append(Meaning(language, known[key]))
        record = ProductRecord(f"P{number}", "oak", 1, "", each.product, Visibility.PUBLIC, changed_at=_AT)
        database.catalogue.save(record, vectors, 0)
    database.catalogue.session.query("CREATE TEMP TABLE kept AS SELECT id FROM tailorbird_catalogue_product")
    for number in range(1, size // len(goods)):
        _copied(database.catalogue.session, number)
    _counted(database.catalogue.session, size // len(goods))
    return goods


def _copied(session: Session, number: int) -> None:
    """Every product once more, under another id and mark, row by row as it lies there."""
    otherwise = {
        "id": f"id || 'x{number}'",
        "product_id": f"product_id || 'x{number}'",
        "mark": f"(mark * {2 * number + 1}) & {2**40 - 1}",
    }
    for table in ("product", "revision", "price", "posting", "meaning"):
        names = [row[1] for row in session.query(f"PRAGMA table_info(tailorbird_catalogue_{table})")]
        key = "id" if table == "product" else "product_id"
        session.query(
            f"INSERT INTO tailorbird_catalogue_{table} ({', '.join(names)}) SELECT "
            f"{', '.join(otherwise.get(name, name) for name in names)} FROM tailorbird_catalogue_{table} "
            f"WHERE {key} IN (SELECT id FROM kept)"
        )


def _counted(session: Session, times: int) -> None:
    session.query(
        f"UPDATE tailorbird_catalogue_word SET products = products * {times}, titles = titles * {times}"
    )
    session.query(f"UPDATE tailorbird_catalogue_clock SET products = products * {times}")


def searched(catalogue: Catalogue, text: str, encoder: Encoder) -> list[str]:
    """The first ten, by id."""
    page = catalogue.search(Looking(text=text, near=encoder.meaning(text), limit=10))
    return [each.id for each in page.items]


def _found(catalogue: Catalogue, goods: Sequence[Made], rounds: int, encoder: Encoder, size: int) -> Finding:
    chance = random.Random(11)
    wanted = [goods[chance.randrange(len(goods))] for _ in range(_QUERIES)]
    kinds: dict[str, Callable[[Made], str]] = {
        "English": lambda each: f"{LOOKS[each.look][0]} {THINGS[each.thing][0]} {MOTIFS[each.motif][0]}",
        "Chinese": lambda each: f"{MOTIFS[each.motif][1]} {LOOKS[each.look][1]}{THINGS[each.thing][1]}",
        "misspelled": lambda each: _misspelled(
            f"{LOOKS[each.look][0]} {THINGS[each.thing][0]} {MOTIFS[each.motif][0]}"
        ),
    }
    texts = [(name, each, ask(each)) for name, ask in kinds.items() for each in wanted]
    took: list[float] = []

    def search_all() -> float:
        begun = time.perf_counter()
        for _, _, text in texts:
            started = time.perf_counter()
            searched(catalogue, text, encoder)
            took.append((time.perf_counter() - started) * 1000)
        return len(texts) / (time.perf_counter() - begun)

    def cut_all() -> float:
        begun = time.perf_counter()
        for _, _, text in texts:
            words_of(text)
        return len(texts) / (time.perf_counter() - begun)

    measured = in_turn(search_all, cut_all, rounds)
    p50, p99 = percentile(took, 0.5), percentile(took, 0.99)
    hits = {
        name: _hits(catalogue, goods, [(e, t) for n, e, t in texts if n == name], encoder) for name in kinds
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    notes = (
        f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, with the query's own meaning; {memory} MB in this process",
        *(f"{name}: all three asked properties in the first hit {hit:.0%}" for name, hit in hits.items()),
    )
    return Finding(
        f"searching {size:,} products by words and meaning",
        "searches/s",
        "the same questions cut into words",
        measured,
        f"{_TARGET_MS:.0f} ms at the median",
        "yes" if p50 <= _TARGET_MS else "no",
        notes,
    )


def _misspelled(text: str) -> str:
    """Two letters of the longest word swapped."""
    longest = max(text.split(), key=len)
    at = len(longest) // 2
    swapped = longest[: at - 1] + longest[at] + longest[at - 1] + longest[at + 1 :]
    return text.replace(longest, swapped)


def _hits(
    catalogue: Catalogue, goods: Sequence[Made], asked: Sequence[tuple[Made, str]], encoder: Encoder
) -> float:
    right = 0
    for wanted, text in asked:
        first = searched(catalogue, text, encoder)[:1]
        if first:
            found = goods[int(first[0][1:].partition("x")[0])]
            right += (found.thing, found.look, found.motif) == (wanted.thing, wanted.look, wanted.motif)
    return right / len(asked)
