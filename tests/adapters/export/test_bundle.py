"""A bundle is the same bytes every time, holds what its reader may see, and reads in two languages."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

from tailorbird.adapters.export.bundle import bundle_name, members, write_bundle
from tailorbird.adapters.export.index import index_html
from tailorbird.app.bundle import CaseBundle, Entitlement, EvidenceFile
from tailorbird.domain import codec
from tailorbird.domain.ledger.hold import HoldState
from tests.adapters.export.evidence import CASE_ID, EXPORTED, PHOTO, collector, records

ANA = Entitlement(frozenset(("ana",)))


def bundle(entitled: Entitlement = ANA) -> CaseBundle:
    return collector().collect(CASE_ID, EXPORTED, entitled)


class Page(HTMLParser):
    """The text of the page, and every attribute of its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "img", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_the_same_case_and_reader_give_the_same_bytes() -> None:
    assert write_bundle(bundle()) == write_bundle(bundle())


def test_members_are_sorted_stored_and_dated_alike() -> None:
    with zipfile.ZipFile(io.BytesIO(write_bundle(bundle()))) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {(info.date_time, info.compress_type) for info in infos} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_facts_and_decisions_are_the_stored_bytes() -> None:
    made, stored = members(bundle()), records()
    assert [made[f"facts/{fact.seq:06d}.json"] for fact in stored.stored_facts] == [
        fact.data for fact in stored.stored_facts
    ]
    assert made["decisions/000001.json"] == stored.stored_decisions[0].data


def test_the_manifest_names_case_law_forum_terms_head_and_every_file() -> None:
    made = members(bundle())
    manifest = json.loads(made["manifest.json"])
    assert manifest["case"]["id"] == CASE_ID
    assert manifest["governing_law"] == "Mainland China"
    assert manifest["forum"] == "Hangzhou Arbitration Commission"
    assert manifest["head_hash"] == manifest["chain"][-1] == records().header.head_hash
    assert [pin["hash"] for pin in manifest["terms"]] == [pin.hash for pin in records().header.pins]
    assert set(manifest["members"]) == set(made) - {"manifest.json", "manifest.sha256"}
    assert manifest["members"]["holds.json"] == hashlib.sha256(made["holds.json"]).hexdigest()


def test_evidence_lies_under_its_hash_and_what_is_missing_is_said() -> None:
    made = members(bundle())
    name = f"files/{codec.digest(PHOTO)}.jpg"
    assert made[name] == PHOTO
    evidence = json.loads(made["manifest.json"])["evidence"]
    assert [(each["member"], each["facts"]) for each in evidence] == [
        (name, [4, 8]),
        (None, [8]),
        (None, [8]),
    ]


def test_private_content_is_there_for_its_owner_alone() -> None:
    shown = members(bundle(ANA))
    assert {each["text"] for each in json.loads(shown["private.json"])} == {"Ana García", "ana@example.org"}
    other = members(bundle(Entitlement(frozenset(("jinsui",)))))
    assert "private.json" not in other
    everything = b"".join(other.values())
    assert b"ana@example.org" not in everything
    assert "Ana García<" not in everything.decode(errors="replace")


def test_one_private_text_can_be_shown_by_its_id() -> None:
    made = members(bundle(Entitlement(private_ids=frozenset(("private/signer",)))))
    assert [each["id"] for each in json.loads(made["private.json"])] == ["private/signer"]


def test_each_private_field_has_its_state_and_digest_whoever_reads() -> None:
    listed = json.loads(members(bundle(Entitlement()))["private-proofs.json"])
    assert [(each["id"], each["state"]) for each in listed] == [
        ("private/signer", "withheld"),
        ("private/question", "erased"),
        ("private/address", "withheld"),
    ]
    assert listed[0]["digest"]


def test_an_erased_text_still_shows_its_digest_where_it_was_kept() -> None:
    stored = records()
    stored.contents["private/question"] = replace(stored.contents["private/signer"], text="", digest="d" * 64)
    listed = json.loads(members(collector(stored).collect(CASE_ID, EXPORTED, ANA))["private-proofs.json"])
    assert [each["digest"] for each in listed if each["state"] == "erased"] == ["d" * 64]


def test_a_notice_comes_with_its_proof_and_with_its_words_for_the_addressee() -> None:
    (mine,) = json.loads(members(bundle(ANA))["notices.json"])
    assert (mine["proofs"], mine["payload"]) == ([7], '{"title":"Your goods cleared export"}')
    (theirs,) = json.loads(members(bundle(Entitlement()))["notices.json"])
    assert "payload" not in theirs
    assert theirs["payload_sha256"] == mine["payload_sha256"]


