"""The site's pages: both languages, nothing from elsewhere, nothing that is not meant for everybody."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tailorbird.app.reading.language import Language
from tailorbird.domain.cases.fact import FACTS
from tailorbird.domain.ledger.account import AccountKind
from tailorbird.domain.terms.question import QUESTIONS
from tailorbird.web.words import named, spaced
from tests.api.purchases import paid

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

PUBLIC = ["/", "/terms/", "/terms/order1688@1", "/docs/problems", "/api/v1/docs"]


class Page(HTMLParser):
    """What a page asks for and holds."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.feed(reply.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "html":
            self.language = told["lang"] or ""
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if told.get("id"):
            self.ids.append(str(told["id"]))
        self.links += [str(told[name]) for name in ("href", "src", "action") if told.get(name)]
        self.inline += [name for name in told if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in told):
            self.inline.append(tag)


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-Hans", "zh-Hans")])
def test_a_page_is_written_in_the_readers_language_and_asks_nobody_else_for_anything(
    stage: Stage, path: str, language: str, tag: str
) -> None:
    reply = stage.by("nobody").get(f"{path}?lang={language}")
    assert reply.status == 200, reply.content[:400]
    page = Page(reply)
    assert page.language == reply.headers["Content-Language"] == tag
    assert page.inline == []
    assert [link for link in page.links if re.match(r"(https?:)?//", link)] == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert "unsafe" not in reply.headers["Content-Security-Policy"]
    assert "'self'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PUBLIC)
def test_every_link_of_a_page_leads_somewhere(stage: Stage, path: str) -> None:
    page = Page(stage.by("nobody").get(path))
    for link in sorted({each.partition("#")[0] for each in page.links} - {""}):
        where = link if link.startswith("/") else path + link
        assert stage.by("nobody").get(where).status == 200, link
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)


def test_the_language_follows_the_browser(stage: Stage) -> None:
    reply = stage.by("nobody").get("/", Accept_Language="fr, zh-CN;q=0.8, en;q=0.5")
    assert Page(reply).language == "zh-Hans"


def test_demo_cases_are_shown_only_where_the_house_is_a_demo(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = paid(stage)
    path = f"/demo/cases/{case.id}"
    monkeypatch.delenv("TAILORBIRD_DEMO", raising=False)
    assert stage.by("nobody").get(path).status == 404
    assert case.id.encode() not in stage.by("nobody").get("/").content
    monkeypatch.setenv("TAILORBIRD_DEMO", "1")
    assert case.id.encode() in stage.by("nobody").get("/").content
    for language in ("en", "zh-Hans"):
        reply = stage.by("nobody").get(f"{path}?lang={language}")
        assert reply.status == 200
        page = Page(reply)
        assert len(page.ids) == len(set(page.ids))
        text = reply.content.decode()
        assert "Musterweg" not in text, "private content is never shown"
        assert "order1688" in text and "57.06" in text


def test_what_is_not_there_is_a_page_with_a_way_on(stage: Stage) -> None:
    reply = stage.by("nobody").get("/nothing", Accept_Language="zh")
    assert (reply.status, Page(reply).language) == (404, "zh-Hans")
    assert stage.by("nobody").get("/terms/none@1").status == 404
    assert stage.by("nobody").get("/static/../settings.py").status == 404
    assert stage.by("nobody").get("/static/tailorbird/none.css").status == 404


def test_our_own_faults_show_a_page_and_no_trace(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from tailorbird.web import pages

    def fails() -> bool:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(pages, "is_demo", fails)
    reply = stage.by("nobody").get("/")
    assert reply.status == 500
    assert b"secret inside" not in reply.content
    assert Page(reply).headings == [1]


def test_the_server_says_that_it_is_well(stage: Stage) -> None:
    assert stage.by("nobody").get("/healthz").json == {"status": "ok"}


def test_style_sheets_are_served_and_not_again_when_unchanged(stage: Stage) -> None:
    first = stage.by("nobody").get("/static/tailorbird/site.css")
    assert first.headers["Content-Type"].startswith("text/css")
    again = stage.by("nobody").get("/static/tailorbird/site.css", If_None_Match=first.headers["ETag"])
    assert again.status == 304


def test_every_field_and_question_has_its_chinese_name() -> None:
    fields = {each.name for kind in FACTS.values() for each in dataclasses.fields(kind)}
    assert sorted(name for name in fields if named(Language.ZH, "fields", name) == spaced(name)) == []
    questions = [name for name in QUESTIONS if named(Language.ZH, "questions", name) == spaced(name)]
    assert questions == []
    assert [kind for kind in AccountKind if named(Language.ZH, "accounts", kind.value) == kind.value] == []


def test_a_demo_case_shows_no_private_text_nor_its_id(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAILORBIRD_DEMO", "1")
    case = paid(stage)
    for language in ("en", "zh-Hans"):
        page = stage.by("nobody").get(f"/demo/cases/{case.id}?lang={language}").content.decode()
        assert "private/" not in page
        assert "Musterweg" not in page
    assert "收货地址" in page and "平台卖家" in page
