"""Who and what is named, how often, by whom, and in which company."""

import duckdb
import pandas as pd

from lib.codebooks import load_entities
from lib.models import Filters
from lib.queries.evidence import evidence
from lib.queries.selection import answer

# Why a name was read as it was, how sure its place is, and what was decided since; a demonym or a headline is said,
# because it is shown and not counted in.
READ = """
    '“' || exact || '” read as ' || name_read
    || coalesce((SELECT ' (place score ' || printf('%.2f', max(t.score)) || ')' FROM toponyms t
                 WHERE (t.document, t.start, t.entity) = (k.document, k.start, k.entity)), '')
    || coalesce(': ' || nullif(reason, ''), '')
    || if(demonym, ' (a people''s name, not counted)', '') || if(headline, ' (headline, not counted)', '')
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


def entity_counts(connection: duckdb.DuckDBPyConnection, filters: Filters, most: int = 15) -> pd.DataFrame:
    """Mentions of the most mentioned entities, one row an entity and outlet, the most mentioned entity first.

    Columns: entity, name, kind, outlet, outlet_name, mentions, words (of the outlet's kept articles), rate (mentions
    per 1,000 words, missing where an outlet has no words), total (the entity's mentions everywhere).
    """
    return answer(
        connection,
        """
        WITH outlet_words AS (
            SELECT outlet, any_value(outlet_name) AS outlet_name, sum(words) AS words, min(position) AS position
            FROM kept_documents GROUP BY outlet
        ), named AS (
            SELECT m.entity, mode(m.name) AS name, mode(m.kind) AS kind, count(*) AS total
            FROM counted_mentions m WHERE m.entity IS NOT NULL
            GROUP BY m.entity ORDER BY total DESC, name LIMIT $most
        ), counted AS (
            SELECT m.entity, d.outlet, count(*) AS n FROM counted_mentions m JOIN documents d USING (document)
            GROUP BY m.entity, d.outlet
        )
        SELECT n.entity, n.name, n.kind, o.outlet, o.outlet_name, coalesce(c.n, 0) AS mentions,
               o.words::BIGINT AS words, 1000.0 * coalesce(c.n, 0) / nullif(o.words, 0) AS rate, n.total
        FROM named n CROSS JOIN outlet_words o LEFT JOIN counted c ON c.entity = n.entity AND c.outlet = o.outlet
        ORDER BY n.total DESC, n.name, o.position
        """,
        filters,
        most=most,
    )


def counts_of(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """Mentions of one entity in each kept outlet: outlet, outlet_name, mentions, words, rate (per 1,000 words)."""
    return answer(
        connection,
        """
        SELECT d.outlet, any_value(d.outlet_name) AS outlet_name, sum(coalesce(c.n, 0))::BIGINT AS mentions,
               sum(d.words)::BIGINT AS words, 1000.0 * sum(coalesce(c.n, 0)) / nullif(sum(d.words), 0) AS rate
        FROM kept_documents d LEFT JOIN (
            SELECT document, count(*) AS n FROM counted_mentions WHERE entity = $entity GROUP BY document
        ) c USING (document)
        GROUP BY d.outlet ORDER BY min(d.position)
        """,
        filters,
        entity=entity,
    )


def entity_table(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Every entity: entity, name, kind, mentions, articles, outlets, headlines, demonyms, spellings (with counts).

    Mentions, articles and outlets count the body without demonyms; headlines and demonyms (of the place's people too)
    are counted apart.
    """
    return answer(
        connection,
        f"""
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
        """,
        filters,
    )


def spellings(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """How one entity is written: spelling, mentions, headlines and demonyms (counted apart), and outlets' names."""
    return answer(
        connection,
        f"""
        WITH named AS ({NAMED})
        SELECT m.exact AS spelling, count(*) FILTER (NOT m.headline AND NOT m.demonym) AS mentions,
               count(*) FILTER (m.headline) AS headlines, count(*) FILTER (m.demonym AND NOT m.headline) AS demonyms,
               string_agg(DISTINCT d.outlet_name, ', ' ORDER BY d.outlet_name) AS outlets
        FROM named m JOIN documents d USING (document) WHERE m.entity = $entity
        GROUP BY m.exact ORDER BY mentions DESC, count(*) DESC, spelling
        """,
        filters,
        entity=entity,
    )


def companions(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """Who stands in the same sentences as one entity: entity, name, kind, sentences, the most frequent first."""
    return answer(
        connection,
        """
        SELECT o.entity, mode(o.name) AS name, mode(o.kind) AS kind,
               count(DISTINCT (o.document, o.sentence)) AS sentences
        FROM counted_mentions o SEMI JOIN counted_mentions m
        ON m.entity = $entity AND (m.document, m.sentence) = (o.document, o.sentence)
        WHERE o.entity IS NOT NULL AND o.entity <> $entity
        GROUP BY o.entity ORDER BY sentences DESC, name
        """,
        filters,
        entity=entity,
    )


def entity_sentences(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """The sentences that name one entity, headlines and demonyms included and said; columns of `evidence`."""
    spans = f'SELECT document, sentence, start, "end", {READ} AS read FROM ({NAMED}) k WHERE entity = $entity'
    return evidence(connection, filters, spans, entity=entity)


def peoples_only(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Places of which only the people are named, and so no entity's row: entity, name, place (id), demonyms.

    Demonyms are those in bodies and headlines, the most frequent first.
    """
    return answer(
        connection,
        """
        SELECT t.entity, mode(t.place_name) AS name, mode(t.place) AS place, count(*) AS demonyms
        FROM kept_toponyms t ANTI JOIN kept_mentions m USING (entity)
        WHERE t.role = 'demonym' AND t.entity IS NOT NULL AND t.place IS NOT NULL
        GROUP BY t.entity ORDER BY demonyms DESC, name
        """,
        filters,
    )


def formerly(entity: str) -> list[tuple[str, str, str]]:
    """Entities that the codebook links to this one and does not merge: how they are related, id and name.

    Raises CodebookError where the codebook is broken.
    """
    rows = {row.entity.id: row for row in load_entities()}
    before = rows[entity].formerly if entity in rows else ()
    links = [("formerly", other) for other in before if other in rows]
    links += [("later", other) for other, row in rows.items() if entity in row.formerly]
    return [(relation, other, rows[other].entity.name) for relation, other in links]
