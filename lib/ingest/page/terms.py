"""The lists and tables in which a page sets out terms, as paragraphs: what finds the article would pass them over."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.ingest.page.published import is_around

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ITEMS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd"), "table": ("tr",)}
# A list of links leads elsewhere; so does one whose items are words and no statements.
_MOST_LINKED = 0.3
_FEWEST_WORDS = 4
# A table with any of these in it lays out a page.
_LAYOUT = frozenset({"table", "p", "div", "h1", "h2", "h3", "h4", "form", "img", "input", "ul", "ol"})


def set_out_terms(root: "HtmlElement") -> bool:
    """Puts a paragraph in place of each item of a list and each row of a table that states something.

    Gives whether there were any. What stands before the headline or in the page's frame is left.
    """
    from lxml import html  # noqa: PLC0415 (for those who have pages to read)

    lists = list(_found(root))
    for element in lists:
        terms = html.Element("div")
        for words in _statements(element):
            paragraph = html.Element("p")
            paragraph.text = words
            terms.append(paragraph)
        terms.tail = element.tail
        element.getparent().replace(element, terms)
    return bool(lists)


def _found(root: "HtmlElement") -> Iterator["HtmlElement"]:
    """The outermost lists and tables that state something, and items that stand in no list."""
    headline = next(root.iter("h1"), None)
    begun, inside = headline is None, None
    for element in root.iter("h1", "li", *_ITEMS):
        begun = begun or element is headline
        if not begun or element.tag == "h1" or (inside is not None and inside in element.iterancestors()):
            continue
        is_item = element.tag == "li" and element.getparent().tag not in _ITEMS
        if (is_item or element.tag in _ITEMS) and _states(element) and not is_around(element.getparent()):
            inside = element
            yield element


def _states(element: "HtmlElement") -> bool:
    """Whether a list states something: few of its words are links, and half of its items are longer than names."""
    if element.tag == "table" and any(one.tag in _LAYOUT for one in element.iterdescendants()):
        return False
    statements = list(_statements(element))
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    long = sum(len(words.split()) >= _FEWEST_WORDS for words in statements)
    return 2 * long >= max(1, len(statements)) and linked <= _MOST_LINKED * sum(map(len, statements))


def _statements(element: "HtmlElement") -> Iterator[str]:
    """The words of each item, those of lists in it for themselves; of each row, its cells with a bar between."""
    items = [element] if element.tag == "li" else element.iter(*_ITEMS[element.tag], "li")
    for item in items:
        cells = [cell.text_content() for cell in item if cell.tag in ("td", "th")]
        words = [" ".join(piece.split()) for piece in (cells if item.tag == "tr" else ["".join(_own_text(item))])]
        if any(words):
            yield " | ".join(word for word in words if word)


def _own_text(item: "HtmlElement") -> Iterator[str]:
    """The text of an item without that of the lists in it."""
    yield item.text or ""
    for child in item:
        if isinstance(child.tag, str) and child.tag not in _ITEMS:
            yield from _own_text(child) if child.tag != "br" else " "
        yield child.tail or ""
