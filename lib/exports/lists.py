"""The screen's cards and short lists as frames, row for row as they are drawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.codebooks.methods import Measurement, Methods
from lib.compare.distinctive import OutletWords
from lib.compare.records import Difference
from lib.compare.reuse.independence import SourceGroup
from lib.queries.sources.facts import Comparison, about
from lib.views.agreement.clauses import distance
from lib.views.methods import quality_table
from lib.views.panels import first_days, largest_differences
from lib.views.sources import facts as drawn
from lib.views.sources.alone import first_topics
from lib.views.sources.fact_words import topic_words
from lib.views.sources.reuse import strongest_links
from lib.views.sources.words import shown_words

# Outlet id to name.
Names = Mapping[str, str]

DAY_GIVEN, RATE = "day given", "mentions per 1,000 words"
DIFFERENCE_COLUMNS = ("What", "In what respect", "Day", "More in", "Less in", "Most", "Least", "Mentions")
WORD_COLUMNS = (
    "Outlet", "Its words", "z by chance", "Word", "Beyond chance", "z", "Count", "Elsewhere", "Per 1,000 words",
    "Elsewhere per 1,000",
)  # fmt: skip


def bars_list(counts: pd.DataFrame, key: str, names: Names) -> pd.DataFrame:
    """One row a bar of `counts`, which has a row a thing (by `key`) and outlet.

    Columns: Name, one an outlet by its name with its mentions, and All outlets.
    """
    rows = []
    for _, group in counts.groupby(key, sort=False):
        by_outlet = dict(zip(group["outlet"], group["mentions"], strict=True))
        mentions = {names.get(one, one): int(by_outlet.get(one, 0)) for one in dict.fromkeys(counts["outlet"])}
        rows.append({"Name": group["name"].iloc[0], **mentions, "All outlets": int(group["total"].iloc[0])})
    return pd.DataFrame(rows)


def days_list(days: pd.DataFrame, as_of: date | None, names: Names) -> pd.DataFrame:
    """The overview's next days. Columns: Day, Days left, What, Given by, Not given by (outlets' names), Statements."""
    return pd.DataFrame(
        [
            {
                "Day": row.due,
                "Days left": distance(row.due.date(), as_of),
                "What": row.what,
                "Given by": _named(row.outlets, names),
                "Not given by": _named(row.silent, names),
                "Statements": row.statements,
            }
            for row in first_days(days, as_of).itertuples()
        ]
    )


def differences_list(days: pd.DataFrame, rates: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The overview's differences: days that some give, then names that some mention more often.

    Columns: `DIFFERENCE_COLUMNS`; outlets by name, Most and Least as rates.
    """
    one_sided, apart = largest_differences(days, rates)
    rows: list[dict[str, Any]] = [
        {"What": row["what"], "In what respect": DAY_GIVEN, "Day": row["due"],
         "More in": _named(row["outlets"], names), "Less in": _named(row["silent"], names)}
        for row in one_sided.to_dict("records")
    ]  # fmt: skip
    rows += [
        {"What": row["name"], "In what respect": RATE, "More in": row["high_name"], "Less in": row["low_name"],
         "Most": row["high"], "Least": row["low"], "Mentions": row["mentions"]}
        for row in apart.to_dict("records")
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS)).astype({"Mentions": "Int64"})
    return frame.assign(Day=pd.to_datetime(frame["Day"]))


def values_list(compared: Comparison, names: Names) -> pd.DataFrame:
    """The values on the cards of what differs, a row a value. Columns: About, In what respect, Value, Given by."""
    rows = [
        (about(one), one.measure, value, givers)
        for _, some in drawn.differences_by_subject(compared)[: drawn.MOST_CARDS]
        for one in some
        for value, givers in _sides(one, compared.own_days, names)
    ]
    return pd.DataFrame(rows, columns=["About", "In what respect", "Value", "Given by"])


def alone_list(compared: Comparison, outlets: Sequence[str], names: Names) -> pd.DataFrame:
    """What one outlet alone has or lacks, as on its card. Columns: Outlet, It alone ("has" or "lacks"), What."""
    topics = {row.key: row for row in compared.topics}
    kinds = {"has": compared.only, "lacks": compared.lacking if len(outlets) > 2 else {}}
    rows = [
        (names.get(outlet, outlet), kind, topic_words(row))
        for outlet in outlets
        for kind, keys in kinds.items()
        for row in first_topics(keys.get(outlet, ()), topics)
    ]
    return pd.DataFrame(rows, columns=["Outlet", "It alone", "What"])


def words_list(found: Sequence[OutletWords], names: Names) -> pd.DataFrame:
    """The words on the cards of what sets outlets apart; where none is beyond chance, the highest one.

    Columns: `WORD_COLUMNS`; Its words is how much text the outlet has.
    """
    rows = [
        (names.get(one.outlet, one.outlet), one.tokens, one.limit, word.word, word in one.passing, word.z, word.count,
         word.count_elsewhere, word.rate, word.rate_elsewhere)
        for one in found
        for word in shown_words(one)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(WORD_COLUMNS)).astype({"z by chance": "float64"})


def sources_list(groups: Iterable[SourceGroup], names: Names) -> pd.DataFrame:
    """The outlets that count as one source. Columns: Outlets (names), Why."""
    rows = [
        (_named(group.outlets, names), "; ".join(link.reason for link in strongest_links(group)))
        for group in groups
        if len(group.outlets) > 1
    ]
    return pd.DataFrame(rows, columns=["Outlets", "Why"])


def removed_list(removed: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """What cleaning took out of one article. Columns: Reason, Words, From character, To character (in the original)."""
    rows = [(piece["reason"], piece["exact"], int(piece["start"]), int(piece["end"])) for piece in removed]
    return pd.DataFrame(rows, columns=["Reason", "Words", "From character", "To character"])


def figures_list(methods: Methods, measured: Sequence[Measurement]) -> pd.DataFrame:
    """Every figure that was measured. Columns: Annotator, and those of `lib.views.methods.quality_table`."""
    tables = [quality_table(method, measured, methods).assign(annotator=method.title) for method in methods.methods]
    return pd.concat(tables, ignore_index=True)


def misses_list(methods: Methods) -> pd.DataFrame:
    """The known misses. Columns: Annotator, Known miss."""
    rows = [(method.title, miss) for method in methods.methods for miss in method.misses]
    return pd.DataFrame(rows, columns=["Annotator", "Known miss"])


def sets_list(methods: Methods, measured: Sequence[Measurement]) -> pd.DataFrame:
    """The sets of gold. Columns: Set, What it is, Documents, Measured (a day); a set may have no figure yet."""
    first = {one.set: one for one in reversed(measured)}
    rows = [
        (note.name, note.what, *((first[note.id].documents, first[note.id].on) if note.id in first else (None, None)))
        for note in methods.sets
    ]
    frame = pd.DataFrame(rows, columns=["Set", "What it is", "Documents", "Measured"])
    return frame.astype({"Documents": "Int64"}).assign(Measured=pd.to_datetime(frame["Measured"]))


def origins_list(methods: Methods) -> pd.DataFrame:
    """Data and models from elsewhere. Columns: Name, Use, Licence, Address."""
    rows = [(one.name, one.use, one.licence, one.url) for one in methods.origins]
    return pd.DataFrame(rows, columns=["Name", "Use", "Licence", "Address"])


def codebooks_list(methods: Methods) -> pd.DataFrame:
    """The codebooks. Columns: File, What it holds."""
    return pd.DataFrame([(note.file, note.holds) for note in methods.lists], columns=["File", "What it holds"])


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
