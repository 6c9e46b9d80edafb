"""A dossier: its numbers are the pages', each statement leads to its sentences, and it needs nothing but itself."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import Any

import duckdb
import pytest

from lib.desk import SECTIONS
from lib.exports.dossier import Block, Desk, Searched, Section, dossier_pieces
from lib.exports.view import View
from lib.models import Annotations, Filters
from lib.queries import entities, overview
from lib.queries import map as located
from lib.queries.agreement import commitments as agreement
from lib.queries.corpus import outlets, paths
from lib.queries.search import found_sentences, open_search, outlet_counts, search
from lib.queries.sources import quotes, reuse
from lib.queries.sources.distinctive import distinctive_words
from lib.queries.sources.utterances import utterances
from lib.ui.kit import visit
from lib.views.kit.looks import Looks
from lib.views.kit.palette import outlet_colours, outlet_patterns
from lib.views.kit.sentences import sentence_count
from lib.views.search import concordance_lines
from lib.views.sources.words import shown_words
from tests.conftest import Store, digests_of, make_document, mention_of, sentences_of

AS_OF = date(2018, 9, 17)
ON_PAPER = {one.key: one.blocks for one in SECTIONS if one.blocks}
MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
FILTERS = [Filters(), Filters(outlets=("alwaght",)), Filters(entities=("idlib",)), Filters(until=date(1950, 1, 1))]


def desk_of(data: duckdb.DuckDBPyConnection, filters: Filters, query: str = "") -> Desk:
    """What the sections are made from, with nothing of Streamlit."""
    index = open_search(data) if query else None
    known = outlets(data)
    names = dict(zip(known["outlet"], known["outlet_name"], strict=True))
    return Desk(
        data,
        filters,
        Looks(names, outlet_colours(known), outlet_patterns(known)),
        AS_OF,
        lambda document, at: f"http://desk/article?document={document}&at={at}",
        paths(data),
        lambda: digests_of(data, filters),
        lambda: reuse.reuse_in_view(data, filters, reuse.find_reuse(data, Filters())),
        Searched(index, search(data, index, query, filters)) if index else None,
    )


def written(
    data: duckdb.DuckDBPyConnection,
    filters: Filters,
    kept: tuple[str, ...] = (),
    sections: Sequence[Section] = tuple(one for one in SECTIONS if one.blocks),
) -> str:
    """The whole dossier of a view."""
    view = View("Brief", kept, "3.1", "http://desk/?data=3.1", MADE)
    desk = desk_of(data, filters, "Idlib OR weapons")
    return b"".join(piece for _, piece in dossier_pieces(view, desk, sections, "all")).decode()


def numbers(blocks: Sequence[Block], block: int = 0, cell: int = -1) -> list[int]:
    """One column of a block as numbers."""
    return [int(re.sub(r"<[^>]*>|,", "", one.cells[cell])) for one in blocks[block].statements]


class Parts(HTMLParser):
    """The ids, the links inside, and what the file would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inside: set[str] = set()
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this element names, leads to, or fetches."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if given.get("href", "").startswith("#"):
            self.inside.add(given["href"][1:])
        source = given.get("src", "")
        fetches = tag in {"script", "link", "iframe", "object"} or (source and not source.startswith("data:"))
        self.fetched += [f"{tag} {source}"] if fetches else []


@pytest.fixture(scope="module")
def blocks_of(_seeds_opened: duckdb.DuckDBPyConnection) -> Callable[[Filters], dict[str, list[Block]]]:
    """A function that gives each section's blocks of the seeds under filters, made once."""

    @cache
    def made(filters: Filters) -> dict[str, list[Block]]:
        desk = desk_of(_seeds_opened.cursor(), filters, "outlet:alwaght OR weapons")
        return {key: list(make(desk)) for key, make in ON_PAPER.items()}

    return made


