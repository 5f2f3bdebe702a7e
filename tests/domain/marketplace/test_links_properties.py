"""What holds of every link, whatever is added to it."""

from __future__ import annotations

import string
from urllib.parse import quote

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tailorbird.domain.marketplace.hosts import PRODUCT_HOSTS, SHORT_HOSTS, marketplace_of
from tailorbird.domain.marketplace.links import LinkProblem, RecognisedLink, recognise

IDS = st.integers(min_value=10_000_000, max_value=10**16).map(str)
FORMS = st.sampled_from(
    [
        "https://detail.1688.com/offer/{}.html?",
        "https://m.1688.com/offer/{}.html?",
        "https://detail.m.1688.com/page/index.htm?offerId={}&",
        "https://item.taobao.com/item.htm?id={}&",
        "http://world.taobao.com/item/{}.htm?",
        "detail.tmall.com/item.htm?id={}&",
        "https://weidian.com/item.html?itemID={}&",
        "https://de.aliexpress.com/item/{}.html?",
        "https://www.aliexpress.com/item/some-slug/{}.html?",
    ]
)
NAMING = {"id", "offerid", "itemid", "productid", "skuid", "specid", "sku_id", "variant", "pdp_ext_f"}
KEYS = st.text(string.ascii_letters + string.digits + "_-.", min_size=1, max_size=12).filter(
    lambda key: key.lower() not in NAMING
)
JUNK = st.lists(st.tuples(KEYS, st.text(max_size=20)), max_size=8)
LABEL = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=12)
LETTERS = st.characters(min_codepoint=0x80, max_codepoint=0x2FFF, categories=["L", "M", "N", "S"])
HOSTS = st.sampled_from(sorted(PRODUCT_HOSTS) + sorted(SHORT_HOSTS) + ["a-shop.myshopify.com"])
PATHS = st.sampled_from(
    ["/offer/781204556310.html", "/item.htm?id=781204556310", "/item/781204556310.html",
     "/item.html?itemID=781204556310", "/products/hat", "/h.abcdef", "/s/abcdef", "/_abcdef"]
)  # fmt: skip
PROSE = st.text("看这个好东西 点击链接打开，。！ abc 12", max_size=30)


def written(junk: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(key)}={quote(value, safe='')}" for key, value in junk)


@settings(deadline=None)
@given(FORMS, IDS, JUNK)
def test_no_junk_in_the_query_changes_the_product(
    form: str, product_id: str, junk: list[tuple[str, str]]
) -> None:
    found = recognise(form.format(product_id) + written(junk))
    assert isinstance(found, RecognisedLink)
    assert found.product_id == product_id


@settings(deadline=None)
@given(FORMS, IDS, PROSE, PROSE)
def test_no_prose_around_a_link_changes_the_product(
    form: str, product_id: str, before: str, after: str
) -> None:
    found = recognise(f"{before} {form.format(product_id)} {after}")
    assert isinstance(found, RecognisedLink)
    assert found.product_id == product_id


@settings(deadline=None)
@given(HOSTS, PATHS, st.lists(LABEL, min_size=1, max_size=3), st.sampled_from(["com", "cn", "shop"]))
def test_no_host_that_only_begins_like_a_marketplace_is_recognised(
    host: str, path: str, labels: list[str], top: str
) -> None:
    longer = ".".join([host, *labels, top])
    assume(not longer.endswith(".myshopify.com"))
    assert isinstance(recognise(f"https://{longer}{path}"), LinkProblem)
    assert isinstance(recognise(longer + path), LinkProblem)


@settings(deadline=None)
@given(HOSTS, PATHS, LABEL)
def test_no_host_that_only_ends_like_a_marketplace_is_recognised(host: str, path: str, label: str) -> None:
    glued = label.strip("-") + host
    assume(marketplace_of(glued, frozenset()) is None and glued not in SHORT_HOSTS)
    assert isinstance(recognise(f"https://{glued}{path}"), LinkProblem)


@settings(deadline=None)
@given(HOSTS, PATHS, st.integers(min_value=0), LETTERS)
def test_no_host_with_a_foreign_letter_is_recognised(host: str, path: str, place: int, letter: str) -> None:
    at = place % len(host)
    assert isinstance(recognise(f"https://{host[:at]}{letter}{host[at + 1 :]}{path}"), LinkProblem)


@settings(deadline=None)
@given(
    HOSTS, PATHS, st.sampled_from(["{}@evil.com", "evil.com@{}", "{}:81", "evil.com\\@{}", "{}%00.evil.com"])
)
def test_no_trick_in_front_of_or_behind_the_host_is_recognised(host: str, path: str, trick: str) -> None:
    assert isinstance(recognise(f"https://{trick.format(host)}{path}"), LinkProblem)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer_and_only_allowed_hosts_come_out(text: str) -> None:
    found = recognise(text)
    if isinstance(found, RecognisedLink):
        assert found.canonical_url.startswith("https://")


@settings(deadline=None)
@given(HOSTS, st.text("/offer.itmhl?=&#%0123456789id@:\\", max_size=60))
def test_whatever_follows_an_allowed_host_the_answer_is_on_an_allowed_host(host: str, tail: str) -> None:
    found = recognise(f"https://{host}{tail}")
    if isinstance(found, RecognisedLink):
        named = found.canonical_url.split("/")[2]
        assert named in SHORT_HOSTS or marketplace_of(named, frozenset()) is found.marketplace
