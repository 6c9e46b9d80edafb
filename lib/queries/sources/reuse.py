"""What articles share, whom they credit, how many sources that makes, and two of them side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import duckdb
import pandas as pd

from lib.compare.records import Credit, Passage
from lib.compare.reuse.credits import find_credits
from lib.compare.reuse.independence import SourceGroup, independent_sources, outlet_of, own_sizes
from lib.compare.reuse.passages import find_passages
from lib.compare.reuse.side_by_side import AlignedRow, aligned
from lib.listing import Listing, columns, framed, gives
from lib.models import Document, Filters, Span
from lib.queries.articles import read_documents
from lib.queries.evidence import EVIDENCE, evidence
from lib.queries.filters import by_sentence
from lib.queries.selection import answer
from lib.text.sentences import find_sentences

# Words that cleaning took out stand in no sentence: the first one in view of the article stands for them.
CREDITED = """
WITH firsts AS (SELECT document, min(sentence) AS first FROM kept_sentences GROUP BY document)
SELECT c.document, s.sentence, if(c.removed, s.start, c.start) AS start, if(c.removed, s.start, c."end") AS "end",
       c.read
FROM credits_found c JOIN firsts f USING (document) JOIN kept_sentences s ON s.document = c.document
    AND if(c.removed, s.sentence = f.first, s.start <= c.start AND c.start < s."end")
"""

OWN_WORDS = ("verbatim", "near", "partial")
SIDE = columns("document, outlet, published: day?, published_from?, text, text_start: whole, start: whole, end: whole")
PASSAGE = columns("kind, words: whole") + tuple(
    one._replace(name=f"{side}_{one.name}") for side in "ab" for one in SIDE
)
PAIR = columns("a, b, passages: whole, words: whole, quotes: whole, within: whole")
CREDITS = columns("outlet, source, name, articles: whole, statements: whole")

PASSAGES = Listing("passages", "Passages found in two places", PASSAGE)
SHARED = Listing(
    "shared passages", "Passages and quotes that each two outlets share", PAIR + columns("a_name, b_name"),
    "a_name: Outlet, b_name: Other outlet, passages, words: Words in them, quotes, within: Twice in one article",
    ("a", "b"),
)  # fmt: skip
CREDITED_BY = Listing(
    "credits", "Agencies and outlets that the articles credit", CREDITS + columns("outlet_name"),
    "name: Credited, outlet_name: By, articles: Whole articles, statements", ("outlet", "source", "name"),
)  # fmt: skip


class Reuse(NamedTuple):
    """Articles in the corpus's order, what they share, whom they credit, and the `own_sizes` of them, once counted.

    `whole` is the same articles with all that they share, where some of their sentences are left out of view.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    credits: tuple[Credit, ...]
    sizes: Mapping[str, int] | None = None
    whole: "Reuse | None" = None

    def document(self, name: str) -> Document:
        """The article with this id; KeyError where it is none of these."""
        return {document.id: document for document in self.documents}[name]


