"""How every page starts, and what it says when there is nothing to show."""

import streamlit as st

from lib.models import Filters
from lib.queries.corpus import outlets
from lib.queries.selection import CorpusFacts
from lib.ui.kit import session as visit
from lib.ui.kit.chips import OFFERED, chips, clear_filters, offer_outlet
from lib.ui.kit.data import DataKey, connection, data_key, data_version, show_version
from lib.ui.kit.links import here, link_to, show_notices, switches_in_force, whole_link
from lib.views.kit.looks import Looks
from lib.views.kit.palette import outlet_colours, outlet_patterns
from lib.views.kit.text import counted, plain
from lib.views.pages import PAGES

VERSION_HELP = "Counts changes of articles and decisions. A link with it shows the same data while that is stored."


def start_page(key: str) -> Filters:
    """Draw the page's title, the filters in force and the line of what is in view; gives the filters."""
    page, filters = PAGES[key], visit.FILTERS.get()
    visit.PAGE_TITLE.set(page.title)
    facts = corpus_in_view()
    in_view = f"{counted(facts.articles, 'article')}, {counted(facts.outlets, 'outlet')}"
    with st.container(gap="xsmall", key="page-top"):
        with st.container(horizontal=True, vertical_alignment="center", key="page-head"):
            st.title(page.title, anchor=False, width="stretch")
            _show_chips(filters)
            _offer_link()
        unread = f" · {counted(facts.unread, 'file')} with problems" if facts.unread else ""
        st.caption(f"{page.answers} · {in_view} · data version {data_version()}{unread}", help=VERSION_HELP)
        show_version()
        offer_outlet()
    show_notices(begun=True)
    return filters


def filters_in_force() -> Filters:
    """What the sidebar is set to."""
    return visit.FILTERS.get()


def corpus_in_view() -> CorpusFacts:
    """How much the filters keep."""
    return visit.FACTS.get()


def view_in_words() -> str:
    """The filters in force and the data version in words, to be printed on what leaves the screen."""
    _, kept, version, _ = view_in_force()
    return " · ".join([*(kept or ["All articles"]), f"data version {version}"])


def view_in_force() -> tuple[str, tuple[str, ...], str, str]:
    """The page's title, the filters and switches in words, the data version, and the address of all that."""
    kept = [label for label, _ in chips(visit.FILTERS.get())]
    return visit.PAGE_TITLE.get(), (*kept, *switches_in_force()), data_version(), whole_link(data_version())


def empty_state(message: str) -> None:
    """Say why there is nothing here, and offer to take the filters off where they may be why."""
    with st.container(border=True):
        st.markdown(message)
        if visit.FILTERS.get():
            st.button("Show everything", on_click=clear_filters, key=f"clear {message}")


def looks() -> Looks:
    """How each outlet is drawn, the same on every page."""
    return _looks(data_key())


def article_link(document: str, at: int) -> str:
    """The address of one place in an article, the filters in force kept."""
    return link_to("article", document=document, at=at)


def outlet_link(outlet: str) -> str:
    """The address of this view with one outlet offered as a filter."""
    return here(**{OFFERED: outlet})


@st.cache_resource(max_entries=4, show_spinner=False)
def _looks(key: DataKey) -> Looks:  # noqa: ARG001  # kept by it
    known = outlets(connection())
    names = dict(zip(known["outlet"], known["outlet_name"], strict=True))
    files = known.dropna(subset=["file"]).set_index("outlet")["file"].to_dict()
    return Looks(names, outlet_colours(known), outlet_patterns(known), files=files)


def _show_chips(filters: Filters) -> None:
    """A button for each filter in force; one click drops it."""
    for number, (label, drop) in enumerate(chips(filters)):
        st.button(
            plain(label),
            icon=":material/close:",
            icon_position="right",
            on_click=drop,
            help="Drop this filter",
            key=f"chip {number} {label}",
        )


def follow_copied_link() -> None:
    """Draw the whole page anew where the link on show to be copied no longer says what a fragment has changed."""
    if visit.COPIED.peek() not in {None, whole_link(data_version())}:
        st.rerun()


def _offer_link() -> None:
    """The address of this view, to be copied; made when it is asked for."""
    visit.COPIED.pop()
    with (
        opened := st.popover("Copy link", type="tertiary", icon=":material/link:", on_change="rerun", key="copy link")
    ):
        if opened.open:
            st.caption(f"Shows these filters and data version {data_version()}, whatever is added later.")
            visit.COPIED.set(whole_link(data_version()))
            st.code(visit.COPIED.get(), language=None, wrap_lines=True)
