"""The table of one version as flat in-memory tables: one row a document, a sentence, a mention, a quote, and so on.

An annotation's `sentence` is the number, from 0, of the sentence that holds its first character; `headline` says
whether that is the article's headline, and `demonym` whether a mention is of a people and not of the place.
`toponyms.runner_up` is a name, `quotes.speaker` an entity, `quotes.marked` a list of spans, `quotes.speaker_span` and
`quotes.cue_span` one; `documents.words` counts the body's words, and `documents.position` is the corpus's order.
`commitments.matter` is the clause, or what is the same of those that match none (`lib.store.overlay.matters`). The
columns of annotations follow from their records' fields and from what their annotators say of them (`lib.annotator`).

Analysts' decisions are laid over these tables: what was read then still stands in columns that end with `_read`, those
that an annotator names as `corrected`, of an article in `outlet_read`, `outlet_name_read`, `published_read`, `url_read`
and `story_read`, and `decided` says in words who decided what. The table `decisions`
has a row for each, `versions` (`lib.store.overlay.versions`) one for each text that does not count beside a newer one,
`outlets` (`lib.store.overlay.outlets`) what is known of each outlet. `judged` and `about` (`lib.store.overlay.about`)
say what articles are about.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from lib.annotate.annotators import SENTENCES, registered
from lib.annotator import Annotator
from lib.codebooks import load_agreements
from lib.errors import StoreError
from lib.models import Agreement, Decision
from lib.store.agreements import agreements_in, lay_out_agreements
from lib.store.decisions.log import decisions_in_force
from lib.store.overlay.about import judge_articles
from lib.store.overlay.apply import apply_decisions
from lib.store.overlay.articles import correct_articles
from lib.store.overlay.clauses import match_clauses
from lib.store.overlay.matters import group_matters
from lib.store.overlay.outlets import describe_outlets
from lib.store.overlay.surnames import link_surnames
from lib.store.overlay.versions import put_versions_aside
from lib.store.schema import table_schema
from lib.store.table import has_current_columns, load_table, parquet_files
from lib.store.trouble import store_errors

# Everything DuckDB needs here is built in; it must never reach for the network to fetch an extension.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

# What is shown and taken along of where a file lies: never the folders above the one that was read, nor those above the
# checkout, from which a folder inside it is named.
SHOWN_PATH = """
CREATE MACRO shown_path(path, root) AS CASE
    WHEN NOT regexp_matches(path, '^(/|[A-Za-z]:)') THEN path
    WHEN NOT regexp_matches(root, '^(/|[A-Za-z]:)') AND contains(path, '/' || root || '/')
    THEN substr(path, strpos(path, '/' || root || '/') + 1)
    WHEN starts_with(path, root || '/') THEN regexp_extract(root, '[^/]*$') || substr(path, length(root) + 1)
    ELSE regexp_extract(path, '[^/]+$') END
"""

# One article may lie in the corpus twice, as two files with the same bytes: it is counted once, where it comes first.
RANKED = """
CREATE TEMP TABLE ranked AS
SELECT path, part, shown_path(path, root) AS shown, document.id AS document,
       regexp_extract(path, '[^/]+$') AS file_name,
       document.source IS NULL AS nameless, row_number() OVER corpus AS position,
       first_value(shown_path(path, root)) OVER copies AS first_shown,
       row_number() OVER copies AS copy
FROM files WHERE document IS NOT NULL
WINDOW corpus AS (ORDER BY root_order, path, part), copies AS (PARTITION BY document.id ORDER BY root_order, path, part)
"""

# Outlets nobody knows are told apart by their file: by its first letters where its name is long, more of them where two
# begin alike. Files of one name in two folders are told apart by their path, or by a number where that is long too.
LONGEST_FILE, FEWEST_LETTERS = 12, 8
NAMELESS = f"""
CREATE TEMP TABLE nameless AS
WITH numbered AS (
    SELECT path, stem, nth, if(nth = 1, file_name, shown) AS name
    FROM (SELECT path, shown, file_name, regexp_replace(file_name, '(.)[.][^.]*$', '\\1') AS stem,
                 row_number() OVER (PARTITION BY stem ORDER BY min(position)) AS nth
          FROM ranked WHERE nameless AND copy = 1 GROUP BY path, shown, file_name)
), begun AS (
    SELECT stem, unnest(range({FEWEST_LETTERS}, length(stem) + 1)) AS letters FROM numbered WHERE nth = 1
), shortest AS (
    SELECT stem, min(letters) AS letters
    FROM (SELECT *, count(*) OVER (PARTITION BY left(stem, letters)) AS alike FROM begun) WHERE alike = 1 GROUP BY stem
)
SELECT path, 'unknown:' || stem || if(nth = 1, '', '~' || nth) AS outlet,
       'unknown outlet (' || CASE WHEN length(name) <= {LONGEST_FILE} THEN name ELSE
            if(letters < length(stem), left(stem, letters) || '…', stem) || if(nth = 1, '', ' no. ' || nth)
       END || ')' AS outlet_name
FROM numbered LEFT JOIN shortest USING (stem)
"""

DOCUMENTS = """
CREATE TABLE documents AS
SELECT r.document, coalesce(f.document.source.id, n.outlet) AS outlet,
       coalesce(f.document.source.name, n.outlet_name) AS outlet_name, f.document.source.country AS outlet_country,
       f.document.source_from, f.document.story, f.document.title, f.document.text, f.document.body_start,
       f.document.published, f.document.published_from, shown_path(f.document.path, f.root) AS path,
       f.document.url,
       list_concat(f.document.notes, list_transform(f.failures, lambda x: x.annotator || ' not read: it ' || x.reason))
           AS notes,
       f.words::INTEGER AS words, f.document.original, f.document.removed, r.position::INTEGER AS position,
       f.part::INTEGER AS part, f.sketch
