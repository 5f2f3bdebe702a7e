"""What the rest of a listing says about one of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tailorbird.domain.listing.attributes import names_attribute
from tailorbird.domain.listing.concepts import CUSTOMISING, EVIDENCE, LOOKS, OBJECTS, PURPOSELESS
from tailorbird.domain.listing.document import CustomField
from tailorbird.domain.listing.grammar import Standing, standing
from tailorbird.domain.listing.lexicon import LANGUAGES, Hit, forms
from tailorbird.domain.listing.phrase import Phrase, Tongue, read
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.listing.text import TokenKind


@dataclass(frozen=True)
class Setting:
    """A field being read: its label, and the title of the listing."""

    field: CustomField
    title: Phrase
    label: Phrase
    tongue: Tongue

    @cached_property
    def help(self) -> Phrase:
        """The help text, read."""
        return read(self.field.help, self.tongue)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words of the title's goods: the listing's own product is no other product."""
        return frozenset(
            word
            for hit in self.title.hits
            if OBJECTS & hit.concepts and "innocent" not in hit.concepts
            for word in _words_of(self.title, hit)
        )

    def is_own(self, phrase: Phrase, hit: Hit) -> bool:
        """Whether the head of the hit names the listing's own product: not in `board oil` for a board."""
        words = _words_of(phrase, hit)
        return words[0 if hit.language in {"es", "fr"} else -1] in self.own_words

    @cached_property
    def bears_contacts(self) -> bool:
        """Whether people have ways to reach them put on such a product: pet tags, business cards."""
        return "contact_place" in self.title.concepts

    @cached_property
    def designs(self) -> bool:
        """Whether the label asks for a look or a trait of the product, and offers nothing besides."""
        label = self.label
        asks = CUSTOMISING & label.concepts or names_attribute(label)
        cued = any(
            standing(label, hit) is Standing.MEANT
            for hit in label.find(*PURPOSELESS, "warranty", "free", "addon", "quantity")
        )
        return bool(asks) and not cued and not EVIDENCE & label.concepts

    @cached_property
    def adds(self) -> bool:
        """Whether the label offers goods besides the product."""
        return bool({"addon"} & self.label.concepts) and not LOOKS & self.label.concepts

    @cached_property
    def is_opted_for(self) -> bool:
        """Whether one value declines and another costs extra: what the field offers is left out or bought."""
        return self.declines and self.costs_more

    @cached_property
    def costs_more(self) -> bool:
        """Whether a value costs extra."""
        return any(surcharge > 0 or phrase.names_price for _, phrase, surcharge in self.values())

    @cached_property
    def declines(self) -> bool:
        """Whether one of the values declines what the field offers."""
        return any(_declines(phrase) for _, phrase, _ in self.values())

    def values(self) -> tuple[tuple[str, Phrase, int], ...]:
        """Where each value stands, the value read, and its surcharge in minor units."""
        path = f"fields.{self.field.field}.values"
        prior = self.tongue
        if prior is Tongue.UNKNOWN and self.label.language in LANGUAGES:
            prior = Tongue(self.label.language)
        return tuple(
            (
                f"{path}.{each.value}",
                read(each.label or each.value, prior),
                each.price_delta.minor if each.price_delta else 0,
            )
            for each in self.field.values
        )


def _declines(phrase: Phrase) -> bool:
    first = next(iter(phrase.hits), None)
    return first is not None and "deny" in first.concepts and first.start == 0 and not phrase.names_price


def _words_of(phrase: Phrase, hit: Hit) -> tuple[str, ...]:
    """The words of a hit without their endings; a Chinese hit is one word."""
    read_words = [phrase.tokens[place].text for place in range(hit.start, hit.end)]
    if phrase.tokens[hit.start].kind is TokenKind.HAN:
        return ("".join(read_words),)
    return tuple(min(forms(word, phrase.language), key=len) for word in read_words)


def sign(kind: SignKind, certainty: Certainty, where: str, phrase: Phrase, hit: Hit, reason: str) -> Sign:
    """A sign that a hit of a phrase shows; never sure where the words are of a further language."""
    known = hit.language in LANGUAGES
    return Sign(
        kind=kind,
        certainty=certainty if known else Certainty.DOUBTFUL,
        where=where,
        words=phrase.words(hit),
        language=hit.language if known else "",
        reason=reason,
    )