def test_the_file_is_named_for_the_case_and_the_day() -> None:
    assert bundle_name(bundle()) == f"{CASE_ID}-evidence-20260320.zip"


def test_the_index_says_what_a_commission_asks_for_in_both_languages() -> None:
    text = Page(index_html(bundle())).text
    for expected in (
        "List of exhibits 证据目录",
        "Governing law 适用法律: Mainland China",
        "Hangzhou Arbitration Commission",
        "金穗代购有限公司",
        "2026-03-04 10:00:00 +08:00",
        "Order paid 买方付款",
        "May cancel 可否取消: Refused 不准许",
        "The goods cleared customs on 2026-03-04 10:00:00 +08:00.",
        "货物已于2026-03-04 10:00:00 +08:00完成清关。",
        "Goods that have cleared export customs can no longer be cancelled.",
        "已完成出口清关的货物不得取消。",
        "Of the goods' price CNY 980.00 stays with the provider",
        "missing when exported 导出时缺失",
    ):
        assert expected in text, expected


def test_the_money_in_the_index_adds_up() -> None:
    text = Page(index_html(bundle())).text
    assert "wallet:ana:CNY CNY 0.00 CNY 980.00 CNY -980.00" in text
    assert "Total 合计 CNY 980.00 CNY 980.00 CNY 0.00" in text
    assert "Total 合计 CNY 1,000.00 CNY 980.00 CNY 20.00 CNY 0.00" in text


def test_the_index_is_whole_html_that_loads_nothing() -> None:
    page = Page(index_html(bundle()))
    assert page.open == []
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "link", "iframe", "object", "form", "base", "b"}
    )
    sources = [attributes["src"] or "" for tag, attributes in page.tags if tag == "img"]
    assert sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert any(
        "default-src 'none'" in (each.get("content") or "") for tag, each in page.tags if tag == "meta"
    )


def test_names_and_titles_cannot_put_markup_into_the_index() -> None:
    html = index_html(bundle())
    assert "<script>" not in html
    assert "A dress &lt;script&gt;alert(1)&lt;/script&gt; PAGES" in html


def test_pages_are_numbered_throughout_and_the_list_of_exhibits_points_at_them() -> None:
    html = index_html(bundle())
    sheets = re.findall(r'<section class="sheet" id="page-(\d+)">(.*?)</section>', html, re.S)
    assert [int(number) for number, _ in sheets] == list(range(1, len(sheets) + 1))
    assert all(f"Page 第 {number} / {len(sheets)} 页" in sheet for number, sheet in sheets)
    found = {
        anchor: int(number) for number, sheet in sheets for anchor in re.findall(r'<h2 id="([\w-]+)"', sheet)
    }
    listed = re.findall(
        r'<td>([\d-]+)</td>.*?<td class="number">(\d+)</td></tr>', sheets[0][1] + sheets[1][1]
    )
    order = [
        "parties",
        "governance",
        "timeline",
        "decisions",
        "clauses",
        "money",
        "deadlines",
        "notices",
        "terms",
    ]
    assert [int(page) for _, page in listed[:9]] == [found[anchor] for anchor in order]
    assert [int(page) for _, page in listed[9:12]] == [found[f"file-{no}"] for no in (1, 2, 3)]


def test_a_case_where_nothing_happened_yet_can_be_exported() -> None:
    stored = records()
    stored.header = replace(stored.header, facts=0, head_hash="0" * 64)
    stored.stored_facts = stored.stored_decisions = stored.entries = stored.holds = ()
    stored.deadline_rows = stored.outbox_rows = ()
    empty = collector(stored).collect(CASE_ID, EXPORTED)
    assert "No money was moved or held. 无款项往来。" in index_html(empty)
    assert json.loads(members(empty)["entries.json"]) == {"entries": [], "net_credit_minor": {}}


def test_an_open_hold_counts_as_open_in_the_table() -> None:
    stored = records()
    stored.holds = tuple(replace(each, state=HoldState.OPEN, posted_minor=0) for each in stored.holds)
    text = Page(index_html(collector(stored).collect(CASE_ID, EXPORTED))).text
    assert "Total 合计 CNY 1,000.00 CNY 0.00 CNY 0.00 CNY 1,000.00" in text


def test_a_picture_too_large_to_show_is_named_all_the_same() -> None:
    made = bundle()
    large = EvidenceFile("f" * 64, "f" * 64, (4,), PHOTO[:4] + bytes(5 * 2**20))
    html = index_html(replace(made, files=(large,)))
    assert "<img" not in html
    assert "5,242,884 bytes" in html
