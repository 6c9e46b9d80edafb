"""The sections that list: the articles in view, and how each annotator reads and how well."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from lib.codebooks.methods import Method, Methods, load_methods, load_quality
from lib.exports.dossier.cells import count_cell, listed
from lib.exports.dossier.records import Block, Desk, Statement
from lib.queries.decisions import DECISIONS, decision_log
from lib.queries.overview import source_cards
from lib.views.kit.highlight import Html, element, joined, link, outside_link
from lib.views.kit.sentences import dated
from lib.views.kit.text import counted, inline
from lib.views.methods import QUALITY, caution_html, quality_table


def articles_blocks(desk: Desk) -> Sequence[Block]:
    """Every article in view: outlet, date and how it is known, length, first words, file."""
    cards = source_cards(desk.data, desk.filters)
    statements = [_article(desk, row) for row in cards.to_dict("records")]
    columns = ("Outlet", "Published", "Begins", "About", "Words", "File")
    caption = (
        f"{counted(len(cards), 'article')}, in the corpus’s order. “Date taken from the story”: the story’s earliest."
    )
    return [Block("", caption, columns, statements)]


def methods_blocks(desk: Desk) -> Sequence[Block]:
    """How to read the figures, and for each annotator how it reads and what it was measured to do."""
    methods = load_methods()
    blocks = [Block("", "", words=caution_html(methods.caution))]
    return [*blocks, *(_method(one, methods, desk) for one in methods.methods)]


def corrections_blocks(desk: Desk) -> Sequence[Block]:
    """What analysts decided, the newest first."""
    block = listed(DECISIONS, decision_log(desk.data), desk.looks)
    return [block._replace(title="", said=block.said if block.statements else "Nothing has been corrected.")]


def _article(desk: Desk, row: dict[str, Any]) -> Statement:
    """One article."""
    begins = row["title"] if isinstance(row["title"], str) else row["first_sentence"]
    words = begins if isinstance(begins, str) else "no text"
    published: Html = dated(row["published"], row["published_from"])
    source = outside_link("where it was published", row["url"]) if isinstance(row["url"], str) else Html("")
    return Statement(
        (
            desk.looks.chip(str(row["outlet"])),
            published,
            element("span", link(words, desk.article(str(row["document"]), 0)), class_="article-text"),
            ", ".join(map(inline, row["about"])),
            count_cell(row["words"]),
            joined([PurePosixPath(str(row["path"])).name, " ", source]),
        )
    )


def _method(method: Method, methods: Methods, desk: Desk) -> Block:
    """One annotator, its figures set by set."""
    table = quality_table(method, load_quality(), methods)
    block = listed(QUALITY.only("set", "measure", "percent", "gold"), table, desk.looks)
    return block._replace(title=method.title, said="", words=element("p", method.how.strip()))
