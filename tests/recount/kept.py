"""What the filters keep of the contract's records, by the rules that the desk states."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lib.models import Filters
from lib.text.slug import slug

Record = dict[str, Any]
LONGEST_FILE = 12  # the desk shows no more of a file's name whole
_WORD = re.compile(r"\S*\w\S*")


class Kept(NamedTuple):
    """One annotation that is kept: its article's id, its outlet's name, whether it stands in a headline, itself."""

    document: str
    outlet: str
    sentence: int
    headline: bool
    one: Record


class Recount:
    """The articles of a corpus under filters, told from their JSON Lines."""

    def __init__(self, lines: Sequence[str], filters: Filters) -> None:
        """Read the records; `filters` as the desk has them."""
        self.all = [json.loads(line) for line in lines]
        self.filters = filters
        self._known: dict[str, set[int]] = {}

    @cached_property
    def articles(self) -> list[Record]:
        """The articles kept: of the outlets and days asked for, with a sentence left."""
        return [record for record in self.all if self._wanted(record) and (self._whole or self.left(record))]

    @property
    def words(self) -> dict[str, int]:
        """Outlet to the words of its kept articles' bodies."""
        counts: dict[str, int] = {}
        for record in self.articles:
            name = self.outlet_name(record)
            counts[name] = counts.get(name, 0) + len(body_words(record))
        return counts

    def kept(self, kind: str) -> Iterator[Kept]:
        """The annotations of a kind ("mentions", "quotes", ...) that start in a kept sentence."""
        for record in self.articles:
            left = self.left(record)
            for one in record[kind]:
                at = sentence_of(record, one["start"])
                if at in left and self._means(record, kind, one):
                    yield Kept(record["id"], self.outlet_name(record), at, record["sentences"][at]["headline"], one)

    def body(self) -> Iterator[tuple[Record, Record]]:
        """The kept sentences of the bodies, each with its article."""
        for record in self.articles:
            for at in sorted(self.left(record)):
                if not record["sentences"][at]["headline"]:
                    yield record, record["sentences"][at]

    def mentions(self) -> Iterator[Kept]:
        """The mentions that are counted: in bodies, and of places not as a people's name."""
        peoples = {(record["id"], *at) for record in self.articles for at in _demonyms(record)}
        for found in self.kept("mentions"):
            if not found.headline and (found.document, found.one["start"], found.one["end"]) not in peoples:
                yield found

    def peoples_names(self) -> Iterator[Kept]:
        """The people's names that speak of a place mentioned besides, where they are no mention of it themselves."""
        every = [(found.document, *_span(found.one), found.one["entity"]) for found in self.kept("mentions")]
        known, there = {entity for *_, entity in every if entity}, set(every)
        for found in self.kept("toponyms"):
            entity = found.one["entity"]
            here = (found.document, *_span(found.one), entity)
            if found.one["role"] == "demonym" and entity in known and here not in there:
                yield found

    def outlet_name(self, record: Record) -> str:
        """The outlet as the desk writes it; an unknown one goes by its file, of which a long name is cut short."""
        if record["outlet"]:
            return str(record["outlet"])
        file = Path(record["path"])
        told = file.name if len(file.name) <= LONGEST_FILE else _begun(file.stem, self._stems)
        return f"unknown outlet ({told})"

    @cached_property
    def _stems(self) -> set[str]:
        """The files that no outlet is known of."""
        return {Path(record["path"]).stem for record in self.all if not record["outlet"]}

    @property
    def _whole(self) -> bool:
        """Whether no filter looks at sentences."""
        return not (self.filters.entities or self.filters.without)

    def _wanted(self, record: Record) -> bool:
        """Whether outlet, article and day are asked for."""
        filters, published = self.filters, record["published"]
        dated = not (filters.since or filters.until) or (
            published is not None
            and record["published_from"] != "story"
            and (filters.since or date.min) <= date.fromisoformat(published) <= (filters.until or date.max)
        )
        outlet = slug(record["outlet"]) if record["outlet"] else f"unknown:{Path(record['path']).stem}"
        return (
            dated
            and (not filters.outlets or outlet in filters.outlets)
            and (not filters.articles or record["id"] in filters.articles)
        )

    def left(self, record: Record) -> set[int]:
        """The numbers of the sentences that are kept, told once an article."""
        if record["id"] not in self._known:
            self._known[record["id"]] = self._naming(record)
        return self._known[record["id"]]

    def _naming(self, record: Record) -> set[int]:
        """The numbers of the sentences that name an entity asked for, and none left out."""
        peoples = set(_demonyms(record))
        named: dict[int, set[str]] = {number: set() for number in range(len(record["sentences"]))}
        for one in record["mentions"]:
            if (one["start"], one["end"]) not in peoples:
                named[sentence_of(record, one["start"])].add(one["entity"])
        asked, left_out = set(self.filters.entities), set(self.filters.without)
        return {at for at, names in named.items() if (not asked or names & asked) and not names & left_out}

    def _means(self, record: Record, kind: str, one: Record) -> bool:
        """Whether kinds and roles keep a mention or a toponym; they let all else alone."""
        filters = self.filters
        if kind == "toponyms":
            return (not filters.kinds or "PLACE" in filters.kinds) and (
                not filters.roles or one["role"] in filters.roles
            )
        if kind != "mentions":
            return True
        if filters.kinds and one["kind"] not in filters.kinds:
            return False
        roles = {other["role"] for other in record["toponyms"] if (other["start"], other["end"]) == _span(one)}
        return one["kind"] != "PLACE" or not filters.roles or bool(roles & set(filters.roles))


def _begun(stem: str, stems: set[str]) -> str:
    """The fewest letters, eight or more, with which none of the other files begins."""
    for letters in range(8, len(stem)):
        if not any(other != stem and other.startswith(stem[:letters]) for other in stems):
            return f"{stem[:letters]}…"
    return stem


def by(rows: pd.DataFrame, *keys: str, count: str = "mentions") -> dict[Any, int]:
    """What a frame counts, by its keys, zeros left out."""
    named = rows[keys[0]] if len(keys) == 1 else zip(*(rows[key] for key in keys), strict=True)
    return {key: int(value) for key, value in zip(named, rows[count], strict=True) if value}


def body_words(record: Record) -> list[str]:
    """The words of the cleaned body."""
    return _WORD.findall(record["text"][record["body_start"] :])


def sentence_of(record: Record, at: int) -> int:
    """The number of the last sentence that begins at or before an offset."""
    return bisect_right(record["sentences"], at, key=lambda one: one["start"]) - 1


def _demonyms(record: Record) -> list[tuple[int, int]]:
    """Where a place's name stands for its people."""
    return [_span(one) for one in record["toponyms"] if one["role"] == "demonym"]


def _span(one: Record) -> tuple[int, int]:
    return one["start"], one["end"]
