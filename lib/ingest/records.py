"""JSON Lines: one article a line, with at least `id` and `text`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from lib.errors import UnreadableFileError
from lib.ingest.files import too_large, unopened, why_no_file
from lib.ingest.given import MAX_BYTES, Given, Said, given_by

_TEXTS = ("text", "outlet", "title", "story")


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its number from 1, the article's id and text, and what else it says."""

    line: int
    id: str
    text: str
    given: Given


def read_records(path: Path) -> Iterator[Record | tuple[int, str]]:
    """Each line as a record, or as its number and the reason why it is none; empty lines are passed over.

    Raises UnreadableFileError where the file cannot be opened. It is read line by line, so it may be of any size.
    """
    if not path.is_file():
        raise UnreadableFileError(why_no_file(path))
    try:
        with path.open("rb") as file:
            for number, line in _lines(file):
                if line is None:
                    yield number, too_large()
                elif line.strip():
                    yield _read(number, line)
    except OSError as error:
        raise UnreadableFileError(unopened(error)) from error


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers; None for one that is too long to be kept."""
    number = 0
    while line := file.readline(MAX_BYTES):
        number += 1
        is_whole = line.endswith(b"\n") or len(line) < MAX_BYTES
        while not line.endswith(b"\n") and len(line) == MAX_BYTES:
            line = file.readline(MAX_BYTES)
        yield number, line if is_whole else None


def _read(number: int, line: bytes) -> Record | tuple[int, str]:
    """One line as a record, or the reason why it is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return number, "not UTF-8: save the file as UTF-8"
    except (json.JSONDecodeError, RecursionError) as error:
        return number, f"not valid JSON ({getattr(error, 'msg', 'nested too deep')}): mend that line"
    if not isinstance(record, dict):
        return number, 'not an object: write {"id": ..., "text": ...}'
    return _record(number, record)


def _record(number: int, record: dict[str, Any]) -> Record | tuple[int, str]:
    """One object as a record, or what is wrong with its values."""
    name = record.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool) or not isinstance(record.get("text"), str):
        return number, 'it needs an "id" and a "text", both in quotation marks'
    wrong = next((key for key in _TEXTS if not isinstance(record.get(key), str | None)), None)
    if wrong:
        return number, f"{wrong!r} must be words in quotation marks, or null"
    try:
        published = date.fromisoformat(record["published"][:10]) if record.get("published") else None
    except (TypeError, ValueError):
        return number, '"published" must be a date as in "2018-09-17", or null'
    given = given_by(Said(outlet=record.get("outlet"), title=record.get("title"), story=record.get("story")))
    return Record(number, str(name), record["text"], Given(published=published).over(given))
