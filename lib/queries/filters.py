"""The filters, one record each: what the sidebar, the link, the chips, the files and every question know of them.

- Agreements keep the articles that are about any of them (`lib.store.overlay.about`).
- Outlets keep those outlets' articles, and articles keep just those. A date range keeps articles whose own date lies
  in it, both ends included: an undated article, and one that borrowed its story's date, is out while a range is set,
  and in without one.
- Entities keep the sentences that mention any of them (a demonym is not a mention of the place), and what starts in
  those sentences. `without` leaves out the sentences that mention any of its entities (a demonym again is no
  mention), headlines too, and what starts in them.
- Kinds keep mentions of those kinds; a toponym is a mention of a place.
- Roles keep toponyms of those roles, and of the mentions of places those whose words are such a toponym. All else
  stays: who is named, what is quoted, counted or promised does not play the role of a place. Without roles each view
  counts the roles that it says it counts, the map literal ones (`lib.queries.map.counted_roles`).
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb

from lib.gazetteer import load_gazetteer
from lib.models import ROLE_NAMES, Filters
from lib.queries.corpus import article_names, entities, outlets
from lib.store.agreements import agreements_in

KIND_NAMES: Mapping[str, str] = {"PERSON": "Person", "ORG": "Organisation", "GROUP": "Group", "PLACE": "Place"}
OUTLET_KINDS: Mapping[str, str] = {
    "state": "state-run",
    "not-state": "not state-run",
    "state-unknown": "not known whether state-run",
    "agency": "news agency",
}
# The kinds of one outlet, a row of the table `outlets`.
OUTLET_KINDS_SQL = (
    "CASE WHEN state THEN 'state' WHEN state = false THEN 'not-state' ELSE 'state-unknown' END",
    "if(agency, 'agency', NULL)",
)
# A longer list than this nobody reads; an article beyond it is chosen by a link or on its own page.
MOST_LISTED_ARTICLES = 1000

# Id to name, or, of an article, to its row of `lib.queries.corpus.article_names`.
Names = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Filter:
    """One filter: of several values to choose from, or of a day, which has no `choices`.

    `field` is the one of `Filters` that it sets, or a name among its `others`; `key` is what the link calls it, `label`
    the sidebar, where it stands `first` or behind a click; `chip` names a value in force: "Outlet: {}". In its SQL
    `$kept_FIELD` is what it is set to, a list or a day; all filters hold at once.
    """

    field: str
    key: str
    label: str
    chip: str
    # What there is to choose from, in its order: the same for all data, or a question to them; and which of some values
    # there are beside these, where the list would be too long.
    choices: Mapping[str, str] | Callable[[duckdb.DuckDBPyConnection], Names] | None = None
    unlisted: Callable[[duckdb.DuckDBPyConnection, Sequence[str]], Names] | None = None
    # SQL that gives a value and how much there is of it, whatever is kept: said beside the value where it is chosen.
    counts: str = ""
    documents: str = ""  # condition on documents; all else stays with its document
    sentences: str = ""  # on a {table} with `document` and `sentence`; documents stay with a sentence
    rows: Mapping[str, str] = dataclasses.field(default_factory=dict)  # on some tables, by name; all else stays
    first: bool = False
    none: str = "All"  # said where nothing is chosen
    note: str | None = None  # behind the sidebar's question mark
    merges: bool = False  # whether its values are entities: one that was merged is followed into what it has become
    # What it keeps, said where it is offered beside the thing itself: "what {} says"; and the key of the filter that
    # leaves such a thing out, its own where keeping the others does.
    offered: str = ""
    left_out_by: str = ""


def _mentioning(parameter: str) -> str:
    return f"""EXISTS (SELECT 1 FROM mentions named WHERE named.entity IN {parameter} AND NOT named.demonym
        AND named.document = {{table}}.document AND named.sentence = {{table}}.sentence)"""


def _own_day(condition: str) -> str:
    return f"published {condition} AND coalesce(published_from, '') NOT IN ('story', 'told')"


def _outlets(connection: duckdb.DuckDBPyConnection) -> Names:
    known = outlets(connection)
    return dict(zip(known["outlet"], known["outlet_name"], strict=True))


def _entities(connection: duckdb.DuckDBPyConnection) -> Names:
    """Entity id to its name, with the kind where two share a name."""
    known = entities(connection)
    shared = known["name"].duplicated(keep=False)
    labels = known["name"].where(~shared, known["name"] + " (" + known["kind"].map(KIND_NAMES) + ")")
    return dict(zip(known["entity"], labels, strict=True))


def _articles(connection: duckdb.DuckDBPyConnection) -> Names:
    return {row.document: row for row in article_names(connection, (), MOST_LISTED_ARTICLES).itertuples()}


def _unlisted_articles(connection: duckdb.DuckDBPyConnection, asked: Sequence[str]) -> Names:
    return {row.document: row for row in article_names(connection, asked, 0).itertuples()}


def _outlet_countries(connection: duckdb.DuckDBPyConnection) -> Names:
    """The countries that outlets are at home in, by their codes."""
    sql = "SELECT DISTINCT country FROM outlets WHERE country IS NOT NULL ORDER BY country"
    known = {code: load_gazetteer().country(code) for (code,) in connection.execute(sql).fetchall()}
    return {code: place.name if place else code for code, place in known.items()}


def _kinds(parameter: str) -> str:
    """A condition on outlets: any of the kinds that are asked for is its own."""
    return f"list_has_any({parameter}, [{', '.join(OUTLET_KINDS_SQL)}])"


def _agreements(connection: duckdb.DuckDBPyConnection) -> Names:
    """Those that some article is about."""
    told = {row[0] for row in connection.execute("SELECT DISTINCT agreement FROM about").fetchall()}
    return {one.id: one.title for one in agreements_in(connection) if one.id in told}


def value_counts(connection: duckdb.DuckDBPyConnection, one: Filter) -> dict[str, int]:
    """How much there is of each value of a filter in all articles; nothing where that is not said."""
    return dict(connection.execute(one.counts).fetchall()) if one.counts else {}


_MENTIONS = "SELECT entity, count(*) FROM mentions WHERE entity IS NOT NULL GROUP BY entity"

FILTERS: tuple[Filter, ...] = (
    Filter(
        "agreements", "about", "Agreement", "About: {}", _agreements, first=True,
        documents="document IN (SELECT document FROM about WHERE agreement IN $kept_agreements)",
        counts="SELECT agreement, count(DISTINCT document) FROM about GROUP BY agreement",
        note="Articles that are about it, by its parties, its names and its words, or as an analyst says.",
    ),
    Filter(
        "outlets", "outlet", "Outlet", "Outlet: {}", _outlets, documents="outlet IN $kept_outlets", first=True,
        offered="what {} says", left_out_by="outlet",
        counts="SELECT outlet, count(*) FROM documents GROUP BY outlet",
    ),
    Filter(
        "outlet_countries", "country", "Outlet’s country", "Outlets of: {}", _outlet_countries,
        documents="outlet IN (SELECT outlet FROM outlets WHERE country IN $kept_outlet_countries)",
        note="As the codebook of outlets or an analyst says; an outlet of which it is not known is out.",
    ),
    Filter(
        "outlet_kinds", "run", "Who runs the outlet", "Outlets: {}", OUTLET_KINDS,
        documents=f"outlet IN (SELECT outlet FROM outlets WHERE {_kinds('$kept_outlet_kinds')})",
        note="As the codebook of outlets or an analyst says; what it does not say is not known.",
    ),
    Filter(
        "entities", "entity", "Entity", "Entity: {}", _entities, sentences=_mentioning("$kept_entities"), first=True,
        merges=True, offered="sentences that mention {}", left_out_by="not", counts=_MENTIONS,
    ),
    Filter(
        "without", "not", "Leave out sentences with", "Not: {}", _entities, merges=True, none="Nobody",
        sentences=f"NOT {_mentioning('$kept_without')}", counts=_MENTIONS,
        note="Removes the sentences that mention any of them, and what starts there. A people’s name is no mention.",
    ),
    Filter(
        "kinds", "kind", "Kind", "Kind: {}", KIND_NAMES,
        rows={"mentions": "kind IN $kept_kinds", "toponyms": "'PLACE' IN $kept_kinds"},
        counts="SELECT kind, count(*) FROM mentions GROUP BY kind",
    ),
    Filter(
        "roles", "role", "Places named as", "Places as: {}", {str(role): name for role, name in ROLE_NAMES.items()},
        rows={
            "mentions": """(kind <> 'PLACE' OR (document, start, "end") IN
                (SELECT document, start, "end" FROM toponyms WHERE role IN $kept_roles))""",
            "toponyms": "role IN $kept_roles",
        },
        counts="SELECT role, count(*) FROM toponyms GROUP BY role",
        note="Names of places in these roles only; people, quotes and all else stay. The map counts the place itself "
        "where none is chosen.",
    ),
    Filter(
        "articles", "article", "Article", "Article: {}", _articles, _unlisted_articles,
        documents="document IN $kept_articles", offered="this article",
    ),
    Filter("since", "since", "Published from", "From {}", documents=_own_day(">= $kept_since"), first=True),
    Filter("until", "until", "Published until", "Until {}", documents=_own_day("<= $kept_until"), first=True),
)  # fmt: skip
"""In the order of the link, of the chips and, those at once and those a click away each, of the sidebar."""


def all_filters() -> tuple[Filter, ...]:
    """The record of every filter."""
    return FILTERS


def filter_of(key: str) -> Filter:
    """The filter that the link calls by this key."""
    return next(one for one in FILTERS if one.key == key)


def in_force(filters: Filters) -> list[Filter]:
    """The filters that are set to something."""
    return [one for one in FILTERS if filters[one.field]]


def by_sentence(filters: Filters) -> bool:
    """Whether some sentences of a kept article may be left out."""
    return any(one.sentences for one in in_force(filters))
