"""One article as the comparison reads it: its annotations, what is in view of it, and who answers for its words."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from types import MappingProxyType

from lib.codebooks import word_set
from lib.compare.records import Nearness
from lib.models import Annotations, Commitment, Quote, Sentence, Span, Toponym
from lib.text.words import any_of


@dataclass(frozen=True, eq=False)
class Article:
    """What is read of one article; `names` is of entities, `kept` the numbers of the sentences in view (None: all).

    `published` is the day from which its weekdays are counted. `matters` has what each commitment is about, by its
    span and action: what the store calls what is one across articles; `deeds` which clause each reported deed is of, by
    its span and state. `told` is its own day of publication, None where that was borrowed from its story. `corrected`
    has what a figure says that an analyst put right, by its span: its words say something else.
    """

    document: str
    outlet: str
    annotations: Annotations
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kept: frozenset[int] | None = None
    published: date | None = None
    matters: Mapping[tuple[int, int, str], str] = field(default_factory=lambda: MappingProxyType({}))
    deeds: Mapping[tuple[int, int, str], str] = field(default_factory=lambda: MappingProxyType({}))
    told: date | None = None
    corrected: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def places(self) -> tuple[Toponym, ...]:
        """The resolved places in order, peoples left out."""
        resolved = (top for top in self.annotations.toponyms if top.place is not None and top.role != "demonym")
        return tuple(sorted(resolved, key=lambda top: top.span.start))

    @cached_property
    def peoples(self) -> frozenset[str]:
        """The adjectives of peoples and countries that stand in it, in lower case."""
        return frozenset(top.span.exact.lower() for top in self.annotations.toponyms if top.role == "demonym")

    @cached_property
    def all_names(self) -> frozenset[str]:
        """The countries, bodies and people that it names, by which articles of one story are known."""
        places = {top.place.country or top.place.name for top in self.annotations.toponyms if top.place}
        others = {one.entity or one.name.lower() for one in self.annotations.mentions if one.kind != "PLACE"}
        return frozenset(places | others)

    @cached_property
    def body_words(self) -> frozenset[str]:
        """The words with a capital in names of organisations and groups, in lower case."""
        spans = [one.span for one in self.annotations.mentions if one.kind in {"ORG", "GROUP"}]
        return frozenset(word.lower() for span in spans for word in span.exact.split() if word[0].isupper())

    @cached_property
    def reports(self) -> tuple[Quote, ...]:
        """The words for which somebody is cited, the shortest first."""
        cited = filter(_reports, self.annotations.quotes)
        return tuple(sorted(cited, key=lambda quote: quote.span.end - quote.span.start))

    def body(self) -> Iterator[tuple[int, Sentence]]:
        """The sentences in view that are not the headline, with their numbers."""
        for number, sentence in enumerate(self.annotations.sentences):
            if not sentence.headline and (self.kept is None or number in self.kept):
                yield number, sentence

    def sentence_of(self, span: Span) -> tuple[int, Sentence] | None:
        """The body's sentence in view that holds the first character, with its number; None where there is none."""
        sentence = self.standing(span)
        return None if sentence is None or sentence[1].headline else sentence

    def standing(self, span: Span) -> tuple[int, Sentence] | None:
        """The sentence in view that holds the first character, the headline too, with its number."""
        sentences = self.annotations.sentences
        number = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1
        if number < 0 or span.start >= sentences[number].span.end:
            return None
        return (number, sentences[number]) if self.kept is None or number in self.kept else None

    def matter_of(self, commitment: Commitment) -> str:
        """What a commitment is about: its clause, else its matter; without a store its own deed."""
        span = commitment.span
        known = commitment.clause or self.matters.get((span.start, span.end, commitment.action))
        return known or f"deed/{self.document}/{commitment.action}"

    def nearness(self, span: Span, cited: str | None = None) -> tuple[Nearness, tuple[str, ...]]:
        """Who answers for the words at a span: the outlet itself, somebody it cites, or another outlet; with names.

        `cited` is the entity given as the source where no quote holds the span.
        """
        around = [quote for quote in self.reports if quote.span.start <= span.start < quote.span.end]
        names = tuple(dict.fromkeys(filter(None, map(self._speaker, around))))
        if not around:
            return ("person", (self.names.get(cited, cited),)) if cited else ("own", ())
        return ("outlet" if any(map(_is_outlet, around)) else "person"), names or ("somebody not named",)

    def _speaker(self, quote: Quote) -> str | None:
        """The speaker's name, or the words at the cue."""
        if quote.speaker is None:
            return None
        return self.names.get(quote.speaker.entity or "", quote.speaker.span.exact)


# One of the lists of the facts codebook.
fact_list = partial(word_set, "facts", "lists")


def _reports(quote: Quote) -> bool:
    """Whether somebody is cited: agreeing is a deed and cites nobody."""
    return quote.cue is None or quote.cue.exact.lower() not in fact_list("deeds")


def _is_outlet(quote: Quote) -> bool:
    """Whether the speaker is one who reports news itself."""
    if quote.speaker is None:
        return False
    words = quote.speaker.span.exact
    known = words.lower() in fact_list("outlets") or (quote.speaker.entity or "").replace("-", " ") in _plain_outlets()
    return known or bool(any_of(fact_list("media")).search(words))


@lru_cache(maxsize=1)
def _plain_outlets() -> frozenset[str]:
    return frozenset(name.replace("-", " ") for name in fact_list("outlets"))
