"""The brief on paper: one or two pages, the same lines as HTML and as a Word document."""

from lib.exports.brief.document import brief_docx
from lib.exports.brief.lines import Line, Piece, brief_lines
from lib.exports.brief.page import brief_html

__all__ = ["Line", "Piece", "brief_docx", "brief_html", "brief_lines"]
