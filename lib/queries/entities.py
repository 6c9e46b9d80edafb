"""Who and what is named, how often, by whom, and in which company."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from lib.codebooks import load_entities
from lib.listing import Listing, columns, gives
from lib.models import Filters
from lib.queries.evidence import EVIDENCE, evidence
from lib.queries.selection import answer

COUNTS = columns("entity, name, kind, outlet, outlet_name, mentions: whole, words: whole, rate: number?, total: whole")
COUNTS_OF = columns("outlet, outlet_name, mentions: whole, words: whole, rate: number?")
TABLE = columns(
    "entity, name, kind, mentions: whole, articles: whole, outlets: whole, headlines: whole, demonyms: whole, spellings"
)
SPELLED = columns("spelling, mentions: whole, headlines: whole, demonyms: whole, outlets?")
COMPANIONS = columns("entity, name, kind, sentences: whole")
LINKS = columns("relation, other, other_name")
PEOPLES = columns("entity, name, place, demonyms: whole")

COUNTED = "name, outlet_name: Outlet, mentions, words"
MOST_NAMED = Listing(
    "entities by", "Names by outlet", COUNTS, f"{COUNTED}, rate: Mentions per 1,000 words", ("entity", "outlet")
)
ALL_NAMES = Listing(
    "all names", "Every name in the articles with its counts and spellings", TABLE,
    "name, kind, mentions, articles, outlets, headlines: In headlines, demonyms: As a people's name, spellings",
    ("entity",),
)  # fmt: skip
ONLY_PEOPLES = Listing(
    "peoples", "Places of which only the people are named", PEOPLES, "name: Place, demonyms: As a people's name"
)
_OF = columns("of")
OUTLETS_OF = Listing(
    "outlets of", "By outlet", COUNTS_OF + _OF,
    "of: Entity, outlet_name: Outlet, mentions, words, rate: Per 1,000 words", said="Mentions by outlet of",
)  # fmt: skip
SPELLINGS_OF = Listing(
    "spellings of", "Written", SPELLED + _OF,
    "of: Entity, spelling, mentions, headlines: In headlines, demonyms: As a people's name, outlets",
    said="How the articles write",
)  # fmt: skip
LINKED_TO = Listing(
    "linked to", "Linked, not merged", LINKS + _OF, "of: Entity, relation: How, other_name: Name, other: Id",
    said="What the codebook links to",
)  # fmt: skip
BESIDE = Listing(
    "beside", "In the same sentences", COMPANIONS + _OF, "of: Entity, name, kind, sentences",
    said="Named most often in the same sentences as",
)  # fmt: skip

# Why a name was read as it was, how sure its place is, and what was decided since; a demonym or a headline is said,
# because it is shown and not counted in.
READ = """
    '“' || exact || '” read as ' || name_read
    || coalesce((SELECT ' (certainty of the place ' || printf('%.2f', max(t.score)) || ')' FROM toponyms t
                 WHERE (t.document, t.start, t.entity) = (k.document, k.start, k.entity)), '')
    || coalesce(': ' || nullif(reason, ''), '')
    || if(demonym, ' (a people''s name, not counted)', '') || if(headline, ' (headline, not counted)', '')
"""

MOST = """
SELECT entity FROM counted_mentions WHERE entity IS NOT NULL
GROUP BY entity ORDER BY count(*) DESC, mode(name) LIMIT $most
"""

BY_OUTLET = """
WITH outlet_words AS (
    SELECT outlet, any_value(outlet_name) AS outlet_name, sum(words) AS words, min(position) AS position
    FROM kept_documents GROUP BY outlet
), counted AS (
    SELECT m.entity, d.outlet, count(*) AS n FROM counted_mentions m JOIN documents d USING (document)
    WHERE m.entity IN $entities GROUP BY m.entity, d.outlet
), named AS (
    SELECT entity, mode(name) AS name, mode(kind) AS kind, count(*) AS total FROM counted_mentions
    WHERE entity IN $entities GROUP BY entity
)
SELECT n.entity, n.name, n.kind, o.outlet, o.outlet_name, coalesce(c.n, 0) AS mentions, o.words::BIGINT AS words,
       1000.0 * coalesce(c.n, 0) / nullif(o.words, 0) AS rate, n.total
FROM named n CROSS JOIN outlet_words o LEFT JOIN counted c ON c.entity = n.entity AND c.outlet = o.outlet
ORDER BY list_position($entities, n.entity), o.position
"""

# Where an entity is named, and the people's names that speak of a place named besides ("Senegalese"): those are no
# mentions of it, but for "the Turks", which is a mention of the Turks.
NAMED = """
    SELECT document, sentence, headline, start, "end", exact, entity, name, kind, demonym, name_read, reason
    FROM kept_mentions WHERE entity IS NOT NULL
    UNION ALL
    SELECT t.document, t.sentence, t.headline, t.start, t."end", t.exact, t.entity, NULL, NULL, true, t.place_name,
           nullif(t.reason, 'demonym')
    FROM kept_toponyms t SEMI JOIN kept_mentions known USING (entity)
    ANTI JOIN kept_mentions m USING (document, start, "end", entity) WHERE t.role = 'demonym'
"""

OF_ONE = """
SELECT d.outlet, any_value(d.outlet_name) AS outlet_name, sum(coalesce(c.n, 0))::BIGINT AS mentions,
       sum(d.words)::BIGINT AS words, 1000.0 * sum(coalesce(c.n, 0)) / nullif(sum(d.words), 0) AS rate
