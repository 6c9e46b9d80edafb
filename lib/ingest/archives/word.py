"""The paragraphs of a DOCX with the numbers that Word prints before them, which its text does not hold."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.errors import UnreadableFileError
from lib.text.roman import as_roman

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

# A document's parts unpacked; what is packed tighter than this is made to fill a disk.
MOST_UNPACKED = 60_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LETTERS = 26
# What Word prints, by list and level: its format and its text, in which %1 stands for the number of the first level.
Formats = dict[tuple[str, int], tuple[str, str, int]]
Styles = dict[str | None, "BaseOxmlElement | None"]


def docx_paragraphs(data: bytes, instead: str) -> list[str]:
    """The paragraphs of a DOCX's bytes in order, an empty one after each; tables by rows, numbers as Word counts them.

    `instead` says what else to do with a file that cannot be read. Raises UnreadableFileError with the reason.
    """
    import docx  # noqa: PLC0415  (for those who have one to read)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableFileError(f"unpacks to more than any text is: {instead}")
            if "word/document.xml" not in packed.namelist():
                raise UnreadableFileError(f"a packed file and no DOCX: {instead}")
        return list(paragraphs_of(docx.Document(io.BytesIO(data))))
    except (
        OpcError,
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        AttributeError,
        SyntaxError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UnreadableFileError(f"a DOCX that cannot be read (it is damaged or not whole): {instead}") from error


def paragraphs_of(document: "DocxDocument") -> Iterator[str]:
    """Each paragraph's text with its automatic number, table cells as paragraphs; an empty line between paragraphs."""
    from docx.table import Table  # noqa: PLC0415  (for those who have one to read)

    formats = _formats(document)
    counts: dict[str, list[int]] = {}
    styles: Styles = {}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = {cell._tc: cell.text for cell in row.cells}  # noqa: SLF001  # a cell over several columns is told by it
                yield "\t".join(" ".join(words.split()) for words in cells.values())
                yield ""
        else:
            yield _label(block, formats, counts, styles) + block.text
            yield ""


def _formats(document: "DocxDocument") -> Formats:
    """How each level of each list is numbered; nothing where a document has no lists."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
    formats: Formats = {}
    for number in root.iter(f"{_W}num"):
        named = number.find(f"{_W}abstractNumId")
        levels = abstract.get(named.get(f"{_W}val")) if named is not None else None
        for level in levels.iter(f"{_W}lvl") if levels is not None else ():
            key = (str(number.get(f"{_W}numId")), int(level.get(f"{_W}ilvl") or 0))
            start = _value(level, "start")
            formats[key] = (_value(level, "numFmt"), _value(level, "lvlText"), int(start) if start.isdecimal() else 1)
    return formats


def _value(element: "BaseOxmlElement", name: str) -> str:
    child = element.find(f"{_W}{name}")
    return str(child.get(f"{_W}val") or "") if child is not None else ""


def _label(paragraph: "Paragraph", formats: Formats, counts: dict[str, list[int]], styles: Styles) -> str:
    """The number that Word prints before a paragraph, or its bullet; "" where it is none of a list."""
    properties = next(paragraph._p.iter(f"{_W}numPr"), None)  # noqa: SLF001  # the library has no other way to it
    if properties is None:
        properties = _of_style(paragraph, styles)
    if properties is None:
        return ""
    found, level = _value(properties, "numId"), _value(properties, "ilvl") or "0"
    at = min(int(level), _LEVELS - 1) if level.isdecimal() else 0
    if (found, at) not in formats:
        return ""
    kind, text, start = formats[found, at]
    row = counts.setdefault(found, [0] * _LEVELS)
    row[at] = row[at] + 1 if row[at] else start
    row[at + 1 :] = [0] * (_LEVELS - at - 1)
    if kind == "bullet":
        return "• "
    for number in range(at + 1):
        shown = formats.get((found, number), (kind, "", 1))[0]
        text = text.replace(f"%{number + 1}", _number(row[number] or 1, shown))
    return f"{text} " if kind != "none" and text else ""


def _of_style(paragraph: "Paragraph", styles: Styles) -> "BaseOxmlElement | None":
    """What a paragraph's style says of numbers; looked up once a style, for the library looks through all of them."""
    name = paragraph._p.style  # noqa: SLF001  # as above
    if name not in styles:
        style = paragraph.style
        styles[name] = next(style.element.iter(f"{_W}numPr"), None) if style is not None else None
    return styles[name]


def _number(value: int, kind: str) -> str:
    """A number as a list's format writes it."""
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % _LETTERS)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"}:
        roman = as_roman(value)
        return roman.upper() if kind == "upperRoman" else roman
    return str(value)
