"""People whom one article calls by surname alone, linked to the one full name that their story has elsewhere.

A document is annotated on its own, so that a change of one file never changes another's annotations; what only the
whole corpus can tell is added when a version is opened. `mentions.reason` then says "corpus-wide spelling".
"""

import duckdb

from lib.store.overlay_entities import ELSEWHERE

REASON = "corpus-wide spelling"

# The last word of a person's name, without case, marks and a leading article.
SURNAME = "regexp_replace(lower(strip_accents(regexp_extract(name, '[^ ]+$'))), '^(al|el)-', '')"

# One surname of a story with exactly one full name there; two people of one surname stay unresolved.
SURNAMES = f"""
CREATE TEMP TABLE surnames AS
WITH people AS (SELECT d.story, m.entity, m.name, {SURNAME} AS surname, contains(m.name, ' ') AS whole, m.reason
                FROM mentions m JOIN documents d USING (document) WHERE m.kind = 'PERSON')
SELECT bare.story, bare.entity, any_value(people.entity) AS target, any_value(people.name) AS name
FROM (SELECT DISTINCT story, entity, surname FROM people WHERE NOT whole AND reason = 'own name') bare
JOIN people ON people.story = bare.story AND people.surname = bare.surname AND people.whole
GROUP BY bare.story, bare.entity HAVING count(DISTINCT people.entity) = 1
"""

MOVE = """
UPDATE {table} SET {column} = s.target{more}
FROM surnames s JOIN documents d USING (story)
WHERE {table}.document = d.document AND {table}.{column} = s.entity
"""


def link_surnames(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the entity of every bare surname by the full name's, wherever an annotation names it."""
    connection.execute(SURNAMES).fetchall()
    more = f", name = s.name, reason = '{REASON}', entity_read = s.target, name_read = s.name"
    connection.execute(MOVE.format(table="mentions", column="entity", more=more)).fetchall()
    for table, column, _ in ELSEWHERE:
        connection.execute(MOVE.format(table=table, column=column, more="")).fetchall()
    connection.execute("DROP TABLE surnames").fetchall()
