"""Decisions as TOML, to hand to another desk: written, and read back whole or not at all."""

import re
from collections.abc import Collection, Sequence
from reprlib import repr as shortened
from typing import Any

import tomli_w

from lib.errors import DecisionError, UnreadableFileError
from lib.models import Decision
from lib.store.decisions.records import parse_record, record_of
from lib.text.toml import read_toml

HEAD = "# Decisions of Accord Desk: who decided what, when and why. Rows are never changed; an undo is a row too.\n"
_ROW = re.compile(r"\s*\[\[\s*decision\s*\]\]")
# Some 20,000 rows, read in seconds.
MOST_BYTES = 10_000_000


def decisions_toml(decisions: Sequence[Decision]) -> str:
    """All the rows as one TOML text, one `[[decision]]` each, in the order given."""
    rows = [record_of(decision) for decision in decisions]
    return HEAD + (tomli_w.dumps({"decision": rows}) if rows else "")


def parse_decisions(content: str | bytes, name: str, saved: Collection[str] = ()) -> tuple[Decision, ...]:
    """The decisions of a TOML file; `saved` are the ids already known, which a row may undo.

    Raises DecisionError that says the file's name, the line and what to do; then nothing of the file is to be used.
    """
    text = _decoded(content, name)
    table = _table(text, name)
    decisions = tuple(parse_record(row, place) for row, place in _rows(table, text, name))
    known = set(saved)
    for decision, (_, place) in zip(decisions, _rows(table, text, name), strict=True):
        if decision.undoes and decision.undoes not in known:
            raise DecisionError(
                f"{place}: it undoes {shortened(decision.undoes)}, which is neither here nor above it. Put that"
                " decision before it, or take this row out."
            )
        known.add(decision.id)
    return decisions


def _table(text: str, name: str) -> dict[str, Any]:
    try:
        return read_toml(text)
    except UnreadableFileError as error:
        raise DecisionError(f"{name}: {error}, and import the file again.") from error


def _decoded(content: str | bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise DecisionError(
            f"{name}: larger than {MOST_BYTES // 1_000_000} MB. Share the rows out among several files."
        )
    try:
        return content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1 if isinstance(content, bytes) else 1
        raise DecisionError(f"{name}, line {line}: not UTF-8 text. Save the file as UTF-8.") from error


def _rows(table: dict[str, Any], text: str, name: str) -> list[tuple[dict[str, Any], str]]:
    if unknown := sorted(table.keys() - {"decision"}):
        line = _line_of(text, unknown[0])
        raise DecisionError(
            f"{name}, line {line}: {shortened(unknown[0])} is not known; each row stands under [[decision]]."
        )
    rows = table.get("decision", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DecisionError(f"{name}, line {_line_of(text, 'decision')}: write each row under [[decision]].")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _ROW.match(line)]
    lines += [1] * (len(rows) - len(lines))
    return [(row, f"{name}, line {line}") for row, line in zip(rows, lines, strict=False)]


def _line_of(text: str, word: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if word in line), 1)
