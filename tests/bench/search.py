"""How fast a search answers over 100,000 sentences, beside a plain DuckDB scan that gives the same answer."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from lib.models import Annotations, Document, Filters, Source
from lib.queries import search as queries
from lib.store import FileRow, FileState, open_version, save
from lib.text.sentences import find_sentences
from tests.bench.corpus import MadeArticle, made_articles

SENTENCES, OUTLETS, PAGE, ROUNDS = 100_000, 12, 50, 5
# What the search must be at least; below it the line says so.
WANTED = 5.0
COUNTS = "SELECT d.outlet, count(*) FROM sentences s JOIN documents d USING (document) WHERE {} GROUP BY d.outlet"
FIRST = f"""
SELECT s.exact, s.start, d.outlet_name, d.published FROM sentences s JOIN documents d USING (document)
WHERE {{}} ORDER BY d.position, s.sentence LIMIT {PAGE}
"""


class Asked(NamedTuple):
    """A query, and the same as DuckDB's condition on a sentence `s` of an article `d`."""

    query: str
    condition: str


def _word(words: str) -> str:
    """A condition: these whole words, whatever their case."""
    return rf"regexp_matches(s.exact, '\b{words}\b', 'i')"


ASKED = (
    Asked('"idlib"', _word("idlib")),
    Asked('"juba" "rouhani"', f"{_word('juba')} AND {_word('rouhani')}"),
    Asked('"heavy weapons"', _word(r"heavy\W+weapons")),
    Asked('"egeland" NOT "geneva"', f"{_word('egeland')} AND NOT {_word('geneva')}"),
    Asked('"withdraw its forces" ("bogota" OR "hama")', f"{_word('withdraw its forces')} AND {_word('(bogota|hama)')}"),
    Asked("hodeidah NEAR/3 sochi", _word(r"(hodeidah\W+(\w+\W+){0,3}sochi|sochi\W+(\w+\W+){0,3}hodeidah)")),
    Asked('outlet:"Outlet 3" "transit traffic"', f"d.outlet = 'outlet-3' AND {_word('transit traffic')}"),
)


def search_lines() -> Iterator[str]:
    """One line a figure: making the index, and answering beside the scan."""
    with tempfile.TemporaryDirectory() as folder:
        connection = _corpus(Path(folder) / "table")
        begin = time.perf_counter()
        desk = queries.open_search(connection)
        seconds = time.perf_counter() - begin
        yield f"search index of {len(desk.index.documents):,} sentences: {seconds:.1f} s, made once a data version"
        yield from _answer_lines(connection, desk)


def _answer_lines(connection: duckdb.DuckDBPyConnection, desk: queries.Searchable) -> Iterator[str]:
    """Counts by outlet and the first page, both ways, the same answer checked first."""
    pairs = []
    for asked in ASKED:
        ours, reference = _searched(connection, desk, asked.query), _scanned(connection, asked.condition)
        if ours != reference:
            raise AssertionError(f"{asked.query}: the search and the scan answer differently")
        pairs.append(
            (
                _seconds(lambda asked=asked: _searched(connection, desk, asked.query)),
                _seconds(lambda asked=asked: _scanned(connection, asked.condition)),
            )
        )
    ours, scan = (sum(times) / len(times) for times in zip(*pairs, strict=True))
    every = ", ".join(f"{one.query} {b / a:.0f}" for one, (a, b) in zip(ASKED, pairs, strict=True))
    said = "" if scan / ours >= WANTED else f" BELOW THE {WANTED:.0f} ASKED FOR"
    yield (
        f"search with counts by outlet and the first {PAGE} sentences: {ours * 1000:.1f} ms; plain DuckDB scan: "
        f"{scan * 1000:.0f} ms; ratio {scan / ours:.1f}{said} (each: {every})"
    )


def _searched(connection: duckdb.DuckDBPyConnection, desk: queries.Searchable, query: str) -> Any:
    """Sentences by outlet, and the first page in the articles' order."""
    found = queries.search(connection, desk, query, Filters(), "article")
    counts = queries.outlet_counts(desk, found)
    rows = queries.found_sentences(connection, desk, found, slice(PAGE))
    page = dict.fromkeys(zip(rows["text"], rows["sentence_start"], rows["outlet_name"], strict=True))
    by_outlet = dict(zip(counts["outlet"], counts["sentences"].tolist(), strict=True))
    return {outlet: sentences for outlet, sentences in by_outlet.items() if sentences}, list(page)


def _scanned(connection: duckdb.DuckDBPyConnection, condition: str) -> Any:
    """The same, every sentence read."""
    counts = dict(connection.execute(COUNTS.format(condition)).fetchall())
    return counts, [row[:3] for row in connection.execute(FIRST.format(condition)).fetchall()]


def _seconds(work: Callable[[], object]) -> float:
    """The middle of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def _corpus(table: Path) -> duckdb.DuckDBPyConnection:
    """A store of made articles cut into sentences, opened as the desk opens its own."""
    rows: list[FileRow] = []
    made = 0
    for article in made_articles(SENTENCES, OUTLETS):
        row, count = _file_row(article)
        rows.append(row)
        made += count
        if made >= SENTENCES:
            break
    save(table, rows)
    return open_version(table)


def _file_row(article: MadeArticle) -> tuple[FileRow, int]:
    """An article as a refresh would save it, and how many sentences it has."""
    source = Source(article.outlet.lower().replace(" ", "-"), article.outlet)
    document = Document(
        article.name, source, "bench", None, article.text, article.published, "metadata", "metadata", article.name
    )
    sentences = tuple(find_sentences(article.text))
    state = FileState(f"bench/{article.name}", "bench", 1, 1, "", "", "1", article.name, None)
    return FileRow(state, ((document, Annotations(sentences=sentences)),)), len(sentences)
