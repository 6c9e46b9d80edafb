"""A section's endnotes: each sentence once, with the numbers of all statements that rest on it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from lib.exports.dossier.records import Desk
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked
from lib.views.kit.sentences import dated

# More runs of numbers than this are not read; the notes themselves say which statements they are for.
MOST_RUNS = 24


class Cited(NamedTuple):
    """What the notes read of a row of `evidence`."""

    document: str
    sentence_start: int
    text: str
    start: int
    end: int
    outlet: str
    published: Any
    published_from: Any
    headline: bool


class Note(NamedTuple):
    """A sentence, where it is from, and what is marked in it (start, end, the statement's number)."""

    row: Cited
    marks: set[tuple[int, int, int]]


class Notes:
    """The sentences that a section's statements have asked for, numbered in the order of asking."""

    def __init__(self, section: str, desk: Desk) -> None:
        self._section, self._desk = section, desk
        self._numbers: dict[tuple[str, int, str], int] = {}
        self._notes: list[Note] = []

    def cite(self, statement: int, evidence: pd.DataFrame | None) -> Html:
        """The numbers of the sentences that a statement rests on, each run a way to its first; "none" for nothing."""
        if evidence is None:
            return Html("")
        unsaid = pd.Series(data=False, index=evidence.index, dtype=object)  # whether in the headline, where not told
        columns = (evidence.get(name, unsaid).to_numpy(object) for name in Cited._fields)
        numbers = sorted({self._number(Cited(*row), statement) for row in zip(*columns, strict=True)})
        runs = list(_runs(numbers))
        shown = [link(_run_words(run), f"#{self._anchor(run[0])}") for run in runs[:MOST_RUNS]]
        left = len(numbers) - sum(map(len, runs[:MOST_RUNS]))
        rest = [f"and {left:,} more, marked {statement} in the notes"] if left else []
        return joined([*shown, *rest], ", ") if numbers else Html("none")

    def listed(self) -> Iterator[Html]:
        """Every sentence, one list item each, with the ways back."""
        return (self._item(number, note) for number, note in enumerate(self._notes, 1))

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self._notes)

    def _number(self, row: Cited, statement: int) -> int:
        """The number of a row's sentence, which is noted where it is new."""
        key = row[:3]
        if key not in self._numbers:
            self._notes.append(Note(row, set()))
            self._numbers[key] = len(self._notes)
        number = self._numbers[key]
        self._notes[number - 1].marks.add((row.start, row.end, statement))
        return number

    def _item(self, number: int, note: Note) -> Html:
        """One sentence, its spans marked with the statements that they are for."""
        row, first = note.row, note.row.sentence_start
        marks = [Mark(start - first, end - first, "cited", str(of)) for start, end, of in sorted(note.marks)]
        back = (link(str(of), f"#s-{of}") for of in sorted({of for _, _, of in note.marks}))
        return element(
            "li",
            element("span", str(number), class_="number"),
            element(
                "div",
                element("blockquote", marked(row.text, marks), class_="article-text"),
                element("div", *self._origin(row, note), " · for ", joined(back, ", "), class_="origin"),
            ),
            id=self._anchor(number),
        )

    def _origin(self, row: Cited, note: Note) -> Iterator[str]:
        """Outlet, day, and the address: the file, and the characters that are marked in it."""
        yield self._desk.looks.chip(row.outlet)
        yield joined([" · ", dated(row.published, row.published_from), " · "])
        spans = sorted({(start, end) for start, end, _ in note.marks})
        where = ", ".join(f"{start}–{end}" for start, end in spans)
        name = PurePosixPath(self._desk.paths.get(row.document, row.document)).name
        yield link(f"{name}, characters {where}", self._desk.article(row.document, spans[0][0]))
        if row.headline:
            yield " · in the headline"

    def _anchor(self, number: int) -> str:
        return f"n-{self._section}-{number}"


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Stretches of numbers that follow one another."""
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        yield [number for _, number in run]


def _run_words(run: Sequence[int]) -> str:
    """A stretch in short.

    >>> _run_words([3, 4, 5]), _run_words([3, 4]), _run_words([3])
    ('3–5', '3, 4', '3')
    """
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
