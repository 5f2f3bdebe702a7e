"""The reader's page of terms: contents at the side, clauses in serif, parameters marked."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tailorbird import bootstrap
from tailorbird.adapters.terms.shelf import load_all
from tailorbird.app.library import UnknownTerms
from tailorbird.app.reading.explain import titled
from tailorbird.app.reading.language import Language
from tailorbird.domain.terms.package import Package, PublishedClause
from tailorbird.domain.terms.parameters import Parameter
from tailorbird.web.rendering import page, reader_language
from tailorbird.web.words import named

_NAME = re.compile(r"\{(\w+)\}")


def index(request: HttpRequest) -> HttpResponse:
    """Every published version."""
    language = reader_language(request)
    house = bootstrap.house()
    rows = [_row(each, language, "", "") for each in load_all()]
    for each in house.parties.published_terms():
        package = house.library.package(f"{each.package}@{each.version}")
        rows.append(_row(package, language, each.scope, f"{each.effective_at:%Y-%m-%d %H:%M} UTC"))
    return page(request, "terms_index.html", {"packages": rows})


def _row(package: Package, language: Language, scope: str, effective: str) -> dict[str, str]:
    return {
        "ref": package.ref,
        "title": titled(package, language),
        "hash": package.hash[:16],
        "scope": scope,
        "effective": effective,
    }


def read(request: HttpRequest, ref: str) -> HttpResponse:
    """One version, clause by clause."""
    language = reader_language(request)
    try:
        package = bootstrap.house().library.package(ref)
    except UnknownTerms as problem:
        raise Http404(str(problem)) from problem
    context = {
        "package": package,
        "title": titled(package, language),
        "clauses": [_clause(package, each, language) for each in package.clauses],
        "parameters": [
            {"name": item.name, "shown": _shown(package, item, language), "says": item.says}
            for _, item in sorted(package.parameters.items.items())
        ],
    }
    return page(request, "terms.html", context)


def _clause(package: Package, clause: PublishedClause, language: Language) -> dict[str, Any]:
    chinese = package.texts_zh.get(clause.id, "") if language is Language.ZH else ""
    raw = chinese or "\n\n".join(rule.text for rule in clause.rules)
    return {
        "id": clause.id,
        "paragraphs": [marked(package, part, language) for part in raw.split("\n\n")],
        "questions": [named(language, "questions", each) for each in clause.questions],
        "exception_to": list(dict.fromkeys(target for rule in clause.rules for target in rule.exception_to)),
        "disclosure": clause.is_disclosure,
        "lang": "zh-Hans" if chinese else "en",
    }


def _shown(package: Package, parameter: Parameter, language: Language) -> str:
    return parameter.shown_zh(package.words_zh) if language is Language.ZH else parameter.shown


def marked(package: Package, text: str, language: Language) -> SafeString:
    """The text with its parameters put in and marked; everything else is escaped."""
    items = package.parameters.items
    parts: list[str] = []
    last = 0
    for match in _NAME.finditer(text):
        parts.append(escape(text[last : match.start()]))
        name = match[1]
        if name in items:
            shown, link = escape(_shown(package, items[name], language)), escape(name)
            parts.append(f'<a class="parameter" href="#p-{link}">{shown}</a>')
        else:
            parts.append(escape(match[0]))
        last = match.end()
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
