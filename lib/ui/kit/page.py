"""How every page starts, what an empty one says, and the filters in force: in words, taken off, set."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from lib.errors import AccordError
from lib.exports.view import View
from lib.models import Filters
from lib.queries.corpus import outlets
from lib.queries.filters import Filter, all_filters, filter_of, in_force
from lib.queries.library.outlets import GROUPINGS, outlet_groups
from lib.queries.selection import CorpusFacts
from lib.store import table_version
from lib.ui.kit import links
from lib.ui.kit import session as visit
from lib.ui.kit.data import DataKey, connection, data_key, data_version, refused_files, settings
from lib.ui.kit.links import WAS, choose, choose_one, chosen, here, link_to, show_notices, switches_in_force, whole_link
from lib.views.kit import highlight
from lib.views.kit.citation import copy_link_html, to_menu_html
from lib.views.kit.looks import Looks
from lib.views.kit.palette import outlet_colours, outlet_patterns
from lib.views.kit.text import counted, day, inline, plain
from lib.views.pages import PAGES

SCRIPT = Path(highlight.__file__).with_name("copy.js")
_WRITTEN = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
# Between two looks of an open page for newer articles.
_SECONDS_A_LOOK = 30.0
VERSION_HELP = "Counts changes of articles and decisions. A link with it shows the same data while that is stored."


def start_page(key: str) -> Filters:
    """Draw the page's title, the filters in force and the line of what is in view; gives the filters."""
    page, filters = PAGES[key], visit.FILTERS.get()
    visit.PAGE_TITLE.set(page.title)
    st.set_page_config(page_title=f"{page.title} · Accord Desk")
    facts = corpus_in_view()
    in_view = f"{counted(facts.articles, 'article')}, {counted(facts.outlets, 'outlet')}"
    with st.container(gap="xsmall", key="page-top"):
        with st.container(horizontal=True, vertical_alignment="center", key="page-head"):
            st.title(page.title, anchor=False, width="stretch")
            st.html(to_menu_html(), width="content")
            _show_chips(filters)
            _offer_link()
        wrong = facts.unread + len(refused_files())
        unread = f" · {counted(wrong, 'file')} with problems" if wrong and key == "articles" else ""
        st.caption(f"{page.answers} · {in_view} · data version {data_version()}{unread}", help=VERSION_HELP)
        links.show_as_of(key, facts.last)
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


def current_view() -> View:
    """What is on screen, as a file says it that is made now."""
    return View(*view_in_force(), made=datetime.now(UTC))


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


def _offer_link() -> None:
    """The button that copies the address of this view, and hears those that copy anything else."""
    component: Any = st.components.v2.component(
        "desk_copy", html=copy_link_html(), isolate_styles=False, js=SCRIPT.read_text(encoding="utf-8")
    )
    component(key="copy", data={"version": data_version()}, width="content")


def chips(filters: Filters) -> list[tuple[str, Callable[[], None]]]:
    """Each filter in force, in words, and what drops it."""
    return [
        (one.chip.format(day(value) if isinstance(value, date) else filter_name(one.key, value)), _dropper(one, value))
        for one, value in _values(filters)
    ]


def filter_name(key: str, value: str) -> str:
    """What a filter's value is called on the screen."""
    return inline(visit.FILTER_NAMES.get()[key].get(value, value))


def set_filter(key: str, values: Collection[str]) -> None:
    """Set a filter of several values, for callbacks: the sidebar and the link follow."""
    visit.filter_widget(key).set(list(values))


def keep_only(key: str, values: Sequence[str]) -> None:
    """Keep nothing but these values of a filter."""
    if (other := filter_of(key).left_out_by) not in {"", key}:
        set_filter(other, [one for one in visit.filter_widget(other).get() if one not in values])
    set_filter(key, values)


def leave_out(key: str, values: Sequence[str]) -> None:
    """Leave these out: by the filter for that, where there is one, else by keeping the others."""
    held, other = visit.filter_widget(key).get(), filter_of(key).left_out_by
    if other != key:
        set_filter(other, dict.fromkeys([*visit.filter_widget(other).get(), *values]))
    elif not held:
        held = visit.FILTER_NAMES.get()[key]
    set_filter(key, [one for one in held if one not in values])


def clear_filters() -> None:
    """Take every filter off."""
    for one in all_filters():
        visit.filter_widget(one.key).set(None if one.choices is None else [])


def _values(filters: Filters) -> Iterator[tuple[Filter, str | date]]:
    """Every value of every filter in force."""
    for one in in_force(filters):
        value = filters[one.field]
        yield from ((one, item) for item in (value if isinstance(value, tuple) else [value]) if item)


