"""What a pasted text is recognised as."""

from __future__ import annotations

import pytest

from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.links import (
    MAX_TEXT,
    LinkProblem,
    LinkProblemCode,
    RecognisedLink,
    recognise,
)

M = Marketplace
C = LinkProblemCode


def recognised(text: str, shops: frozenset[str] = frozenset()) -> RecognisedLink:
    found = recognise(text, shops)
    assert isinstance(found, RecognisedLink), found
    return found


def refused(text: str) -> LinkProblem:
    found = recognise(text)
    assert isinstance(found, LinkProblem), found
    assert found.message
    assert found.next_step
    return found


@pytest.mark.parametrize(
    ("link", "marketplace", "product"),
    [
        ("https://detail.1688.com/offer/781204556310.html", M.ALIBABA_1688, "781204556310"),
        ("http://detail.1688.com/offer/781204556310.html?spm=a2.b", M.ALIBABA_1688, "781204556310"),
        ("detail.1688.com/offer/781204556310.html", M.ALIBABA_1688, "781204556310"),
        ("//detail.1688.com/offer/781204556310.html", M.ALIBABA_1688, "781204556310"),
        ("https://m.1688.com/offer/781204556310.html", M.ALIBABA_1688, "781204556310"),
        ("https://detail.m.1688.com/page/index.htm?offerId=781204556310", M.ALIBABA_1688, "781204556310"),
        ("http://detail.m.1688.com/page/index.html?a=1&offerId=781204556310", M.ALIBABA_1688, "781204556310"),
        ("HTTPS://DETAIL.1688.COM/offer/781204556310.html", M.ALIBABA_1688, "781204556310"),
        ("https://detail.1688.com./offer/781204556310.html", M.ALIBABA_1688, "781204556310"),
        ("https://item.taobao.com/item.htm?id=620188031744", M.TAOBAO, "620188031744"),
        ("https://item.taobao.com/item.htm?spm=1.2&amp;id=620188031744&amp;ns=1", M.TAOBAO, "620188031744"),
        ("https://world.taobao.com/item/620188031744.htm?fromSite=main", M.TAOBAO, "620188031744"),
        ("https://h5.m.taobao.com/awp/core/detail.htm?id=620188031744", M.TAOBAO, "620188031744"),
        ("https://m.intl.taobao.com/detail/detail.html?id=620188031744#x", M.TAOBAO, "620188031744"),
        ("https://www.taobao.com/list/item/620188031744.htm", M.TAOBAO, "620188031744"),
        ("https://detail.tmall.com/item.htm?id=656308694954&skuId=1", M.TMALL, "656308694954"),
        ("https://detail.tmall.hk/hk/item.htm?id=656308694954", M.TMALL, "656308694954"),
        ("https://detail.m.tmall.com/item.htm?id=656308694954", M.TMALL, "656308694954"),
        ("https://world.tmall.com/item/656308694954.htm", M.TMALL, "656308694954"),
        ("https://weidian.com/item.html?itemID=7616832901", M.WEIDIAN, "7616832901"),
        ("https://www.weidian.com/item.html?itemId=7616832901&spider_token=c6ac", M.WEIDIAN, "7616832901"),
        ("https://shop1824678471.v.weidian.com/item.html?itemID=7616832901", M.WEIDIAN, "7616832901"),
        ("https://www.aliexpress.com/item/1005006789012345.html", M.ALIEXPRESS, "1005006789012345"),
        ("https://de.aliexpress.com/item/1005006789012345.html?spm=a2g0o", M.ALIEXPRESS, "1005006789012345"),
        ("https://www.aliexpress.us/item/3256806789012345.html", M.ALIEXPRESS, "3256806789012345"),
        ("https://aliexpress.ru/item/1005006789012345.html", M.ALIEXPRESS, "1005006789012345"),
        ("aliexpress.com/item/Long-Sleeve-Sweater/1005006789012345.html", M.ALIEXPRESS, "1005006789012345"),
        ("https://fr.aliexpress.com/i/1005006789012345.html", M.ALIEXPRESS, "1005006789012345"),
        ("https://m.aliexpress.com/product.htm?productId=1005006789012345", M.ALIEXPRESS, "1005006789012345"),
        ("https://www.aliexpress.com/store/product/x/912345_32665965133.html", M.ALIEXPRESS, "32665965133"),
        ("https://a-shop.myshopify.com/products/linen-summer-skirt", M.SHOPIFY, "linen-summer-skirt"),
        ("https://a-shop.myshopify.com/products/linen-summer-skirt.json", M.SHOPIFY, "linen-summer-skirt"),
        ("https://a-shop.myshopify.com/products/linen-summer-skirt.js", M.SHOPIFY, "linen-summer-skirt"),
        ("https://a-shop.myshopify.com/collections/all/products/beanie?x=1", M.SHOPIFY, "beanie"),
        ("https://a-shop.myshopify.com/en-gb/products/beanie", M.SHOPIFY, "beanie"),
        ("https://a-shop.myshopify.com/products/%E5%B8%BD%E5%AD%90", M.SHOPIFY, "帽子"),
    ],
)  # fmt: skip
def test_every_form_of_a_product_page_is_recognised(
    link: str, marketplace: Marketplace, product: str
) -> None:
    found = recognised(link)
    assert (found.marketplace, found.product_id, found.short) == (marketplace, product, None)


