"""Figures: numbers with their bounds, what they count, and who is given as the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING

from lib.annotate.counting import counted
from lib.annotate.counting.bounds import without_bound
from lib.annotate.counting.counted import PEOPLE, counting_list
from lib.annotate.counting.quantities import find_quantities
from lib.annotate.counting.quantity import Quantity
from lib.annotate.counting.uncounted import counts_nothing, is_definite, is_numbered
from lib.annotate.dating.offsets import Offsets
from lib.annotate.tree import read_tree, text_of
from lib.annotator import Annotator, Layer
from lib.models import Figure, Mention, Quote, Span, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "The two leaders", "the 12 nations": beyond a dozen an article no longer means those already named.
FEW = 12
METRE, AGE, TIMES = "metre", "age", "times"
# Four bare digits between these are a year.
YEARS = range(1900, 2100)
# A bare number of this size is an amount, whatever it counts: "up from 1.5 million".
UNMISTAKABLE = 1_000_000
# What a bare number is in its clause: who, what, to how much.
BARE_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "conj", "appos"})
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
    """Numbers that count or measure something, lengths of time too, in order; dates and numbered names are none.

    A bare plural counts at least two (dozens: low 24, no high); a range keeps both ends. `cited` is the speaker of
    the quote it stands in, or the one whom its sentence names with "according to".

    >>> import spacy
    >>> doc = spacy.blank("en")("The zone is 15-20km wide for 90 days, said Putin.")
    >>> [(f.span.exact, f.low, f.high, f.unit, f.of) for f in find_figures(doc, (), (), ())]
    [('15-20km', 15.0, 20.0, 'kilometre', 'width'), ('90 days', 90.0, 90.0, 'day', None)]
    """
    tokens = Offsets(doc)
    sources = _Sources(mentions, quotes, tokens)
    for found in _apart_from(timexes, find_quantities(text_of(doc))):
        quantity = _as_tagged(found, tokens)
        if (count := _counted(quantity, tokens)) is not None:
            span, rough = quantity.span, quantity.approximate
            yield Figure(span, quantity.low, quantity.high, count.unit, count.of, rough, sources.cited(span))


def _apart_from(timexes: Sequence[Timex], quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    """The quantities that share no character with a day or a time of day; all come in order."""
    at = 0
    for quantity in quantities:
        span = quantity.span
        while at < len(timexes) and timexes[at].span.end <= span.start:
            at += 1
        if at == len(timexes) or not timexes[at].span.overlaps(span) or _is_length(timexes[at], quantity):
            yield quantity


def _is_length(timex: Timex, quantity: Quantity) -> bool:
    """Whether a time expression is a length of time, or a repetition with one: 90 days, every two weeks."""
    return timex.type in {"DURATION", "SET"} and quantity.is_length_of_time


def _as_tagged(quantity: Quantity, tokens: Offsets) -> Quantity:
    """The quantity as tags tell it: a verb's particle bounds nothing, and "5m refugees" are no metres."""
    first = tokens.token_at(quantity.span.start)
    if quantity.bounded and first is not None and (first.tag_ == "RP" or first.dep_ == "prt"):
        return without_bound(quantity)
    noun = (
        _noun_behind(quantity, tokens) if quantity.measure == METRE and quantity.span.exact[-2:-1].isdigit() else None
    )
    if noun is None or not counted.is_plural(noun) or noun.lower_ in counting_list("in_metres"):
        return quantity
    low, high = (end and end * UNMISTAKABLE for end in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, measure=None)


def _noun_behind(quantity: Quantity, tokens: Offsets) -> "Token | None":
    """The noun that the quantity stands before, behind "of" too."""
    last = tokens.token_at(quantity.span.end - 1)
    several = quantity.kind in {"plural", "several", "fraction"} or (quantity.low or quantity.high or 0) > 1
    return counted.counted_noun(last, after_of=several) if last is not None else None


