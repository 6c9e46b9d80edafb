"""Who is quoted by whom: how often, in how many words, between quotation marks or only reported."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import duckdb
import pandas as pd

from lib.codebooks import load_words
from lib.compare.article import fact_list
from lib.listing import Listing, columns, framed, gives
from lib.models import Filters
from lib.queries.evidence import EVIDENCE, QUOTED_AS, evidence
from lib.queries.selection import answer
from lib.queries.sources.digests import outlet_words

# Agreeing and deciding are deeds, and hoping is nobody's word: what follows them is not counted as said.
IS_SAID = """NOT q.headline AND NOT list_has_any(string_split(lower(coalesce(q.cue, '')), ' '), $deeds)"""

# A speaker who is no known entity goes by the words at the cue; a pronoun that could not be followed is not known.
CITED = f"""
WITH cited AS (
    SELECT q.*, if(lower(q.speaker_text) IN $pronouns, NULL, q.speaker_text) AS told_as,
           coalesce(q.speaker, 'text:' || lower(told_as), 'nobody') AS who,
           coalesce(n.name, told_as, 'speaker not known') AS name, d.outlet, d.outlet_name, d.position
    FROM kept_quotes q JOIN documents d USING (document) LEFT JOIN names n ON n.entity = q.speaker WHERE {IS_SAID}
)
"""

QUOTES = f"""{CITED}
SELECT document, outlet, who, name, speaker IS NOT NULL AS linked, kind, start, exact, marked
FROM cited ORDER BY position, start, "end"
"""

QUOTE_SPANS = f"""{CITED}
SELECT document, sentence, start, "end",
       concat_ws(', ', MAP {QUOTED_AS}[kind] || ': ' || name, 'with “' || cue || '”',
                 if(speaker_inferred, 'speaker inferred from “' || speaker_text || '”', NULL), decided) AS read
