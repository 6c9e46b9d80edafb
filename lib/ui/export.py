"""Taking a whole view along: a dossier of the pages chosen, or its articles; made when asked for, with progress."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from lib.exports.brief import brief_docx, brief_html, brief_lines
from lib.exports.dossier import Desk, Searched, Section, dossier_pieces
from lib.exports.jsonl import jsonl_lines
from lib.models import Filters
from lib.queries.contract import annotated_articles
from lib.queries.corpus import paths
from lib.queries.overview import latest_day
from lib.queries.selection import CorpusFacts, corpus_facts
from lib.ui import kit
from lib.ui.brief import brief_in_view
from lib.views.kit.sentences import ArticleLink
from lib.views.kit.text import counted, day, extent, plain
from lib.views.map.place_map import Area
from lib.views.pages import page_named

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# A piece of a file, how much of it is done (0 to 1), and that in words.
Piece = tuple[bytes, float, str]


@st.dialog("Export this view", width="medium")
def show_choice(
    filters: Filters, sections: Sequence[Section], searched: Searched | None = None, area: Area | None = None
) -> None:
    """The brief where that is in view, the dossier, of the page in view at first, then the articles.

    `sections` are all there are, `searched` is what the screen's query finds, `area` the part of the map.
    """
    st.caption(plain(kit.view_in_words()))
    articles = kit.corpus_in_view().articles
    if not articles:
        st.markdown("No article matches the filters, so there is nothing to export.")
        return
    if page_named(kit.visit.PAGE_NAME.get()).key == "brief":
        _offer_brief(filters)
        st.divider()
    _offer_dossier(
        filters, [one for one in sections if one.blocks and (searched or not one.if_searched)], searched, area
    )
    st.divider()
    st.markdown("**Articles**: all that was read in them as JSON Lines, one line an article")
    label = f"Make JSON Lines ({counted(articles, 'article')})"
    steps = partial(article_steps, filters, articles)
    _offer(label, ("articles", filters, kit.data_key()), steps, "articles.jsonl", "application/jsonl")


def _offer_brief(filters: Filters) -> None:
    """The brief on paper, made when it is asked for."""
    st.markdown("**Brief**: one or two pages to print or hand on, each finding with its first sentences")

    today = kit.as_of(latest_day(kit.connection()))
    made, link = brief_in_view(filters, today), _whole_link(kit.data_version())
    lines = brief_lines(made, kit.current_view(), today, kit.looks().names, link, _in_view(filters, today))
    with st.container(horizontal=True, gap="medium", key="brief downloads"):
        kit.offer_file("Download HTML", lambda: brief_html(lines), "text/html", name="brief.html")
        kit.offer_file("Download Word (DOCX)", lambda: brief_docx(lines), DOCX, name="brief.docx")


def _whole_link(version: str) -> ArticleLink:
    """What gives the whole address of a place in an article, in this version of the data."""
    return lambda document, at: kit.whole_address(kit.link_to("article", document=document, at=at, data=version))


def _in_view(filters: Filters, as_of: date | None = None) -> str:
    """How much is in view, in words; until a day where one is given that is not its last."""
    facts = kit.corpus_in_view()
    begun = as_of and not (filters.since and filters.since > as_of)
    if as_of and begun and facts.last and as_of < facts.last:
        until = corpus_facts(kit.connection(), replace(filters, until=as_of))
        later = f"{counted(facts.articles - until.articles, 'article')} later or undated"
        return f"{_much(until)}, until {day(as_of)}; {later}"
    return _much(facts)


def _much(facts: CorpusFacts) -> str:
    much = extent(facts.words, facts.first, facts.last, facts.borrowed, facts.undated)
    return f"{counted(facts.articles, 'article')}, {counted(facts.outlets, 'outlet')}, {much}"


def _offer_dossier(filters: Filters, offered: Sequence[Section], searched: Searched | None, area: Area | None) -> None:
    st.markdown("**Dossier**: one HTML file to read, print or hand on; each statement with its sentences")
    titles = {one.key: one.title_on_paper() for one in offered}
    page = page_named(kit.visit.PAGE_NAME.get())
    held = kit.visit.own(f"dossier from {page.key}")
    if held.peek() is None:
        held.set([one.key for one in offered if one.page == page.key] or list(titles))
    keys = st.pills("Pages", list(titles), selection_mode="multi", format_func=titles.__getitem__, key=held.key)
    if len(keys) < len(titles):
        st.button("All pages", type="tertiary", on_click=held.set, args=(list(titles),), key="all pages")
    chosen = [one for one in offered if one.key in keys]
    view = st.query_params.to_dict() if searched else {}  # the query, and the order of what it finds
    today = kit.as_of(latest_day(kit.connection()))
    asked = ("dossier", filters, kit.data_key(), str(today), str(view), str(area), tuple(one.key for one in chosen))
    steps = partial(dossier_steps, filters, chosen, searched, area)
    _offer("Make dossier", asked, steps, "dossier.html", "text/html")


def dossier_steps(
    filters: Filters, chosen: Sequence[Section], searched: Searched | None = None, area: Area | None = None
) -> Iterator[Piece]:
    """The dossier of these sections, piece by piece; the rest as in `show_choice`."""
    version = kit.data_version()
    desk = Desk(
        kit.connection(),
        filters,
        kit.looks(),
        kit.as_of(latest_day(kit.connection())),
        _whole_link(version),
        paths(kit.connection()),
        lambda: kit.compared_articles(filters),
        lambda: kit.shared_passages(filters),
        searched,
        area,
    )
    for made, piece in dossier_pieces(kit.current_view(), desk, chosen, _in_view(filters)):
        words = f"{made} of {counted(len(chosen), 'page')} made"
        yield piece, made / max(len(chosen), 1), words


def article_steps(filters: Filters, articles: int) -> Iterator[Piece]:
    """The articles' lines."""
    lines = jsonl_lines(annotated_articles(kit.connection(), filters), kit.current_view())
    for number, line in enumerate(lines, 1):
        yield line, number / articles, f"{number:,} of {counted(articles, 'article')} written"


def _offer(label: str, asked: tuple[object, ...], steps: Callable[[], Iterable[Piece]], name: str, mime: str) -> None:
    """The button that makes a file, its progress, and then the button that downloads it."""
    if st.button(label, key=f"make {name}", disabled=asked[-1] == ()):
        kit.visit.FILE_MADE.set((asked, _run(steps())))
    made_for, content = kit.visit.FILE_MADE.get()
    if made_for == asked:  # what was made for something else is not offered any more
        size = f"{max(len(content) / 1_000_000, 0.1):,.1f} MB"
        st.download_button(
            f"Download {name} ({size})",
            content,
            file_name=f"accord-desk-{name}",
            mime=mime,
            key=f"download {name}",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )


def _run(steps: Iterable[Piece]) -> bytes:
    """The pieces put together, the bar following."""
    bar, shown, pieces = st.progress(0.0, "Beginning"), "", []
    for piece, done, words in steps:
        pieces.append(piece)
        if words != shown:
            shown = words
            bar.progress(min(done, 1.0), shown)
    bar.empty()
    return b"".join(pieces)