def _dropper(one: Filter, value: str | date) -> Callable[[], None]:
    """What takes one value off."""
    held = visit.filter_widget(one.key)
    return lambda: held.set(None if one.choices is None else [item for item in held.get() if item != value])


OFFERED = "offer"  # the link's parameter: the outlet that a legend offers


def offer_filter(key: str, values: Sequence[str], name: str, *, named: bool = True, closes: str | None = None) -> None:
    """A small row "Idlib: Keep only · Leave out" whose buttons set the filter; nothing where it knows no such value.

    `values` are ids of that filter, `name` is what they are together called, left out of the row where it is not to be
    `named` because it stands right beside it. What no filter leaves out, an article, is only ever kept. A button that
    would change nothing, or leave nothing, is dead. `closes` is the parameter of the link that the row goes with.
    """
    one, row = filter_of(key), " ".join([key, name, *([closes] if closes else [])])
    if not values or not set(values) <= visit.FILTER_NAMES.get()[key].keys():
        return
    offers = [("Keep only", ":material/filter_alt:", keep_only, set(visit.filter_widget(key).get()) == set(values))]
    if one.left_out_by:
        offers.append(("Leave out", ":material/filter_alt_off:", leave_out, not _leaves_any(key, values)))
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        width="stretch" if named else "content",
        key=f"offer {row}",
    ):
        if named:
            st.caption(plain(name), width="content")
        for label, icon, act, dead in offers:
            st.button(
                label,
                type="tertiary",
                icon=icon,
                help=f"{label} {plain(one.offered.format(inline(name)))}, on every page",
                disabled=dead,
                on_click=act,
                args=(key, values),
                key=f"{label.lower()} {row}",
            )
        if closes:
            st.button(
                "Close", icon=":material/close:", type="tertiary", on_click=choose, args=(closes, None),
                key="close offer",
            )  # fmt: skip


def offer_outlet() -> None:
    """Buttons to filter by the outlet that a legend's link names; nothing where it names none."""
    if outlet := chosen(OFFERED):
        offer_filter("outlet", [outlet], filter_name("outlet", outlet), closes=OFFERED)


def _leaves_any(key: str, values: Sequence[str]) -> bool:
    """Whether leaving these out changes what is kept, and leaves anything."""
    other = filter_of(key).left_out_by
    if other != key:
        return not set(values) <= set(visit.filter_widget(other).get())
    held = set(visit.filter_widget(key).get() or visit.FILTER_NAMES.get()[key])
    return bool(held & set(values)) and bool(held - set(values))


def show_version() -> None:
    """Say that the link shows older data, and offer this view on the newest; there, the way back to what it showed."""
    version, newest, was = data_version(), visit.NEWEST.get(), st.query_params.get(WAS, "")
    if st.query_params.get("data") is None:
        _offer_newer()
    if version != newest and st.query_params.get("data") is not None:
        notice = f"This link shows data version {version}; version {newest} is newer."
        _offer(notice, "Show the newest", data=None, was=version)
    elif _WRITTEN.fullmatch(was) and was != version == newest:
        notice = f"This is the newest data, version {newest}; the link showed version {was}."
        _offer(notice, f"Back to version {was}", data=was, was=None)


@st.fragment(run_every=_SECONDS_A_LOOK)
def _offer_newer() -> None:
    """Offer newer articles that another visit or process has saved; asked again while the page stands open."""
    with suppress(AccordError):  # which the next drawing of the page says
        if table_version(settings().table) in {None, data_key().articles}:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="newer-data"):
            st.caption("There are newer data.", width="content")
            label = "Show them"
            if st.button(label, icon=":material/refresh:", type="tertiary", help="This view, on the newest data"):
                visit.SHOWN.pop()
                st.rerun()


def _offer(notice: str, label: str, data: str | None, was: str | None) -> None:
    """A line, and the button that shows this view on other data."""

    def show() -> None:
        visit.SHOWN.pop()
        choose("data", data)
        choose(WAS, was)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="data-version"):
        st.caption(plain(notice), width="content")
        st.button(plain(label), icon=":material/history:", type="tertiary", on_click=show, key="other data")


def choose_groups(filters: Filters) -> dict[str, str]:
    """The group of each outlet in view where columns are wanted by groups; nothing where each outlet has its own."""
    by = choose_one("Columns", "columns", {"outlet": "Outlets", **GROUPINGS}, told=False)
    return outlet_groups(connection(), filters, by) if by in GROUPINGS else {}
