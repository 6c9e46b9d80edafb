"""The search page's own pieces: the field, results as a concordance or as sentences, and what to say without any."""

from pathlib import Path
from typing import cast
from zlib import crc32

import pandas as pd
import streamlit as st

from lib.errors import QueryError
from lib.listing import framed
from lib.models import Filters
from lib.queries import search as queries
from lib.ui import kit
from lib.views import search as views
from lib.views.kit.bars import count_figure
from lib.views.kit.highlight import element
from lib.views.kit.text import counted, plain

QUERY, ORDER, VIEW = "q", "sort", "view"  # the link's parameters
STYLE = Path(views.__file__).with_name("search.css")
PAGE_SIZE = 50
ORDERS = {"best": "Best match", "oldest": "Oldest first", "newest": "Newest first", "article": "By article"}
VIEWS = {"lines": "Keyword in context", "sentences": "Sentences", "outlets": "By outlet"}
HELP = """
| Write | and find sentences with |
|---|---|
| `When are the heavy weapons withdrawn?` | most of the words that tell something, those with more of them first |
| `ceasefire talks` | both words in any form: *talk*, *talks*, *talking*; `withdraw` finds *withdrew*, too |
| `"heavy weapons"`, `'heavy weapons'` | these words in a row in just this form, whatever their capitals and accents |
| `"withdraw weapons"~5` | any form of the words, each at most 5 words from the next, in either order |
| `withdraw NEAR/5 (tanks OR guns)` | the same between words, phrases and alternatives |
| `zone OR corridor` | either |
| `zone NOT buffer`, `zone -buffer` | the first without the second |
| `(zone OR corridor) AND patrol*` | brackets group; in a word `*` stands for any letters and `?` for one |
| `US`, `U.S.` | the abbreviation with full stops or without, and *USA*; `us` finds the pronoun, `"US"` no *USA* |
| `1200`, `1,200`, `1 200` | the number, however its thousands are set off |
| `outlet:name`, `outlet:"whole name"` | an outlet’s articles |
| `entity:name`, `entity:some-id` | a mention of it, whatever it is called there |
| `date:2018-09-17`, `date:2018-09` | articles with such a date of their own |
| `date:[2018-09-01 TO 2018-09-20]` | the same from day to day; `*` leaves an end open |
| `quoted:word`, `quoted:(one OR other)` | the words inside quotation marks of a quote |
| `headline:word` | the words in a headline |

AND, OR, NOT and NEAR are written in capitals; NEAR alone is NEAR/5. Words side by side are joined by AND, which binds
closer than OR. Marks in a word make no difference: `Maarrat` finds *Ma’arrat*. Headlines are searched too, and marked.
"""


def choose_query() -> str:
    """The search field with its help; the query stands in the link, and is empty where there is none yet."""
    kit.visit.QUERY.set(kit.chosen(QUERY) or "")
    kit.visit.SWITCHES.get()[QUERY] = f"Search: {kit.visit.QUERY.get()}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="search-field"):
        st.text_input(
            "A question, or words and phrases to look for",
            key=kit.visit.QUERY.key,
            icon=":material/search:",
            on_change=lambda: kit.choose(QUERY, kit.visit.QUERY.get().strip()),
        )
        with st.popover("How to write a query", type="tertiary", icon=":material/help:", width="content"):
            st.markdown(HELP)
    st.html(STYLE)
    return kit.visit.QUERY.get()


def find(text: str, filters: Filters) -> queries.Found | None:
    """What the query finds in the order that the link asks for; None where it cannot be read, which is then said."""
    try:
        found = _found(text, filters)
    except QueryError as error:
        with st.container(border=True):
            st.markdown("**This query cannot be read.**")
            st.html(views.broken_html(text, error))
        return None
    for note in found.query.notes:
        st.caption(plain(note))
    return found


def found_in_link(filters: Filters) -> tuple[queries.Searchable, queries.Found] | None:
    """What the link's query finds, with the index; None where the link asks for nothing that can be read."""
    text = kit.chosen(QUERY)
    if not text:
        return None
    try:
        return _desk(kit.data_key()), _found(text, filters)
    except QueryError:
        return None


def _found(text: str, filters: Filters) -> queries.Found:
    """What a query finds, in the order that the link asks for. Raises QueryError where it cannot be read."""
    order = cast("queries.Order", kit.chosen(ORDER, ORDERS.keys()) or "best")
    return queries.search(kit.connection(), _desk(kit.data_key()), text, filters, order)


def show_examples(filters: Filters) -> None:
    """Queries made from this corpus, with how much each finds in view."""
    examples = queries.example_queries(kit.connection(), _desk(kit.data_key()), filters)
    if not examples:
        kit.empty_state("There is nothing to search in view." if filters else "There are no articles yet.")
        return
    st.markdown("Every sentence of the articles in view is searched, in your own words or by a query. For example:")
    st.html(views.examples_html([(*example, kit.link_to("search", q=example[0])) for example in examples]))