def find_reuse(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Reuse:
    """What the articles kept share among themselves: half a second for 100,000 words, so kept by the caller."""
    documents = tuple(read_documents(connection, filters))
    return Reuse(documents, tuple(find_passages(documents)), tuple(find_credits(documents)), own_sizes(documents))


def reuse_in_view(connection: duckdb.DuckDBPyConnection, filters: Filters, found: Reuse) -> Reuse:
    """The part of what was found that the filters keep; with entities, passages that meet a kept sentence."""
    kept = answer(connection, "SELECT document FROM kept_documents", filters)
    inside = set(kept["document"])
    documents = tuple(document for document in found.documents if document.id in inside)
    passages = tuple(p for p in found.passages if p.a_document in inside and p.b_document in inside)
    credits_ = tuple(one for one in found.credits if one.document in inside)
    sizes = None if found.sizes is None else {document.id: found.sizes[document.id] for document in documents}
    whole = Reuse(documents, passages, credits_, sizes)
    if not by_sentence(filters):
        return whole
    rows = answer(connection, 'SELECT document, start, "end" FROM kept_sentences', filters)
    spans = {name: list(zip(group["start"], group["end"], strict=True)) for name, group in rows.groupby("document")}
    return whole._replace(
        passages=tuple(p for p in passages if _meets(spans, p.a_document, p.a) or _meets(spans, p.b_document, p.b)),
        credits=tuple(one for one in credits_ if one.removed or _meets(spans, one.document, one.span)),
        whole=whole,
    )


def source_groups(found: Reuse) -> tuple[SourceGroup, ...]:
    """The outlets in groups that count as one source each: of articles as wholes, whatever sentences are in view."""
    all_shared = found.whole or found
    return independent_sources(all_shared.documents, all_shared.passages, all_shared.credits, all_shared.sizes)


@gives(PAIR)
def outlet_pairs(found: Reuse) -> pd.DataFrame:
    """How much each two outlets share, one row a pair that shares anything, an outlet's own articles included.

    The outlets a and b go by the corpus's order; passages are in the writers' own words, words in those, quotes shared
    ones, within passages that stand twice in one article (a = b).
    """
    outlets = {document.id: outlet_of(document) for document in found.documents}
    order = {outlet: at for at, outlet in enumerate(dict.fromkeys(outlets.values()))}
    counts: dict[tuple[str, str], list[int]] = {}
    for passage in found.passages:
        pair = sorted((outlets[passage.a_document], outlets[passage.b_document]), key=order.__getitem__)
        row = counts.setdefault((pair[0], pair[1]), [0, 0, 0, 0])
        if passage.kind in OWN_WORDS:
            row[0] += 1
            row[1] += passage.words
        else:
            row[2 if passage.kind == "shared-quote" else 3] += 1
    rows = [(*pair, *numbers) for pair, numbers in sorted(counts.items(), key=lambda one: [order[o] for o in one[0]])]
    return framed(PAIR, rows)


def passages_between(found: Reuse, pair: tuple[str, str] | None, kinds: Sequence[str]) -> list[Passage]:
    """The passages of some kinds, of two outlets or (None) of all, the longest first."""
    if pair:
        return passages_by_pair(found, kinds).get(frozenset(pair), [])
    return sorted((one for one in found.passages if one.kind in kinds), key=lambda passage: -passage.words)


def passages_by_pair(found: Reuse, kinds: Sequence[str]) -> dict[frozenset[str], list[Passage]]:
    """The passages of some kinds by the outlets of their two places, which may be one; the longest first."""
    outlets = {document.id: outlet_of(document) for document in found.documents}
    pairs: dict[frozenset[str], list[Passage]] = {}
    for one in passages_between(found, None, kinds):
        pairs.setdefault(frozenset((outlets[one.a_document], outlets[one.b_document])), []).append(one)
    return pairs


@gives(PASSAGE)
def passage_rows(found: Reuse, passages: Iterable[Passage]) -> pd.DataFrame:
    """Passages with the whole sentences they stand in, one row each.

    Of each side, a and b: text is the sentences, text_start where they begin in the document, start and end are the
    passage's offsets into it.
    """
    by_id = {document.id: document for document in found.documents}
    rows = [(p.kind, p.words, *_side(by_id[p.a_document], p.a), *_side(by_id[p.b_document], p.b)) for p in passages]
    return framed(PASSAGE, rows)


@gives(CREDITS)
def credit_counts(found: Reuse) -> pd.DataFrame:
    """Whom each outlet's articles credit, as wholes and by statements, the most often first."""
    outlets = {document.id: outlet_of(document) for document in found.documents}
    wholes: dict[tuple[str, str, str], set[str]] = {}
    statements: Counter[tuple[str, str, str]] = Counter()
    for one in found.credits:
        key = outlets[one.document], one.source, one.name
        wholes.setdefault(key, set()).update([one.document] if one.scope == "article" else [])
        statements[key] += one.scope == "statement"
    rows = [(*key, len(articles), statements[key]) for key, articles in wholes.items()]
    rows.sort(key=lambda row: -(row[3] + row[4]))
    return framed(CREDITS, rows)


@gives(EVIDENCE)
def credit_sentences(connection: duckdb.DuckDBPyConnection, filters: Filters, found: Reuse) -> pd.DataFrame:
    """The sentences in which the articles credit somebody."""
    rows = [(one.document, one.span.start, one.span.end, one.removed, _reading(one)) for one in found.credits]
    frame = pd.DataFrame(rows, columns=["document", "start", "end", "removed", "read"])
    connection.register("credits_found", frame)
    try:
        return evidence(connection, filters, CREDITED)
    finally:
        connection.unregister("credits_found")


def side_by_side(found: Reuse, a: str, b: str) -> tuple[AlignedRow, ...]:
    """Two of the articles, sentence by sentence; KeyError where one is none of these."""
    return aligned(found.document(a), found.document(b))


def most_alike(found: Reuse) -> tuple[str, str] | None:
    """The two articles that share the most words of their own, else the first two; None where there are no two."""
    words: dict[tuple[str, str], int] = {}
    for passage in found.passages:
        if passage.kind in OWN_WORDS:
            pair = passage.a_document, passage.b_document
            words[pair] = words.get(pair, 0) + passage.words
    first = tuple(document.id for document in found.documents[:2])
    return max(words, key=words.__getitem__) if words else (first[0], first[1]) if len(first) == 2 else None


def _meets(spans: dict[str, list[tuple[int, int]]], document: str, span: Span) -> bool:
    """Whether a span shares a character with one of the document's."""
    return any(start < span.end and span.start < end for start, end in spans.get(document, ()))


def _side(document: Document, span: Span) -> tuple[object, ...]:
    """One side of a passage: the article, and those of its sentences that hold the span."""
    around = [one for one in _sentences(document.text, document.body_start) if one.overlaps(span)] or [span]
    start, end = min(around[0].start, span.start), max(around[-1].end, span.end)
    known = document.id, outlet_of(document), document.published, document.published_from
    return *known, document.text[start:end], start, span.start, span.end


@lru_cache(maxsize=256)  # many passages stand in one article
def _sentences(text: str, body_start: int) -> tuple[Span, ...]:
    return tuple(one.span for one in find_sentences(text, body_start))


def _reading(credit: Credit) -> str:
    what = "the whole article" if credit.scope == "article" else "this statement"
    where = f", in the dateline that was removed: “{credit.span.exact}”" if credit.removed else ""
    return f"{what} credited to {credit.name}{where}"
