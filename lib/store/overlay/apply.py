"""Analysts' decisions laid over the flat tables, so that every question counts with them.

They are applied one after the other in the order in which they were saved, each to what the ones before it left. What
an entity was merged into is followed when a later merge names it, so a chain ends where the last merge ends, and a
merge back into what is already one changes nothing. A decision that finds nothing to change is kept and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from lib.models import Decision, Evidence
from lib.store.decisions.log import decisions_in_force, undoers
from lib.store.overlay.about import count_judged
from lib.store.overlay.articles import count_corrected, leave_out
from lib.store.overlay.entities import move_entity, name_of, split_entity_id
from lib.store.overlay.outlets import count_described
from lib.store.overlay.readings import KEPT, decide_reading
from lib.store.overlay.spans import check_matter, decide_mention, decide_toponyms
from lib.store.overlay.words import NoLongerAppliesError, day_of, deed_of
from lib.store.schema import arrow_type, plain

TEXTS = ("decision", "who", "why", "action", "kind", "subject", "document", "exact", "name", "value", "value_name")
COLUMNS = pa.schema(
    [(column, pa.string()) for column in (*TEXTS, "deed", "state", "note")]
    + [(column, pa.int64()) for column in ("start", "end", "changed", "number")]
    + [(column, pa.list_(pa.string())) for column in ("spellings", "held_by")]
    + [("made", pa.timestamp("us")), ("day", pa.date32())]
    + [("evidence", pa.list_(arrow_type(Evidence)))]
)


# What a decision on an article or an outlet does; others say what an article is about, and are laid over before.
ON_ARTICLES = {
    ("document", "hide"): leave_out,
    ("document", "correct"): count_corrected,
    ("outlet", "correct"): count_described,
}


@dataclass(slots=True)
class Overlay:
    """The tables being changed, and which entity has been merged into which so far."""

    connection: duckdb.DuckDBPyConnection
    merged: dict[str, str] = field(default_factory=dict)

    def apply(self, decision: Decision) -> int:
        """Carry one decision out; how many annotations it changed. Raises NoLongerAppliesError where none.

        A matter's status changes no annotation: the table of decisions is where it is read.
        """
        kind = decision.subject.kind
        if kind == "entity":
            return self._apply_to_entity(decision)
        if kind == "mention":
            target = self._standing(decision.value) if decision.value else None
            return decide_mention(self.connection, decision, target)
        if kind in KEPT:
            return decide_reading(self.connection, decision, self._standing)
        if kind == "matter":
            check_matter(self.connection, decision)
            return 0
        if kind in {"document", "outlet"}:
            does = ON_ARTICLES.get((kind, decision.action), count_judged)
            return does(self.connection, decision)
        return decide_toponyms(self.connection, decision)

    def _apply_to_entity(self, decision: Decision) -> int:
        """Merge, split, rename, hide, or move some spellings to another entity."""
        if decision.action in {"merge", "reassign"}:
            return self._merge(decision, str(decision.value), str(decision.subject.id))
        target = {"hide": None, "split": split_entity_id(decision)}.get(decision.action, decision.subject.id)
        return move_entity(self.connection, decision, target, decision.value)

    def _merge(self, decision: Decision, value: str, entity: str) -> int:
        target = self._standing(value)
        if target == entity:
            raise NoLongerAppliesError("Both are one already, by an earlier decision.")
        changed = move_entity(self.connection, decision, target, name_of(self.connection, decision, target))
        if decision.action == "merge":
            self.merged[entity] = target
        return changed

    def _standing(self, entity: str) -> str:
        """What an entity has become by the merges so far; they cannot run in a circle, for none is made into one."""
        while entity in self.merged:
            entity = self.merged[entity]
        return entity


def apply_decisions(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]) -> None:
    """Change the flat tables as the decisions in force say, and list all of them in the table `decisions`.

    Its columns beside a decision's own (`decision` is its id, `made` its time in UTC, `subject` the id of what it is
    about and `name` its name, `start`, `end` and `exact` its words, `day` and `evidence` a status's): deed (what it
    does, in words), state ("in force", "undone" or "no longer applies"), changed (how many annotations), note (why it
    does not apply, or who undid it), held_by (the ids of the rows that keep it undone), number (its place among the
    saved rows, from 1). Undoing rows are not listed.
    """
    overlay = Overlay(connection)
    outcomes: dict[str, tuple[str, int, str]] = {}
    for decision in decisions_in_force(decisions):
        try:
            outcomes[decision.id] = ("in force", overlay.apply(decision), "")
        except NoLongerAppliesError as error:
            outcomes[decision.id] = ("no longer applies", 0, str(error))
    undone = undoers(decisions)
    rows = []
    for number, decision in enumerate(decisions, 1):
        if not decision.undoes:
            held = undone.get(decision.id, ())
            state, changed, note = outcomes.get(decision.id) or ("undone", 0, _undone_by(held))
            outcome = {"state": state, "changed": changed, "note": note, "number": number}
            rows.append({**_columns(decision), **outcome, "held_by": [row.id for row in held]})
    connection.from_arrow(pa.Table.from_pylist(rows, schema=COLUMNS)).create("decisions")


def _undone_by(held: Sequence[Decision]) -> str:
    last = held[-1]
    return f"Undone by {last.who} on {day_of(last.when)}" + ("." if last.why == "undone" else f": {last.why}")


def _columns(decision: Decision) -> dict[str, Any]:
    subject, span = decision.subject, decision.subject.span
    return {
        "decision": decision.id,
        "made": decision.when.replace(tzinfo=None),
        "who": decision.who,
        "why": decision.why,
        "action": decision.action,
        "kind": subject.kind,
        "subject": subject.id,
        "spellings": list(subject.spellings),
        "document": subject.document,
        **({"start": span.start, "end": span.end, "exact": span.exact} if span else {}),
        "name": subject.name,
        "value": decision.value,
        "value_name": decision.value_name,
        "deed": deed_of(decision),
        "day": decision.day,
        "evidence": plain(decision.evidence),
    }
