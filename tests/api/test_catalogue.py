"""The catalogue by calls: one's own products, what everybody finds, and what is nobody else's to see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird import bootstrap
from tailorbird.adapters.db.cursors import write_cursor
from tailorbird.app.catalogue.chores import do_chores
from tailorbird.app.permissions import scopes_for
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.app.ports.parties import Party
from tailorbird.app.setbacks import Setbacks
from tailorbird.domain import codec
from tailorbird.domain.catalogue.product import Channel, Grant, Medium, Product
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.roles import Role
from tests.api.stage import Caller
from tests.contracts.catalogued import MONDAY, product, video
from tests.pictures import png

if TYPE_CHECKING:
    from tests.api.stage import Stage

RING = product("Silver ring", "银戒指", "USD 62.00", channel=Channel.JEWELLER, category="jewellery/rings")
OTHERS = ("bo", "operator", "pine")


@pytest.fixture(autouse=True)
def _merchants(stage: Stage) -> None:
    for name in ("oak", "pine"):
        roles = frozenset({Role.MERCHANT})
        stage.house.parties.save_party(Party(name, name.title(), roles))
        stage.keys[name] = stage.house.parties.issue_key(name, scopes_for(roles) - {"admin"}, "test")


def oak(stage: Stage) -> Caller:
    return stage.by("oak")


def created(stage: Stage, document: Product = RING, who: str = "oak") -> str:
    reply = stage.by(who).post("/v1/catalogue/products", {"product": codec.plain(document)})
    assert reply.status == 201, reply.content
    return str(reply.json["product"]["product"])


def published(stage: Stage, document: Product = RING) -> str:
    name = created(stage, document)
    reply = oak(stage).post(f"/v1/catalogue/products/{name}/publication")
    assert reply.status == 200, reply.content
    return name


def private(stage: Stage, document: Product) -> str:
    """A custom product of oak's that is made for ada."""
    record = ProductRecord(
        "TB-1", "oak", 1, document.hash, document, Visibility.PRIVATE, seen_by="ada", changed_at=MONDAY
    )
    return stage.house.catalogue.save(record, (), 0).id


# One's own products -------------------------------------------------------------------------------------


def test_a_merchant_keeps_reads_and_changes_a_product(stage: Stage) -> None:
    name = created(stage)
    shown = oak(stage).get(f"/v1/catalogue/products/{name}")
    assert shown.headers["ETag"] == f'"{shown.json["hash"]}"'
    document = shown.json["document"] | {"title": "Gold ring"}
    changed = oak(stage).put(f"/v1/catalogue/products/{name}", {"product": document, "revision": 1})
    assert (changed.status, changed.json["product"]["revision"]) == (200, 2)
    stale = oak(stage).put(f"/v1/catalogue/products/{name}", {"product": codec.plain(RING), "revision": 1})
    assert (stale.status, stale.json["code"], stale.json["revision"]) == (409, "stale_product", 2)
    (row,) = oak(stage).get("/v1/catalogue/products").json["items"]
    assert (row["title"], row["visibility"]) == ("Gold ring", "draft")


def test_everything_wrong_is_told_in_the_readers_language(stage: Stage) -> None:
    wrong = codec.plain(replace(RING, title="", category="Rings!"))
    english = oak(stage).post("/v1/catalogue/products", {"product": wrong})
    chinese = oak(stage).post("/v1/catalogue/products", {"product": wrong}, Accept_Language="zh")
    assert (english.status, english.json["code"]) == (422, "product_unfit")
    assert [each["where"] for each in english.json["findings"]] == ["title", "category"]
    assert english.json["findings"][0]["says"] == "The product has no title."
    assert chinese.json["findings"][0]["says"] == "商品没有标题。"
    assert chinese.json["title"] == "商品不能这样保存"


def test_the_same_call_again_makes_no_second_product(stage: Stage) -> None:
    body = {"product": codec.plain(RING)}
    one = oak(stage).post("/v1/catalogue/products", body, once="k1")
    again = oak(stage).post("/v1/catalogue/products", body, once="k1")
    assert one.json == again.json
    assert len(oak(stage).get("/v1/catalogue/products").json["items"]) == 1


def test_listing_a_piece_tells_its_range_and_a_product_what_the_programme_finds(stage: Stage) -> None:
    piece = oak(stage).post(f"/v1/catalogue/products/{created(stage)}/listing")
    assert {each["code"] for each in piece.json["findings"]} >= {"colour", "size"}
    listed = created(stage, replace(RING, channel=Channel.PROGRAMME))
    reply = oak(stage).post(f"/v1/catalogue/products/{listed}/listing", {"currency": "USD"})
    assert reply.json["stage"] == "draft"
    assert "amazon-custom.approval" in {each["code"] for each in reply.json["findings"]}
    assert all(each["says"] for each in reply.json["findings"])
    refused = oak(stage).post(f"/v1/catalogue/products/{listed}/publication")
    assert (refused.status, refused.json["code"]) == (409, "refused_by_terms")
    assert "amazon-custom.approval" in refused.json["clauses"]