def test_one_product_has_one_canonical_address_whatever_the_form() -> None:
    forms = ("m.1688.com/offer/781204556310.html?x=1", "http://detail.1688.com/offer/781204556310")
    assert {recognised(form).canonical_url for form in forms} == {
        "https://detail.1688.com/offer/781204556310.html"
    }


def test_a_canonical_address_is_recognised_as_itself() -> None:
    for link in ("https://detail.tmall.com/item.htm?id=656308694954",
                 "https://a-shop.myshopify.com/products/%E5%B8%BD%E5%AD%90"):  # fmt: skip
        assert recognised(link).canonical_url == link


@pytest.mark.parametrize(
    ("link", "variant"),
    [
        ("https://detail.1688.com/offer/781204556310.html?skuId=7812045563101", "7812045563101"),
        ("https://detail.1688.com/offer/781204556310.html?specId=eced38b46ea1c91583935457c5a5ea72",
         "eced38b46ea1c91583935457c5a5ea72"),
        ("https://item.taobao.com/item.htm?id=620188031744&skuId=4401121", "4401121"),
        ("https://pt.aliexpress.com/item/1005003061008680.html?"
         "pdp_ext_f=%7B%22sku_id%22%3A%2212000023685425338%22%7D", "12000023685425338"),
        ("https://www.aliexpress.com/item/1005003061008680.html?sku_id=12000021756507555",
         "12000021756507555"),
        ("https://a-shop.myshopify.com/products/beanie?variant=84165704749991", "84165704749991"),
        ("https://a-shop.myshopify.com/products/beanie?variant=oat", None),
        ("https://item.taobao.com/item.htm?id=620188031744&skuId=1&skuId=2", None),
        ("https://detail.1688.com/offer/781204556310.html", None),
    ],
)  # fmt: skip
def test_the_variant_is_read_where_the_link_names_one(link: str, variant: str | None) -> None:
    assert recognised(link).variant == variant


@pytest.mark.parametrize(
    ("link", "marketplace", "url"),
    [
        ("https://m.tb.cn/h.5abCdEf", M.TAOBAO, "https://m.tb.cn/h.5abCdEf"),
        ("https://e.tb.cn/h.SQ6rjlgiow5ob5s?tk=MJN9f2bd29s&x=1", M.TAOBAO,
         "https://e.tb.cn/h.SQ6rjlgiow5ob5s?tk=MJN9f2bd29s"),
        ("https://qr.1688.com/s/Tr8bqWG0", M.ALIBABA_1688, "https://qr.1688.com/s/Tr8bqWG0"),
        ("https://a.aliexpress.com/_mKjL9Cq", M.ALIEXPRESS, "https://a.aliexpress.com/_mKjL9Cq"),
        ("s.click.aliexpress.com/e/_DmX3abc", M.ALIEXPRESS,
         "https://s.click.aliexpress.com/e/_DmX3abc"),
    ],
)  # fmt: skip
def test_a_short_link_is_recognised_and_left_to_be_resolved(
    link: str, marketplace: Marketplace, url: str
) -> None:
    found = recognised(link)
    assert (found.marketplace, found.product_id, found.canonical_url) == (marketplace, None, url)
    assert found.short is not None
    assert found.short.url == url


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("【淘宝】https://e.tb.cn/h.SQ6rjlgiow5ob5s?tk=MJN9f2bd29s CZ225 「压力传感器布料」"
         "点击链接直接打开 或者 淘宝搜索直接打开", "https://e.tb.cn/h.SQ6rjlgiow5ob5s?tk=MJN9f2bd29s"),
        ("8.0 hihi:/ 复制打开👉淘宝👈 ￥a1B2c3D4￥ https://m.tb.cn/h.5abCdEf 手工亚麻连衣裙",
         "https://m.tb.cn/h.5abCdEf"),
        ("我在1688发现了好货：纯棉T恤，点击链接https://detail.1688.com/offer/781204556310.html查看详情",
         "https://detail.1688.com/offer/781204556310.html"),
        ("【1688】渔夫帽 https://qr.1688.com/s/Tr8bqWG0 复制这段话打开手机1688", "https://qr.1688.com/s/Tr8bqWG0"),
        ("$15.80 | Women's sweater\nhttps://a.aliexpress.com/_mKjL9Cq", "https://a.aliexpress.com/_mKjL9Cq"),
        ("Look at this (https://www.aliexpress.com/item/1005006789012345.html).",
         "https://www.aliexpress.com/item/1005006789012345.html"),
        ("1.https://weidian.com/item.html?itemID=7616832901，好看", "https://weidian.com/item.html?itemID=7616832901"),
        ("链接item.taobao.com/item.htm?id=620188031744", "https://item.taobao.com/item.htm?id=620188031744"),
        ("价格9.9https://m.tb.cn/h.5abCdEf点击", "https://m.tb.cn/h.5abCdEf"),
        ("“detail.1688.com/offer/781204556310.html”", "https://detail.1688.com/offer/781204556310.html"),
        ("from https://www.example.com/blog I found https://detail.1688.com/offer/781204556310.html",
         "https://detail.1688.com/offer/781204556310.html"),
    ],
)  # fmt: skip
def test_a_whole_share_text_is_recognised_by_its_link(text: str, named: str) -> None:
    assert recognised(text).canonical_url == named


