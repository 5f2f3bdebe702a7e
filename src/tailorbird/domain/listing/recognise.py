"""Recognising what a listing must not sell or ask, by what its words do with each other.

`recognise` reads title, category, texts and every field in English, Chinese, German, Spanish and
French. A sign is sure where the words decide, and doubtful where cues compete, are weak, or stand in
a further language: then a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tailorbird.domain.listing.answers import yes_or_no
from tailorbird.domain.listing.concepts import CUSTOMISING
from tailorbird.domain.listing.document import CustomField, ListingDocument
from tailorbird.domain.listing.offers import additions, bundled, combinations, free_items
from tailorbird.domain.listing.phrase import Phrase, Tongue, read
from tailorbird.domain.listing.products import barred_products
from tailorbird.domain.listing.purposes import periods, pieces, purposeless, quantities, warranties
from tailorbird.domain.listing.requests import awaited, cover, requested, to_shop, unexplained
from tailorbird.domain.listing.setting import Setting, sign
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.listing.speeds import speeds

__all__ = ["Certainty", "Sign", "SignKind", "customising_fields", "recognise"]


def recognise(document: ListingDocument) -> tuple[Sign, ...]:
    """Every sign that the listing shows, title first and then field by field; each kind once a place."""
    tongue = _tongue(document)
    title = read(document.title, tongue)
    found = [*barred_products(document, tongue), *_ways_round(document, tongue)]
    for field in document.fields:
        found += _in_field(Setting(field, title, read(field.label, tongue), tongue))
    if Tongue.of(document.language) is Tongue.FOREIGN:
        found = [replace(each, certainty=Certainty.DOUBTFUL) for each in found]
    return _once(found)


def customising_fields(document: ListingDocument) -> tuple[str, ...]:
    """The ids of the fields that no sure sign stands on, in the listing's order."""
    refused = {
        each.where.split(".")[1]
        for each in recognise(document)
        if each.certainty is Certainty.SURE and each.where.startswith("fields.")
    }
    return tuple(field.field for field in document.fields if field.field not in refused)


def _tongue(document: ListingDocument) -> Tongue:
    stated = Tongue.of(document.language)
    if stated is not Tongue.UNKNOWN:
        return stated
    whole = " . ".join([document.title, *(field.label for field in document.fields)])
    phrase = read(whole, Tongue.UNKNOWN)
    return Tongue(phrase.language) if phrase.hits else Tongue.UNKNOWN


def _in_field(setting: Setting) -> list[Sign]:
    field = setting.field
    label_at = f"fields.{field.field}.label"
    found = list(_in_text(setting, label_at, setting.label, 0))
    found += quantities(setting, label_at, setting.label)
    found += [*requested(label_at, setting.label), *to_shop(label_at, setting.label)]
    found += [*awaited(setting, label_at), *cover(setting, label_at, setting.label)]
    for where, phrase, surcharge in setting.values():
        found += _in_text(setting, where, phrase, surcharge)
    found += pieces(setting)
    if not found:
        found += [*periods(setting), *additions(setting)]
    found += speeds(setting)
    found += combinations(setting, found)
    found += _in_help(setting)
    found += yes_or_no(setting, found)
    return found or list(unexplained(setting))


def _in_text(setting: Setting, where: str, phrase: Phrase, surcharge: int) -> Iterator[Sign]:
    yield from warranties(setting, where, phrase, surcharge)
    yield from purposeless(setting, where, phrase, surcharge)
    yield from bundled(setting, where, phrase, surcharge)
    yield from free_items(setting, where, phrase, surcharge)


def _in_help(setting: Setting) -> Iterator[Sign]:
    """The help of a field whose label does not say what it customises; at most doubtful."""
    field: CustomField = setting.field
    phrase = read(field.help, setting.tongue)
    where = f"fields.{field.field}.help"
    if CUSTOMISING & setting.label.concepts:
        for hit in phrase.find("elsewhere"):
            reason = "may lead to another product"
            yield sign(SignKind.NO_PURPOSE, Certainty.DOUBTFUL, where, phrase, hit, reason)
        return
    for each in (*_in_text(setting, where, phrase, 0), *quantities(setting, where, phrase)):
        yield replace(each, certainty=Certainty.DOUBTFUL)


def _ways_round(document: ListingDocument, tongue: Tongue) -> Iterator[Sign]:
    """Texts of the listing that lead to other products or other ways to order; at most doubtful."""
    texts = [("description", document.description)]
    texts += [(f"bullets.{number}", text) for number, text in enumerate(document.bullets, start=1)]
    for where, text in texts:
        phrase = read(text, tongue)
        for hit in phrase.find("elsewhere"):
            reason = "may lead to another product, or round the marketplace"
            yield sign(SignKind.NO_PURPOSE, Certainty.DOUBTFUL, where, phrase, hit, reason)
            break


def _once(found: list[Sign]) -> tuple[Sign, ...]:
    kept: dict[tuple[SignKind, str], Sign] = {}
    for each in found:
        key = (each.kind, each.where)
        before = kept.get(key)
        if before is None or (before.certainty is Certainty.DOUBTFUL and each.certainty is Certainty.SURE):
            kept[key] = each
    return tuple(kept.values())
