"""How fast shared passages are found and how many of those planted, beside a comparison of all pairs of sentences."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lib.compare.records import Passage
from lib.compare.reuse.passages import find_passages
from lib.models import Document, Source, Span
from lib.text.sentences import find_sentences
from tests.bench.corpus import made_articles

FEW, MANY = 250, 1000
OUTLETS = 12
# One article in so many has words of another planted in it.
PLANTED_EVERY = 10
KINDS = ("verbatim", "near", "partial")
# The reference counts two sentences as one passage from this likeness on.
LIKENESS = 80
STEMS = (
    "bar",
    "cor",
    "den",
    "fal",
    "gor",
    "hin",
    "jol",
    "kem",
    "lum",
    "mar",
    "nor",
    "pel",
    "quin",
    "ras",
    "sol",
    "tam",
)
ENDINGS = ("an", "ed", "er", "ing", "ly", "ment", "or", "s", "th", "y")
SMALL = ("the", "of", "a", "in", "to", "and", "for", "on", "with", "that")


@dataclass(frozen=True, slots=True)
class Planted:
    """Words of one article that were planted in another: both spans, and how they were changed."""

    kind: str
    a_document: str
    a: Span
    b_document: str
    b: Span


def reuse_lines() -> Iterator[str]:
    """One line a figure: growth from 250 to 1,000 articles, both recalls of planted passages, and both times."""
    few, planted = planted_articles(FEW)
    many, more = planted_articles(MANY)
    seconds, found = _timed(lambda: list(find_passages(few)))
    long, found_many = _timed(lambda: list(find_passages(many)))
    reference, pairs = _timed(lambda: list(all_pairs(few)))
    yield (
        f"reuse: {FEW} articles {seconds:.2f} s, {MANY:,} articles {long:.2f} s; growth {long / seconds:.1f}; "
        f"all pairs of sentences on {FEW}: {reference:.1f} s; ratio {seconds / reference:.3f}"
    )
    yield (
        f"reuse, planted passages found: {_said(planted, found)}; of {MANY:,} articles {_said(more, found_many)}; "
        f"all pairs of sentences {_said(planted, pairs)}"
    )
    yield f"reuse, passages found that nobody planted: {_extra(planted, found):,}; all pairs {_extra(planted, pairs):,}"


def planted_articles(count: int) -> tuple[list[Document], list[Planted]]:
    """Made-up articles, each tenth with words of an earlier one planted at its end, and what was planted where.

    Half of each article is made of the generator's ten sentences with their gaps filled, the way in which agencies
    repeat themselves; the other half, from which is planted, of random words.
    """
    chance = random.Random(count)  # noqa: S311  test data, no secret
    documents: list[Document] = []
    planted: list[Planted] = []
    for number, made in enumerate(made_articles(count, OUTLETS, sentences=12)):
        own = [_sentence(chance) for _ in range(12)]
        text = f"{made.text.strip()}\n\n{' '.join(own)}"
        if number % PLANTED_EVERY == PLANTED_EVERY - 1:
            kind = KINDS[number // PLANTED_EVERY % len(KINDS)]
            origin = documents[chance.randrange(number // PLANTED_EVERY + 1) * PLANTED_EVERY]
            a, words = _taken(origin.text, kind, chance)
            before = f"{text}\n\n" if kind != "partial" else f"{text}\n\n{_sentence(chance)[:-1]} "
            after = "" if kind != "partial" else f" {_sentence(chance).lower()}"
            b = Span(len(before), len(before) + len(words), words)
            planted.append(Planted(kind, origin.id, a, made.name, b))
            text = before + words + after
        source = Source(made.outlet.lower().replace(" ", "-"), made.outlet)
        documents.append(Document(made.name, source, "bench", None, text, made.published, "metadata", None, made.name))
    return documents, planted


def all_pairs(documents: Sequence[Document]) -> Iterator[Passage]:
    """The reference: every sentence beside every other by rapidfuzz's token_set_ratio, on one core."""
    import numpy as np  # noqa: PLC0415  the reference's own needs, only where it is measured
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    sentences = [(d.id, s.span) for d in documents for s in find_sentences(d.text)]
    words = [span.exact.lower() for _, span in sentences]
    for at, (document, span) in enumerate(sentences):
        scores = process.cdist(
            words[at : at + 1], words[at + 1 :], scorer=fuzz.token_set_ratio, score_cutoff=LIKENESS, dtype=np.uint8
        )
        for other in np.nonzero(scores[0])[0]:
            yield Passage("near", document, span, *sentences[at + 1 + int(other)], 0)


def recall(planted: Iterable[Planted], found: Iterable[Passage]) -> Counter[str]:
    """How many of the planted passages were found, by how they were changed."""
    by_pair: dict[frozenset[str], list[Passage]] = {}
    for passage in found:
        by_pair.setdefault(frozenset((passage.a_document, passage.b_document)), []).append(passage)
    return Counter(
        one.kind
        for one in planted
        if any(_covers(passage, one) for passage in by_pair.get(frozenset((one.a_document, one.b_document)), ()))
    )


def _covers(passage: Passage, planted: Planted) -> bool:
    """Whether the passage, or one of several planted sentences, is what was planted."""
    sides = {passage.a_document: passage.a, passage.b_document: passage.b}
    pairs = ((sides[planted.a_document], planted.a), (sides[planted.b_document], planted.b))
    return all(span.overlaps(other) for span, other in pairs)


def _taken(text: str, kind: str, chance: random.Random) -> tuple[Span, str]:
    """Words of the random half of a text: where they stood, and as they are planted."""
    body = text.rsplit("\n\n", maxsplit=1)[-1]
    shift = len(text) - len(body)
    sentences = [sentence.span for sentence in find_sentences(body)]
    first = chance.randrange(len(sentences) - 2)
    if kind == "verbatim":
        start, end = sentences[first].start, sentences[first + 1].end
    else:
        start, end = sentences[first].start, sentences[first].end
    if kind == "partial":
        end = start + len(" ".join(body[start:end].split()[:12]))
    exact = body[start:end]
    words = exact.split()
    if kind == "near":
        # No five words in a row stay the same.
        words = [_word(chance) if at % 5 == 4 and at < len(words) - 1 else word for at, word in enumerate(words)]
    return Span(start + shift, end + shift, exact), " ".join(words)


def _sentence(chance: random.Random) -> str:
    """A sentence of 16 to 24 random words, every third one a function word."""
    words = [chance.choice(SMALL) if at % 3 == 1 else _word(chance) for at in range(chance.randint(16, 24))]
    return " ".join(words).capitalize() + "."


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(STEMS, k=chance.randint(1, 2))) + chance.choice(ENDINGS)


def _said(planted: Sequence[Planted], found: Iterable[Passage]) -> str:
    """The recall in words, by kind."""
    got, there = recall(planted, found), Counter(one.kind for one in planted)
    return ", ".join(f"{kind} {got[kind]} of {there[kind]}" for kind in KINDS)


def _extra(planted: Iterable[Planted], found: Iterable[Passage]) -> int:
    """How many passages stand between articles of which none was planted in the other."""
    pairs = {frozenset((one.a_document, one.b_document)) for one in planted}
    return sum(
        passage.a_document != passage.b_document and frozenset((passage.a_document, passage.b_document)) not in pairs
        for passage in found
    )


def _timed(work: Callable[[], list[Passage]]) -> tuple[float, list[Passage]]:
    """Seconds of processor time, and what came of it."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result
