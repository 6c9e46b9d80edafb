"""The levels of points that stand open in a text, and where a new label stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lib.agreement.outline.labels import Label
from lib.agreement.outline.layout import Block
from lib.codebooks import word_set


@dataclass(slots=True)
class Level:
    """One open row of labels: its style, how far it has counted, its number, and what it leads in.

    `fragments` says that its items are parts of a sentence, `empty` that it is a heading with nothing below it yet,
    `alone` that its numbers are not joined to those of the part they stand in.
    """

    style: str
    value: int
    number: str
    lead: str | None = None
    fragments: bool = False
    empty: bool = False
    alone: bool = False


@dataclass(slots=True)
class State:
    """Where the reading stands: open levels, heading, lead-ins in prose, whether the points have begun or are over."""

    levels: list[Level] = field(default_factory=list)
    heading: str | None = None
    leads: list[str] = field(default_factory=list)
    fresh: bool = False
    begun: bool = False
    closed: bool = False
    loose: bool = False
    running: frozenset[str] = frozenset()

    @property
    def number(self) -> str:
        """The number of the innermost level that has one."""
        return next((level.number for level in reversed(self.levels) if level.number), "")


def choose_label(block: Block, levels: Sequence[Level]) -> Label | None:
    """The reading of a block's label that goes on a row, else that begins one; a bullet always is one."""
    for level in reversed(levels):
        for label in block.labels:
            if label.style == level.style and label.value == level.value + 1:
                return label
    for label in block.labels:
        if label.value <= 1 or label.style in {"dotted", "article", "section"}:
            return label
    known = {level.style for level in levels}
    return next((label for label in block.labels if label.style in known or block.gap or not levels), None)


def open_level(label: Label, state: State) -> Level:
    """The level that a label stands on: that of its row, with all deeper ones closed, or a new one below."""
    levels = state.levels
    if label.style == "dotted":
        while levels and not _is_above(levels[-1].number, label.printed):
            levels.pop()
        levels.append(Level("dotted", label.value, label.printed))
        return levels[-1]
    if label.style in _articles():  # they stand above all numbered points, one kind of them below another
        while levels and levels[-1].style not in _articles():
            levels.pop()
    at = next((n for n, level in enumerate(levels) if level.style == label.style), len(levels))
    fragments = at < len(levels) and levels[at].fragments
    del levels[at:]
    alone = label.style in state.running  # numbers that run on through the text are not joined to those of its parts
    number = label.printed if alone else _joined(levels, label)
    levels.append(Level(label.style, label.value, number, fragments=fragments, alone=alone))
    return levels[-1]


@lru_cache(maxsize=1)
def _articles() -> frozenset[str]:
    return word_set("agreement_text", "layout", "articles")


def _is_above(number: str, printed: str) -> bool:
    """Whether one number as printed is that of an item above: 2 of 2.1."""
    return bool(number) and printed.startswith(f"{number}.")


def _joined(levels: Sequence[Level], label: Label) -> str:
    above = next((level.number for level in reversed(levels) if level.number), "")
    if not label.printed:
        return ""
    return f"{above}.{label.printed}" if above else label.printed


def parent_of(levels: Sequence[Level]) -> str | None:
    """The number of the item that the innermost level belongs to."""
    if levels[-1].alone:
        return None
    if levels[-1].style == "dotted":
        above = levels[-1].number.rpartition(".")[0]
        named = above[:1].isdigit() or any(level.number == above for level in levels)  # A.1 need not stand below an A
        return (above if named else "") or None
    return next((level.number for level in reversed(levels[:-1]) if level.number), None)
