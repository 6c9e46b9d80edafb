"""JSON Lines: one article a line, with at least `id` and `text`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from lib.errors import UnreadableFileError
from lib.ingest.files import too_large, unopened, why_no_file
from lib.ingest.given import LONGEST_NAME, MAX_BYTES, Given, Metadata, given_by
from lib.text.days import is_likely, not_likely

_TEXTS = ("id", "text", "outlet", "title", "story")
# Any letter may stand before the time where Python reads it.
_DAY_AND_TIME = re.compile(r"\s*[\dW-]+(?:[Tt ][\d:.,]+(?:[Zz]|[+-][\d:]+)?)?\s*", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its number from 1, the article's id and text, what else it says, and what of it is not used."""

    line: int
    id: str
    text: str
    given: Given
    problem: str | None = None


class _Pairs(list[tuple[str, Any]]):
    """An object's keys and values as they stand, for a dictionary would pass over a key's first value."""


def read_records(path: Path) -> Iterator[Record | tuple[int, str]]:
    """Each line as a record, or as its number and the reason why it is none; empty lines are passed over.

    Raises UnreadableFileError where the file cannot be opened. It is read line by line, so it may be of any size.
    """
    if not path.is_file():
        raise UnreadableFileError(why_no_file(path))
    try:
        with path.open("rb") as file:
            yield from _read_lines(file)
    except OSError as error:
        raise UnreadableFileError(unopened(error)) from error


def records_in(data: bytes) -> Iterator[Record | tuple[int, str]]:
    """The same of a file's bytes."""
    return _read_lines(BytesIO(data))


def _read_lines(file: BinaryIO) -> Iterator[Record | tuple[int, str]]:
    for number, line in _lines(file):
        if line is None:
            yield number, too_large()
        elif line.strip():
            yield _read(number, line)


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
        pairs = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except UnicodeDecodeError:
        return number, "not UTF-8: save the file as UTF-8"
    except (ValueError, RecursionError) as error:
        return number, f"not valid JSON ({_why(error)}): mend that line"
    if not isinstance(pairs, _Pairs):
        return number, 'not an object: write {"id": ..., "text": ...}'
    keys = [key for key, _ in pairs]
    twice = next((key for key in (*_TEXTS, "published") if keys.count(key) > 1), None)
    if twice:
        return number, f"{twice!r} stands in it more than once: keep one of them"
    return _record(number, dict(pairs))


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deep" if isinstance(error, RecursionError) else "a number with thousands of digits"


def _record(number: int, record: dict[str, Any]) -> Record | tuple[int, str]:
    """One object as a record, or what is wrong with its values."""
    name = record.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool) or not isinstance(record.get("text"), str):
        return number, 'it needs an "id" and a "text", both in quotation marks'
    words = {key: record.get(key) for key in _TEXTS} | {"id": str(name)}
    wrong = next((key for key, value in words.items() if not isinstance(value, str | None)), None)
    if wrong:
        return number, f"{wrong!r} must be words in quotation marks, or null"
    if len(words["id"] or "") > LONGEST_NAME:
        return number, f"'id' is longer than {LONGEST_NAME:,} letters: shorten it"
    half = next((key for key, value in words.items() if value and _SURROGATE.search(value)), None)
    if half:
        return number, f"{half!r} holds half a character (a lone surrogate): mend that line"
    try:
        published = _day(record["published"]) if record.get("published") else None
    except (TypeError, ValueError):
        return number, '"published" must be a date as in "2018-09-17", or null'
    said = Metadata(outlet=words["outlet"], title=words["title"], story=words["story"])
    given = Given(published=published).over(given_by(said))
    odd = None if published is None or is_likely(published) else not_likely(published)
    return Record(number, str(name), record["text"], given, odd)


def _day(written: str) -> date:
    """The day of an ISO date or date and time, of which nothing is left over; raises where it is none."""
    if not _DAY_AND_TIME.fullmatch(written):
        raise ValueError
    return datetime.fromisoformat(written.strip()).date()
