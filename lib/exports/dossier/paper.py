"""The dossier as HTML, piece by piece: the title page, then each section with its statements and its endnotes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path

from lib.exports.dossier.cells import is_count
from lib.exports.dossier.notes import Notes
from lib.exports.dossier.records import Block, Desk, Section, Statement
from lib.exports.view import View
from lib.views.kit import looks as views
from lib.views.kit.highlight import Html, element, joined, link, outside_link
from lib.views.kit.text import day

STYLES = (Path(views.__file__).with_name("desk.css"), Path(__file__).with_name("dossier.css"))
_UNSAFE_IN_CSS = re.compile(r"[^\w ,.:;·–-]")


def dossier_pieces(view: View, desk: Desk, sections: Sequence[Section], facts: str) -> Iterator[tuple[int, bytes]]:
    """The file in pieces, in order, each with how many sections are made; `facts` says how much is in view.

    A section is made only when its piece is asked for.
    """
    yield 0, _written(_head(view))
    yield 0, _written(_title_page(view, desk, sections, facts))
    numbers, desk = count(1), desk._replace(digests=cache(desk.digests))  # several sections ask for them
    for made, section in enumerate(sections, 1):
        yield from ((made, _written(piece)) for piece in _section(section, desk, numbers))
    yield len(sections), b"</body></html>"


def _written(piece: str) -> bytes:
    return piece.encode("utf-8", "replace")


def _head(view: View) -> str:
    """All before the title page; the running footer is the style sheet's, so that it stands on each printed page."""
    style = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    footer = _in_css(f"Accord Desk · {view.kept} · data version {view.version}")
    running = f'@page {{ @bottom-left {{ content: "{footer}"; }} }}'
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">'
        f"{element('title', f'Accord Desk: {view.kept}')}<style>{style}\n{running}</style></head><body>"
    )


def _in_css(words: str) -> str:
    r"""The words inside a style sheet's quotation marks: whatever could end them is written by its number.

    >>> _in_css('A "b"</style>')
    'A \\000022b\\000022\\00003c\\00002fstyle\\00003e'
    """
    return _UNSAFE_IN_CSS.sub(lambda found: f"\\{ord(found[0]):06x}", words)


def _title_page(view: View, desk: Desk, sections: Sequence[Section], facts: str) -> Html:
    """What this is, which view it shows, and what is in it."""
    lines = {
        "Filters": view.kept,
        "In view": facts,
        "Data version": view.version,
        "As of": day(desk.as_of),
        "Made": f"{day(view.made)}, {view.made:%H:%M} UTC",
        "Link to this view and version": outside_link(view.address, view.address),
    }
    rows = (element("tr", element("th", label, scope="row"), element("td", words)) for label, words in lines.items())
    contents = (element("li", link(one.title_on_paper(), f"#{one.key}")) for one in sections)
    how = (
        "Each statement has a number, and after it the numbers of the sentences it rests on. These are at the end of "
        "its section, each with outlet, date and place in the article, the counted words marked."
    )
    return element(
        "header",
        element("h1", "Accord Desk"),
        element("p", "What these articles say, and where", class_="answers"),
        element("table", joined(rows), class_="told"),
        element("ol", joined(contents), class_="contents"),
        element("p", how),
        class_="title-page",
    )


def _section(section: Section, desk: Desk, numbers: Iterator[int]) -> Iterator[str]:
    """One section: its blocks, then its notes, as many pieces as there are of them."""
    notes = Notes(section.key, desk)
    blocks = section.blocks(desk) if section.blocks else ()
    yield f'<section id="{section.key}">{element("h2", section.title_on_paper())}'
    for block in blocks:
        yield _block(block, notes, numbers)
    if len(notes):
        yield element("h3", f"Sentences of this section ({len(notes):,})", class_="notes-title")
        yield '<ol class="endnotes">'
        yield from notes.listed()
        yield "</ol>"
    yield "</section>"


def _block(block: Block, notes: Notes, numbers: Iterator[int]) -> Html:
    """A title, what is counted, and the table of statements."""
    head = [element("h3", block.title)] if block.title else []
    said = [element("p", block.said, class_="answers")] if block.said else []
    return element("div", *head, *said, block.words, _table(block, notes, numbers), class_="block")


def _table(block: Block, notes: Notes, numbers: Iterator[int]) -> Html:
    if not block.statements:
        return Html("")
    cited = any(one.evidence is not None for one in block.statements)
    counts = [is_count(cell) for cell in block.statements[0].cells]
    heads = [("", False), *zip(block.columns, counts, strict=True), *([("Sentences", False)] if cited else [])]
    names = (element("th", name, scope="col", class_="of-counts" if right else None) for name, right in heads)
    head = element("thead", element("tr", *names))
    rows = (_row(statement, notes, next(numbers), cited=cited) for statement in block.statements)
    return element("table", head, element("tbody", joined(rows)), class_="statements")


def _row(statement: Statement, notes: Notes, number: int, *, cited: bool) -> Html:
    """One statement with its number and its notes."""
    cells = (element("td", cell) for cell in statement.cells)
    refs = [element("td", notes.cite(number, statement.evidence), class_="refs")] if cited else []
    return element("tr", element("td", str(number), class_="number"), *cells, *refs, id=f"s-{number}")