# What everybody finds -----------------------------------------------------------------------------------


def test_what_is_published_is_found_without_a_key_in_both_languages(stage: Stage) -> None:
    name = published(stage)
    for q, language in (("silver ring", "en"), ("戒指", "zh-CN"), ("slver rnig", "en"), ("jewelry", "en")):
        reply = stage.by("nobody").get(f"/v1/catalogue/search?q={q}", Accept_Language=language)
        assert [each["product"] for each in reply.json["items"]] == [name], q
        assert reply.headers["Tailorbird-Search-By"] == "words_and_meaning"
    assert reply.json["items"][0]["title"] == "Silver ring"
    assert reply.json["items"][0]["from_prices"] == [{"currency": "USD", "minor": 6200}]
    chinese = stage.by("nobody").get("/v1/catalogue/search", Accept_Language="zh")
    assert chinese.json["items"][0]["title"] == "银戒指"
    assert chinese.headers["Tailorbird-Search-By"] == "filters"
    assert stage.by("nobody").get(f"/v1/catalogue/public/{name}").json["document"]["title"] == "Silver ring"
    assert stage.by("nobody").get("/v1/catalogue/suggestions?q=sil").json == {"words": ["silver"]}
    facets = stage.by("nobody").get("/v1/catalogue/facets?category=jewellery").json
    assert facets["categories"] == {"jewellery/rings": 1}


