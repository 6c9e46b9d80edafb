"""Commitments of one matter across articles: one clause of an agreement, or where none is known, the same promise.

A document is annotated on its own; which commitments are the same only the whole corpus can tell, so it is worked out
when a version is opened, decisions applied, and does not depend on any filter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from lib.store.overlay.alike import ReportedDuty, group_alike
from lib.store.overlay.merging import merge_groups
from lib.text.slug import slug

# Beyond so many that match no clause, only equal deeds by the same people are put together: comparing takes up to half
# a millisecond a commitment, each time that a version is opened.
MOST_COMPARED = 5_000

DEED = "deed"

# The verb and who is to do it, as read.
PLAIN = f"""
UPDATE commitments
SET matter = coalesce(clause, '{DEED}/' || lower(coalesce(obligor_entity, obligor, '') || '/' || action))
"""

# Who is to do it: the entity that the obligor is, else one whose name begins it ("Northland's army").
UNMATCHED = """
WITH owners AS (
    SELECT c.rowid AS row, list(DISTINCT m.entity) AS who
    FROM commitments c JOIN mentions m USING (document, sentence)
    WHERE c.clause IS NULL AND m.entity IS NOT NULL AND starts_with(c.obligor, m.exact) GROUP BY c.rowid
), named AS (
    SELECT document, list(DISTINCT name) AS names FROM (
        SELECT document, coalesce(entity, lower(exact)) AS name FROM mentions WHERE kind <> 'PLACE'
        UNION ALL SELECT document, country FROM toponyms WHERE country IS NOT NULL
    ) GROUP BY document
)
SELECT c.rowid, c.matter, coalesce(c.object, ''), n.names, c.mirrored,
       left(s.exact, greatest(c.start - s.start, 0)) || ' ' || substring(s.exact, c."end" - s.start + 1) AS around,
       c.exact, coalesce(c.deadline, ''), coalesce(c.obligor, ''),
       if(c.obligor_entity IS NULL, o.who, [c.obligor_entity]), c.action, c.modality = 'prohibition',
       coalesce(strftime(c.due, '%Y-%m-%d'), '')
FROM commitments c JOIN documents d USING (document) JOIN sentences s USING (document, sentence)
LEFT JOIN owners o ON o.row = c.rowid LEFT JOIN named n USING (document)
WHERE c.clause IS NULL ORDER BY d.position, c.start, c.rowid
"""

MOVE = """
UPDATE commitments SET matter = g.matter
FROM (SELECT unnest($rows::BIGINT[]) AS row, unnest($matters::VARCHAR[]) AS matter) g WHERE commitments.rowid = g.row
"""


def group_matters(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every commitment its `matter`: its clause, else "deed/", by whom, and the deed, one for all alike."""
    connection.execute("ALTER TABLE commitments ADD COLUMN matter VARCHAR").fetchall()
    connection.execute(PLAIN).fetchall()
    ((count,),) = connection.execute("SELECT count(*) FROM commitments WHERE clause IS NULL").fetchall()
    if 1 < count <= MOST_COMPARED:
        rows = connection.execute(UNMATCHED).fetchall()
        promises = [_promise(*row[6:], row[2], row[5], frozenset(row[3] or ())) for row in rows]
        numbers = join_mirrored(group_alike(promises), [row[4] for row in rows])
        moved = list(name_groups(rows, merge_groups(numbers, promises)))
        connection.execute(MOVE, {"rows": [row for row, _ in moved], "matters": [name for _, name in moved]}).fetchall()


def _promise(words: str, when: str, obligor: str, who: list[str] | None, *rest: Any) -> ReportedDuty:  # noqa: ANN401  # columns
    return ReportedDuty(words, when, obligor, tuple(sorted(who or ())), *rest)


def join_mirrored(numbers: Sequence[int], mirrored: Sequence[str | None]) -> list[int]:
    """The numbers of groups, one for all that is of the same clauses of several parties; None where it is of none.

    >>> join_mirrored([0, 1, 2, 3], ["pact/1+2", None, "pact/1+2", None])
    [0, 1, 0, 3]
    """
    first: dict[str, int] = {}
    pairs = zip(numbers, mirrored, strict=True)
    return [number if clauses is None else first.setdefault(clauses, number) for number, clauses in pairs]


def name_groups(rows: Sequence[tuple[Any, ...]], numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Each row's id with its group's name; a row is its id, its own name, its object, and whatever else.

    That is the most frequent name of its rows, of equal ones one that says by whom; two groups of one name are told
    apart by the object.
    """
    groups: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row, number in zip(rows, numbers, strict=True):
        groups[number].append(row)
    taken: Counter[str] = Counter()
    for group in groups.values():
        counts = Counter(row[1] for row in group)
        name = min(counts, key=lambda one: (-counts[one], one.startswith(f"{DEED}//"), one))
        if taken[name]:
            thing = slug(next((row[2] for row in group if row[2]), "")) or "other"
            name = f"{name}/{thing}"
        taken[name] += 1
        name = name if taken[name] == 1 else f"{name}~{taken[name]}"
        yield from ((row[0], name) for row in group)
