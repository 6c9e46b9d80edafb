"""The analysts' decisions: rows beside the annotations, added to and never changed or taken away.

They are lines of JSON in one file. A save writes the whole file anew beside the old one and puts it in its place, under
a lock: a reader sees all of a save or nothing of it, and two writers wait for each other. How many rows there are is
the decisions' version, and the first n rows are version n for ever.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import methodcaller
from pathlib import Path

from lib.errors import DecisionError, StoreError
from lib.models import Action, Decision, Evidence, Subject
from lib.store.decision_records import check_decision, decision_id, parse_record, record_of
from lib.store.lock import write_lock

FILE = "decisions.jsonl"


def new_decision(  # noqa: PLR0913  # a row's own columns
    when: datetime,
    who: str,
    why: str,
    action: Action,
    subject: Subject,
    value: str | None = None,
    *,
    value_name: str = "",
    day: date | None = None,
    evidence: Sequence[Evidence] = (),
) -> Decision:
    """A decision with its id worked out and its words on one line each; `when` is aware.

    Raises DecisionError where it does not say who or why, or what it needs for its action is missing.
    """
    row = Decision(
        "", when.astimezone(UTC), _line(who), _line(why), action, subject, _value(value), _line(value_name), day=day,
        evidence=tuple(replace(one, source=_line(one.source)) for one in evidence),
    )  # fmt: skip
    return _sealed(row)


def undo(decision: Decision, when: datetime, who: str, why: str = "undone") -> Decision:
    """The row that takes a decision back; undone itself, it puts the decision in force again."""
    return _sealed(replace(decision, when=when.astimezone(UTC), who=_line(who), why=_line(why), undoes=decision.id))


def load_decisions(folder: Path, version: int | None = None) -> tuple[Decision, ...]:
    """The rows in the order in which they were saved, undone ones and undoing ones too; the first `version` of them.

    Raises DecisionError that names the file and the line of a row that is not one.
    """
    lines = _lines(folder)[:version]
    return tuple(parse_record(_record(folder, n, line), f"{FILE}, line {n}") for n, line in enumerate(lines, 1))


def decisions_version(folder: Path) -> int:
    """How many rows have been saved; 0 where there are none."""
    return len(_lines(folder))


def save_decisions(folder: Path, decisions: Iterable[Decision]) -> int:
    """Add the rows that are not there yet, all in one stroke; how many that were.

    Raises StoreError where the folder cannot be written to, with nothing added.
    """
    with write_lock(folder / FILE, lambda: None):
        saved = {decision.id for decision in load_decisions(folder)}
        new = {decision.id: decision for decision in decisions if decision.id not in saved}
        if new:
            _write(folder, [*_lines(folder), *(_written(row) for row in new.values())])
    return len(new)


def save_decision(folder: Path, decision: Decision) -> bool:
    """Add one row; False where it was there already. Raises StoreError as `save_decisions`."""
    return bool(save_decisions(folder, [decision]))


def undoers(decisions: Sequence[Decision]) -> dict[str, tuple[Decision, ...]]:
    """The rows that hold undone what is undone, by its id: those that undo it and are not undone themselves."""
    found: dict[str, tuple[Decision, ...]] = {}
    # A row can only undo one that was there before it, so from the last row back every undo's own fate is known.
    for row in reversed(decisions):
        if row.undoes and row.id not in found:
            found[row.undoes] = (row, *found.get(row.undoes, ()))
    return found


def decisions_in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand after all undoing, in the order in which they were made, wherever they come from."""
    undone = undoers(decisions)
    standing = (row for row in decisions if not row.undoes and row.id not in undone)
    return tuple(sorted(standing, key=lambda row: (row.when, row.id)))


def _sealed(row: Decision) -> Decision:
    """The row, looked at, with its id; DecisionError where it cannot be carried out."""
    check_decision(row)
    return replace(row, id=decision_id(row))


def _line(text: str) -> str:
    """One line of text that can be written anywhere."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _value(value: str | None) -> str | None:
    return None if value is None else _line(value)


def _lines(folder: Path) -> list[str]:
    path = folder / FILE
    try:
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"The decisions in {path} cannot be read: {error}") from error


def _record(folder: Path, number: int, line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
        days = {"day": date.fromisoformat(record["day"])} if "day" in record else {}
        return {**record, "when": datetime.fromisoformat(record["when"]), **days}
    except (ValueError, TypeError, KeyError) as error:
        raise DecisionError(
            f"{folder / FILE}, line {number}: not a decision as this desk writes them ({error}). Take that line out,"
            " or put the file back as it was."
        ) from error


def _written(row: Decision) -> str:
    """A row as one line of JSON, times and days as ISO writes them."""
    return json.dumps(record_of(row), default=methodcaller("isoformat"))


def _write(folder: Path, lines: Sequence[str]) -> None:
    fresh = folder / f"{FILE}.new"
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / FILE)
    except OSError as error:
        raise StoreError(f"The decisions in {folder} cannot be written: {error.strerror}") from error
