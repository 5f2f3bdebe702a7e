"""Rendering a page in the reader's language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tailorbird.app.reading.language import Language, language_of
from tailorbird.web.words import WORDS

TAGS = {Language.EN: "en", Language.ZH: "zh-Hans"}


def reader_language(request: HttpRequest) -> Language:
    """The language that the reader asks for, by `?lang=` or Accept-Language."""
    return language_of(request.GET.get("lang") or request.headers.get("Accept-Language", ""))


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The template with the site's words."""
    language = reader_language(request)
    words = WORDS[language]
    kept = {**request.GET.dict(), "lang": words["language_code"]}
    frame = {
        "t": words,
        "lang": TAGS[language],
        "language": language,
        "other_language": "?" + urlencode(kept),
        "lang_query": "?" + urlencode({"lang": request.GET["lang"]}) if "lang" in request.GET else "",
    }
    response = render(request, template, {**frame, **(context or {})}, status=status)
    response["Content-Language"] = TAGS[language]
    response["Vary"] = "Accept-Language"
    return response
