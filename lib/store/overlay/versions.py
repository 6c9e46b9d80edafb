"""Which articles are versions of one another, when a version of the data is opened: the newest of them counts.

Worked out over the corrected outlets, days and addresses, so that what analysts say decides here too; one that is
left out is nobody's version. Texts are compared in `lib.ingest.versions`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from lib.ingest.versions import Text, find_versions, notes_of_others, why_not_counted
from lib.models import Decision
from lib.store.overlay.articles import forget

# Outlets that nobody knows are named after their files; two texts of such may well be of one.
ARTICLES = """
SELECT document, if(starts_with(outlet, 'unknown:'), NULL, outlet), published, url, text,
       path || if(count(*) OVER (PARTITION BY path) > 1, ', article ' || part + 1, ''), sketch
FROM documents WHERE document NOT IN (SELECT unnest($left_out::VARCHAR[])) ORDER BY position
"""
VERSIONS = """
CREATE TABLE versions AS
SELECT document, NULL::VARCHAR AS counted, NULL::VARCHAR AS reason, outlet, outlet_name, title, published,
       published_from, path, url, text, words, outlet_read, notes, decided
FROM documents WHERE false
"""
PUT_ASIDE = """
INSERT INTO versions SELECT document, $counted, $reason, outlet, outlet_name, title, published, published_from, path,
                            url, text, words, outlet_read, notes, decided FROM documents WHERE document = $document
"""
NOTED = "UPDATE documents SET notes = list_concat(notes, $notes) WHERE document = $document"


def put_versions_aside(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Move all but the newest version of each article into the table `versions`, and out of all others.

    Of `versions` counted is the id of the one that counts, reason says why this one does not; the rest is as in
    `documents`. The one that counts has a note of it.
    """
    connection.execute(VERSIONS).fetchall()
    left_out = [one.subject.id for one in decisions if one.action == "hide" and one.subject.kind == "document"]
    rows = connection.execute(ARTICLES, {"left_out": left_out}).fetchall()
    for versions in find_versions(_texts(rows)):
        if len(versions) > 1:
            _put_aside(connection, rows, versions)


def _texts(rows: Sequence[Sequence[Any]]) -> Iterator[Text]:
    for place, (_, outlet, published, url, text, path, sketch) in enumerate(rows):
        yield Text(place, outlet, published, url, text, path.removeprefix(f"{Path(path).parent}/"), path, tuple(sketch))


def _put_aside(connection: duckdb.DuckDBPyConnection, rows: Sequence[Sequence[Any]], versions: Sequence[Text]) -> None:
    counted = max(versions, key=Text.age)
    others = [text for text in versions if text is not counted]
    for text in others:
        values = {"document": rows[text.place][0], "counted": rows[counted.place][0]}
        reason = why_not_counted(text, counted)
        connection.execute(PUT_ASIDE, {**values, "reason": reason}).fetchall()
        forget(connection, rows[text.place][0])
    notes = list(notes_of_others(counted, others))
    connection.execute(NOTED, {"notes": notes, "document": rows[counted.place][0]}).fetchall()
