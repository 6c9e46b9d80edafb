"""What the brief and several pages ask: who, where, by when, at which rates, and which articles there are."""

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from lib.compare.facts.claims import ALIKE, FEWEST_NAMES
from lib.listing import Listing, columns, gives
from lib.models import Filters, Kind
from lib.queries.entities import COUNTS, entity_counts
from lib.queries.map import counted_roles, country_names, place_labels
from lib.queries.selection import answer
from lib.queries.sources.facts import numbered_labels, subject_words
from lib.store.agreements import agreements_in

ACTORS: tuple[Kind, ...] = ("PERSON", "ORG")

# A rate of fewer mentions, or in fewer words, says more about chance than about the outlet.
FEWEST_MENTIONS = 3
FEWEST_WORDS = 100

CARDS = columns(
    "document, outlet, outlet_name, source_from?, title?, published: day?, published_from?, words: whole, "
    "sentences: whole, first_sentence?, about: list, notes: list, path, url?"
)
ARTICLES = Listing(
    "articles", "The articles in view", CARDS,
    "outlet_name: Outlet, published, published_from: Date known from, title: Headline, first_sentence: First "
    "sentence, about: About, words, sentences, notes, path: File, url: Address",
)  # fmt: skip
UNREAD = Listing("unread", "Files with problems", columns("path, reason, document?"), "path: File, reason: Why")

PLACE_COUNTS = """
WITH located AS (
    SELECT t.place, t.place_name, t.country, t.province, t.precision, t.lat, t.lon, d.outlet,
           d.outlet_name, d.position
    FROM kept_toponyms t JOIN documents d USING (document)
    WHERE t.role IN $roles AND NOT t.headline AND t.place IS NOT NULL
), named AS (
    SELECT place, any_value(place_name) AS name, any_value(country) AS country,
           any_value(province) AS province, any_value("precision") AS "precision", any_value(lat) AS lat,
           any_value(lon) AS lon,
           count(*) AS total
    FROM located GROUP BY place ORDER BY total DESC, name LIMIT $most
)
SELECT n.place, n.name, n.country, n.province, n."precision", n.lat, n.lon, l.outlet,
       any_value(l.outlet_name) AS outlet_name, count(*) AS mentions, n.total
FROM named n JOIN located l USING (place) GROUP BY ALL ORDER BY n.total DESC, n.name, min(l.position)
"""

DUE_DAYS = """
WITH present AS (
    SELECT outlet, min(position) AS position FROM kept_documents GROUP BY outlet
), stated AS (
    SELECT c.due, c.matter, c.clause, c.deed, c.obligor, d.outlet, c.document, d.position, c.start
    FROM kept_commitments c JOIN documents d USING (document) WHERE c.due IS NOT NULL AND NOT c.headline
), days AS (
    SELECT DISTINCT d.outlet, t."begin" AS due FROM kept_timexes t JOIN documents d USING (document)
    WHERE t.type = 'DATE' AND t."begin" = t.finish
), concerned AS (
    SELECT DISTINCT a.agreement, d.outlet FROM about a JOIN kept_documents d USING (document)
), naming AS (
    SELECT *, count(*) OVER (PARTITION BY document) AS names FROM (
        SELECT DISTINCT document, coalesce(entity, lower(exact)) AS name FROM mentions
        UNION SELECT document, country FROM toponyms WHERE country IS NOT NULL)
), near AS (
    SELECT DISTINCT due, matter, outlet FROM (
        SELECT g.due, g.matter, d.outlet FROM (SELECT DISTINCT due, matter, document FROM stated) g
        JOIN naming a ON a.document = g.document JOIN naming b USING (name)
        JOIN kept_documents d ON d.document = b.document
        GROUP BY g.due, g.matter, g.document, d.outlet, b.document, a.names, b.names
        HAVING count(*) >= greatest(least(a.names, b.names, $fewest_names), $alike * least(a.names, b.names)))
), matters AS (
    SELECT due, matter, any_value(clause) AS clause, first(deed ORDER BY length(deed), deed) AS deed,
           first(obligor ORDER BY length(deed), deed) AS obligor, count(*) AS statements,
           list(DISTINCT outlet) AS outlets,
           min(position) AS position, first(document ORDER BY position, start) AS document,
           first(start ORDER BY position, start) AS "at"
    FROM stated GROUP BY due, matter
)
SELECT m.due, m.matter, m.clause, m.deed, m.obligor, m.statements,
       coalesce(list(p.outlet ORDER BY p.position) FILTER (p.outlet IN m.outlets), []) AS outlets,
       coalesce(list(p.outlet ORDER BY p.position) FILTER (p.outlet NOT IN m.outlets AND s.outlet IS NOT NULL), [])
           AS mentioned,
       coalesce(list(p.outlet ORDER BY p.position) FILTER (
           p.outlet NOT IN m.outlets AND s.outlet IS NULL
           AND if(m.known, c.outlet IS NOT NULL, n.outlet IS NOT NULL)), []) AS silent,
       m.document, m."at"
FROM (
    SELECT *, split_part(clause, '/', 1) AS agreement,
           clause IS NOT NULL AND split_part(clause, '/', 1) IN (SELECT agreement FROM concerned) AS known
    FROM matters
) m CROSS JOIN present p
LEFT JOIN days s ON s.outlet = p.outlet AND s.due = m.due
LEFT JOIN concerned c ON c.outlet = p.outlet AND c.agreement = m.agreement
LEFT JOIN near n ON n.outlet = p.outlet AND n.due = m.due AND n.matter = m.matter
GROUP BY ALL ORDER BY m.due, min(m.position), m."at"
"""