def test_several_links_to_one_product_are_one_product() -> None:
    found = recognised(
        "https://m.1688.com/offer/781204556310.html?skuId=7812045563101 and on the desktop "
        "https://detail.1688.com/offer/781204556310.html"
    )
    assert (found.product_id, found.variant) == ("781204556310", "7812045563101")


def test_taobao_and_tmall_links_of_one_number_are_one_product() -> None:
    recognised(
        "https://detail.tmall.com/item.htm?id=656308694954 https://item.taobao.com/item.htm?id=656308694954"
    )


def test_several_links_with_different_variants_leave_the_variant_open() -> None:
    link = "https://detail.1688.com/offer/781204556310.html?skuId="
    assert recognised(f"{link}7812045563101 {link}7812045563102").variant is None


@pytest.mark.parametrize(
    "second",
    [
        "https://detail.1688.com/offer/655023981174.html",
        "https://item.taobao.com/item.htm?id=781204556310",
        "https://qr.1688.com/s/Tr8bqWG0",
    ],
)
def test_links_that_may_name_different_products_are_ambiguous(second: str) -> None:
    text = f"https://detail.1688.com/offer/781204556310.html {second}"
    assert refused(text).code is C.SEVERAL_PRODUCTS


def test_the_same_handle_in_two_shops_is_two_products() -> None:
    text = "https://a.myshopify.com/products/hat https://b.myshopify.com/products/hat"
    assert refused(text).code is C.SEVERAL_PRODUCTS


