"""The screen's cards and short lists as frames, row for row as they are drawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from lib.codebooks.methods import Measurement, Methods
from lib.compare.distinctive import OutletWords
from lib.compare.records import Difference
from lib.compare.reuse.independence import SourceGroup
from lib.listing import Listing, columns, framed
from lib.queries.article import JUDGED
from lib.queries.evidence import SENTENCES
from lib.queries.sources.facts import Comparison, about, differences_by_subject
from lib.views.agreement.clauses import distance
from lib.views.article import layers
from lib.views.methods import FIGURE, QUALITY, quality_table
from lib.views.panels import ordered_days
from lib.views.sources import facts as drawn
from lib.views.sources.alone import first_topics
from lib.views.sources.fact_words import topic_words
from lib.views.sources.reuse import strongest_links
from lib.views.sources.words import shown_words

# Outlet id to name.
Names = Mapping[str, str]

_BARS = columns("Name, All outlets: whole")
WHO = Listing("who", "People and organisations", _BARS, said="Those mentioned most, by outlet", others=True)
WHERE = Listing("where", "Places by outlet", _BARS, said="Those most often meant as places", others=True)
DAYS = Listing(
    "by when", "By when",
    columns("Day: day, Days left, Of a clause: yes/no, What, Who?, Reported by, Only mentioned by, Not read in")
    + columns("Statements: whole"),
    said="Deadlines",
)  # fmt: skip
VALUES = Listing(
    "differing values", "The values that differ", columns("About, Aspect, Value, Reported by"), said="One row a value",
)  # fmt: skip
VALUES_SENTENCES = replace(SENTENCES, key="differing sentences", title="Their sentences")
FACTS_SENTENCES = replace(SENTENCES, key="facts sentences", title="The sentences that the rows open to")
ALONE = Listing("alone", "What only one outlet reports, or does not", columns("Outlet, Only this outlet, What"))
WORDS = Listing(
    "words as drawn", "The words that set each outlet apart, or the highest one",
    columns("Outlet, Its words: whole, z by chance: number?, Word, Beyond chance: yes/no, z: number, Count: whole")
    + columns("Elsewhere: whole, Per 1,000 words: number, Elsewhere per 1,000: number"),
)  # fmt: skip
SOURCES = Listing("one source", "What counts as one source", columns("Outlets, Why"))

_WHOSE = columns("outlet, article")
_MARK = columns("exact, label, name, note?, start: whole, end: whole")
_READ = "exact: Words, label: Kind, name: Read as, note: How it was read"
MARKS = Listing(
    "marks", "Marked in the text", _MARK + _WHOSE,
    f"{_READ}, start: From character, end: To character, outlet, article", others=True,
)  # fmt: skip
HIGHLIGHTS = Listing(
    "highlights", "Everything highlighted in the article", _MARK + columns("document, kind"), f"{_READ}, start: Offset",
    ("document", "start", "kind"), others=True,
)  # fmt: skip
_REMOVED = columns("Reason, Words, From character: whole, To character: whole")
ABOUT = Listing(
    "about", "What it is about", JUDGED + _WHOSE,
    "title: Agreement, signed, about: About it, reason, about_read: First read so, decided, outlet, article",
)  # fmt: skip
TAKEN_OUT = Listing(
    "taken out", "Removed by cleaning", _REMOVED + _WHOSE,
    "Reason, Words, From character, To character, outlet, article",
)  # fmt: skip

FIGURES = Listing("figures", "Every figure", columns("annotator") + FIGURE, f"annotator, {QUALITY.heads}")
MISSES = Listing("known misses", "Known misses", columns("Annotator, Known miss"))
SETS = Listing("sets of gold", "Sets of gold", columns("Set, What it is, Documents: whole?, Measured: day?"))
ORIGINS = Listing("data and licences", "Data and licences", columns("Name, Use, Licence, Address"))
CODEBOOKS = Listing("codebooks", "Codebooks", columns("File, What it holds"))


def bars_list(counts: pd.DataFrame, key: str, names: Names) -> pd.DataFrame:
    """One row a bar of `counts`, which has a row a thing (by `key`) and outlet, with the mentions in each outlet."""
    rows = []
    for _, group in counts.groupby(key, sort=False):
        by_outlet = dict(zip(group["outlet"], group["mentions"], strict=True))
        mentions = {names.get(one, one): int(by_outlet.get(one, 0)) for one in dict.fromkeys(counts["outlet"])}
        rows.append({"Name": group["name"].iloc[0], **mentions, "All outlets": int(group["total"].iloc[0])})
    return pd.DataFrame(rows)


def days_list(days: pd.DataFrame, as_of: date | None, names: Names) -> pd.DataFrame:
    """The days as they are drawn, those of clauses first; outlets by name."""
    rows = (
        (row.due, distance(row.due.date(), as_of), isinstance(row.clause, str), row.what, row.who,
         _named(row.outlets, names), _named(row.mentioned, names),
         _named(row.silent, names), row.statements)
        for row in ordered_days(days, as_of).itertuples()
    )  # fmt: skip
    return framed(DAYS.columns, rows)


def values_list(compared: Comparison, names: Names) -> pd.DataFrame:
    """The values on the cards of what differs, a row a value."""
    rows = (
        (about(one), one.measure, value, givers)
        for _, some in differences_by_subject(compared)[: drawn.MOST_CARDS]
        for one in some
        for value, givers in _sides(one, compared.own_days, names)
    )
    return framed(VALUES.columns, rows)


def alone_list(compared: Comparison, outlets: Sequence[str], names: Names) -> pd.DataFrame:
    """What only one outlet "reports", or only one "does not report", as on its card."""
    topics = {row.key: row for row in compared.topics}
    kinds = {"reports": compared.only, "does not report": compared.lacking if len(outlets) > 2 else {}}
    rows = [
        (names.get(outlet, outlet), kind, topic_words(row))
        for outlet in outlets
        for kind, keys in kinds.items()
        for row in first_topics(keys.get(outlet, ()), topics)
    ]
    return framed(ALONE.columns, rows)


def words_list(found: Sequence[OutletWords], names: Names) -> pd.DataFrame:
    """The words on the cards of what sets outlets apart; where none is beyond chance, the highest one.

    `Its words` is how much text the outlet has.
    """
    rows = [
        (names.get(one.outlet, one.outlet), one.tokens, one.limit, word.word, word in one.passing, word.z, word.count,
         word.count_elsewhere, word.rate, word.rate_elsewhere)
        for one in found
        for word in shown_words(one)
    ]  # fmt: skip
    return framed(WORDS.columns, rows)


def sources_list(groups: Iterable[SourceGroup], names: Names) -> pd.DataFrame:
    """The outlets that count as one source, and why."""
    rows = (
        (_named(group.outlets, names), "; ".join(link.reason for link in strongest_links(group)))
        for group in groups
        if len(group.outlets) > 1
    )
    return framed(SOURCES.columns, rows)


def marks_list(highlights: pd.DataFrame) -> pd.DataFrame:
    """Highlights of an article with the names of their kinds."""
    return highlights.assign(label=highlights["kind"].map({key: layer.name for key, layer in layers().items()}))


def removed_list(removed: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """What cleaning took out of one article, by the characters of the original."""
    return framed(_REMOVED, ((piece["reason"], piece["exact"], piece["start"], piece["end"]) for piece in removed))


def methods_lists(methods: Methods, measured: Sequence[Measurement]) -> Iterator[tuple[Listing, pd.DataFrame]]:
    """Every list of the methods page with its rows; a set of gold may have no figure yet."""
    tables = [quality_table(method, measured, methods).assign(annotator=method.title) for method in methods.methods]
    yield FIGURES, pd.concat(tables, ignore_index=True)
    misses = ((method.title, miss) for method in methods.methods for miss in method.misses)
    yield MISSES, framed(MISSES.columns, misses)
    of_set = {one.set: (one.documents, one.on) for one in reversed(measured)}
    sets = ((note.name, note.what, *of_set.get(note.id, (None, None))) for note in methods.sets)
    yield SETS, framed(SETS.columns, sets)
    yield ORIGINS, framed(ORIGINS.columns, ((one.name, one.use, one.licence, one.url) for one in methods.origins))
    yield CODEBOOKS, framed(CODEBOOKS.columns, ((note.file, note.holds) for note in methods.lists))


def _sides(one: Difference, own_days: Mapping[str, date | None], names: Names) -> Iterator[tuple[str, str]]:
    """Each value of a difference that its card shows, with who gives it and how near they are to it."""
    for facts in one.sides[: drawn.MOST_SIDES]:
        value, givers = drawn.side_words(facts)
        yield value, "; ".join(f"{_named(outlets, names)} ({near})" for near, outlets in givers.items())
    own = drawn.own_side(one, own_days)
    if own:
        yield own, drawn.OWN_TEXT


def _named(outlets: Iterable[str], names: Names) -> str:
    """Outlets by name, in one cell."""
    return ", ".join(names.get(outlet, outlet) for outlet in outlets)
