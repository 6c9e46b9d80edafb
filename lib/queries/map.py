"""What the map asks: which places are meant, how often, by whom, and which names could not be placed."""

from collections.abc import Collection, Iterable

import duckdb
import pandas as pd

from lib.codebooks.lines import Line, load_lines
from lib.gazetteer import load_gazetteer
from lib.listing import Listing, columns, gives
from lib.models import ROLE_NAMES, Filters, Place, Role
from lib.queries.agreement.commitments import reported_agreements
from lib.queries.evidence import EVIDENCE, evidence
from lib.queries.selection import answer

LITERAL: tuple[Role, ...] = ("literal",)

_ROLES = columns("literal: whole, associative: whole, demonym: whole, headlines: whole")
_ROLE_HEADS = (
    ", ".join(f"{role}: {name.capitalize()}" for role, name in ROLE_NAMES.items()) + ", headlines: In headlines"
)

PLACE = (
    columns("place, name, label, lat: number?, lon: number?, country?, country_name?, province?, precision")
    + columns("mentions: whole")
    + _ROLES
    + columns("outlets: whole, parts: list")
)
ROLE_COUNTS = columns("outlet, outlet_name") + _ROLES
UNPLACED = columns("exact, mentions: whole, headlines: whole, roles: list, outlets: list, reason")

ALL_PLACES = Listing("places", "Places by mentions", PLACE, f"label: Place, {_ROLE_HEADS}, outlets", ("place",))
REGIONS = Listing("regions", "Regions named, with mentions", PLACE, "label: Area, mentions, outlets", ("place",))
OUTLETS_OF = Listing("outlets of", "Mentions by outlet", ROLE_COUNTS, f"outlet_name: Outlet, {_ROLE_HEADS}")
NOT_FOUND = Listing(
    "unresolved places", "Names of places that were not found", UNPLACED, "exact: Name, mentions, outlets, reason: Why",
    ("exact",),
)  # fmt: skip

# A place's own columns are the same in every row of it; parts keep the corpus's order of outlets.
PLACES = """
WITH parts AS (
    SELECT t.place, d.outlet, any_value(d.outlet_name) AS outlet_name, min(d.position) AS position, t.role,
           any_value(t.place_name) AS name, any_value(t.lat) AS lat, any_value(t.lon) AS lon,
           any_value(t.country) AS country, any_value(t.province) AS province, any_value(t.precision) AS precision,
           count(*) FILTER (NOT t.headline) AS mentions, count(*) FILTER (t.headline) AS headlines
    FROM kept_toponyms t JOIN documents d USING (document)
    WHERE t.place IS NOT NULL GROUP BY t.place, d.outlet, t.role
)
SELECT place, any_value(name) AS name, any_value(lat) AS lat, any_value(lon) AS lon, any_value(country) AS country,
       any_value(province) AS province, any_value(precision) AS precision,
       coalesce(sum(mentions) FILTER (role IN $roles), 0)::BIGINT AS mentions,
       coalesce(sum(mentions) FILTER (role = 'literal'), 0)::BIGINT AS literal,
       coalesce(sum(mentions) FILTER (role = 'associative'), 0)::BIGINT AS associative,
       coalesce(sum(mentions) FILTER (role = 'demonym'), 0)::BIGINT AS demonym,
       sum(headlines)::BIGINT AS headlines,
       count(DISTINCT outlet) FILTER (role IN $roles AND mentions > 0) AS outlets,
       list({'outlet': outlet, 'outlet_name': outlet_name, 'role': role, 'mentions': mentions} ORDER BY position, role)
           FILTER (role IN $roles AND mentions > 0) AS parts
FROM parts GROUP BY place HAVING coalesce(sum(mentions) FILTER (role IN $roles), 0) > 0
ORDER BY mentions DESC, name, place
"""

PLACE_SENTENCES = """
SELECT place, count(DISTINCT (document, sentence)) AS sentences
FROM kept_toponyms WHERE place IS NOT NULL AND role IN $roles AND NOT headline GROUP BY place
"""

PLACE_COUNTS = """
SELECT d.outlet, any_value(d.outlet_name) AS outlet_name,
       count(*) FILTER (NOT t.headline AND role = 'literal') AS literal,
       count(*) FILTER (NOT t.headline AND role = 'associative') AS associative,
       count(*) FILTER (NOT t.headline AND role = 'demonym') AS demonym,
       count(*) FILTER (t.headline) AS headlines
FROM kept_toponyms t JOIN documents d USING (document)
WHERE t.place = $place GROUP BY d.outlet ORDER BY min(d.position)
"""

UNRESOLVED = """
SELECT t.exact, count(*) FILTER (NOT t.headline) AS mentions, count(*) FILTER (t.headline) AS headlines,
       list(DISTINCT t.role ORDER BY t.role) AS roles, list(DISTINCT d.outlet_name ORDER BY d.outlet_name) AS outlets,
       coalesce(string_agg(DISTINCT nullif(t.reason, ''), '; '), 'the gazetteer has no place of this name') AS reason
FROM kept_toponyms t JOIN documents d USING (document)
WHERE t.place IS NULL GROUP BY t.exact ORDER BY mentions DESC, t.exact
"""

PLACE_ENTITIES = """
SELECT entity FROM toponyms WHERE place = $place AND entity IS NOT NULL AND role <> 'demonym'
GROUP BY entity ORDER BY count(*) DESC, entity
"""

