"""One article as it was read: its text, where it is from, and all that is highlighted in it."""

from bisect import bisect_left, bisect_right

import duckdb
import pandas as pd

from lib.annotate.annotators import registered
from lib.annotator import Annotator
from lib.listing import columns, gives
from lib.models import ROLE_NAMES, Filters
from lib.queries.evidence import FIGURE_WORDS, QUOTED_AS
from lib.queries.selection import answer

ARTICLES = """
WITH openings AS (
    SELECT document, first(exact ORDER BY start) AS opening FROM sentences GROUP BY document
)
SELECT d.document, d.outlet_name, d.published, d.title, o.opening
FROM kept_documents d LEFT JOIN openings o USING (document) ORDER BY d.position
"""

ARTICLE = """
SELECT document, outlet, outlet_name, source_from, story, title, text, body_start, published, published_from, words,
       notes, path, url, original, removed, position
FROM documents WHERE document = ?
"""

SPOKEN_OF = "SELECT count(*) FILTER (agreed), count(*) FROM passages WHERE document = ?"

JUDGED = columns("agreement, title, signed: day?, about: yes/no, about_read: yes/no, reason, decided?")
ABOUT = """
SELECT j.agreement, a.title, a.signed, j.about, j.about_read, j.reason, j.decided
FROM judged j JOIN agreements a ON a.id = j.agreement WHERE j.document = ? ORDER BY j.about DESC, a.title, a.id
"""

# What is set off of the vocabulary's own kinds, by the key of their annotator: `name` is what the words were read as,
# `note` how.
LAYERS = {
    "mentions": """
SELECT CASE m.kind WHEN 'ORG' THEN 'organisation' ELSE lower(m.kind) END AS kind, m.start, m."end", m.exact,
       m.name, m.entity, concat_ws('; ', nullif(m.reason, ''), l.place,
       if(m.demonym, 'a people’s name, not counted as the place', NULL)) AS note
FROM kept_mentions m LEFT JOIN located l ON l.start = m.start AND l."end" = m."end" WHERE document = $document
""",
    "toponyms": """
SELECT 'people', start, "end", exact, coalesce(place_name, exact), entity,
       'a people’s name, not counted as the place'
FROM kept_toponyms WHERE document = $document AND role = 'demonym'
""",
    "timexes": """
SELECT 'date', start, "end", exact, CASE
           WHEN value = 'PRESENT_REF' THEN 'the present'
           WHEN value = 'PAST_REF' THEN 'the past'
           WHEN value = 'FUTURE_REF' THEN 'the future'
           WHEN type = 'DURATION' THEN 'for ' || regexp_replace(exact, '^(for|in|over|the) ', '')
           WHEN type = 'SET' THEN 'repeated: ' || exact
           WHEN "begin" IS NULL THEN 'not resolved'
           WHEN "begin" = finish THEN strftime("begin", '%a %-d %b %Y')
           ELSE strftime("begin", '%-d %b %Y') || ' to ' || strftime(finish, '%-d %b %Y') END,
       NULL, concat_ws(' ', type, value, mod)
FROM kept_timexes WHERE document = $document
""",
    "figures": f"""
SELECT 'figure', start, "end", exact, {FIGURE_WORDS}, NULL,
       concat_ws('; ', 'cited: ' || coalesce(n.name, cited, 'nobody'), decided)
FROM kept_figures f LEFT JOIN names n ON n.entity = f.cited WHERE document = $document
""",
    "quotes": f"""
SELECT 'quote', start, "end", exact, coalesce(n.name, speaker_text, 'speaker not known'), speaker,
       concat_ws(', ', MAP {QUOTED_AS}[q.kind], 'with “' || cue || '”',
                 if(speaker_inferred, 'speaker inferred from “' || speaker_text || '”', NULL), decided)
FROM kept_quotes q LEFT JOIN names n ON n.entity = q.speaker WHERE document = $document
""",
    "commitments": """
SELECT 'commitment', start, "end", exact,
       concat_ws(': ', coalesce(obligor || ' (' || obligor_name || ')', obligor), deed) ||
       coalesce(', by ' || strftime(due, '%-d %b %Y'), ', from ' || strftime(starts, '%-d %b %Y'), ', no date'),
       NULL, concat_ws(', ', modality, 'cited: ' || coalesce(n.name, cited, 'nobody'),
       'clause ' || clause, 'read so: ' || nullif(reason, ''), decided)
FROM kept_commitments c LEFT JOIN names n ON n.entity = c.cited WHERE document = $document
""",
    "deeds": """
SELECT 'deed', start, "end", exact,
       concat_ws(': ', state, doer) || coalesce(', ' || strftime("on", '%-d %b %Y'), ', no day told'),
       NULL, concat_ws(', ', reason, 'cited: ' || coalesce(n.name, cited, 'nobody'), decided)
FROM kept_deeds d LEFT JOIN names n ON n.entity = d.cited WHERE document = $document
""",
}

# Of all others the words stand for themselves, and what else was read of them is how.
OTHER_LAYER = """
SELECT '{layer}', start, "end", exact, exact, NULL, concat_ws(', ', {told}) FROM kept_{key} WHERE document = $document
"""

HIGHLIGHTS = """
WITH located AS (
    SELECT start, "end", any_value(concat_ws(', ', MAP {roles}[role], place_name, "precision", decided)) AS place
    FROM kept_toponyms WHERE document = $document GROUP BY start, "end"
), found(kind, start, "end", exact, name, entity, note) AS ({layers})
SELECT * FROM found WHERE "end" > start ORDER BY start, "end" DESC, kind
"""

