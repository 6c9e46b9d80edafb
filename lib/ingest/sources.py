"""sources.toml: what somebody knows of the articles of a folder, and how.

    story = "zone-2018"                # the folder's story; without it, the folder's name

    [[outlet]]                         # optional: more about an outlet than its name
    id = "some-news"
    name = "Some News"
    country = "GB"
    url = "https://news.example"

    [[article]]
    file = "first.txt"
    outlet = "some-news"               # an outlet's id, or simply its name
    published = 2018-09-17
    title = "A plan agreed"
    url = "https://news.example/1"
    story = "another-story"
    known = { outlet = "the page's masthead", published = "printed in the text" }

What cannot be read of a row is reported, and the rest counts.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.errors import UnreadableFileError
from lib.ingest.files import SOURCES, read_limited
from lib.ingest.given import LONGEST_ADDRESS, LONGEST_NAME, Given, outlet_named, web_address
from lib.models import Source
from lib.text.days import is_likely, not_likely
from lib.text.toml import read_toml

_TOP_KEYS = ("story", "outlet", "article")
_OUTLET_KEYS = ("id", "name", "country", "url")
_ARTICLE_KEYS = ("file", "outlet", "published", "story", "title", "url", "known")
_KNOWN_KEYS = ("outlet", "published", "story", "title", "url")
# More complaints than this are one complaint, made often.
_MOST_COMPLAINTS, _LONGEST_COMPLAINT = 20, 300

SourceRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a sources.toml says: the folder's story, a record for each file, and what is wrong with it.

    A `broken` one cannot be read at all.
    """

    story: str | None = None
    rows: Mapping[str, Given] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    broken: bool = False

    def given(self, file_name: str) -> Given:
        """What is said of one file, by its own row or for the whole folder."""
        return self.rows.get(_plain(file_name), Given()).over(Given(story=self.story))

    def missing(self, file_names: Iterable[str]) -> list[str]:
        """The files that have a row and are not there."""
        return sorted(self.rows.keys() - {_plain(name) for name in file_names})


def load_sources(folder: Path) -> Sources:
    """What the folder's sources.toml says; empty where there is none, with problems where it is broken."""
    path = folder / SOURCES
    try:
        state = path.stat()
    except OSError:
        return Sources()
    return _load(path, (state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=64)
def _load(path: Path, _stamp: tuple[int, int]) -> Sources:
    """The file as read once for each state it was in."""
    try:
        text = read_limited(path).decode("utf-8-sig").replace("\r\n", "\n")
        return _Reading(text).sources(read_toml(text))
    except UnicodeDecodeError:
        reason = "not UTF-8: save it as UTF-8"
    except UnreadableFileError as error:
        reason = str(error)
    return Sources(problems=(f"{reason}; until then the folder's articles are read without it",), broken=True)


def _plain(file_name: str) -> str:
    """A file's name in the one form in which names are compared; some systems write letters and marks apart."""
    return unicodedata.normalize("NFC", file_name)


@dataclass(slots=True)
class _Reading:
    """One reading of a file, collecting what is wrong with it."""

    text: str
    problems: dict[tuple[str, str], None] = field(default_factory=dict)
    outlets: dict[str, Source] = field(default_factory=dict)

    def sources(self, table: SourceRow) -> Sources:
        """The whole file."""
        self._check_keys(table, _TOP_KEYS)
        for row in self._rows(table, "outlet"):
            self._add_outlet(row)
        rows: dict[str, Given] = {}
        for row in self._rows(table, "article"):
            name = self._text(row, "file")
            if not name or _plain(name) in rows:
                self._complain(name or "[[article]]", "give each file one row, with file = its name")
                continue
            rows[_plain(name)] = self._given(row)
        story = self._text(table, "story")
        return Sources(story, rows, tuple(dict.fromkeys(self._told())))

    def _given(self, row: SourceRow) -> Given:
        self._check_keys(row, _ARTICLE_KEYS)
        known = row.get("known", {})
        if not isinstance(known, dict):
            self._complain("known", 'write known = { outlet = "how it is known" }')
            known = {}
        self._check_keys(known, _KNOWN_KEYS)
        return Given(
            outlet=self._outlet(row),
            published=self._day(row),
            story=self._text(row, "story"),
            title=self._text(row, "title"),
            url=self._url(row),
            known=tuple(f"{key}: {self._text(known, key)}" for key in known if self._text(known, key)),
        )

    def _add_outlet(self, row: SourceRow) -> None:
        """Keeps one outlet row under its id and its name."""
        self._check_keys(row, _OUTLET_KEYS)
        name = self._text(row, "name")
        named = outlet_named(name or "", self._text(row, "country"), self._url(row))
        if not name or not named:
            self._complain(self._text(row, "id") or "[[outlet]]", "the outlet needs a name with letters")
            return
        outlet = Source(self._text(row, "id") or named.id, name, named.country, named.url)
        self.outlets.update({outlet.id: outlet, name: outlet})

    def _outlet(self, row: SourceRow) -> Source | None:
        name = self._text(row, "outlet")
        return (self.outlets.get(name) or outlet_named(name)) if name else None

    def _day(self, row: SourceRow) -> date | None:
        value = row.get("published")
        try:
            day = value if value is None or isinstance(value, date) else date.fromisoformat(value)
        except (TypeError, ValueError):
            self._complain(_written(value), "write the date as in published = 2018-09-17")
            return None
        if isinstance(day, datetime):
            day = day.date()
        if day is None or is_likely(day):
            return day
        self._complain(_written(value), f"{not_likely(day)}: mend it")
        return None

    def _url(self, row: SourceRow) -> str | None:
        """The row's address, where it is one that a page may link to."""
        value = self._text(row, "url")
        address = web_address(value)
        if value and not address:
            self._complain(value, "write an address that begins with https:// or http://")
        return address

    def _text(self, row: SourceRow, key: str) -> str | None:
        """A value that must be words."""
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            self._complain(key, f'write {key} in quotation marks, as in {key} = "..."')
            return None
        most = LONGEST_ADDRESS if key == "url" else LONGEST_NAME
        if value and len(value) > most:
            self._complain(key, f"the {key} is longer than {most:,} letters: shorten it")
            return None
        return (value or "").strip() or None

    def _rows(self, table: SourceRow, name: str) -> list[SourceRow]:
        rows = table.get(name, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self._complain(name, f"write each row under [[{name}]]")
        return []

    def _check_keys(self, row: SourceRow, known: tuple[str, ...]) -> None:
        """Names every key that means nothing here."""
        for key in [key for key in row if key not in known]:
            self._complain(key, f"unknown key {key!r}; known are {', '.join(known)}")

    def _complain(self, needle: str, fix: str) -> None:
        """Keeps what is wrong with what, for whose line is looked only where it is told."""
        self.problems[needle, fix] = None

    def _told(self) -> Iterator[str]:
        """The problems with their lines, as many as anybody reads."""
        for needle, fix in list(self.problems)[:_MOST_COMPLAINTS]:
            at = self.text.find(needle)
            number = self.text.count("\n", 0, at) + 1
            yield (f"line {number}: {fix}" if at >= 0 else fix)[:_LONGEST_COMPLAINT]
        more = len(self.problems) - _MOST_COMPLAINTS
        if more > 0:
            yield f"and {more} more of the kind"


def _written(value: object) -> str:
    """A value as its file has it; an integer may have more digits than are ever written out."""
    try:
        return str(value.date() if isinstance(value, datetime) else value)
    except ValueError:
        return "published"
