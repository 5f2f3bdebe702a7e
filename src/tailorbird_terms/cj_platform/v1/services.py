"""Services of the catalogue that users are told of."""

from __future__ import annotations

from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.terms.answers import Answer, Finding, find
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters

Shown = Answer[tuple[Finding, ...]]


@clause("cj-platform.image-search")
def search_by_picture(q: Disclosures, p: Parameters) -> Shown:
    """You can look for products with a picture of your own, or with a part of it. What is found says whether
    it is the same or only alike, and nothing is found that you may not see. Your picture is not kept."""
    return find(Finding("cj-platform.image-search"))


@clause("cj-platform.video-gallery")
def pictures_and_videos(q: Disclosures, p: Parameters) -> Shown:
    """Products have pictures and videos, which you can browse. Each says whose it is, under which licence,
    and what its owner lets others do with it."""
    return find(Finding("cj-platform.video-gallery"))