NAMED = ("person", "organisation", "group", "place")
# The kinds of highlights that a followed name has: its mentions, and its people's name, which is no mention of it.
FOLLOWED = (*NAMED, "people")

# A place in the corpus: an article and an offset into its text.
Where = tuple[str, int]

SENTENCE_AT = """
SELECT start, "end" FROM sentences WHERE document = ? AND start <= ? AND "end" > ? ORDER BY start DESC LIMIT 1
"""

ENTITY_PLACES = """
WITH standing AS (
    SELECT document, start, demonym FROM kept_mentions WHERE entity = $entity
    UNION ALL
    SELECT document, start, true FROM kept_toponyms WHERE entity = $entity AND role = 'demonym'
)
SELECT d.position, document, start, bool_or(demonym) AS demonym FROM standing JOIN documents d USING (document)
GROUP BY ALL ORDER BY d.position, start
"""

ENTITY_NAME = """
SELECT coalesce((SELECT mode(name) FROM mentions WHERE entity = $entity),
                (SELECT mode(place_name) FROM toponyms WHERE entity = $entity AND role = 'demonym'))
"""


def articles(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The articles kept, in the corpus's order: document, outlet_name, published, title, opening (first sentence)."""
    return answer(connection, ARTICLES, filters)


def article(connection: duckdb.DuckDBPyConnection, document: str) -> pd.Series | None:
    """One article, whatever the filters: the columns of `documents`; None where there is none."""
    rows = connection.execute(ARTICLE, [document]).df()
    return None if rows.empty else rows.iloc[0]


@gives(JUDGED)
def judged(connection: duckdb.DuckDBPyConnection, document: str) -> pd.DataFrame:
    """Every agreement that the desk knows, and whether one article is about it, those that it is about first.

    `about_read` is what was read, `reason` why, and `decided` what analysts said of it.
    """
    return connection.execute(ABOUT, [document]).df()


@gives("kind, start: whole, end: whole, exact, name, entity?, note")
def highlights(connection: duckdb.DuckDBPyConnection, filters: Filters, document: str) -> pd.DataFrame:
    """What is set off in one article, in the text's order; the kind filter keeps names of those kinds.

    `kind` is the key of an annotator's layer ("people" for a people's name or its adjective), `name` what the words
    were read as, `note` how.
    """
    layers = (_layer(annotator) for annotator in registered() if annotator.layers)
    return answer(
        connection, HIGHLIGHTS.format(roles=ROLE_NAMES, layers=" UNION ALL ".join(layers)), filters, document=document
    )


def _layer(annotator: Annotator) -> str:
    """The question for what is set off of an annotator's."""
    if annotator.key in LAYERS:
        return LAYERS[annotator.key]
    columns = (name for path, name in annotator.paths().items() if not path.startswith("span."))
    told = ", ".join(f"""'{name.replace("_", " ")}: ' || "{name}"::VARCHAR""" for name in columns) or "NULL"
    return OTHER_LAYER.format(layer=annotator.layers[0].key, key=annotator.key, told=told)


def named(highlights: pd.DataFrame) -> pd.DataFrame:
    """The entities that an article names, or whose people it names, the most frequent first: entity, name, places.

    `places` counts where they are highlighted.
    """
    rows = highlights[highlights["kind"].isin(FOLLOWED) & highlights["entity"].notna()]
    counts = rows.groupby("entity", sort=False).agg(name=("name", "first"), places=("start", "nunique"))
    return counts.sort_values("places", ascending=False, kind="stable").reset_index()


def entity_name(connection: duckdb.DuckDBPyConnection, entity: str) -> str | None:
    """The name that the corpus gives an entity most often, whatever the filters; None where nothing names it.

    Of a place that only its people's name speaks of, it is the place's own.
    """
    row = connection.execute(ENTITY_NAME, {"entity": entity}).fetchone()
    return None if row is None or row[0] is None else str(row[0])


@gives("position: whole, document, start: whole, demonym: yes/no")
def entity_places(connection: duckdb.DuckDBPyConnection, filters: Filters, entity: str) -> pd.DataFrame:
    """Where an entity or its people (`demonym`) is named in the articles kept, in the corpus's order."""
    return answer(connection, ENTITY_PLACES, filters, entity=entity)


def neighbours(places: pd.DataFrame, document: str, at: int | None) -> tuple[Where | None, int | None, Where | None]:
    """Of `entity_places`: the place before an offset, the number (from 0) of the place at it, and the place after it.

    Without an offset the article's beginning is meant. An article that is not among the places has none before it.
    """
    stands = list(zip(places["document"], places["start"].astype(int), strict=True))
    numbers = [number for number, (name, _) in enumerate(stands) if name == document]
    first, last = (numbers[0], numbers[-1] + 1) if numbers else (0, 0)
    starts = [start for _, start in stands[first:last]]
    here = first + bisect_left(starts, -1 if at is None else at)
    after = first + bisect_right(starts, -1 if at is None else at)
    inside = here if here < after else None
    return (stands[here - 1] if here else None), inside, (stands[after] if after < len(stands) else None)


def spoken_of(connection: duckdb.DuckDBPyConnection, document: str) -> tuple[int, int]:
    """In how many of an article's paragraphs something agreed is spoken of, and how many paragraphs it has."""
    row = connection.execute(SPOKEN_OF, [document]).fetchone()
    return (int(row[0]), int(row[1])) if row is not None else (0, 0)


def sentence_at(connection: duckdb.DuckDBPyConnection, document: str, at: int) -> tuple[int, int] | None:
    """The bounds of the sentence that holds one offset; None where none does."""
    row = connection.execute(SENTENCE_AT, [document, at, at]).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))
