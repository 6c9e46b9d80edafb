"""The brief as one HTML file that needs nothing else, to read and to print."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from lib.exports.brief.lines import Line, LineKind, Piece
from lib.views.kit.highlight import Html, element, joined, outside_link

STYLE = Path(__file__).with_name("brief.css")
_ELEMENTS: dict[LineKind, str] = {"title": "h1", "fact": "p", "finding": "h2", "sentence": "li", "foot": "footer"}


def brief_html(lines: Sequence[Line]) -> bytes:
    """The lines as a page, sentences as a list under their finding."""
    title = next(line.words for line in lines if line.kind == "title")
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">'
        f"{element('title', title)}<style>{STYLE.read_text(encoding='utf-8')}</style></head>"
    )
    return f"{head}{element('body', element('main', joined(_parts(lines))))}</html>".encode("utf-8", "replace")


def _parts(lines: Sequence[Line]) -> Iterator[Html]:
    for kind, some in groupby(lines, key=lambda line: line.kind):
        written = joined(element(_ELEMENTS[line.kind], *map(_piece, line.pieces), class_=line.kind) for line in some)
        yield element("ul", written) if kind == "sentence" else written


def _piece(piece: Piece) -> Html:
    if piece.address:
        return outside_link(piece.words, piece.address)
    if piece.style:
        return element("mark" if piece.style == "marked" else "strong", piece.words)
    return joined([piece.words])