@pytest.mark.parametrize("filters", FILTERS)
def test_its_numbers_are_the_pages(
    filters: Filters,
    seed_connection: duckdb.DuckDBPyConnection,
    blocks_of: Callable[[Filters], dict[str, list[Block]]],
) -> None:
    data, made = seed_connection, blocks_of(filters)
    counts = entities.entity_counts(data, filters).drop_duplicates("entity")
    assert numbers(made["entities"]) == counts["total"].tolist()
    places = located.places(data, filters, located.counted_roles(filters))
    assert numbers(made["places"]) == places["mentions"].tolist()
    for statement, mentions in zip(made["places"][0].statements, places["mentions"], strict=True):
        assert statement.evidence is not None
        assert len(statement.evidence) == mentions
    cited = quotes.most_quoted(quotes.quote_counts(data, filters).speakers).drop_duplicates("who")
    assert numbers(made["quotes"], 1) == cited["total"].tolist()
    said = utterances(data, filters)
    assert len(made["quotes"][0].statements) == len(said)
    for statement, one in zip(made["quotes"][0].statements, said, strict=True):
        assert statement.evidence is not None
        assert set(statement.evidence["document"]) == {version.said.document for version in one.versions}
        assert len(statement.evidence) >= len(one.versions)
    assert len(made["agreement"][0].statements) == len(overview.due_days(data, filters))
    assert len(made["articles"][0].statements) == len(overview.source_cards(data, filters))
    rows, mentioned = agreement.commitments(data, filters), agreement.clause_mentions(data, filters)
    blocks = [block for block in made["agreement"][1:-1] if not block.title.startswith("Ledger")]
    stated = [one.evidence for block in blocks for one in block.statements]
    assert sum(len(one) for one in stated if one is not None) == len(rows) + len(mentioned)


@pytest.fixture(scope="module")
def page_of(
    _seeds_opened: duckdb.DuckDBPyConnection, blocks_of: Callable[[Filters], dict[str, list[Block]]]
) -> Callable[[Filters], str]:
    """A function that gives the dossier of those blocks, written once, with a hostile filter on its title."""

    @cache
    def made(filters: Filters) -> str:
        sections = [
            one._replace(blocks=lambda _, key=one.key: blocks_of(filters)[key]) for one in SECTIONS if one.blocks
        ]
        return written(_seeds_opened.cursor(), filters, ("Outlet: A “</style>”",), sections)

    return made


@pytest.mark.parametrize("filters", FILTERS)
def test_each_statement_leads_to_its_sentences_and_back(filters: Filters, page_of: Callable[[Filters], str]) -> None:
    page = Parts(page_of(filters))
    assert len(page.ids) == len(set(page.ids))
    assert page.inside <= set(page.ids)
    assert page.fetched == []


def test_the_title_page_says_which_view_it_is(page_of: Callable[[Filters], str]) -> None:
    page = page_of(Filters())
    assert "http://desk/?data=3.1" in page
    assert "17 Sep 2018" in page
    assert "2 Jan 2026, 03:04 UTC" in page
    assert page.count("</style>") == 1, "the filters in the footer end the style sheet"
    assert "Outlet: A" in page.split("</style>")[1]


