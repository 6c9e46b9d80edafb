"""What several outlets report that somebody said: read from the store, held against each other, and as a table."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from lib.compare.speech.said import ReadQuote, Said, Statement
from lib.compare.speech.utterances import Utterance, find_utterances
from lib.compare.speech.wordings import Wording, wordings
from lib.listing import Listing, columns, framed, gives
from lib.models import Filters, Span
from lib.queries.evidence import EVIDENCE, QUOTED_AS, evidence
from lib.queries.selection import answer
from lib.queries.sources.quotes import IS_SAID, said_words
from lib.text.words import find_words

SAID = f"""
SELECT q.document, d.outlet, d.story, d.published, q.speaker, q.speaker_text,
       coalesce(n.name, q.speaker_text) AS name, q.kind, q.cue, q.start, q."end", q.exact, q.marked
FROM kept_quotes q JOIN documents d USING (document) LEFT JOIN names n ON n.entity = q.speaker
WHERE {IS_SAID}
ORDER BY d.position, q.start, q."end"
"""

# Of two things read in the same words the later in this list counts: "15 October" is a day before it is a number.
READ = """
SELECT document, start, "end", 'figure ' || coalesce(low, -1) || ' ' || coalesce(high, -1) || ' ' || unit AS key,
       0 AS rank FROM figures WHERE document IN $documents
UNION ALL
SELECT document, start, "end", 'entity ' || entity, 1 FROM mentions
WHERE document IN $documents AND entity IS NOT NULL AND NOT demonym
UNION ALL
SELECT document, start, "end", 'time ' || value, 2 FROM timexes
WHERE document IN $documents AND regexp_matches(value, '[0-9]')
ORDER BY document, start, rank
"""

# What a version says, cut where the sentences that hold it end.
VERSION_SPANS = """
SELECT v.document, s.sentence, greatest(v.start, s.start) AS start, least(v."end", s."end") AS "end", v.read
FROM (
    SELECT unnest($documents::VARCHAR[]) AS document, unnest($starts::INTEGER[]) AS start,
           unnest($ends::INTEGER[]) AS "end", unnest($reads::VARCHAR[]) AS read
) v JOIN sentences s ON s.document = v.document AND s.start < v."end" AND s."end" > v.start
"""

KEPT = """SELECT document, start, "end" FROM kept_sentences"""

SENTENCES = """
SELECT s.document, s.start, s."end", s.exact, d.published_from FROM sentences s JOIN documents d USING (document)
WHERE s.document IN $documents ORDER BY s.document, s.start
"""

VERSION = columns(
    "utterance: whole, name, outlet, outlet_name, published: day?, kind, cue?, text, words: whole, only: whole, "
    "changed: whole, document, start: whole"
)
VERSIONS = Listing(
    "utterances", "Each version of each utterance that several outlets report, with how many of its words differ",
    VERSION,
    "name: Speaker, utterance, outlet_name: Outlet, published, kind: Given as, cue: Reported with, text: Words, words: "
    "Number of words, only: Only here, changed: In other words", ("document", "start"),
)  # fmt: skip


class KeptQuotes(NamedTuple):
    """A sentence, and how its article's day is known."""

    start: int
    end: int
    exact: str
    published_from: str | None


class Version(NamedTuple):
    """A statement, and the sentences of the article that hold it, with where they begin, and how its day is known."""

    statement: Statement
    text: str
    start: int
    published_from: str | None


class Shared(NamedTuple):
    """An utterance with its versions in their sentences; `verbatim` as in `lib.compare.speech.utterances.Utterance`."""

    versions: tuple[Version, ...]
    verbatim: bool

    def quotes(self) -> list[Said]:
        """The quotes that the versions are from."""
        return [version.statement.said for version in self.versions]


