"""The filters, one record each: what the sidebar, the link, the chips, the files and every question know of them.

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

from lib.models import Filters, Role
from lib.queries.corpus import article_names, entities, outlets

KIND_NAMES: Mapping[str, str] = {"PERSON": "Person", "ORG": "Organisation", "GROUP": "Group", "PLACE": "Place"}
ROLE_NAMES: Mapping[Role, str] = {
    "literal": "the place itself",
    "associative": "its government or people",
    "demonym": "adjective or people’s name",
}
# A longer list than this nobody reads; an article beyond it is chosen by a link or on its own page.
MOST_LISTED_ARTICLES = 1000

# Id to name, or, of an article, to its row of `lib.queries.corpus.article_names`.
Names = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Filter:
    """One filter: of several values to choose from, or of a day, which has no `choices`.

    Its SQL names what it is set to `$kept_FIELD`, a list or a day.
    """

    field: str
    """Of `Filters`; one that has no field there of its own is one of its `others`."""
    key: str
    """In the link."""
    label: str
    """In the sidebar."""
    chip: str
    """One value in force, in words: "Outlet: {}"."""
    choices: Mapping[str, str] | Callable[[duckdb.DuckDBPyConnection], Names] | None = None
    """What there is to choose from, in its order: the same for all data, or a question to them."""
    unlisted: Callable[[duckdb.DuckDBPyConnection, Sequence[str]], Names] | None = None
    """Those of some values that there are, though `choices` leaves them out of a list that is too long."""
    documents: str = ""
    """The condition on the table of documents; all else stays with its document."""
    sentences: str = ""
    """The condition on a `{table}` whose rows have `document` and `sentence`; documents stay with a sentence."""
    rows: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The condition on some tables alone, which touches nothing else."""
    first: bool = False
    """Whether it stands in the sidebar at once; the rest is one click away, and in view while it is in force."""
    none: str = "All"
    """What stands where nothing is chosen."""
    note: str | None = None
    """What the sidebar's question mark says."""
    merges: bool = False
    """Whether its values are entities, of which one that was merged is followed into what it has become."""
    offered: str = ""
    """What it keeps, said beside the thing itself: "what {} says"; nothing where it is offered in the sidebar only."""
    left_out_by: str = ""
    """The key of the filter that leaves its values out, its own where keeping the others does; none has none."""


def _mentioning(parameter: str) -> str:
    return f"""EXISTS (SELECT 1 FROM mentions named WHERE named.entity IN {parameter} AND NOT named.demonym
        AND named.document = {{table}}.document AND named.sentence = {{table}}.sentence)"""


def _outlets(connection: duckdb.DuckDBPyConnection) -> Names:
    known = outlets(connection)
    return dict(zip(known["outlet"], known["outlet_name"], strict=True))


def _entities(connection: duckdb.DuckDBPyConnection) -> Names:
    """Entity id to its name, with the kind where two share a name."""
    found = entities(connection)
    shared = found["name"].duplicated(keep=False)
    labels = found["name"].where(~shared, found["name"] + " (" + found["kind"].map(KIND_NAMES) + ")")
    return dict(zip(found["entity"], labels, strict=True))


def _articles(connection: duckdb.DuckDBPyConnection) -> Names:
    return {row.document: row for row in article_names(connection, (), MOST_LISTED_ARTICLES).itertuples()}


def _unlisted_articles(connection: duckdb.DuckDBPyConnection, asked: Sequence[str]) -> Names:
    return {row.document: row for row in article_names(connection, asked, 0).itertuples()}


_OWN_DAY = "published_from IS DISTINCT FROM 'story'"
FILTERS: tuple[Filter, ...] = (
    Filter(
        field="outlets",
        key="outlet",
        label="Outlet",
        chip="Outlet: {}",
        choices=_outlets,
        documents="outlet IN $kept_outlets",
        first=True,
        offered="what {} says",
        left_out_by="outlet",
    ),
    Filter(
        field="entities",
        key="entity",
        label="Entity",
        chip="Entity: {}",
        choices=_entities,
        sentences=_mentioning("$kept_entities"),
        first=True,
        merges=True,
        offered="sentences that mention {}",
        left_out_by="not",
    ),
    Filter(
        field="without",
        key="not",
        label="Leave out sentences with",
        chip="Not: {}",
        choices=_entities,
        sentences=f"NOT {_mentioning('$kept_without')}",
        none="Nobody",
        note="Takes out the sentences that mention any of them, and what starts there. An adjective or a people’s name "
        "is no mention of the place.",
        merges=True,
    ),
    Filter(
        field="kinds",
        key="kind",
        label="Kind",
        chip="Kind: {}",
        choices=KIND_NAMES,
        rows={"mentions": "kind IN $kept_kinds", "toponyms": "'PLACE' IN $kept_kinds"},
    ),
    Filter(
        field="roles",
        key="role",
        label="Places named as",
        chip="Places as: {}",
        choices={str(role): name for role, name in ROLE_NAMES.items()},
        rows={
            "mentions": """(kind <> 'PLACE' OR (document, start, "end") IN
                (SELECT document, start, "end" FROM toponyms WHERE role IN $kept_roles))""",
            "toponyms": "role IN $kept_roles",
        },
        note="Names of places in these roles only; people, quotes and all else stay. The map counts the place itself "
        "where none is chosen.",
    ),
    Filter(
        field="articles",
        key="article",
        label="Article",
        chip="Article: {}",
        choices=_articles,
        unlisted=_unlisted_articles,
        documents="document IN $kept_articles",
        offered="this article",
    ),
    Filter(
        field="since",
        key="since",
        label="Published from",
        chip="From {}",
        documents=f"published >= $kept_since AND {_OWN_DAY}",
        first=True,
    ),
    Filter(
        field="until",
        key="until",
        label="Published until",
        chip="Until {}",
        documents=f"published <= $kept_until AND {_OWN_DAY}",
        first=True,
    ),
)
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