def test_without_the_language_model_words_are_gone_by_and_the_answer_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tailorbird.adapters.language.encoder import Encoder

    name = published(stage)
    house = replace(stage.house, language=Encoder("no_such_package_here"))
    monkeypatch.setattr(bootstrap, "house", lambda: house)
    reply = stage.by("nobody").get("/v1/catalogue/search?q=ring")
    assert [each["product"] for each in reply.json["items"]] == [name]
    assert reply.headers["Tailorbird-Search-By"] == "words"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=999", "channel=nowhere", "min_minor=x", "made_to_order=maybe"]
)
def test_a_filter_that_there_is_not_is_told(stage: Stage, query: str) -> None:
    reply = stage.by("nobody").get(f"/v1/catalogue/search?{query}")
    assert (reply.status, reply.json["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "query",
    ["category=a%00", "owner=%00", "goods_class=%00", "currency=%00", f"currency=USD&max_minor={10**20}"],
)
@pytest.mark.parametrize("path", ["search", "facets", "videos"])
def test_a_filter_that_no_database_could_take_is_told(stage: Stage, path: str, query: str) -> None:
    reply = stage.by("nobody").get(f"/v1/catalogue/{path}?{query}")
    assert (reply.status, reply.json["code"]) == (422, "invalid")


def test_wide_spaces_and_characters_that_nobody_sees_do_not_matter_in_what_is_looked_for(
    stage: Stage,
) -> None:
    name = published(stage)
    for q in ("silver%E3%80%80ring", "sil%E2%80%8Bver", "%00silver%0Aring", "%E6%88%92%E6%8C%87%E3%80%80"):
        found = stage.by("nobody").get(f"/v1/catalogue/search?q={q}").json["items"]
        assert [each["product"] for each in found] == [name], q
    words = stage.by("nobody").get("/v1/catalogue/suggestions?q=gold%E3%80%80sil").json
    assert words == {"words": ["silver"]}


def test_a_cursor_that_cannot_be_read_is_told(stage: Stage) -> None:
    reply = stage.by("nobody").get("/v1/catalogue/search?q=ring&cursor=zzz")
    assert (reply.status, reply.json["code"]) == (400, "cursor_unreadable")


@pytest.mark.parametrize(
    "key",
    [["0001-01-01T00:00:00+14:00", "a"], ["2026-03-02T02:00:00+00:00", "a\0"], ["soon", "a"], [1, "a"]],
)
def test_a_cursor_that_somebody_made_up_is_told(stage: Stage, key: list[str | int]) -> None:
    reply = stage.by("nobody").get(f"/v1/catalogue/search?cursor={write_cursor('newest', key)}")
    assert (reply.status, reply.json["code"]) == (400, "cursor_unreadable")


def test_the_gallery_tells_owner_licence_and_grants(stage: Stage) -> None:
    film = replace(video(), grants=(Grant.PROMOTE,))
    record = ProductRecord(
        "p1", "oak", 1, "", replace(RING, media=(film,)), Visibility.PUBLIC, changed_at=MONDAY
    )
    stage.house.catalogue.save(record, (), 0)
    (shown,) = stage.by("nobody").get("/v1/catalogue/videos").json["items"]
    assert (shown["product"], shown["owner"], shown["licence"], shown["grants"]) == (
        "p1",
        "oak",
        "own work",
        ["promote"],
    )


# What is nobody else's to see ---------------------------------------------------------------------------


def test_a_private_product_is_found_by_its_buyer_and_its_owner_alone(stage: Stage) -> None:
    sha256 = stage.house.files.put(png(b"secret"), "image/png", by="oak").sha256
    picture = Medium(file=sha256, kind=AssetKind.PICTURE, owner="oak", licence="own work", alt="It.")
    document = replace(
        product("Zanzibar pendant", "", "CHF 9.00", channel=Channel.CUSTOM, category="secret"),
        media=(picture, video()),
    )
    name = private(stage, document)
    for who in ("ada", "oak"):
        visible = stage.by(who).get("/v1/catalogue/visible?q=zanzibar").json["items"]
        assert [each["product"] for each in visible] == [name]
        assert stage.by(who).get(f"/v1/catalogue/products/{name}").status == 200
        assert stage.by(who).get(f"/v1/catalogue/products/{name}/media/{sha256}").status == 200
    marks = (b"anzibar", b"secret", b"CHF", name.encode(), sha256.encode())
    for who in ("nobody", *OTHERS):
        told = [
            stage.by(who).get(f"/v1/catalogue/{path}")
            for path in (
                "search?q=zanzibar+pendant",
                "search?category=secret",
                "search?currency=CHF",
                "search?owner=oak",
                "facets",
                "facets?q=pendant",
                "videos",
                "suggestions?q=zan",
                f"public/{name}",
                f"public/{name}/media/{sha256}",
                "visible?q=zanzibar",
                "visible?owner=oak",
                f"products/{name}",
                f"products/{name}/media/{sha256}",
                "products",
                "export",
            )
        ]
        assert {each.status for each in told} <= {200, 401, 404}
        for each in told:
            body = each.content if each.status == 200 else b""
            assert not [mark for mark in marks if mark in body], (who, each.content)
    lost = stage.by("bo").get(f"/v1/catalogue/products/{name}")
    nothing = stage.by("bo").get("/v1/catalogue/products/TB-9")
    assert lost.status == nothing.status == 404
    assert lost.content.replace(name.encode(), b"X") == nothing.content.replace(b"TB-9", b"X")


def test_what_is_anothers_is_neither_changed_nor_read_by_its_jobs(stage: Stage) -> None:
    name = created(stage)
    pine = stage.by("pine")
    body = {"product": codec.plain(RING), "revision": 1}
    assert pine.put(f"/v1/catalogue/products/{name}", body).status == 404
    for verb in ("listing", "publication", "withdrawal"):
        assert pine.post(f"/v1/catalogue/products/{name}/{verb}").status == 404, verb
    job = sent(stage, b"product,title,variant,prices\n").json["job"]
    assert pine.get(f"/v1/catalogue/imports/{job}").status == 404
    assert pine.post(f"/v1/catalogue/imports/{job}/cancellation").status == 404
    assert pine.get("/v1/catalogue/imports").json["items"] == []


def test_a_file_that_the_product_does_not_name_is_not_served_with_it(stage: Stage) -> None:
    name = published(stage)
    other = stage.house.files.put(png(b"mine"), "image/png", by="ada").sha256
    assert stage.by("nobody").get(f"/v1/catalogue/public/{name}/media/{other}").status == 404
    assert stage.by("nobody").get(f"/v1/catalogue/public/{name}/media/none").status == 404


# Tables -------------------------------------------------------------------------------------------------

HEAD = b"product,title,variant,prices,stock\n"


def sent(stage: Stage, data: bytes, **query: str) -> Any:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return oak(stage).call("POST", f"/v1/catalogue/imports?{asked}", data, Content_Type="text/csv")


def test_a_table_is_read_by_the_worker_and_the_job_tells_how_far_it_is(stage: Stage) -> None:
    reply = sent(stage, HEAD + b"a,Mug,one,USD 9.00,3\nb,,one,USD 9.00,3\n", name="goods.csv")
    assert (reply.status, reply.json["state"]) == (202, "waiting")
    while do_chores(stage.house, Setbacks()).done:
        continue
    job = oak(stage).get(f"/v1/catalogue/imports/{reply.json['job']}", Accept_Language="zh").json
    assert (job["state"], job["total"], job["done"], job["created"], job["refused"]) == ("done", 2, 2, 1, 1)
    (row,) = job["report"]
    assert (row["line"], row["field"], row["says"]) == (3, "title", "商品没有标题。")
    assert b"Mug" in oak(stage).get("/v1/catalogue/export").content


def test_a_file_that_is_no_table_is_refused_with_its_fault(stage: Stage) -> None:
    reply = sent(stage, b"PK\x03\x04\xff\xff\x00")
    assert (reply.status, reply.json["code"], reply.json["fault"]) == (422, "table_unreadable", "not_text")


def test_a_job_can_be_ended(stage: Stage) -> None:
    job = sent(stage, HEAD + b"a,Mug,one,USD 9.00,3\n").json["job"]
    assert oak(stage).post(f"/v1/catalogue/imports/{job}/cancellation").json["state"] == "cancelled"
    assert oak(stage).get(f"/v1/catalogue/imports/{job}").json["state"] == "cancelled"


def test_withdrawn_products_are_found_no_more(stage: Stage) -> None:
    name = published(stage)
    assert oak(stage).post(f"/v1/catalogue/products/{name}/withdrawal").status == 200
    assert stage.by("nobody").get("/v1/catalogue/search").json["items"] == []