PLACE_SPANS = f"""
SELECT document, sentence, start, "end",
       concat_ws(', ', 'read as ' || place_name || ' (' || precision || ')', MAP {ROLE_NAMES}[role],
                 'certainty ' || printf('%.2f', score), nullif(nullif(reason, ''), 'demonym'),
                 'next best: ' || runner_up) AS read
FROM kept_toponyms WHERE place = $place AND role IN $roles AND NOT headline
"""

UNPLACED_SPANS = f"""
SELECT document, sentence, start, "end", concat_ws(', ', MAP {ROLE_NAMES}[role], nullif(reason, '')) AS read
FROM kept_toponyms WHERE place IS NULL AND exact = $exact
"""


def counted_roles(filters: Filters) -> tuple[Role, ...]:
    """The roles in which a name counts as one of a place: those asked for, the literal one where none is."""
    return filters.roles or LITERAL


@gives(PLACE)
def places(connection: duckdb.DuckDBPyConnection, filters: Filters, roles: Collection[Role] = LITERAL) -> pd.DataFrame:
    """Every place meant in one of the roles outside headlines, the most mentioned first.

    Label is the name, with what tells it from its namesakes, lat and lon are degrees, country is ISO 3166-1 alpha-2.
    Mentions and outlets are those of these roles, literal, associative, demonym and headlines each its own count, parts
    {outlet, outlet_name, role, mentions} of these roles, in the corpus's order of outlets.
    """
    rows = answer(connection, PLACES, filters, roles=list(roles))
    names = country_names(rows["country"].dropna().unique())
    rows = rows.assign(country_name=rows["country"].map(names))
    return rows.assign(label=place_labels(rows))


def place_labels(rows: pd.DataFrame) -> pd.Series:
    """Each place's name; of namesakes with what tells them apart in brackets: "Idlib (city)", "Tripoli (Libya)".

    `rows` has place, name, precision, country_name and province.
    """
    labels = rows["name"].astype(object).copy()
    for name, alike in rows.groupby("name", sort=False):
        if len(set(alike["place"])) > 1:
            labels[alike.index] = name + " (" + _difference(alike) + ")"
    return labels


def _difference(alike: pd.DataFrame) -> pd.Series:
    """What is different of each of some places: the kind, the country or the province, or all of it together."""
    kind = alike["precision"].replace({"feature": "site"}).astype(str)
    country, province = alike["country_name"].fillna("no country"), alike["province"].fillna("no province")
    together = kind + ", " + province + ", " + country
    ways = (kind, country, province, kind + ", " + country, together)
    places = alike["place"].nunique()
    return next((way for way in ways if way.nunique() == places), together + ", " + alike["place"])


def place_sentences(
    connection: duckdb.DuckDBPyConnection, filters: Filters, roles: Collection[Role] = LITERAL
) -> dict[str, int]:
    """In how many sentences outside headlines each place is named in one of the roles."""
    rows = answer(connection, PLACE_SENTENCES, filters, roles=list(roles))
    return dict(zip(rows["place"], rows["sentences"].tolist(), strict=True))


@gives(ROLE_COUNTS)
def place_counts(connection: duckdb.DuckDBPyConnection, filters: Filters, place: str) -> pd.DataFrame:
    """In which roles each outlet speaks of one place, and how often in headlines."""
    return answer(connection, PLACE_COUNTS, filters, place=place)


@gives(EVIDENCE)
def place_evidence(
    connection: duckdb.DuckDBPyConnection, filters: Filters, place: str, roles: Collection[Role] = LITERAL
) -> pd.DataFrame:
    """The sentences outside headlines that name one place in one of the roles."""
    return evidence(connection, filters, PLACE_SPANS, place=place, roles=list(roles))


def place_entities(connection: duckdb.DuckDBPyConnection, place: str) -> list[str]:
    """What the names of one place mean as entities, a people's name aside; the most frequent first."""
    rows = connection.execute(PLACE_ENTITIES, {"place": place})
    return [entity for (entity,) in rows.fetchall()]


@gives(UNPLACED)
def unresolved_toponyms(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Names that were read as places and found nowhere, the most frequent first."""
    return answer(connection, UNRESOLVED, filters)


@gives(EVIDENCE)
def unplaced_evidence(connection: duckdb.DuckDBPyConnection, filters: Filters, exact: str) -> pd.DataFrame:
    """The sentences, headlines too, in which one name stands that was found nowhere."""
    return evidence(connection, filters, UNPLACED_SPANS, exact=exact)


def schematic_lines(connection: duckdb.DuckDBPyConnection) -> list[Line]:
    """The lines to be drawn on the map: those of the agreements that some article reports."""
    reported = {agreement.id for agreement in reported_agreements(connection)}
    return [line for line in load_lines() if line.agreement in reported]


def country_names(codes: Iterable[str]) -> dict[str, str]:
    """Country code to the country's name; a code that the gazetteer does not have is left out.

    >>> country_names(["SY", "??"])
    {'SY': 'Syria'}
    """
    countries = {code: load_gazetteer().country(code) for code in codes}
    return {code: place.name for code, place in countries.items() if place}


def place_candidates(name: str, most: int = 20) -> tuple[Place, ...]:
    """The places that a name may mean, the likeliest first.

    >>> [place.country for place in place_candidates("Idlib", 2)]
    ['SY', 'SY']
    """
    return tuple(candidate.place for candidate in load_gazetteer().find_places(name)[:most])
