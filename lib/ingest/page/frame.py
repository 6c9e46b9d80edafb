"""What a saved web page says around its article: kept with the original, as taken out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lib.ingest.mend import INLINE
from lib.models import Document, Removal
from lib.text.clean import find_hidden, in_order

if TYPE_CHECKING:
    from lxml.html import HtmlElement

REASON = "outside the article on its page"
LATER = f"{REASON}, shown at its end"

# What a page holds and does not show.
_UNSHOWN = frozenset({"head", "noscript", "script", "style", "template"})
# So many letters of a line are no chance: a short word of the frame may well stand in the article too.
_SURE = 25

PageBlock = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The article's lines without white space: each whole, and all as one text to search."""

    whole: frozenset[str]
    text: str

    def line_with(self, piece: str) -> str:
        """The first line that holds the piece; empty where none does."""
        at = self.text.find(piece)
        return self.text[self.text.rfind("\n", 0, at) + 1 :].partition("\n")[0] if at >= 0 else ""


def keep_frame(document: Document, root: "HtmlElement") -> Document:
    """The document, its original with every block of the page's text that is not in it, each as a removal.

    What stands on the page before the article's first block is put before it, all else after it. A note tells how many
    blocks, scripts and characters that show nothing were left out.
    """
    blocks, scripts = read_blocks(root)
    lines = [_squeezed(line) for line in document.original.splitlines() if line.strip()]
    article = _Lines(frozenset(lines), "\n".join(lines))
    outside = [_outside(block, article) for block in blocks]
    first = next((number for number, left in enumerate(outside) if not left), 0)
    before, after = ([left for left in part if left] for part in (outside[:first], outside[first:]))
    hidden = sum(1 for block in blocks for piece in block for _ in find_hidden(piece))
    hidden -= sum(1 for _ in find_hidden(document.original))
    framed = _with_blocks(document, before, after)
    return replace(framed, notes=(_note(len(before) + len(after), scripts, hidden), *document.notes))


def _with_blocks(document: Document, before: Sequence[str], after: Sequence[str]) -> Document:
    """The document with blocks before and after its original, and its removals where they stand then."""
    original, removed = "", list[Removal]()
    for block in before:
        removed.append(Removal(len(original), len(original) + len(block), block, REASON))
        original += f"{block}\n\n"
    for own in document.removed:
        removed.append(replace(own, start=own.start + len(original), end=own.end + len(original)))
    original += document.original
    for block in after:
        original += "\n\n"
        removed.append(Removal(len(original), len(original) + len(block), block, LATER))
        original += block
    return replace(document, original=original, removed=tuple(removed))


def _outside(block: PageBlock, article: _Lines) -> str:
    """What of a block of the page stands in no line of the article."""
    whole = _squeezed("".join(block))
    if whole in article.whole or (len(whole) >= _SURE and whole in article.text):
        return ""
    long = [piece for piece in map(_squeezed, block) if len(piece) >= _SURE]
    own = "\n".join(article.line_with(piece) for piece in long)
    return in_order(piece for piece in block if _squeezed(piece) not in own)


def read_blocks(root: "HtmlElement") -> tuple[list[PageBlock], int]:
    """The text of a page as blocks, each of its pieces, in the page's order; and how many scripts it has."""
    blocks: list[list[str]] = [[]]
    for piece in _pieces(root):
        if piece is None:
            blocks.append([])
        else:
            blocks[-1].append(piece)
    shown = [tuple(block) for block in blocks if _squeezed("".join(block))]
    return shown, len(root.findall(".//script"))


def _pieces(root: "HtmlElement") -> Iterator[str | None]:
    """The pieces of text that a page shows; None where a block begins or ends."""
    from lxml import etree  # noqa: PLC0415

    unshown: object = None  # the element that hides what is in it
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and unshown is None and element.tag in _UNSHOWN:
            unshown = element
        if unshown is None and element.tag not in INLINE and isinstance(element.tag, str):
            yield None
        if event == "start" and unshown is None:
            yield element.text or ""
        if event != "start":
            unshown = None if unshown is element else unshown
            yield element.tail or "" if unshown is None else ""


def _squeezed(text: str) -> str:
    """The text as it is compared: without white space, and without what shows nothing."""
    return re.sub(r"\s+", "", in_order([text]))


def _note(blocks: int, scripts: int, hidden: int) -> str:
    counts = (
        (blocks, "block of text outside the article", "blocks of text outside the article"),
        (scripts, "script", "scripts"),
        (hidden, "character that shows nothing", "characters that show nothing"),
    )
    counted = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count > 0)
    return "taken out of a web page" + (f", without {counted}" if counted else "")
