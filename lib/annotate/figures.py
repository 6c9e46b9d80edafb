"""Figures: numbers with their bounds, what they count, and who is given as the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING

from lib.annotate.counting.counted import (
    PEOPLE,
    counted_noun,
    counting_list,
    described,
    is_people,
    measured_thing,
    singular,
)
from lib.annotate.counting.quantities import Quantity, find_quantities, without_bound
from lib.annotate.dating.numerals import number_words
from lib.annotate.dating.offsets import Offsets
from lib.annotate.tree import read_tree, text_of
from lib.annotator import Annotator, Layer
from lib.codebooks import load_words
from lib.models import Figure, Mention, Quote, Span, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "The two leaders", "the 12 nations": beyond a dozen an article no longer means those already named.
FEW = 12
# A bare number of this size is an amount, whatever it counts: "up from 1.5 million".
UNMISTAKABLE = 1_000_000
# "The five permanent members": how far before a number a word may stand that makes it definite.
DEFINITE_REACH = 2
# "According to United Nations Special Envoy for Syria Staffan de Mistura, ...": the source ends with the phrase.
SOURCE_MARK = re.compile(r"\baccording to (?P<source>[^,;:]{1,100})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Count:
    """What a number counts: the unit in the singular, and the words for what."""

    unit: str
    of: str | None


def find_figures(
    doc: "Doc", mentions: Sequence[Mention], timexes: Sequence[Timex], quotes: Sequence[Quote]
) -> Iterator[Figure]:
    """Numbers that count or measure something, in order; dates, lengths of time and numbered names are none.

    A bare plural counts at least two (dozens: low 24, no high); a range keeps both ends. `cited` is the speaker of
    the quote it stands in, or the one whom its sentence names with "according to".

    >>> import spacy
    >>> doc = spacy.blank("en")("The zone is 15-20km wide, said Putin.")
    >>> [(f.span.exact, f.low, f.high, f.unit, f.of) for f in find_figures(doc, (), (), ())]
    [('15-20km', 15.0, 20.0, 'kilometre', 'width')]
    """
    tokens = Offsets(doc)
    sources = _Sources(mentions, quotes, tokens)
    for found in _apart_from(timexes, find_quantities(text_of(doc))):
        quantity = without_bound(found) if _begins_with_particle(found, tokens) else found
        if _names_something(quantity) or (count := _counted(quantity, tokens)) is None:
            continue
        span = quantity.span
        yield Figure(span, quantity.low, quantity.high, count.unit, count.of, quantity.approximate, sources.cited(span))


def _apart_from(timexes: Sequence[Timex], quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    """The quantities that share no character with a time expression; both come in order."""
    at = 0
    for quantity in quantities:
        span = quantity.span
        while at < len(timexes) and timexes[at].span.end <= span.start:
            at += 1
        if at == len(timexes) or not timexes[at].span.overlaps(span):
            yield quantity


def _begins_with_particle(quantity: Quantity, tokens: Offsets) -> bool:
    """Whether the word taken for a bound is its verb's particle, which a tag tells: "hand over | 54 detainees"."""
    first = tokens.token_at(quantity.span.start) if quantity.bounded else None
    return first is not None and (first.tag_ == "RP" or first.dep_ == "prt")


def _names_something(quantity: Quantity) -> bool:
    """Whether the number is part of a name, a list mark, a share (1 in 5), or speaks of few things already named."""
    before = [word.text for word in quantity.scan.words(quantity.first - DEFINITE_REACH, quantity.first)]
    if set(before[-1:]) & counting_list("before_names") or before == ["no", "."]:
        return quantity.measure is None
    after = [word.text for word in quantity.scan.words(quantity.stop, quantity.stop + 1)]
    if before[-1:] in (["¶"], []) and after[:1] in (["."], [")"]):
        return True
    if quantity.kind == "fraction" and set(before[-1:]) & load_words("calendar")["ordinals"].keys():
        return True
    if before == ["out", "of"] or (before[-1:] == ["in"] and (before[0].isdecimal() or before[0] in number_words())):
        return True
    few = quantity.measure is None and quantity.kind == "number" and (quantity.low or FEW + 1) <= FEW
    return few and bool(set(before) & counting_list("definite"))


