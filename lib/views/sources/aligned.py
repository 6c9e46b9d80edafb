"""Two articles side by side: each sentence beside the one that says the same, and the words in which they differ."""

from collections.abc import Iterable, Sequence

from lib.compare.reuse.side_by_side import AlignedRow
from lib.models import Span
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink
from lib.views.kit.text import counted

# Kind of row to the sign and the word that say it without colour.
KINDS = {
    "same": ("=", "shared"),
    "changed": ("≈", "changed"),
    "shared-quote": ("“ ”", "same quote"),
    "only-a": ("←", "only in the first"),
    "only-b": ("→", "only in the second"),
}


def aligned_html(
    rows: Iterable[AlignedRow], sides: Sequence[tuple[str, str]], looks: Looks, article: ArticleLink
) -> Html:
    """A row a sentence, the two articles as columns, differing words set off.

    `sides` are document and outlet of the two; `article(document, at)` gives the link into an article.
    """
    head = element(
        "div",
        element("span", class_="how"),
        *(
            element("h3", looks.chip(outlet), " ", link("whole article", article(document, 0)))
            for document, outlet in sides
        ),
        class_="pair head",
    )
    return element("div", head, joined(_row_html(row, sides, article) for row in rows), class_="aligned")


def tally(rows: Sequence[AlignedRow]) -> str:
    """How many sentences are shared, changed, and in one article alone, in words."""
    kinds = [row.kind for row in rows]
    said = {
        "shared": kinds.count("same"),
        "changed": kinds.count("changed"),
        "with the same quote": kinds.count("shared-quote"),
        KINDS["only-a"][1]: kinds.count("only-a"),
        KINDS["only-b"][1]: kinds.count("only-b"),
    }
    return (
        ", ".join(f"{number:,} {words}" for words, number in said.items() if number)
        + f" of {counted(len(rows), 'row')}"
    )


def _row_html(row: AlignedRow, sides: Sequence[tuple[str, str]], article: ArticleLink) -> Html:
    """One row: what it is, and the sentence of each side."""
    sign, word = KINDS[row.kind]
    return element(
        "div",
        element("span", element("b", sign), " ", word, class_="how"),
        _sentence(row.a, row.a_differs, sides[0][0], article),
        _sentence(row.b, row.b_differs, sides[1][0], article),
        class_=f"pair {row.kind}",
    )


def _sentence(span: Span | None, differs: Iterable[Span], document: str, article: ArticleLink) -> Html:
    """A sentence with the words that the other side has not, or the sign that there is none."""
    if span is None:
        return element("p", "–", class_="none", title="nothing like it in this article")
    marks = [Mark(word.start - span.start, word.end - span.start, "differs") for word in differs]
    return element(
        "p",
        marked(span.exact, marks),
        " ",
        link("↗", article(document, span.start), "in the article"),
        class_="article-text",
    )