FROM cited WHERE who = $who AND ($outlet IS NULL OR outlet = $outlet)
"""

KINDS = ("direct", "mixed", "indirect")

_COUNTS = columns(
    "mentions: whole, direct: whole, mixed: whole, indirect: whole, quoted: whole, direct_words: whole, "
    "mixed_words: whole, indirect_words: whole"
)
_SPEAKER = columns("who, name, linked: yes/no, outlet, outlet_name") + _COUNTS
SPEAKER = _SPEAKER + columns("total: whole, total_words: whole")
OUTLET = columns(
    "outlet, outlet_name, words: whole, mentions: whole, quoted: whole, marked: whole, share: number?, "
    "marked_share: number?"
)
BY_OUTLET = Listing(
    "speakers by outlet", "Quotes and quoted words of each speaker by outlet", SPEAKER,
    "name: Speaker, linked, outlet_name: Outlet, mentions: Quotes, direct: Quoted, mixed: Partly quoted, "
    "indirect: Reported, quoted: Words, direct_words: Words quoted, mixed_words: Words partly quoted, "
    "indirect_words: Words reported", ("who", "outlet"),
)  # fmt: skip
QUOTED_WORDS = Listing(
    "quoted words", "How much of each outlet’s words is quoted", OUTLET,
    "outlet_name: Outlet, words, mentions: Quotes, quoted: Quoted or reported words, share: Percent of its words, "
    "marked: Words in quotation marks, marked_share: Percent in quotation marks", ("outlet",),
)  # fmt: skip
MOST_QUOTED = {
    noun: Listing(
        "speakers",
        "The speakers quoted most, by outlet",
        SPEAKER,
        f"name: Speaker, outlet_name: Outlet, mentions: {noun.capitalize()}s",
        ("who", "outlet"),
    )
    for noun in ("quote", "word")
}
"""By what is counted of each speaker as its mentions."""
# As the corpus counts words: stretches between white space with a letter or digit.
_WORD = re.compile(r"\S*\w\S*")

# An article's id and the offset of a word in it.
Where = tuple[str, int]


class QuoteCounts(NamedTuple):
    """How much each speaker is quoted by each outlet, and how much of each outlet's words is quoted.

    `speakers` (`SPEAKER`) has a row a speaker and outlet, zero where it does not quote them, those quoted most first:
    linked says whether to an entity, mentions are quotes, quoted are words; total and total_words are in all outlets.
    `outlets` (`OUTLET`) has a row an outlet in the corpus's order: marked are words between quotation marks, share and
    marked_share of the outlet's words, in percent.
    """

    speakers: pd.DataFrame
    outlets: pd.DataFrame


def quote_counts(connection: duckdb.DuckDBPyConnection, filters: Filters) -> QuoteCounts:
    """Quotes and quoted words in the bodies, by speaker and outlet.

    A word that stands in two quotes of one speaker counts once for them, and once for the outlet whoever says it.
    """
    rows = answer(connection, QUOTES, filters, **said_words())
    outlets = outlet_words(connection, filters)
    return QuoteCounts(_speakers(rows, outlets), _outlets(rows, outlets))


@gives(SPEAKER)
def most_quoted(speakers: pd.DataFrame, most: int = 15) -> pd.DataFrame:
    """The rows of the speakers with most quotes, of those that `quote_counts` gives."""
    return speakers[speakers["who"].isin(speakers["who"].drop_duplicates().head(most))]


@gives(EVIDENCE)
def speaker_quotes(
    connection: duckdb.DuckDBPyConnection, filters: Filters, who: str, outlet: str | None = None
) -> pd.DataFrame:
    """The sentences in which one speaker is quoted, by one outlet where said."""
    return evidence(connection, filters, QUOTE_SPANS, who=who, outlet=outlet, **said_words())


def said_words() -> dict[str, list[str]]:
    """The word lists that decide what is counted as said, and by whom, as values of a question."""
    return {"deeds": sorted(fact_list("deeds")), "pronouns": load_words("utterances")["pronouns"]}


@gives(SPEAKER)
def _speakers(rows: pd.DataFrame, outlets: pd.DataFrame) -> pd.DataFrame:
    counted = {key: _counts(group) for key, group in rows.groupby(["who", "outlet"], sort=False)}
    known = rows.drop_duplicates("who").set_index("who")
    names = rows.groupby("who", sort=False)["name"].agg(lambda names: names.mode().iloc[0])
    nothing = dict.fromkeys((column.name for column in _COUNTS), 0)
    lines = [
        {"who": who, "name": names[who], "linked": bool(known.loc[who, "linked"]), "outlet": row.outlet,
         "outlet_name": row.outlet_name, **counted.get((who, row.outlet), nothing)}
        for who in known.index
        for row in outlets.itertuples()
    ]  # fmt: skip
    frame = framed(_SPEAKER, lines)
    by_who = frame.groupby("who")
    frame = frame.assign(total=by_who["mentions"].transform("sum"), total_words=by_who["quoted"].transform("sum"))
    return frame.sort_values(["total", "name", "who"], ascending=[False, True, True], kind="stable", ignore_index=True)


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    """Quotes and words of some rows, all and by kind; each word once, as the more literal kind of the two."""
    kinds = rows["kind"].value_counts()
    words = _places(rows)
    words["mixed"] -= words["direct"]
    words["indirect"] -= words["direct"] | words["mixed"]
    sizes = {f"{kind}_words": len(some) for kind, some in words.items()}
    return {
        "mentions": len(rows),
        **{kind: int(kinds.get(kind, 0)) for kind in KINDS},
        "quoted": sum(sizes.values()),
        **sizes,
    }


@gives(OUTLET)
def _outlets(rows: pd.DataFrame, outlets: pd.DataFrame) -> pd.DataFrame:
    of_outlet = dict(list(rows.groupby("outlet")))
    some = [of_outlet.get(outlet, rows.iloc[:0]) for outlet in outlets["outlet"]]
    frame = outlets.assign(
        mentions=[len(group) for group in some],
        quoted=[len(set().union(*_places(group).values())) for group in some],
        marked=[len(set(_marked(group))) for group in some],
    )
    return frame.assign(
        share=100 * frame["quoted"] / frame["words"].where(frame["words"] > 0),
        marked_share=100 * frame["marked"] / frame["words"].where(frame["words"] > 0),
    )


def _places(rows: pd.DataFrame) -> dict[str, set[Where]]:
    """The words quoted, by kind: of direct speech those between the marks, for the cue may stand between them."""
    found: dict[str, set[Where]] = {kind: set() for kind in KINDS}
    columns = (rows[name] for name in ("document", "kind", "start", "exact", "marked"))
    for document, kind, start, exact, marked in zip(*columns, strict=True):
        between = [(mark["start"], mark["exact"]) for mark in marked]
        found[kind].update(_words(document, between if kind == "direct" else [(int(start), exact)]))
    return found


def _marked(rows: pd.DataFrame) -> Iterator[Where]:
    for row in rows.itertuples():
        yield from _words(row.document, [(mark["start"], mark["exact"]) for mark in row.marked])


def _words(document: str, stretches: Iterable[tuple[int, str]]) -> Iterator[Where]:
    for start, text in stretches:
        yield from ((document, start + match.start()) for match in _WORD.finditer(text))