def _counted(quantity: Quantity, tokens: Offsets) -> _Count | None:
    """What the quantity counts, or None where it is no figure."""
    first, last = tokens.token_at(quantity.span.start), tokens.token_at(quantity.span.end - 1)
    if first is None or last is None or counts_nothing(quantity, first):
        return None
    if (unit := counted.age_in(quantity, first)) is not None:
        return _Count(unit, AGE)
    if quantity.is_length_of_time:
        return _Count(str(quantity.measure), counted.thing_after(last))
    noun = _noun_behind(quantity, tokens)
    if quantity.measure is not None:
        share_of = counted.described(noun, noun) if noun is not None and quantity.kind == "fraction" else None
        return _Count(quantity.measure, share_of or counted.measured_thing(last))
    if (joined := counted.joined_noun(quantity)) is not None:
        return _Count(joined, noun.text if noun is not None else None)
    part = noun is not None and quantity.after(1) == ["of"] and not counted.is_plural(noun)  # "31 of its list"
    return _without_noun(quantity, first, last) if noun is None or part else _of_noun(quantity, last, noun)


def _of_noun(quantity: Quantity, last: "Token", noun: "Token") -> _Count | None:
    """The count of a noun; "5000 mark", "one point" and "the two sides" count nothing, "one soldier" does."""
    people = counted.is_people(noun)
    if noun.lower_ in counting_list("not_counted") or not (counted.is_plural(noun) or quantity.kind != "number"):
        return None
    if noun.lower_ == TIMES and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in counting_list("after_times"):
        return None
    if quantity.low == 1 == quantity.high and not people:
        return None
    if _is_few(quantity) and is_definite(quantity) and noun.lower_ in counting_list("parties"):
        return None
    first = noun.doc[last.i + 1]
    first = noun.doc[last.i + 2] if first.lower_ == "of" else first
    return _Count(PEOPLE if people else counted.unit_word(noun), counted.described(first, noun))


def _is_few(quantity: Quantity) -> bool:
    return quantity.kind == "number" and (quantity.low or FEW + 1) <= FEW


def _without_noun(quantity: Quantity, first: "Token", last: "Token") -> _Count | None:
    """The count of a number that stands alone: "at least 30 were killed", "a population of three million"."""
    around = {last.head.lower_, *(token.lower_ for token in last.doc[last.i + 1 : last.i + 4])}
    before = set(quantity.before(3))
    if not (_is_few(quantity) and is_definite(quantity)):
        if around & counting_list("verbs_of_people") or before & counting_list("verbs_of_people"):
            return _Count(PEOPLE, None)
        if totals := before & counting_list("totals_of_people"):
            return _Count(PEOPLE, min(totals))
    if quantity.kind == "plural" and quantity.low is not None and last.tag_ == "NNS" and last.dep_ != "ROOT":
        return _Count("", None)
    sure = quantity.bounded or max(quantity.low or 0, quantity.high or 0) >= UNMISTAKABLE
    counts = quantity.kind == "number" and (sure or _stands_for_noun(quantity, first, last))
    return _Count("", None) if counts else None


def _stands_for_noun(quantity: Quantity, first: "Token", last: "Token") -> bool:
    """Whether a number alone is of what was told of before, or a value: 52 are out, the other six, to 8,600."""
    before = set(quantity.before(1))
    year = quantity.low in YEARS and quantity.span.exact.isdecimal()
    parted = first.i > 0 and first.nbor(-1).like_num  # "0800 028 9276"
    if (quantity.low or 0) <= 1 or year or parted or not last.like_num or is_numbered(first):
        return False
    if _is_few(quantity) and is_definite(quantity):
        return bool(before & counting_list("of_the_rest"))
    if quantity.after(1) == ["of"] or last.dep_ in BARE_PARTS:
        return True
    return last.dep_ == "pobj" and before <= counting_list("before_values") | counting_list("definite")


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
