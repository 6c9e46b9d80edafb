"""What comes out of a file: an article as the .txt or .html file that it would be, or why it is none."""

from dataclasses import dataclass, field
from datetime import date

from lib.ingest.given import Metadata

INSTEAD = "save the article's text as a .txt file"
MOST_PIECES = 5_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a file: its name there, its bytes and whether they are a `page`, and what the file says of it."""

    name: str
    data: bytes
    page: bool = False
    said: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Part of a file that is no article, and why."""

    name: str
    reason: str


def text_piece(  # noqa: PLR0913  # what an article has
    name: str,
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Piece:
    """An article of plain text, its headline in front of it."""
    whole = f"{title}\n\n{text}" if title and not text.lstrip().startswith(title) else text
    said = Metadata(title=title or None, outlet=outlet or None, published=published, url=url or None)
    return Piece(name, whole.encode("utf-8", "replace"), said=said, notes=notes)
