"""The analysts' decisions: rows beside the annotations, added to and never changed or taken away.

They are lines of JSON in one file. A save writes the whole file anew beside the old one and puts it in its place, under
a lock: a reader sees all of a save or nothing of it, and two writers wait for each other. How many lines there are is
the decisions' version, and the first n lines are version n for ever: one that cannot be read is left out, said, kept as
it is, and counted.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from operator import methodcaller
from pathlib import Path
from typing import Any

from lib.errors import DecisionError, StoreError
from lib.models import Action, Decision, Evidence, Field, Subject
from lib.store.decisions.records import check_decision, decision_id, parse_record, record_of
from lib.store.lock import write_lock
from lib.store.trouble import fault_of_disk
from lib.whole import write_whole

FILE = "decisions.jsonl"
MOST_SAID = 3  # of the lines that cannot be read, so that a file of something else is not said line by line


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """The rows of a file of decisions in the order in which they were saved, undone rows and undoing ones among them.

    `unread` is how many other lines cannot be read, and `problems` says of the first of them what is wrong.
    """

    decisions: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()
    unread: int = 0


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
    field: Field | None = None,
) -> Decision:
    """A decision with its id worked out and its words on one line each; `when` is aware.

    Raises DecisionError where it does not say who or why, or what it needs for its action is missing.
    """
    row = Decision(
        "", when.astimezone(UTC), _line(who), _line(why), action, subject, _value(value), _line(value_name), day=day,
        evidence=tuple(replace(one, source=_line(one.source)) for one in evidence), field=field,
    )  # fmt: skip
    return _sealed(row)


def undo(decision: Decision, when: datetime, who: str, why: str = "undone") -> Decision:
    """The row that takes a decision back; undone itself, it puts the decision in force again."""
    return _sealed(replace(decision, when=when.astimezone(UTC), who=_line(who), why=_line(why), undoes=decision.id))


def load_decisions(folder: Path, version: int | None = None) -> tuple[Decision, ...]:
    """The rows of `read_log`."""
    return read_log(folder, version).decisions


def read_log(folder: Path, version: int | None = None) -> DecisionLog:
    """What the first `version` lines hold, all of them without one.

    A line that is no row makes a problem that names the file and the line, and says what to do; an empty one is passed
    over. Raises StoreError where the file cannot be read at all.
    """
    return _parsed(_lines(folder)[:version], f"{folder.name}/{FILE}")


def decisions_version(folder: Path) -> int:
    """How many lines have been saved; 0 where there are none. Raises StoreError as `read_log`."""
    return len(_lines(folder))


def decisions_identity(folder: Path, version: int) -> str:
    """A hash of the first `version` lines, which tells them from those of another file."""
    return hashlib.sha256(b"\n".join(_lines(folder)[:version])).hexdigest()


def save_decisions(folder: Path, decisions: Iterable[Decision]) -> int:
    """Add the rows that are not there yet, all in one stroke; how many that were.

    Raises StoreError where the folder cannot be written to or nothing in its file is a decision, and DecisionError
    where a row could not be read again; then nothing is added. What stands in the file stays there.
    """
    with write_lock(folder / FILE, lambda: None):
        lines = _lines(folder)
        log = _parsed(lines, f"{folder.name}/{FILE}")
        if log.problems and not log.decisions:
            raise StoreError(
                f"Nothing in {folder.name}/{FILE} can be read as a decision, so none is added to it. Move that file"
                " away, or put it back as it was."
            )
        saved = {decision.id for decision in log.decisions}
        new = {decision.id: decision for decision in decisions if decision.id not in saved}
        if new:
            _write(folder, [*lines, *(_written(row) for row in new.values())])
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
    """The decisions that stand after all undoing, in the order in which they were saved, whatever time they bear."""
    undone = undoers(decisions)
    return tuple(row for row in decisions if not row.undoes and row.id not in undone)


def _sealed(row: Decision) -> Decision:
    """The row, looked at, with its id; DecisionError where it cannot be carried out."""
    check_decision(row)
    return replace(row, id=decision_id(row))


def _line(text: str) -> str:
    """One line of text that can be written anywhere."""
    return " ".join(text.encode("utf-8", "replace").decode().replace("\x00", " ").split())


def _value(value: str | None) -> str | None:
    return None if value is None else _line(value)


def _lines(folder: Path) -> list[bytes]:
    path = folder / FILE
    try:
        if path.exists() and not path.is_file():  # to read a pipe would be to wait for ever
            raise StoreError(f"{folder.name}/{FILE} is not a file. Move it away, or put the file of decisions back.")
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        why = fault_of_disk(error) or "the file is broken. Put it back as it was."
        raise StoreError(f"The decisions in {folder.name}/{FILE} cannot be read: {why}") from error
    return data.removesuffix(b"\n").split(b"\n") if data else []


def _parsed(lines: Sequence[bytes], name: str) -> DecisionLog:
    decisions, problems, unread = [], [], 0
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                place = f"{name}, line {number}"
                decisions.append(parse_record(_record(line, place), place))
        except DecisionError as error:
            unread += 1
            problems += [str(error)] if unread <= MOST_SAID else []
    return DecisionLog(tuple(decisions), tuple(problems), unread)


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
        days = {"day": date.fromisoformat(record["day"])} if "day" in record else {}
        return {**record, "when": datetime.fromisoformat(record["when"]), **days}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DecisionError(f"{place}: not a decision as this desk writes them.") from error


def _written(row: Decision) -> bytes:
    """A row as one line of JSON, times and days as ISO writes them; DecisionError where it could not be read again."""
    line = json.dumps(record_of(row), default=methodcaller("isoformat")).encode()
    parse_record(_record(line, "The decision"), "The decision")
    return line


def _write(folder: Path, lines: Sequence[bytes]) -> None:
    try:
        write_whole(folder / FILE, b"".join(line + b"\n" for line in lines))
    except OSError as error:
        why = fault_of_disk(error) or f"{error.strerror}."
        raise StoreError(f"The decision could not be saved in {folder.name}/{FILE}: {why}") from error
