"""People whom one article calls by surname alone, linked to the one full name that their story has elsewhere.

A document is annotated on its own, so that a change of one file never changes another's annotations; what only the
whole corpus can tell is added when a version is opened. `mentions.reason` then says "spelling in another article".
"""

import duckdb

from lib.codebooks import load_words
from lib.store.overlay.entities import elsewhere

REASON = "spelling in another article"

# A name's words without case and marks; the first of a surname's also without a leading article: al-Assad, Assad.
WORDS = "string_split(lower(strip_accents(name)), ' ')"
BARE = "regexp_replace(array_to_string({words}, ' '), '^(' || $articles || ')-', '')"

# One surname of a story, of one word or several, with exactly one full name there that ends so; a surname that ends two
# people's names stays unresolved. "Lopez Obrador", itself the end of a longer name, is no full name of "Obrador".
SURNAMES = f"""
CREATE TEMP TABLE surnames AS
WITH people AS (SELECT DISTINCT d.story, m.entity, m.name, m.reason = 'own name' AS own, {WORDS} AS words
                FROM mentions m JOIN documents d USING (document) WHERE m.kind = 'PERSON'),
     ends AS (SELECT story, entity, name, {BARE.format(words="words[first:]")} AS surname
              FROM (SELECT *, unnest(range(2, len(words) + 1)) AS first FROM people)),
     pairs AS (SELECT DISTINCT bare.story, bare.entity, ends.entity AS target, ends.name
               FROM people bare
               JOIN ends ON ends.story = bare.story AND ends.surname = {BARE.format(words="bare.words")}
               WHERE bare.own AND bare.entity <> ends.entity)
SELECT story, entity, any_value(target) AS target, any_value(name) AS name
FROM pairs WHERE (story, target) NOT IN (SELECT story, entity FROM pairs)
GROUP BY story, entity HAVING count(DISTINCT target) = 1
"""

MOVE = """
UPDATE {table} SET {column} = s.target{more}
FROM surnames s JOIN documents d USING (story)
WHERE {table}.document = d.document AND {table}.{column} = s.entity
"""


def link_surnames(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the entity of every bare surname by the full name's, wherever an annotation names it."""
    articles = "|".join(load_words("names")["surname_articles"])
    connection.execute(SURNAMES, {"articles": articles}).fetchall()
    more = f", name = s.name, reason = '{REASON}', entity_read = s.target, name_read = s.name"
    connection.execute(MOVE.format(table="mentions", column="entity", more=more)).fetchall()
    for table, column, _ in elsewhere():
        connection.execute(MOVE.format(table=table, column=column, more="")).fetchall()
    connection.execute("DROP TABLE surnames").fetchall()
