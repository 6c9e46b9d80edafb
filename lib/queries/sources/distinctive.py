"""The words that set each outlet in view apart from the others, with what chance alone reaches."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from lib.compare.digest import Digest
from lib.compare.distinctive import OutletWords, find_distinctive, places_of
from lib.listing import Listing, columns, framed, gives
from lib.models import Filters
from lib.queries.articles import SPAN_COLUMNS, span_sentences
from lib.queries.evidence import EVIDENCE

WORD = columns(
    "outlet, outlet_name, word, z: number, limit: number?, count: whole, count_elsewhere: whole, rate: number, "
    "rate_elsewhere: number, beyond: yes/no"
)
WORDS = Listing(
    "distinctive words", "The words of each outlet with the highest z", WORD,
    "word, outlet_name: Outlet, z: z, limit: z by chance, beyond: Beyond chance, count, count_elsewhere: "
    "Elsewhere, rate: Per 1,000 words, rate_elsewhere: Elsewhere per 1,000", ("outlet", "word"),
)  # fmt: skip


def distinctive_words(digests: Sequence[Digest]) -> tuple[OutletWords, ...]:
    """Each outlet's words against all others', in the corpus's order; nothing with fewer than two outlets."""
    sentences: dict[str, list[str]] = {}
    for one in digests:
        sentences.setdefault(one.outlet, []).extend(sentence.span.exact for _, sentence in one.body)
    return tuple(find_distinctive(sentences))


@gives(WORD)
def distinctive_table(found: Sequence[OutletWords], names: dict[str, str]) -> pd.DataFrame:
    """Every word shown, one row each, rates per 1,000 words.

    `limit` is the z that chance reaches, missing where there is too little text to say, and `beyond` says whether z is
    beyond it.
    """
    rows = [
        (
            one.outlet, names.get(one.outlet, one.outlet), word.word, word.z, one.limit, word.count,
            word.count_elsewhere, word.rate, word.rate_elsewhere, word in one.passing,
        )
        for one in found
        for word in one.words
    ]  # fmt: skip
    return framed(WORD, rows)


@gives(EVIDENCE + columns("word"))
def word_sentences(
    connection: duckdb.DuckDBPyConnection, filters: Filters, digests: Sequence[Digest], *words: str
) -> pd.DataFrame:
    """The sentences of the articles in which words stand as they are counted, each with its word."""
    rows = [
        (word, one.document, number, sentence.span.start + start, sentence.span.start + end)
        for one in digests
        for number, sentence in one.body
        for word, start, end in places_of(words, sentence.span.exact)
    ]
    spans = pd.DataFrame(rows, columns=["word", *SPAN_COLUMNS]).astype({"start": "int64"})
    sentences = span_sentences(connection, filters, spans)
    return sentences.merge(spans[["word", "document", "start"]], on=["document", "start"])
