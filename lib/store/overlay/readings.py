"""What analysts say that a commitment, a reported deed, a figure or a quote was to be read as, a field at a time.

A row is found again by the exact words it stands in. What was read stays beside it, and everything that is asked of
these tables, on whatever page and for whatever file, is answered with what was decided.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

import duckdb

from lib.models import Decision, Field, Span, SubjectKind
from lib.store.agreements import agreements_in, clause_keys
from lib.store.overlay.spans import AT, at_words, rows_changed
from lib.store.overlay.words import NoLongerAppliesError, said_of
from lib.text.bounds import bounds_in


class Kept(NamedTuple):
    """Where statements of a kind are kept, and the column that tells apart two in the same words, if one does."""

    table: str
    apart: str = ""

    @property
    def same(self) -> str:
        """The rows of one statement; where a later reading has it otherwise, all in its words."""
        rows = f"SELECT rowid FROM {self.table} WHERE {AT}"
        if not self.apart:
            return rows
        return f"{rows} QUALIFY {self.apart} = $apart OR NOT coalesce(bool_or({self.apart} = $apart) OVER (), false)"


class Put(NamedTuple):
    """What a correction sets in a row, and what was read there, in SQL."""

    sets: str
    was: str


KEPT: Mapping[SubjectKind, Kept] = {
    "commitment": Kept("commitments", "action_read"),
    "deed": Kept("deeds", "action"),
    "figure": Kept("figures"),
    "quote": Kept("quotes"),
}
# What is to be done in the order that it reads in, as far as an analyst writes it.
_DEED = "deed = if({} = 'prohibition', 'not ', '') || {} || coalesce(' ' || {}, '')"
_ACTION = f"action = $value, {_DEED.format('modality', '$value', 'object')}"
_OBJECT = f"object = $value, {_DEED.format('modality', 'action', '$value')}"
_MODALITY = f"modality = $value, {_DEED.format('$value', 'action', 'object')}"
# A day that no words give stands behind the statement.
_DAY = """
due = $value::DATE, deadline = if($value IS NULL, NULL, coalesce(deadline, '')),
deadline_start = coalesce(deadline_start, "end"), deadline_end = coalesce(deadline_end, "end"),
relation = coalesce(relation, 'ON_OR_BEFORE')
"""
_RULE = "deadline = coalesce($value, ''), deadline_start = $at, deadline_end = $to"
_SPEAKER = """
speaker = $entity, speaker_text = $name, speaker_inferred = if($name IS NULL, NULL, false),
speaker_span = if($name IS NULL, NULL, struct_pack("start" := $at, "end" := $to, exact := $name))
"""
_SPEAKER_READ = "coalesce((SELECT name FROM names WHERE entity = speaker_read), speaker_text_read)"
_LOW, _HIGH = (f"format('{{:,.10g}}', {end}_read)" for end in ("low", "high"))
_NUMBER_READ = f"concat_ws(' to ', {_LOW}, if(high_read = low_read, NULL, {_HIGH}))"
PUT: Mapping[tuple[SubjectKind, Field], Put] = {
    ("commitment", "who"): Put("obligor = $name, obligor_entity = $entity, obligor_name = NULL", "obligor_read"),
    ("commitment", "action"): Put(_ACTION, "action_read"),
    ("commitment", "object"): Put(_OBJECT, "object_read"),
    ("commitment", "modality"): Put(_MODALITY, "modality_read"),
    ("commitment", "day"): Put(_DAY, "strftime(due_read, '%-d %b %Y')"),
    ("commitment", "rule"): Put(_RULE, "deadline_read"),
    ("commitment", "relation"): Put("relation = $value", "relation_read"),
    ("commitment", "state"): Put("modality = modality", "'promised'"),  # and then it is moved
    ("deed", "who"): Put("doer = $name, doer_entity = $entity, doer_name = NULL", "doer_read"),
    ("deed", "state"): Put("state = $value", "state_read"),
    ("deed", "day"): Put('"on" = $value::DATE', "strftime(on_read, '%-d %b %Y')"),
    ("figure", "number"): Put("low = $low, high = $high, approximate = $approximate", _NUMBER_READ),
    ("figure", "unit"): Put("unit = coalesce($value, '')", "unit_read"),
    ("figure", "subject"): Put('"of" = $value', "of_read"),
    ("quote", "speaker"): Put(_SPEAKER, _SPEAKER_READ),
}
"""How each field that can be corrected is kept, by kind."""

CORRECT = """
UPDATE {table} SET {sets}, decided = concat_ws('; ', decided, $said || ' (read as ' ||
       coalesce(nullif({was}, ''), 'not known') || ')')
WHERE rowid IN ({same})
"""

# What is no commitment but told of as done, broken and so on is a reported deed, of the clause that it was of.
MOVE = """
INSERT INTO deeds BY NAME
SELECT document, sentence, headline, demonym, start, "end", exact, obligor AS doer, obligor_entity AS doer_entity,
       obligor_name AS doer_name, action, object, $value AS state, cited, reason, decided, clause, clause_score,
       clause_reason, obligor_read AS doer_read
