"""What is read: outlets, documents, and spans of their texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedFrom = Literal["metadata", "text", "story", "told", "analyst"]
# Days that no article states as its own, in words: that of its story, or the latest that its text tells as past.
BORROWED: Mapping[str, str] = {"story": "date taken from the story", "told": "not before this day"}
SourceFrom = Literal["metadata", "text", "url", "analyst"]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. Never a person: that is a speaker."""

    id: str
    name: str
    country: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: half-open character offsets and the exact words between them."""

    start: int
    end: int
    exact: str

    def within(self, other: "Span") -> bool:
        """Whether this span lies inside the other, ends included."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Removal:
    """What cleaning took out of the original: offsets into `Document.original`, and why."""

    start: int
    end: int
    exact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: cleaned text, where it is from, and what cleaning removed.

    Where the text carried its own headline, that is the first paragraph of `text` and equals `title`;
    the body, which is what counts are made of, starts at `body_start`.
    """

    id: str
    source: Source | None
    story: str
    title: str | None
    text: str
    published: date | None
    published_from: PublishedFrom | None
    source_from: SourceFrom | None
    path: str
    url: str | None = None
    body_start: int = 0
    original: str = ""
    removed: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, and the reason in words that say what to do."""

    path: str
    reason: str
