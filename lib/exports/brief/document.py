"""The brief as a Word document, the same lines as the page."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from lib.exports.brief.lines import Line, LineKind, Piece

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# The styles of python-docx's own template, and how far a paragraph is set in, in points.
_STYLES: Mapping[LineKind, str] = {"title": "Title", "finding": "List Number"}
_SET_IN: Mapping[LineKind, int] = {"sentence": 24}
MARGIN, LETTERS, SMALL, AFTER = 51, 10, 9, 4  # points
TITLE = 18


def brief_docx(lines: Sequence[Line]) -> bytes:
    """The lines as a document: findings numbered, sentences set in under them, addresses as links."""
    import docx  # noqa: PLC0415  # only who asks for one waits for it

    document = docx.Document()
    _set_page(document)
    for line in lines:
        _write(document.add_paragraph(style=_STYLES.get(line.kind)), line)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _set_page(document: "Document") -> None:
    """A4 with narrow margins, so that it stays at one or two pages."""
    from docx.shared import Mm, Pt  # noqa: PLC0415  # as above

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(MARGIN)
    document.styles["Normal"].font.size = Pt(LETTERS)
    document.styles["Title"].font.size = Pt(TITLE)


def _write(paragraph: "Paragraph", line: Line) -> None:
    """The line's pieces in a paragraph."""
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415  # as above
    from docx.shared import Pt  # noqa: PLC0415

    paragraph.paragraph_format.space_after = Pt(AFTER)
    paragraph.paragraph_format.left_indent = Pt(_SET_IN[line.kind]) if line.kind in _SET_IN else None
    paragraph.paragraph_format.keep_with_next = line.kind == "finding"
    for piece in line.pieces:
        run = paragraph.add_run(piece.words)
        run.bold = piece.style == "strong" or None
        if piece.style == "marked":
            run.font.highlight_color = WD_COLOR_INDEX.GRAY_25
        if line.kind in {"sentence", "foot"}:
            run.font.size = Pt(SMALL)
        if piece.address:
            _link(paragraph, piece)


def _link(paragraph: "Paragraph", piece: Piece) -> None:
    """Make the paragraph's last run a link, for which python-docx has no call."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415  # as above
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = paragraph.runs[-1]
    run.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(piece.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)  # noqa: SLF001  # its own way to the file's element
    link.append(run._r)  # noqa: SLF001