def show_spellings(found: queries.Found, filters: Filters) -> None:
    """The query with words that are nowhere spelled as those that are, where that may be why little is found."""
    if found.partly or not found.everywhere:
        asked = queries.spellings(kit.connection(), _desk(kit.data_key()), found, filters)
        if asked:
            st.html(views.spellings_html([(*one, kit.link_to("search", q=one[0])) for one in asked]))


def show_nothing(found: queries.Found) -> None:
    """Why nothing was found: the filters, or which part of the query no sentence has."""
    if found.everywhere:
        kit.empty_state(f"No sentence in view, but {counted(found.everywhere, 'sentence')} without the filters.")
        return
    parts = queries.parts_found(_desk(kit.data_key()), found)
    missing = [written for written, _, everywhere in parts if not everywhere]
    why = "Each part is found, but no sentence has them as the query asks." if not missing else "What each part finds:"
    with st.container(border=True):
        st.markdown(f"**No sentence matches.** {why}")
        st.html(views.parts_html(parts))
        kit.offer_table(queries.PARTS, framed(queries.PARTS.columns, parts))


def show_found(found: queries.Found) -> None:
    """How much was found in each outlet, and the sentences as a concordance, whole, or counted."""
    counts = queries.outlet_counts(_desk(kit.data_key()), found)
    _show_extent(found, counts)
    with st.container(horizontal=True, key="search-switches"):
        view = kit.choose_one("Show as", VIEW, _views(kit.chosen(QUERY) or ""))
        if view != "outlets":
            kit.choose_one("Order", ORDER, ORDERS)
    if view == "outlets":
        _show_outlets(counts)
    else:
        _show_sentences(found, view)
    _offer_all(found, counts, view)


def _views(text: str) -> dict[str, str]:
    """The views, the first by default: of a question, whose answer needs the whole sentence, the sentences."""
    return {"sentences": VIEWS["sentences"], **VIEWS} if queries.is_question(text) else VIEWS


def _show_extent(found: queries.Found, counts: pd.DataFrame) -> None:
    """How many sentences in how many articles, and whose."""
    count = f"{counted(len(found), 'sentence')} in {counted(int(counts['articles'].sum()), 'article')}"
    out = f"; {found.everywhere - len(found):,} more without the filters" if found.everywhere > len(found) else ""
    st.markdown(f"**{count}**{out}")
    text = found.query.text
    st.html(views.outlets_html(counts, kit.looks(), lambda outlet: kit.link_to("search", q=text, outlet=[outlet])))


def _show_outlets(counts: pd.DataFrame) -> None:
    """Sentences found by outlet, with the share of each outlet's sentences; a bar filters to its outlet."""
    drawn = counts.assign(name=counts["outlet_name"], mentions=counts["sentences"], total=counts["sentences"])
    st.markdown("**Sentences found, by outlet.** Click a bar to keep only that outlet.")
    kit.show_chart(
        count_figure(drawn, "outlet", kit.looks(), noun="sentences"),
        queries.OUTLETS_FOUND,
        counts,
        lambda outlet, *_: kit.choose("outlet", [outlet]),
    )


def _show_sentences(found: queries.Found, view: str) -> None:
    """A page of the sentences found, each leading to its place in the article."""
    first = _choose_first(found)
    part = slice(first, first + PAGE_SIZE)
    rows = queries.found_sentences(kit.connection(), _desk(kit.data_key()), found, part)
    if view == "lines":
        st.html(element("div", views.concordance_html(rows, kit.looks(), kit.article_link), class_="results"))
    else:
        kit.show_sentences(rows)
    kit.show_folded("These lines as a table", "search lines", views.LINES, lambda: views.concordance_lines(rows))


def _choose_first(found: queries.Found) -> int:
    """The number of the first sentence to show, from 0; another query or order begins at the first page."""
    asked = f"{found.query.text} {kit.chosen(ORDER)}"
    first = PAGE_SIZE * (kit.kept_page(-(-len(found) // PAGE_SIZE), "search", f"{crc32(asked.encode()):08x}") - 1)
    if len(found) > PAGE_SIZE:
        st.caption(f"Sentences {first + 1:,} to {min(first + PAGE_SIZE, len(found)):,}")
    return first


def _offer_all(found: queries.Found, counts: pd.DataFrame, view: str) -> None:
    """How many each outlet has, and all that was found as it is shown, a line or a sentence a row."""
    data, desk, whole = kit.connection(), _desk(kit.data_key()), view == "sentences"

    def rows() -> pd.DataFrame:
        sentences = queries.found_sentences(data, desk, found, slice(None))
        return views.whole_sentences(sentences) if whole else views.concordance_lines(sentences)

    every = kit.Listed(views.EVERY_SENTENCE if whole else views.EVERY_LINE, rows, len(found))
    articles = kit.articles_of(queries.found_articles(desk, found))
    kit.offer_lists([kit.list_of(queries.FOUND_BY_OUTLET, counts), every], key="search", articles=articles)


@st.cache_resource(max_entries=2, show_spinner="Reading every sentence into the search index")
def _desk(key: kit.DataKey) -> queries.Searchable:  # noqa: ARG001  # kept by it
    """The search index of one data version, built once and shared by all visits."""
    return queries.open_search(kit.connection())