def test_a_shop_outside_myshopify_is_recognised_only_when_it_is_accepted() -> None:
    link = "https://shop.example.com/collections/sale/products/beanie.json?variant=1"
    found = recognised(link, frozenset({"shop.example.com"}))
    assert found.canonical_url == "https://shop.example.com/products/beanie"
    assert refused(link).code is C.FOREIGN_HOST


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", C.NO_LINK),
        ("a red scarf, size M, and/or a blue one", C.NO_LINK),
        ("781204556310", C.NO_LINK),
        ("x" * (MAX_TEXT + 1), C.TEXT_TOO_LONG),
        ("https://www.example.com/offer/781204556310.html", C.FOREIGN_HOST),
        ("https://agent.example/item?url=https://detail.1688.com/offer/781204556310.html", C.FOREIGN_HOST),
        ("https://detail.1688.com.evil.com/offer/781204556310.html", C.LOOK_ALIKE_HOST),
        ("https://detail-1688.com/offer/781204556310.html", C.LOOK_ALIKE_HOST),
        ("https://detail.l688.com/offer/781204556310.html", C.LOOK_ALIKE_HOST),
        ("https://item.taoba0.com/item.htm?id=620188031744", C.LOOK_ALIKE_HOST),
        ("https://item.tao-bao.com/item.htm?id=620188031744", C.LOOK_ALIKE_HOST),
        ("https://www.aIiexpress.com/item/1005006789012345.html", C.LOOK_ALIKE_HOST),
        ("https://www.a1iexpress.com/item/1005006789012345.html", C.LOOK_ALIKE_HOST),
        ("https://myshopify.com.evil.io/products/x", C.LOOK_ALIKE_HOST),
        ("https://evilmyshopify.com/products/x", C.LOOK_ALIKE_HOST),
        ("https://detail.1688.com@evil.com/offer/781204556310.html", C.HIDDEN_HOST),
        ("https://evil.com@detail.1688.com/offer/781204556310.html", C.HIDDEN_HOST),
        ("https://user:pw@detail.1688.com/offer/781204556310.html", C.HIDDEN_HOST),
        ("https://evil.com\\@detail.1688.com/offer/781204556310.html", C.HIDDEN_HOST),
        ("https://detail.1688.com\\.evil.com/offer/781204556310.html", C.HIDDEN_HOST),
        ("https://detail.1688.com\\offer\\781204556310.html", C.HIDDEN_HOST),
        ("user@detail.1688.com/offer/781204556310.html", C.HIDDEN_HOST),
        ("https://dеtail.1688.com/offer/781204556310.html", C.FOREIGN_LETTERS),  # Cyrillic е
        ("dеtail.1688.com/offer/781204556310.html", C.FOREIGN_LETTERS),
        ("https://item.taobaо.com/item.htm?id=620188031744", C.FOREIGN_LETTERS),  # Cyrillic о
        ("https://xn--taoba-jua.com/item.htm?id=620188031744", C.FOREIGN_LETTERS),
        ("https://ｄetail.1688.com/offer/781204556310.html", C.FOREIGN_LETTERS),
        ("https://127.0.0.1/offer/781204556310.html", C.IP_ADDRESS),
        ("https://2130706433/offer/781204556310.html", C.IP_ADDRESS),
        ("https://0x7f.1/offer/781204556310.html", C.IP_ADDRESS),
        ("https://[::1]/offer/781204556310.html", C.IP_ADDRESS),
        ("https://[::1]:8080/offer/781204556310.html", C.IP_ADDRESS),
        ("https://detail.1688.com:8443/offer/781204556310.html", C.PORT_IN_LINK),
        ("detail.1688.com:443/offer/781204556310.html", C.PORT_IN_LINK),
        ("ftp://detail.1688.com/offer/781204556310.html", C.NOT_HTTP),
        ("taobao://item.taobao.com/item.htm?id=620188031744", C.NOT_HTTP),
        ("javascript:alert('https://detail.1688.com/offer/781204556310.html')", C.NOT_HTTP),
        ("xhttps://detail.1688.com/offer/781204556310.html", C.NOT_HTTP),
        ("https://www.1688.com/", C.NOT_A_PRODUCT_PAGE),
        ("https://shop123.1688.com/page/offerlist.htm", C.NOT_A_PRODUCT_PAGE),
        ("https://login.taobao.com/item.htm?id=620188031744", C.NOT_A_PRODUCT_PAGE),
        ("https://detail%2e1688.com/offer/781204556310.html", C.LOOK_ALIKE_HOST),
        ("https://a-shop.myshopify.com/cart", C.NOT_A_PRODUCT_PAGE),
        ("https://item.taobao.com/item.htm", C.PRODUCT_ID_MISSING),
        ("https://item.taobao.com/item.htm?id=", C.PRODUCT_ID_MISSING),
        ("https://a-shop.myshopify.com/products/", C.PRODUCT_ID_MISSING),
        ("https://qr.1688.com/s/", C.PRODUCT_ID_MISSING),
        ("https://detail.1688.com/offer/78120455x.html", C.PRODUCT_ID_MALFORMED),
        ("https://detail.1688.com/offer/0781204556310.html", C.PRODUCT_ID_MALFORMED),
        ("https://detail.1688.com/offer/７８１２０４.html", C.PRODUCT_ID_MISSING),
        ("https://item.taobao.com/item.htm?id=12", C.PRODUCT_ID_MALFORMED),
        ("https://item.taobao.com/item.htm?id=620188031744&id=620188031745", C.PRODUCT_ID_MALFORMED),
        ("https://a-shop.myshopify.com/products/a%2F..%2Fb", C.PRODUCT_ID_MALFORMED),
        ("https://a.aliexpress.com/_%2e%2e", C.PRODUCT_ID_MALFORMED),
        ("https://detail.1688.com/offer/../offer/781204556310.html", C.NOT_A_PRODUCT_PAGE),
    ],
)  # fmt: skip
def test_what_names_no_product_is_refused_with_its_reason(text: str, code: LinkProblemCode) -> None:
    assert refused(text).code is code


@pytest.mark.parametrize(
    "trap",
    [
        "https://detail.1688.com.evil.com/x",
        "https://detail.1688.com@evil.com/x",
        "https://dеtail.1688.com/x",
    ],
)
def test_a_link_that_pretends_refuses_the_text_even_beside_a_proper_one(trap: str) -> None:
    text = f"https://detail.1688.com/offer/781204556310.html {trap}"
    assert refused(text).code in (C.LOOK_ALIKE_HOST, C.HIDDEN_HOST, C.FOREIGN_LETTERS)


def test_a_long_link_is_shown_in_part() -> None:
    problem = refused("https://www.example.com/" + "x" * 5_000)
    assert len(problem.message) < 300