FROM kept_documents d LEFT JOIN (
    SELECT document, count(*) AS n FROM counted_mentions WHERE entity = $entity GROUP BY document
) c USING (document)
GROUP BY d.outlet ORDER BY min(d.position)
"""

ENTITY_TABLE = f"""
WITH named AS ({NAMED}), spelled AS (
    SELECT entity, exact, count(*) AS n FROM named GROUP BY entity, exact
), spellings AS (
    SELECT entity, string_agg(exact || ' ' || n, ', ' ORDER BY n DESC, exact) AS spellings
    FROM spelled GROUP BY entity
)
SELECT m.entity, mode(m.name) AS name, mode(m.kind) AS kind,
       count(*) FILTER (NOT m.headline AND NOT m.demonym) AS mentions,
       count(DISTINCT m.document) FILTER (NOT m.headline AND NOT m.demonym) AS articles,
       count(DISTINCT d.outlet) FILTER (NOT m.headline AND NOT m.demonym) AS outlets,
       count(*) FILTER (m.headline) AS headlines, count(*) FILTER (m.demonym AND NOT m.headline) AS demonyms,
       any_value(s.spellings) AS spellings
FROM named m JOIN documents d USING (document) JOIN spellings s USING (entity)
GROUP BY m.entity ORDER BY mentions DESC, name
"""

SPELLINGS = f"""
WITH named AS ({NAMED})
SELECT m.exact AS spelling, count(*) FILTER (NOT m.headline AND NOT m.demonym) AS mentions,
       count(*) FILTER (m.headline) AS headlines, count(*) FILTER (m.demonym AND NOT m.headline) AS demonyms,
       string_agg(DISTINCT d.outlet_name, ', ' ORDER BY d.outlet_name) AS outlets
FROM named m JOIN documents d USING (document) WHERE m.entity = $entity
GROUP BY m.exact ORDER BY mentions DESC, count(*) DESC, spelling
"""

TOGETHER = """
SELECT o.entity, mode(o.name) AS name, mode(o.kind) AS kind,
       count(DISTINCT (o.document, o.sentence)) AS sentences
FROM counted_mentions o SEMI JOIN counted_mentions m
ON m.entity = $entity AND (m.document, m.sentence) = (o.document, o.sentence)
WHERE o.entity IS NOT NULL AND o.entity <> $entity
GROUP BY o.entity ORDER BY sentences DESC, name
"""

PEOPLES_ONLY = """
SELECT t.entity, mode(t.place_name) AS name, mode(t.place) AS place, count(*) AS demonyms
FROM kept_toponyms t ANTI JOIN kept_mentions m USING (entity)
WHERE t.role = 'demonym' AND t.entity IS NOT NULL AND t.place IS NOT NULL
GROUP BY t.entity ORDER BY demonyms DESC, name
"""


@gives(COUNTS)
def entity_counts(connection: duckdb.DuckDBPyConnection, filters: Filters, most: int = 15) -> pd.DataFrame:
    """`counts_by_outlet` of the most mentioned entities, the most mentioned first."""
    return counts_by_outlet(connection, filters, answer(connection, MOST, filters, most=most)["entity"].tolist())


@gives(COUNTS)
def counts_by_outlet(connection: duckdb.DuckDBPyConnection, filters: Filters, entities: list[str]) -> pd.DataFrame:
    """Mentions of the given entities, in their order, a row an entity and outlet, zeros too; rate per 1,000 words."""
    return answer(connection, BY_OUTLET, filters, entities=entities)


@gives(COUNTS)
def counts_by_group(counts: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """The rows of `counts_by_outlet` with all outlets of a group as one, whose name stands for theirs."""
    summed = (
        counts.assign(outlet=counts["outlet"].map(groups))
        .groupby(["entity", "outlet"], sort=False, as_index=False)
        .agg(name=("name", "first"), kind=("kind", "first"), mentions=("mentions", "sum"), words=("words", "sum"),
             total=("total", "first"))
    )  # fmt: skip
    rates = 1000.0 * summed["mentions"] / summed["words"].where(summed["words"] > 0)
    names = summed["outlet"].str.removeprefix("unknown:")
    return summed.assign(outlet_name=names, rate=rates)[list(counts)]


@gives(COUNTS_OF)
def counts_of(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """Mentions of one entity in each kept outlet; rate is per 1,000 words."""
    return answer(connection, OF_ONE, filters, entity=entity)


@gives(TABLE)
def entity_table(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Every entity with its counts and its spellings with theirs, the most mentioned first.

    Mentions, articles and outlets count the body without demonyms; headlines and demonyms (of the place's people too)
    are counted apart.
    """
    return answer(connection, ENTITY_TABLE, filters)


@gives(SPELLED)
def spellings(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """How one entity is written, by the outlets of these names; headlines and demonyms are counted apart."""
    return answer(connection, SPELLINGS, filters, entity=entity)


@gives(COMPANIONS)
def companions(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """Who stands in the same sentences as one entity, the most frequent first."""
    return answer(connection, TOGETHER, filters, entity=entity)


@gives(EVIDENCE)
def entity_sentences(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """The sentences that name one entity, headlines and demonyms included and said."""
    spans = f'SELECT document, sentence, start, "end", {READ} AS read FROM ({NAMED}) k WHERE entity = $entity'
    return evidence(connection, filters, spans, entity=entity)


@gives(PEOPLES)
def peoples_only(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Places of which only the people are named, in bodies and headlines, and so no entity's row; most often first."""
    return answer(connection, PEOPLES_ONLY, filters)


def formerly(entity: str) -> list[tuple[str, str, str]]:
    """Entities that the codebook links to this one and does not merge: how they are related, id and name.

    Raises CodebookError where the codebook is broken.
    """
    rows = {row.entity.id: row for row in load_entities()}
    before = rows[entity].formerly if entity in rows else ()
    links = [("formerly", other) for other in before if other in rows]
    links += [("later", other) for other, row in rows.items() if entity in row.formerly]
    return [(relation, other, rows[other].entity.name) for relation, other in links]