RATE_DIFFERENCES = """
WITH outlet_words AS (
    SELECT outlet, any_value(outlet_name) AS outlet_name, sum(words) AS words FROM kept_documents
    GROUP BY outlet HAVING sum(words) >= $fewest_words
), named AS (
    SELECT entity, mode(name) AS name, mode(kind) AS kind, count(*) AS mentions FROM counted_mentions
    WHERE entity IS NOT NULL GROUP BY entity HAVING count(*) >= $fewest
), counted AS (
    SELECT m.entity, d.outlet, count(*) AS n FROM counted_mentions m JOIN documents d USING (document)
    GROUP BY m.entity, d.outlet
), rates AS (
    SELECT n.*, o.outlet, o.outlet_name, 1000.0 * coalesce(c.n, 0) / o.words AS rate
    FROM named n CROSS JOIN outlet_words o
    LEFT JOIN counted c ON c.entity = n.entity AND c.outlet = o.outlet
)
SELECT entity, any_value(name) AS name, any_value(kind) AS kind, any_value(mentions) AS mentions,
       max(rate) - min(rate) AS difference,
       arg_max(outlet, rate) AS high_outlet, arg_max(outlet_name, rate) AS high_name, max(rate) AS high,
       arg_min(outlet, rate) AS low_outlet, arg_min(outlet_name, rate) AS low_name, min(rate) AS low
FROM rates GROUP BY entity HAVING count(*) > 1 AND max(rate) > min(rate)
ORDER BY difference DESC, mentions DESC, name LIMIT $most
"""

SOURCE_CARDS = """
WITH bodies AS (
    SELECT document, count(*) AS sentences, first(exact ORDER BY start) AS first_sentence
    FROM sentences WHERE NOT headline GROUP BY document
), agreed AS (
    SELECT document, list(a.title ORDER BY a.title, a.id) AS about
    FROM about JOIN agreements a ON a.id = about.agreement GROUP BY document
)
SELECT d.document, d.outlet, d.outlet_name, d.source_from, d.title, d.published, d.published_from, d.words,
       coalesce(b.sentences, 0)::INTEGER AS sentences, b.first_sentence, coalesce(g.about, []) AS about, d.notes,
       d.path, d.url
FROM kept_documents d LEFT JOIN bodies b USING (document) LEFT JOIN agreed g USING (document) ORDER BY d.position
"""


