"""What a query means, as a tree: its leaves are words and fields, each with its place in the query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Literal

Scope = Literal["", "quoted", "headline"]
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row, for each all that may stand there: stems, or `exact` the one word as it is written.

    `scope` is where in the sentence they stand.
    """

    words: tuple[tuple[str, ...], ...]
    exact: bool
    scope: Scope
    at: Offsets

    def phrases(self) -> int:
        """In how many ways its words can be taken."""
        return prod(map(len, self.words))


@dataclass(frozen=True, slots=True)
class Wild:
    """One word of letters and digits, with any letters at each asterisk and one at each question mark."""

    letters: str
    scope: Scope
    at: Offsets

    @property
    def pattern(self) -> str:
        """The word as a regular expression, in the index's way of writing one and in Python's."""
        return self.letters.replace("*", ".*").replace("?", ".")


@dataclass(frozen=True, slots=True)
class Near:
    """One of `left` and one of `right` in either order, with at most `apart` words between them; all by stems."""

    left: tuple[Words, ...]
    right: tuple[Words, ...]
    apart: int
    scope: Scope
    at: Offsets

    def phrases(self) -> int:
        """How many phrases it comes to: one a pair of words, an order and a distance."""
        left, right = (sum(one.phrases() for one in side) for side in (self.left, self.right))
        return 2 * (self.apart + 1) * left * right


@dataclass(frozen=True, slots=True)
class Outlets:
    """Sentences of these outlets."""

    ids: tuple[str, ...]
    at: Offsets


@dataclass(frozen=True, slots=True)
class Entities:
    """Sentences that mention any of these entities."""

    ids: tuple[str, ...]
    at: Offsets


@dataclass(frozen=True, slots=True)
class Days:
    """Sentences of articles with a date of their own from `first` to `last`; None leaves an end open."""

    first: date | None
    last: date | None
    at: Offsets


@dataclass(frozen=True, slots=True)
class Not:
    """Sentences that the part does not find."""

    part: "Node"
    at: Offsets


@dataclass(frozen=True, slots=True)
class And:
    """Sentences that every part finds."""

    parts: "tuple[Node, ...]"
    at: Offsets


@dataclass(frozen=True, slots=True)
class Or:
    """Sentences that any part finds."""

    parts: "tuple[Node, ...]"
    at: Offsets


Leaf = Words | Wild | Near | Outlets | Entities | Days
Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: its text, its tree, and what a reader should know of how it was read."""

    text: str
    node: Node
    notes: tuple[str, ...] = ()

    def written(self, node: Node) -> str:
        """The part of the query that a node was read from."""
        return self.text[node.at[0] : node.at[1]]


def pieces(node: Node) -> Iterator[Node]:
    """What a query asks for piece by piece: a phrase and what is near something else also by their words."""
    if isinstance(node, And):
        for part in node.parts:
            yield from pieces(part)
    elif isinstance(node, Near):
        yield from (side for side in (*node.left, *node.right))
    elif not isinstance(node, Not):
        yield node


def wanted(node: Node) -> Iterator[Leaf]:
    """Every leaf that a found sentence may hold, in the query's order: none that stands under NOT."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted(part)
    elif not isinstance(node, Not):
        yield node