def quotes_said(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[Said]:
    """What the bodies of the articles kept cite somebody for, in the corpus's order."""
    rows = answer(connection, SAID, filters, **said_words())
    documents = rows["document"].drop_duplicates().tolist()
    read: dict[str, list[ReadQuote]] = defaultdict(list)
    rows_read = connection.execute(READ, {"documents": documents}).fetchall() if documents else []
    for document, start, end, key, _ in rows_read:
        read[document].append(ReadQuote(start, end, key))
    return [_said(row, read[row["document"]]) for row in rows.to_dict("records")]


def deciding(filters: Filters) -> Filters:
    """The filters without those that have no say in which quotes are one utterance: a key to keep the comparison by."""
    return replace(filters, entities=(), kinds=(), roles=())


def compared_utterances(connection: duckdb.DuckDBPyConnection, filters: Filters) -> tuple[Utterance, ...]:
    """What two outlets and more report of one utterance, whatever names the filters keep; those of most outlets first.

    It takes seconds for thousands of quotes.
    """
    shared = [one for one in find_utterances(quotes_said(connection, deciding(filters))) if len(one.outlets()) > 1]
    return tuple(sorted(shared, key=lambda one: -len(one.outlets())))


def utterances(
    connection: duckdb.DuckDBPyConnection, filters: Filters, compared: tuple[Utterance, ...] | None = None
) -> tuple[Utterance, ...]:
    """What two outlets and more report of one utterance; those of most outlets first.

    An entity keeps the utterances of which some version stands in a sentence that names it. `compared` are the
    `compared_utterances` of these filters, where they are at hand.
    """
    shared = compared_utterances(connection, filters) if compared is None else compared
    if not filters.entities:
        return shared
    kept = _kept_places(connection, filters)
    return tuple(one for one in shared if any(_stands_in(version, kept) for version in one.versions))


def versions_in_text(connection: duckdb.DuckDBPyConnection, some: Sequence[Utterance]) -> list[Shared]:
    """Utterances with the whole sentences that their versions stand in."""
    documents = list({version.said.document for one in some for version in one.versions})
    rows = connection.execute(SENTENCES, {"documents": documents}).fetchall() if documents else []
    held: dict[str, list[KeptQuotes]] = defaultdict(list)
    for document, *sentence in rows:
        held[document].append(KeptQuotes(*sentence))
    return [Shared(tuple(_in_text(v, held[v.said.document]) for v in one.versions), one.verbatim) for one in some]


@gives(EVIDENCE)
def version_sentences(connection: duckdb.DuckDBPyConnection, some: Sequence[Utterance]) -> pd.DataFrame:
    """The sentences that utterances stand in, a row a stretch."""
    versions = [version for one in some for version in one.versions]
    return evidence(
        connection,
        Filters(),
        VERSION_SPANS,
        documents=[version.said.document for version in versions],
        starts=[version.span.start for version in versions],
        ends=[version.span.end for version in versions],
        reads=[given_as(version.said) for version in versions],
    )


def given_as(said: Said) -> str:
    """How a quote is given, and the words that introduce it: "partly quoted, “added”"."""
    return QUOTED_AS[said.kind] + (f", “{said.cue}”" if said.cue else "")


@gives(VERSION)
def version_table(found: Sequence[Utterance], names: Mapping[str, str]) -> pd.DataFrame:
    """A row a version; `names` is outlet id to name.

    Utterances are numbered from 1, the name is the speaker's, only counts the words that only this version has, changed
    those that the first version has in another wording; document and start say where it stands.
    """
    rows = (
        _version_row(number, version, runs, names)
        for number, one in enumerate(found, 1)
        for version, runs in zip(one.versions, wordings(one.versions), strict=True)
    )
    return framed(VERSION, rows)


def _version_row(number: int, version: Statement, runs: Sequence[Wording], names: Mapping[str, str]) -> tuple[Any, ...]:
    said = version.said
    sizes = Counter(only=0, changed=0)
    for run in runs:
        sizes[run.kind] += len(find_words(run.span.exact))
    known = said.name or "speaker not known", said.outlet, names.get(said.outlet, said.outlet), said.published
    counts = len(version.words), sizes["only"], sizes["changed"]
    stands = said.document, version.span.start
    return number, *known, QUOTED_AS[said.kind], said.cue, version.span.exact, *counts, *stands


def _kept_places(connection: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in answer(connection, KEPT, filters).itertuples():
        places[row.document].append((row.start, row.end))
    return places


def _stands_in(version: Statement, places: dict[str, list[tuple[int, int]]]) -> bool:
    return any(start <= version.span.start < end for start, end in places.get(version.said.document, ()))


def _in_text(version: Statement, sentences: Sequence[KeptQuotes]) -> Version:
    """A version with the sentences that hold a part of it, the blanks between them as they were."""
    around = [one for one in sentences if one.start < version.span.end and version.span.start < one.end]
    text = ""
    for one in around:
        text += " " * (one.start - around[0].start - len(text)) + one.exact
    return Version(version, text, around[0].start, around[0].published_from)


def _said(row: dict[str, Any], read: Sequence[ReadQuote]) -> Said:
    span = Span(row["start"], row["end"], row["exact"])
    return Said(
        document=row["document"],
        outlet=row["outlet"],
        story=row["story"],
        published=None if pd.isna(row["published"]) else row["published"].date(),
        speaker=_text(row["speaker"]),
        name=_text(row["name"]),
        kind=row["kind"],
        cue=_text(row["cue"]),
        span=span,
        marked=tuple(Span(mark["start"], mark["end"], mark["exact"]) for mark in row["marked"]),
        read=tuple(one for one in read if span.start <= one.start and one.end <= span.end),
        at_cue=_text(row["speaker_text"]),
    )


def _text(value: Any) -> str | None:  # noqa: ANN401  # a frame's cell
    return value if isinstance(value, str) else None