def latest_day(connection: duckdb.DuckDBPyConnection) -> date | None:
    """The last day of publication in the whole corpus, whatever the filters; None where no article has a day."""
    row = connection.execute("SELECT max(published) FROM documents").fetchone()
    return row[0] if row else None


@gives(COUNTS)
def actor_counts(connection: duckdb.DuckDBPyConnection, filters: Filters, most: int) -> pd.DataFrame:
    """`entity_counts` of people and organisations only; empty where the kind filter keeps neither."""
    kinds = tuple(kind for kind in ACTORS if not filters.kinds or kind in filters.kinds)
    counts = entity_counts(connection, replace(filters, kinds=kinds or ACTORS), most)
    return counts if kinds else counts.iloc[:0]


@gives(
    "place, name, country?, country_name?, province?, precision, lat: number?, lon: number?, outlet, outlet_name, "
    "mentions: whole, total: whole"
)
def place_counts(connection: duckdb.DuckDBPyConnection, filters: Filters, most: int) -> pd.DataFrame:
    """Where things happen: the places most often meant literally (or in the roles asked for), in the body, by outlet.

    The name has what tells it from its namesakes among them, total is in all kept outlets.
    """
    rows = answer(connection, PLACE_COUNTS, filters, most=most, roles=list(counted_roles(filters)))
    rows = rows.assign(country_name=rows["country"].map(country_names(rows["country"].dropna().unique())))
    return rows.assign(name=place_labels(rows))


@gives(
    "due: day, matter, clause?, deed, obligor?, what, who?, statements: whole, outlets: list, mentioned: list, "
    "silent: list, document, at: whole"
)
def due_days(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The days by which something was to be done, one row a day and matter, the earliest first.

    Clause is missing where none of an agreement matches, deed is the shortest wording of what is to be done, what the
    words of a clause that has a number alone, else its name or who is to do it, and the deed; who has to do it is the
    agreement's word for a clause, and else the article's. Outlets are the ids of
    who gives the day, in the corpus's order, mentioned those of whom only the day was read, silent those of the other
    outlets kept, but for any that tells nothing of the agreement, or nothing since it was made; without an agreement,
    nothing of the same story. Document and at say where it is stated first.
    """
    days = answer(connection, DUE_DAYS, filters, fewest_names=FEWEST_NAMES, alike=ALIKE)
    known = agreements_in(connection)
    labels = numbered_labels(known)
    owing = {f"{one.id}/{clause.id}": ", ".join(clause.obligors) for one in known for clause in one.clauses}
    return days.assign(
        what=[labels.get(row.matter) or _matter_words(row) for row in days.itertuples()],
        who=[owing.get(str(row.clause)) or row.obligor for row in days.itertuples()],
    )


def _matter_words(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """What is to be done: the clause's name and the deed, or where none is known who is to do it and the deed."""
    name, deed = subject_words(row.clause) if isinstance(row.clause, str) else row.obligor, str(row.deed)
    if pd.isna(name) or deed.casefold().startswith(f"{name} ".casefold()):
        return deed[:1].upper() + deed[1:]
    return f"{name}: {deed}"


@gives(
    "entity, name, kind, mentions: whole, difference: number, high_outlet, high_name, high: number, low_outlet, "
    "low_name, low: number"
)
def rate_differences(connection: duckdb.DuckDBPyConnection, filters: Filters, most: int = 3) -> pd.DataFrame:
    """The entities whose mentions per 1,000 words differ most between two outlets; empty with fewer than two outlets.

    High and low are rates, difference is theirs. Entities with fewer than `FEWEST_MENTIONS` mentions and outlets with
    fewer than `FEWEST_WORDS` words are left out.
    """
    return answer(connection, RATE_DIFFERENCES, filters, fewest=FEWEST_MENTIONS, fewest_words=FEWEST_WORDS, most=most)


@gives(CARDS)
def source_cards(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The articles kept, in the corpus's order; sentences are those of the body, about are titles of agreements."""
    return answer(connection, SOURCE_CARDS, filters)
