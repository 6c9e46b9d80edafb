"""What somebody is cited for, statement by statement, as keys that two ways of telling it share."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from lib.codebooks import load_words
from lib.compare.words import Bounds, even, function_words
from lib.models import QuoteKind, Span
from lib.text.sentences import find_sentences
from lib.text.stems import stem
from lib.text.words import find_words

# A statement without so many words says nothing that could be told again.
FEWEST_WORDS = 2
# A longer one is compared by its first words only, so that odd text cannot make comparing slow.
MOST_WORDS = 120
# What joins reported words to their verb, and is none of them.
THAT = "that "
HYPHENS = "-–‐‑"
# How the keys of numbers and days begin.
EXACT = ("figure ", "time ")


@dataclass(frozen=True, slots=True)
class ReadQuote:
    """What the annotators read in some words: `key` is the same wherever the same number, day or entity is meant."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as the comparison needs it; offsets into the article's text.

    `speaker` is an entity, `name` the entity's name or the words at the cue, `at_cue` those words. `published` is the
    article's day, its own or its story's.
    """

    document: str
    outlet: str
    story: str
    published: date | None
    speaker: str | None
    name: str | None
    kind: QuoteKind
    cue: str | None
    span: Span
    marked: tuple[Span, ...] = ()
    read: tuple[ReadQuote, ...] = ()
    at_cue: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of what is said: its words, evened out, with bounds in the text, and the key of each (or "").

    `marked` numbers the words between quotation marks, `plain` those that mean something and are no part of a name;
    `keys` are the different keys, `plain_keys` those of plain words, `exact_keys` those of numbers and days.
    """

    said: Said
    span: Span
    words: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    keyed: tuple[str, ...]
    marked: frozenset[int]
    plain: frozenset[int]
    keys: frozenset[str]
    plain_keys: frozenset[str]
    exact_keys: frozenset[str]


def find_statements(quotes: Iterable[Said]) -> Iterator[Statement]:
    """Every statement of some quotes, article by article; what somebody says that another said is the other's.

    >>> span = Span(8, 40, "the talks ended. No paper exists")
    >>> said = Said("d", "o", "s", None, None, "He", "indirect", "said", span)
    >>> [statement.span.exact for statement in find_statements([said])]
    ['the talks ended.', 'No paper exists']
    """
    by_document: dict[str, list[Said]] = defaultdict(list)
    for quote in quotes:
        by_document[quote.document].append(quote)
    for some in by_document.values():
        for quote in some:
            for part in _parts(quote, some):
                statement = _statement(quote, part)
                if len(statement.words) >= FEWEST_WORDS and statement.keys:
                    yield statement


def _parts(quote: Said, beside: Sequence[Said]) -> Iterator[Span]:
    """The sentences of a quote without what it takes from other quotes inside it."""
    span = quote.span
    pieces = [(one.start, one.end) for one in quote.marked] if quote.kind == "direct" else [(span.start, span.end)]
    inner = sorted((one.span.start, one.span.end) for one in beside if _inside(one, quote))
    for piece in pieces:
        for start, end in _without(piece, inner):
            text = span.exact[start - span.start : end - span.start]
            for sentence in find_sentences(text, 0):
                at = start + sentence.span.start
                yield Span(at, at + len(sentence.span.exact), sentence.span.exact)


def _inside(one: Said, quote: Said) -> bool:
    """Whether a quote begins inside another and is not the longer one."""
    if one is quote or not one.span.overlaps(quote.span):
        return False
    begins = quote.span.start < one.span.start or one.span.within(quote.span)
    return begins and len(one.span.exact) < len(quote.span.exact)


def _without(piece: Bounds, inner: Iterable[Bounds]) -> Iterator[Bounds]:
    """What is left of a stretch when some others, in order, are taken out."""
    start, end = piece
    for left, right in inner:
        if right <= start or left >= end:
            continue
        if left > start:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end


def _statement(quote: Said, span: Span) -> Statement:
    """The words of a stretch, each with its key."""
    away = _said_away(quote, span.exact)
    bounds = [
        (span.start + start, span.start + end)
        for start, end in _cut(find_words(span.exact)[:MOST_WORDS], span, quote.read)
        if end <= away[0] or start >= away[1]
    ]
    words = tuple(even(span.exact[start - span.start : end - span.start]) for start, end in bounds)
    read = {at: one.key for one in quote.read for at in _covered(bounds, one)}
    keyed = tuple(read[at] if at in read else word_key(word) for at, word in enumerate(words))
    marked = frozenset(at for mark in quote.marked for at in _covered(bounds, mark))
    plain = frozenset(at for at, key in enumerate(keyed) if _is_plain(key, span.exact[bounds[at][0] - span.start]))
    keys = frozenset(keyed) - {""}
    plain_keys = frozenset(keyed[at] for at in plain)
    exact_keys = frozenset(key for key in keys if key.startswith(EXACT))
    return Statement(quote, span, words, tuple(bounds), keyed, marked, plain, keys, plain_keys, exact_keys)


def _cut(bounds: Iterable[Bounds], span: Span, read: Iterable[ReadQuote]) -> Iterator[Bounds]:
    """The words, those joined by a hyphen cut where something that was read begins or ends: "Aleppo-Hama" is two."""
    edges = {edge - span.start for one in read for edge in (one.start, one.end)}
    for start, end in bounds:
        inside = sorted(edge for edge in edges if start < edge < end)
        cuts = [at for at in inside if span.exact[at - 1] in HYPHENS or span.exact[at] in HYPHENS]
        for left, right in pairwise([start, *cuts, end]):
            part = span.exact[left:right]
            word = part.strip(HYPHENS)
            if word:
                at = left + part.index(word)
                yield at, at + len(word)


def _said_away(quote: Said, text: str) -> Bounds:
    """Where the words are that say who speaks ("..., he said, ...") or only join ("that ..."); else nowhere."""
    if text.lower().startswith(THAT):
        return 0, len(THAT)
    for attribution in (f"{quote.at_cue} {quote.cue}", f"{quote.cue} {quote.at_cue}"):
        if quote.at_cue and quote.cue and attribution in text:
            return text.index(attribution), text.index(attribution) + len(attribution)
    return 0, 0


def _is_plain(key: str, first: str) -> bool:
    """Whether a word, by its key and first letter, means something of its own and is no part of a name."""
    if key.startswith(EXACT):
        return True
    return bool(key) and not key.startswith("entity ") and not first.isupper()


def _covered(bounds: Sequence[Bounds], stretch: ReadQuote | Span) -> range:
    first = bisect_left(bounds, stretch.start, key=lambda bound: bound[0])
    return range(first, max(first, bisect_left(bounds, stretch.end, key=lambda bound: bound[0])))


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """What a word has in common with others of its sense, or nothing for a word that only joins.

    >>> word_key("withdrawal") == word_key("withdrawn") == word_key("left"), word_key("the")
    (True, '')
    """
    if word in function_words():
        return ""
    return _senses().get(word) or _senses().get(stem(word)) or stem(word)


@cache
def slight_keys() -> frozenset[str]:
    """Keys that say little when they are shared."""
    return frozenset(word_key(even(word)) for word in load_words("utterances")["slight"])


@cache
def _senses() -> Mapping[str, str]:
    """Words and their stems to the first word of their row."""
    rows = load_words("utterances")["same_sense"]
    forms = {stem(even(word)): f"~{row[0]}" for row in rows for word in row}
    return forms | {even(word): f"~{row[0]}" for row in rows for word in row}