FROM commitments WHERE rowid IN ({same})
"""

UNDER = """
UPDATE commitments SET clause = $clause, clause_score = NULL, clause_reason = NULL,
       decided = concat_ws('; ', decided, $said) WHERE rowid IN ({same})
"""

# Who is cited for what a quote holds: its speaker, but not where another one is quoted inside it.
CITED = """
UPDATE {table} SET cited = $entity FROM quotes q
WHERE q.document = $document AND q.start = $start AND q."end" = $end AND {table}.document = q.document
  AND {table}.start >= q.start AND {table}."end" <= q."end" AND {table}.cited IS NOT DISTINCT FROM $before
  AND NOT EXISTS (FROM quotes i WHERE i.document = q.document AND i.start <= {table}.start AND i."end" >= {table}."end"
                  AND i."end" - i.start < q."end" - q.start)
"""
CITING = ("commitments", "deeds", "figures")

SENTENCE = """
SELECT s.exact, s.start FROM sentences s
WHERE s.document = $document AND s.start <= $start AND s."end" > $start ORDER BY s.start DESC LIMIT 1
"""


def decide_reading(
    connection: duckdb.DuckDBPyConnection, decision: Decision, standing: Callable[[str], str] = str
) -> int:
    """Correct one field of one statement, put it under another clause, or drop it as none; how many rows.

    `standing` gives what an entity has become by other decisions. Raises NoLongerAppliesError where there is none.
    """
    kept = KEPT[decision.subject.kind]
    if decision.action == "reassign":
        return _put_under_clause(connection, decision)
    if decision.action == "correct":
        return _correct(connection, decision, kept, _values(connection, decision, standing))
    _drop_matches(connection, at_words(decision.subject))
    return _run(connection, f"DELETE FROM {kept.table} WHERE rowid IN ({kept.same})", {}, decision)


def _correct(connection: duckdb.DuckDBPyConnection, decision: Decision, kept: Kept, values: dict[str, Any]) -> int:
    """Correct one field, and what follows from it elsewhere."""
    kind, field = decision.subject.kind, cast("Field", decision.field)
    place = at_words(decision.subject)
    before = connection.execute(f"SELECT speaker FROM quotes WHERE {AT}", place).fetchall() if kind == "quote" else []
    put = PUT[kind, field]
    count = _run(connection, CORRECT.format(table=kept.table, same=kept.same, **put._asdict()), values, decision)
    for (speaker,) in before[:1]:
        for table in CITING:
            sql = CITED.format(table=table)
            connection.execute(sql, _used(sql, place | values | {"before": speaker})).fetchall()
    if (kind, field) == ("commitment", "state"):
        _drop_matches(connection, place)
        for sql in (MOVE, "DELETE FROM commitments WHERE rowid IN ({same})"):
            _run(connection, sql.format(same=kept.same), values, decision)
    return count


def _put_under_clause(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """Put one commitment under another clause, or under none; how many rows."""
    _drop_matches(connection, at_words(decision.subject))
    if decision.value and decision.value not in clause_keys(agreements_in(connection)):
        raise NoLongerAppliesError(f"No agreement here has a clause {decision.value}.")
    sql = UNDER.format(same=KEPT["commitment"].same)
    values = {"clause": decision.value or None, "said": said_of(decision)}
    return _run(connection, sql, values, decision)


def _drop_matches(connection: duckdb.DuckDBPyConnection, place: Mapping[str, Any]) -> None:
    """Forget what a rule saw in a commitment's words, which no longer says where they belong."""
    connection.execute(f"DELETE FROM clause_matches WHERE {AT} AND \"of\" = 'commitment'", place).fetchall()


def _values(
    connection: duckdb.DuckDBPyConnection, decision: Decision, standing: Callable[[str], str]
) -> dict[str, Any]:
    """What a correction may bind: the value, as an entity with its name, as bounds, and where it stands in the text."""
    value = decision.value or None
    found = dict[str, Any](value=value, said=said_of(decision), entity=None, name=None)
    if value and decision.field in {"who", "speaker"}:
        named = connection.execute("SELECT entity, name FROM names WHERE entity = ?", [standing(value)]).fetchone()
        found["entity"], found["name"] = named or (None, decision.value_name or value)
    elif value and decision.field == "number":
        found |= bounds_in(value)._asdict()
    span = _standing_at(connection, decision, found["name"] or value or "")
    return {**found, "at": span.start, "to": span.end}


def _standing_at(connection: duckdb.DuckDBPyConnection, decision: Decision, words: str) -> Span:
    """Where words stand in the sentence of a statement; an empty place at its end where they do not."""
    place = at_words(decision.subject)
    row = connection.execute(SENTENCE, _used(SENTENCE, place)).fetchone()
    at = row[0].find(words) if row and words else -1
    if row is None or at < 0:
        return Span(place["end"], place["end"], "")
    return Span(row[1] + at, row[1] + at + len(words), words)


def _run(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any], decision: Decision) -> int:
    known = {**at_words(decision.subject), "apart": decision.subject.id, **values}
    return rows_changed(connection, sql, _used(sql, known), decision)


def _used(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of some values those that a statement binds: more are refused."""
    named = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in values.items() if name in named}
