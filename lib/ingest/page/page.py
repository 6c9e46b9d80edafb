"""A saved web page: its article, headline, date and outlet."""

from typing import TYPE_CHECKING

from lib.errors import UnreadableFileError
from lib.ingest.given import Given, outlet_at, outlet_named, web_address
from lib.ingest.mend import INLINE
from lib.ingest.page.frame import read_blocks
from lib.ingest.page.published import find_published
from lib.ingest.page.tags import without_endless_tags
from lib.ingest.page.terms import set_out_terms

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A paragraph with a hundred footnotes has fewer tags.
_MOST_TAGS = 500

# No more tags stand in each other in a page whose tags are closed, and the search for an article looks no deeper.
_DEEPEST = 100

NO_ARTICLE = "a web page without an article in it: save the article's text as a .txt file"
TOO_DEEP = "a web page with more than 2,000 tags in each other: save the article's text as a .txt file"


def parse_page(html: str) -> tuple["HtmlElement", str]:
    """The page as a tree, lists and tables of statements in it as paragraphs; and as HTML with the same done to it.

    Raises UnreadableFileError where there is nothing to make a tree of, or no end of tags in tags.
    """
    from lxml import html as parser  # noqa: PLC0415 (for those who have pages to read)

    html = without_endless_tags(html)
    root = page_tree(html)
    changed = [change(root) for change in (_raise_deep, _flatten, set_out_terms)]
    return root, parser.tostring(root, encoding="unicode") if any(changed) else html


def page_tree(html: str) -> "HtmlElement":
    """The page as a tree, as it stands; raises UnreadableFileError where there is none, or no end of tags in tags."""
    from lxml import etree, html as parser  # noqa: I001, PLC0415

    way = parser.HTMLParser(encoding="utf-8", huge_tree=True)  # which is 2,048 tags in each other, not 256
    try:
        root = parser.document_fromstring(html.encode(errors="replace"), parser=way)
    except etree.LxmlError as error:
        raise UnreadableFileError(NO_ARTICLE) from error
    if any("depth" in error.message for error in way.error_log.filter_from_fatals()):
        raise UnreadableFileError(TOO_DEEP)
    return root


def _raise_deep(root: "HtmlElement") -> bool:
    """Makes paragraphs of what stands deeper than tags in any page do, so that nothing which looks at it is lost."""
    from lxml import etree  # noqa: PLC0415

    depth, deep = 0, []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == _DEEPEST and len(element):
            deep.append(element)
    for element in deep:
        tail, element.tail = element.tail, None
        blocks, _ = read_blocks(element)
        del element[:]
        element.text, element.tail = None, tail
        for block in blocks:
            etree.SubElement(element, "p").text = "".join(block)
    return bool(deep)


def _flatten(root: "HtmlElement") -> bool:
    """Takes the tags out of lines with more than any sentence has: the search for an article is lost in them."""
    from lxml import etree  # noqa: PLC0415

    full = [element for element in root.iter() if sum(child.tag in INLINE for child in element) > _MOST_TAGS]
    for element in full:
        etree.strip_tags(element, *INLINE)
    return bool(full)


def read_page(root: "HtmlElement", html: str) -> tuple[str, Given, tuple[str, ...]]:
    """The article's text, one line a paragraph, what the page's own metadata say of it, and what is odd in them.

    Raises UnreadableFileError where the page holds no article.
    """
    import trafilatura  # noqa: PLC0415 (a quarter of a second, for those who have pages to read)

    article = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},  # its day is not used, so it need not look for long
    )
    if article is None or isinstance(article, dict) or not (article.text or "").strip():
        raise UnreadableFileError(NO_ARTICLE)
    url = web_address(article.url)
    outlet = outlet_named(article.sitename or "", url=f"https://{article.hostname}" if article.hostname else None)
    published, notes = find_published(root, url)
    return article.text or "", Given(outlet or outlet_at(url), published, None, article.title, url), notes
