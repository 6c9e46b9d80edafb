"""A web page's words as they are laid out: a line a paragraph, list items with the numbers that a browser shows."""

import re
from typing import TYPE_CHECKING

from lib.ingest.page.page import page_tree
from lib.ingest.page.tags import without_endless_tags

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a page holds round its text, or does not show.
_LEFT_OUT = frozenset(
    {
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "iframe",
    }
)
_APART = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "center",
    }
)
_LINES = frozenset({"li", "tr", "dt", "dd", "br"})
_BLANKS = re.compile(r"[^\S\n]+")


def lay_out(html: str) -> str:
    r"""The words of a page, an empty line between paragraphs; raises UnreadableFileError where it holds none.

    >>> lay_out("<nav>Home</nav><p>They agree:</p><ol type=a><li>to leave;<li>to pay.</ol>")
    'They agree:\n\na) to leave;\nb) to pay.'
    """
    from lxml import etree  # noqa: PLC0415  (for those who have pages to read)

    root = page_tree(without_endless_tags(html))
    parts: list[str] = []
    counts: list[int] = []
    hidden: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and hidden is None and element.tag in _LEFT_OUT:
            hidden = element
        elif event == "start" and hidden is None:
            parts += _opened(element, counts)
        if event == "end" and hidden is None:
            parts += _closed(element, counts)
        if event == "end" and hidden is element:
            hidden = None
        if event != "start" and hidden is None and element.tail:
            parts.append(_BLANKS.sub(" ", element.tail.replace("\n", " ")))
    lines = ["\t".join(cell.strip(" ") for cell in line.split("\t")) for line in "".join(parts).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _opened(element: "HtmlElement", counts: list[int]) -> list[str]:
    """What stands before an element's words, and its own up to the first element in it."""
    words = _BLANKS.sub(" ", (element.text or "").replace("\n", " "))
    if element.tag in {"ul", "ol"}:
        start = element.get("start", "1")
        counts.append(int(start) - 1 if start.isdecimal() and len(start) < 4 else 0)
    if element.tag == "li":
        return ["\n", _label(element, counts), words]
    return ["\n\n" if element.tag in _APART else "\n" if element.tag in _LINES else "", words]


def _closed(element: "HtmlElement", counts: list[int]) -> list[str]:
    if element.tag in {"ul", "ol"} and counts:
        counts.pop()
    return [
        "\n\n"
        if element.tag in _APART
        else "\t"
        if element.tag in {"td", "th"} and element.getnext() is not None
        else ""
    ]


def _label(element: "HtmlElement", counts: list[int]) -> str:
    """The number or bullet that a browser shows before a list's item."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or not counts:
        return "• "
    value = element.get("value", "")
    counts[-1] = int(value) if value.isdecimal() and len(value) < 4 else counts[-1] + 1
    number, kind = counts[-1], parent.get("type", "1")
    if kind in {"a", "A"} and number <= 26:  # the alphabet's letters
        return f"{chr(ord(kind) + number - 1)}) "
    if kind in {"i", "I"}:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return f"{roman.upper() if kind == 'I' else roman}. "
    return f"{number}. "
