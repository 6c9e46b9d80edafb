"""Taking a whole view along: a dossier of the pages chosen, or its articles; made when asked for, with progress."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from lib.exports.dossier import SECTIONS, Desk, Searched, Section, dossier_pieces
from lib.exports.jsonl import jsonl_lines
from lib.models import Filters
from lib.queries.contract import annotated_articles
from lib.queries.corpus import paths
from lib.queries.overview import latest_day
from lib.ui.kit import (
    as_of,
    compared_articles,
    connection,
    corpus_in_view,
    current_view,
    data_key,
    data_version,
    link_to,
    looks,
    shared_passages,
    view_in_words,
    whole_address,
)
from lib.ui.map import area_in_link
from lib.ui.search import found_in_link
from lib.views.kit.text import counted, extent, plain

MADE = "file made"  # the last file of this visit


class Made(NamedTuple):
    """A file that was made, and what it was made for: where that has changed, it is not offered any more."""

    asked: tuple[object, ...]
    content: bytes


class Step(NamedTuple):
    """A piece of a file, how much of it is done (0 to 1), and that in words."""

    done: float
    words: str
    piece: bytes


@st.dialog("Export this view", width="medium")
def show_choice(filters: Filters) -> None:
    """The dossier with its pages, then the articles."""
    st.caption(plain(view_in_words()))
    articles = corpus_in_view().articles
    if not articles:
        st.markdown("No article matches the filters, so there is nothing to export.")
        return
    _offer_dossier(filters)
    st.divider()
    _offer_articles(filters, articles)


def _offer_dossier(filters: Filters) -> None:
    st.markdown("**Dossier**: one HTML file to read, print or hand on; each statement with its sentences")
    searched = _searched(filters)
    offered = [key for key in SECTIONS if searched or key != "search"]
    keys = st.pills(
        "Pages",
        offered,
        selection_mode="multi",
        default=offered,
        format_func=lambda key: SECTIONS[key][0],
        key=f"dossier pages of {len(offered)}",
    )
    chosen = tuple(key for key in offered if key in keys)
    view = st.query_params.to_dict() if searched else {}  # the query, and the order of what it finds
    day, area = as_of(latest_day(connection())), area_in_link()
    asked = ("dossier", filters, data_key(), str(day), str(view), str(area), chosen)
    _offer("Make dossier", asked, lambda: dossier_steps(filters, chosen, searched), "dossier.html", "text/html")


def _searched(filters: Filters) -> Searched | None:
    """What the query of the screen finds; None where there is none that can be read."""
    found = found_in_link(filters)
    return Searched(*found) if found else None


def _offer_articles(filters: Filters, articles: int) -> None:
    st.markdown("**Articles**: all that was read in them as JSON Lines, one line an article")
    asked = ("articles", filters, data_key())
    label = f"Make JSON Lines ({counted(articles, 'article')})"
    _offer(label, asked, lambda: article_steps(filters, articles), "articles.jsonl", "application/jsonl")


def dossier_steps(filters: Filters, chosen: Sequence[str], searched: Searched | None = None) -> Iterator[Step]:
    """The dossier of some of `SECTIONS`, piece by piece; `searched` is what the screen's query finds."""
    facts, version = corpus_in_view(), data_version()
    day = as_of(latest_day(connection()))
    files = paths(connection())
    desk = Desk(
        connection(),
        filters,
        looks(),
        day,
        lambda document, at: whole_address(link_to("article", document=document, at=at, data=version)),
        files,
        lambda: compared_articles(filters),
        lambda: shared_passages(filters),
        searched,
        area_in_link(),
    )
    said = (
        f"{counted(facts.articles, 'article')}, {counted(facts.outlets, 'outlet')}, "
        f"{extent(facts.words, facts.first, facts.last, facts.borrowed, facts.undated)}"
    )
    made: list[str] = []
    titles = {key: SECTIONS[key][0] for key in chosen}
    for piece in dossier_pieces(current_view(), desk, titles, _sections(desk, chosen, made), said):
        words = f"{len(made)} of {counted(len(chosen), 'page')} made"
        yield Step(len(made) / max(len(chosen), 1), words, piece.encode("utf-8", "replace"))


def article_steps(filters: Filters, articles: int) -> Iterator[Step]:
    """The articles' lines."""
    lines = jsonl_lines(annotated_articles(connection(), filters), current_view())
    for number, line in enumerate(lines, 1):
        yield Step(number / articles, f"{number:,} of {counted(articles, 'article')} written", line)


def _sections(desk: Desk, chosen: Sequence[str], made: list[str]) -> Iterator[Section]:
    """The chosen sections, each noted once it is made."""
    for key in chosen:
        section = SECTIONS[key][1](desk)
        made.append(key)
        yield section


def _offer(label: str, asked: tuple[object, ...], steps: Callable[[], Iterable[Step]], name: str, mime: str) -> None:
    """The button that makes a file, its progress, and then the button that downloads it."""
    if st.button(label, key=f"make {name}", disabled=asked[-1] == ()):
        st.session_state[MADE] = Made(asked, _run(steps()))
    made: Made | None = st.session_state.get(MADE)
    if made and made.asked == asked:
        size = f"{max(len(made.content) / 1_000_000, 0.1):,.1f} MB"
        st.download_button(
            f"Download {name} ({size})",
            made.content,
            file_name=f"accord-desk-{name}",
            mime=mime,
            key=f"download {name}",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )


def _run(steps: Iterable[Step]) -> bytes:
    """The pieces put together, the bar following."""
    bar, shown, pieces = st.progress(0.0, "Beginning"), "", []
    for step in steps:
        pieces.append(step.piece)
        if step.words != shown:
            shown = step.words
            bar.progress(min(step.done, 1.0), shown)
    bar.empty()
    return b"".join(pieces)