FROM ranked r JOIN files f USING (path, part) LEFT JOIN nameless n ON n.path = r.path AND r.nameless
WHERE r.copy = 1 ORDER BY r.position
"""

# The sentence's own number, or that of the sentence in which an annotation starts, and what that makes of it.
NUMBER, STANDING = "number::INTEGER - 1 AS sentence", "m.sentence::INTEGER AS sentence, m.headline, m.demonym"
ANNOTATIONS = """
CREATE TABLE {key} AS
SELECT document, {columns} FROM (
    SELECT r.document, unnest(f.{key}) AS m, generate_subscripts(f.{key}, 1) AS number
    FROM ranked r JOIN files f USING (path, part) WHERE r.copy = 1)
"""

# What each entity is called most often.
NAMES = """
CREATE VIEW names AS SELECT entity, mode(name) AS name FROM mentions WHERE entity IS NOT NULL GROUP BY entity
"""

# A commitment's own match says why it stands under its clause, for as long as it stands there.
REASONS = """
ALTER TABLE commitments ADD COLUMN clause_score DOUBLE;
ALTER TABLE commitments ADD COLUMN clause_reason VARCHAR;
UPDATE commitments SET clause_score = m.score, clause_reason = m.reason FROM clause_matches m
WHERE m."of" = 'commitment' AND m.clause = commitments.clause AND m.document = commitments.document
  AND m.start = commitments.start AND m."end" = commitments."end"
"""

FAILURES = """
CREATE TABLE failures AS
SELECT document, m.annotator, m.reason
FROM (SELECT r.document, unnest(f.failures) AS m FROM ranked r JOIN files f USING (path, part) WHERE r.copy = 1)
"""

# Files with the same bytes of one outlet as another.
REPEATS = """
CREATE TABLE repeats AS
SELECT document, shown AS path, 'The same article as ' || first_shown || ', so it is counted once.' AS reason
FROM ranked WHERE copy > 1
"""

# `document` is the article's where there is one, though something in it could not be read.
PROBLEMS = """
CREATE TABLE problems AS
SELECT shown_path(path, root) AS path, problem AS reason, NULL::VARCHAR AS document
FROM files WHERE problem IS NOT NULL
UNION ALL
SELECT any_value(shown),
       'Not read in it: ' || string_agg(annotator || ' (it ' || reason || ')', ', ') || '. All else in it counts.',
       document
FROM failures JOIN ranked USING (document) WHERE copy = 1 GROUP BY document
ORDER BY path
"""


def open_version(
    path: Path,
    version: int | None = None,
    decisions: Sequence[Decision] = (),
    agreements: Sequence[Agreement] | None = None,
) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB connection over one version of the store, the newest where none is named.

    Its tables are documents, one for each annotator by its key, names (of entities), failures, problems, decisions, and
    versions, repeats and removed (what of the articles does not count);
    the `decisions` (all rows ever saved, in their order) are applied to the rest. `agreements` are those known beside
    them, the shipped ones where none are given: the table of that name. One connection is for one thread:
    others take `connection.cursor()`. Raises StoreError where there is no such version, or its columns are not today's.
    """
    table = load_table(path, version)
    if table is None:
        raise StoreError("No articles have been read yet: run python -m lib.refresh.")
    with store_errors(path):
        if not has_current_columns(table):
            raise StoreError("The store was written by another version of this desk: run python -m lib.refresh.")
        connection = duckdb.connect(config=CONFIG)
        _flatten(connection, parquet_files(table))
        standing = decisions_in_force(decisions)
        correct_articles(connection, standing)
        put_versions_aside(connection, standing)
        describe_outlets(connection, standing)
        link_surnames(connection)
        lay_out_agreements(connection, load_agreements() if agreements is None else agreements)
        known = agreements_in(connection)
        judge_articles(connection, known, standing)
        match_clauses(connection, known)
        apply_decisions(connection, decisions)
        group_matters(connection)
    return connection


def _flatten(connection: duckdb.DuckDBPyConnection, files: list[str]) -> None:
    if files:
        connection.read_parquet(files).create_view("files")
    else:
        connection.from_arrow(table_schema().empty_table()).create("files")
    for statement in (SHOWN_PATH, RANKED, NAMELESS, DOCUMENTS, FAILURES, REPEATS, PROBLEMS):
        connection.execute(statement)
    for annotator in registered():
        columns = ", ".join(_columns(annotator))
        connection.execute(ANNOTATIONS.format(key=annotator.key, columns=columns))
    connection.execute(NAMES)
    connection.execute(REASONS)
    for leftover in ("TABLE ranked", "TABLE nameless", "VIEW files" if files else "TABLE files"):
        connection.execute(f"DROP {leftover}")


def _columns(annotator: Annotator) -> Iterator[str]:
    """What the flat table of an annotator takes from its struct `m`: each column, and again what may be corrected."""
    columns = {name: f"m.{'.'.join(map(quoted, path.split('.')))}" for path, name in annotator.paths().items()}
    yield NUMBER if annotator.key == SENTENCES else STANDING
    yield from (f"{value} AS {quoted(name)}" for name, value in columns.items())
    yield from (f"{columns[name]} AS {quoted(f'{name}_read')}" for name in annotator.corrected)
    if annotator.corrected:
        yield "NULL::VARCHAR AS decided"


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever it also means there."""
    return f'"{name}"'