def _counted(quantity: Quantity, tokens: Offsets) -> _Count | None:
    """What the quantity counts, or None where it is no figure."""
    last = tokens.token_at(quantity.span.end - 1)
    if last is None:
        return None
    noun = counted_noun(last, after_of=quantity.kind in {"plural", "several", "fraction"})
    if quantity.measure is not None:
        share_of = described(noun, noun) if noun is not None and quantity.kind == "fraction" else None
        return _Count(quantity.measure, share_of or measured_thing(last))
    if noun is not None:
        return _of_noun(quantity, last, noun)
    return _without_noun(quantity, last)


def _of_noun(quantity: Quantity, last: "Token", noun: "Token") -> _Count | None:
    """The count of a noun; "5000 mark" and "one point" count nothing, "one soldier" does."""
    people = is_people(noun)
    plural = noun.tag_ in {"NNS", "NNPS"} or people
    single = quantity.low == 1 == quantity.high
    if noun.lower_ in counting_list("not_counted") or not (plural or quantity.kind != "number"):
        return None
    if single and not people:
        return None
    first = noun.doc[last.i + 1]
    first = noun.doc[last.i + 2] if first.lower_ == "of" else first
    return _Count(PEOPLE if people else singular(noun.lower_), described(first, noun))


def _without_noun(quantity: Quantity, last: "Token") -> _Count | None:
    """The count of a number that stands alone: "at least 30 were killed", "a population of three million"."""
    around = {last.head.lower_, *(token.lower_ for token in last.doc[last.i + 1 : last.i + 4])}
    before = {word.text for word in quantity.scan.words(quantity.first - 3, quantity.first)}
    if around & counting_list("verbs_of_people") or before & counting_list("verbs_of_people"):
        return _Count(PEOPLE, None)
    if totals := before & counting_list("totals_of_people"):
        return _Count(PEOPLE, min(totals))
    if quantity.kind == "plural" and quantity.low is not None and last.tag_ == "NNS" and last.dep_ != "ROOT":
        return _Count("", None)
    sure = quantity.bounded or max(quantity.low or 0, quantity.high or 0) >= UNMISTAKABLE
    return _Count("", None) if sure and quantity.kind == "number" else None


class _Sources:
    """Who is given as the source for the words at a span; each sentence is asked once."""

    def __init__(self, mentions: Sequence[Mention], quotes: Sequence[Quote], tokens: Offsets) -> None:
        self._quotes = sorted((quote for quote in quotes if quote.speaker), key=lambda quote: quote.span.start)
        self._furthest = list(accumulate((quote.span.end for quote in self._quotes), max))
        self._mentions = mentions
        self._tokens = tokens
        self._named: dict[tuple[int, int], str | None] = {}

    def cited(self, span: Span) -> str | None:
        """The entity cited: the speaker of the innermost quote round the span, or the source its sentence names."""
        around = list(self._around(span))
        if around:
            inner = min(around, key=lambda quote: quote.span.end - quote.span.start)
            return inner.speaker.entity if inner.speaker else None
        return self._according_to(span)

    def _around(self, span: Span) -> Iterator[Quote]:
        """The quotes that a span stands in; none that begins before one that no earlier quote reaches beyond."""
        at = bisect_right(self._quotes, span.start, key=lambda quote: quote.span.start) - 1
        while at >= 0 and self._furthest[at] >= span.end:
            if span.within(self._quotes[at].span):
                yield self._quotes[at]
            at -= 1

    def _according_to(self, span: Span) -> str | None:
        """Whom the sentence of the span names after "according to"."""
        token = self._tokens.token_at(span.start)
        if token is None or not token.doc.has_annotation("SENT_START"):
            return None
        bounds = read_tree(token.doc).sentences[token.i]
        if bounds not in self._named:
            self._named[bounds] = self._named_in(read_tree(token.doc).words(bounds[0], bounds[1] - 1))
        return self._named[bounds]

    def _named_in(self, sentence: Span) -> str | None:
        """Whom a sentence names after "according to": a person before the person's organisation."""
        mark = SOURCE_MARK.search(sentence.exact)
        if mark is None:
            return None
        start, end = (sentence.start + offset for offset in mark.span("source"))
        first = bisect_left(self._mentions, start, key=lambda mention: mention.span.start)
        within = takewhile(lambda mention: mention.span.start < end, islice(self._mentions, first, None))
        named = [mention for mention in within if mention.entity]
        named.sort(key=lambda mention: mention.kind != "PERSON")
        return named[0].entity if named else None


ANNOTATOR = Annotator(
    "figures",
    Figure,
    ("grammar", "mentions", "timexes", "quotes"),
    find_figures,
    entities={"cited": None},
    layers=(Layer("figure", "Figure", "figure"),),
)