def test_sentences_say_where_they_stand(
    seed_connection: duckdb.DuckDBPyConnection, blocks_of: Callable[[Filters], dict[str, list[Block]]]
) -> None:
    """Every address in the notes is that of the words that are marked."""
    text = dict(seed_connection.execute("SELECT document, text FROM documents").fetchall())
    for blocks in blocks_of(Filters()).values():
        for block in blocks:
            for statement in block.statements:
                for row in [] if statement.evidence is None else statement.evidence.itertuples():
                    assert row.sentence_start <= row.start < row.end
                    assert text[row.document][row.sentence_start :].startswith(row.text)


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("query", ["Idlib", "weapons NOT heavy", "outlet:alwaght", "zebra"])
def test_a_search_has_the_lines_and_counts_of_its_page(
    query: str, filters: Filters, seed_connection: duckdb.DuckDBPyConnection
) -> None:
    desk = desk_of(seed_connection, filters, query)
    assert desk.search is not None
    by_outlet, lines = ON_PAPER["search"](desk)
    counts = outlet_counts(*desk.search)
    for statement, row in zip(by_outlet.statements, counts.itertuples(), strict=True):
        assert re.sub("<[^>]*>", "", statement.cells[1]) == str(row.sentences)
        assert statement.evidence is not None
        assert (sentence_count(statement.evidence) if row.sentences else 0) == row.sentences
    rows = found_sentences(seed_connection, *desk.search, slice(None))
    assert len(lines.statements) == (len(concordance_lines(rows)) if len(rows) else 0)
    for statement, (_, line) in zip(
        lines.statements, concordance_lines(rows).iterrows() if len(rows) else (), strict=True
    ):
        assert escape(line["hit"] or line["text"]) in statement.cells[3]
        assert statement.evidence is not None
        assert statement.evidence["document"].tolist() == [line["document"]]


@pytest.mark.parametrize("filters", FILTERS)
def test_distinctive_words_rest_on_every_use(filters: Filters, seed_connection: duckdb.DuckDBPyConnection) -> None:
    desk = desk_of(seed_connection, filters)
    _, *blocks = ON_PAPER["words"](desk)
    found = distinctive_words(desk.digests() or ())
    assert len(blocks) == len(found)
    for block, one in zip(blocks, found, strict=True):
        for statement, word in zip(block.statements, shown_words(one), strict=True):
            assert word.word in statement.cells[0]
            assert statement.evidence is not None
            assert len(statement.evidence) == word.count + word.count_elsewhere


def test_without_a_query_there_is_nothing_searched(seed_connection: duckdb.DuckDBPyConnection) -> None:
    (block,) = ON_PAPER["search"](desk_of(seed_connection, Filters()))
    assert not block.statements


def test_article_text_stays_text(make_store: Store) -> None:
    words = '<script>alert(1)</script> Putin met "Erdogan" & others.'
    mention: Any = mention_of(words, "Putin", "<b>putin")
    document = make_document("hostile", words, "<i>Outlet", title="<b>bold")
    data = make_store((document, Annotations(sentences_of(words, words), (mention,))))
    page = written(data, Filters())
    assert "<script" not in page
    assert "<i>Outlet" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("page", "link", "sections"),
    [
        ("search", {"q": "Idlib"}, len(ON_PAPER)),
        ("search", {"q": "zebra"}, len(ON_PAPER)),
        ("search", {"q": "Idlib OR"}, len(ON_PAPER) - 1),
        ("search", {}, len(ON_PAPER) - 1),
        ("entities", {}, len(ON_PAPER) - 1),
    ],
)
def test_a_search_is_offered_where_a_query_can_be_read(
    page: str, link: dict[str, str], sections: int, open_on_seeds: Any
) -> None:
    at = open_on_seeds(page, **link)
    at.button(key="export").click().run()
    assert not at.exception
    pages = next(one for one in at.get("button_group") if one.proto.label == "Pages")
    names = [one.content for one in pages.proto.options]
    assert len(names) == sections
    assert ("Search" in names) == (sections == len(ON_PAPER))


def test_a_dossier_made_on_the_search_page_has_what_it_found(open_on_seeds: Any) -> None:
    at = open_on_seeds("search", q="Idlib", sort="newest", outlet="alwaght")
    at.button(key="export").click().run()
    at.button(key="export").click()  # the dialog stands only while it is asked for
    at.button(key="make dossier.html").click().run()
    assert not at.exception
    page = at.session_state[visit.FILE_MADE.key][1].decode()
    found = page.split('<section id="search"')[1].split("<section")[0]
    assert "6 sentences in 1 article" in found
    assert "<code>Idlib</code>" in found
    assert found.count('<b class="article-text">Idlib</b>') == 6
    assert "Search: Idlib; Order: Newest first" in page
