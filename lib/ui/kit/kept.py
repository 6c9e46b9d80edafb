"""What the reader opened, turned to and selected on a page, kept in the link as repeated `open`, `page` and `row`.

A value names its element by the key it is drawn under; one that this page does not draw is passed over in silence. A
row of a table is named by what tells it from the others, not by its number: after the articles are annotated again, or
on newer data, the same row is meant.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from lib.ui.kit import session as visit
from lib.ui.kit.data import data_version
from lib.ui.kit.links import choose, notify_dropped
from lib.views.kit import highlight
from lib.views.kit.text import plain

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

OPEN, PAGE, ROW = "open", "page", "row"  # the link's parameters


def show_opened(title: str, key: str) -> None:
    """The title of what was opened, and the way to close it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(title)}**", width="stretch")
        st.button(
            "Close", icon=":material/close:", type="tertiary", on_click=choose, args=(key, None), key=f"close {key}"
        )


def kept_expander(title: str, key: str, icon: str | None = None) -> "ExpanderContainer":
    """An expander that is open where the link says so; closed it need not be filled: ask its `open`."""
    held = visit.part(key, "opened")
    held.set(key in st.query_params.get_all(OPEN))

    def write() -> None:
        others = [one for one in st.query_params.get_all(OPEN) if one != key]
        choose(OPEN, [*others, key] if held.get() else others)

    return st.expander(title, icon=icon, on_change=write, key=held.key)


def kept_button(label: str, key: str, icon: str) -> bool:
    """A button that opens what is drawn elsewhere, and closes it again; whether that is open, as the link says."""
    opened = st.query_params.get_all(OPEN)
    is_open = key in opened
    after = [one for one in opened if one != key] if is_open else [*opened, key]
    st.button(
        label,
        icon=":material/close:" if is_open else icon,
        help="Close it again" if is_open else None,
        on_click=choose,
        args=(OPEN, after),
        key=f"toggle {key}",
    )
    return is_open


def close_kept(key: str) -> None:
    """Close the expander of this key at the next run."""
    choose(OPEN, [one for one in st.query_params.get_all(OPEN) if one != key])


def kept_page(pages: int, key: str, of: str = "") -> int:
    """Which page of a list, from 1; `of` says whose list it is, and another one's starts at its first page."""
    if pages < 2:
        return 1
    name = f"{key}/{of}"
    asked = min(_kept_number(PAGE, name) or 1, pages)
    widget = _page_widget(f"{key} {of} page", asked)

    def write() -> None:
        page = int(visit.own(widget).get())
        others = [one for one in st.query_params.get_all(PAGE) if not one.startswith(f"{key}/")]
        choose(PAGE, [*others, f"{name}:{page}"] if page > 1 else others)

    return st.pagination(pages, default=asked, key=widget, on_change=write)


def kept_row(key: str, frame: pd.DataFrame, by: Sequence[str]) -> Any:  # noqa: ANN401 (Streamlit's own type is not public)
    """The row that the link selects in a table, as `st.dataframe` wants it; None where there is none.

    `by` are the columns whose values name a row. The link may name one that this data does not have: that is said.
    """
    at = _row_in_link(key, frame, by)
    rows = [] if at is None else [at]
    held = visit.own(key).peek()
    if held is not None and list(held["selection"]["rows"]) != rows:
        visit.own(key).set({"selection": {"rows": rows}})
    return {"selection": {"rows": rows}} if rows else None


def row_keeper(key: str, frame: pd.DataFrame, by: Sequence[str], after: Callable[[int], None]) -> Callable[[], None]:
    """The callback of a table's selection: writes the row into the link, then tells its place, from 0."""

    def write() -> None:
        rows = visit.own(key).get().selection.rows
        _keep_row(key, row_names(frame, by)[rows[0]] if rows else None)
        if rows:
            after(rows[0])

    return write


def row_opener(key: str, frame: pd.DataFrame, by: Sequence[str], after: Callable[[int], None]) -> Callable[[], None]:
    """The same for a click on a row's name, which is a button of the column `named(key)`."""

    def write() -> None:
        at = int(visit.own(named(key)).get().row)
        _keep_row(key, row_names(frame, by)[at])
        after(at)

    return write


def named(key: str) -> str:
    """What the names of a table's rows are called where a click on one opens it."""
    return f"{key} names"


def row_names(frame: pd.DataFrame, by: Sequence[str]) -> list[str]:
    """What the link calls each row of a frame: the values of some columns, and where they name several, which of them.

    >>> row_names(pd.DataFrame({"who": ["a", "b", "a"], "at": [1, 2, 1]}), ["who", "at"])
    ['a/1', 'b/2', 'a/1~2']
    """
    before: Counter[str] = Counter()
    names = []
    for values in frame[list(by)].itertuples(index=False):
        name = "/".join("" if pd.isna(value) else str(value) for value in values)
        before[name] += 1
        names.append(name if before[name] == 1 else f"{name}~{before[name]}")
    return names


def _row_in_link(key: str, frame: pd.DataFrame, by: Sequence[str]) -> int | None:
    """The place, from 0, of the row that the link names; one that is not there is taken out of the link."""
    name = next((row for table, row in map(_parts, st.query_params.get_all(ROW)) if table == key), None)
    if name is None:
        return None
    names = row_names(frame, by)
    written = f"{key}:{name}"
    drop_lost(ROW, [] if name in names else [written], {written})
    return names.index(name) if name in names else None


def drop_lost(param: str, lost: Collection[str], asked: Collection[str]) -> None:
    """Take the values that are not there out of a parameter that repeats, `asked` being those that were looked for.

    It is said, but not of what this visit has seen a moment ago: that went with a filter or a page of the reader's.
    """
    seen = visit.ROWS_SEEN.get()
    seen.update((param, one, data_version()) for one in asked if one not in lost)
    if lost:
        choose(param, [one for one in st.query_params.get_all(param) if one not in lost])
        unsaid = [one for one in lost if (param, one, data_version()) not in seen]
        if unsaid:
            notify_dropped(param, unsaid)


def _keep_row(key: str, name: str | None) -> None:
    """Write a table's row into the link in place of any other, or take it out where it is None."""
    others = [one for one in st.query_params.get_all(ROW) if _parts(one)[0] != key]
    choose(ROW, others if name is None else [*others, f"{key}:{name}"])


def _parts(written: str) -> tuple[str, str]:
    """A table's key, which has no colon, and its row's name."""
    key, _, name = written.partition(":")
    return key, name


def _page_widget(name: str, asked: int) -> str:
    """The widget's key: a new one where the link has changed by itself, because one that is drawn keeps its page."""
    again = visit.part(name, "again", int)
    widget = f"{name} {again.get()}"
    if visit.own(widget).peek() in {None, asked}:
        return widget
    again.set(again.get() + 1)
    return f"{name} {again.get()}"


def _kept_number(param: str, name: str) -> int | None:
    """The number that the link gives for one element, from 1; None where it gives none that can be read."""
    for value in st.query_params.get_all(param):
        found, _, written = value.rpartition(":")
        if found == name and written.isascii() and written.isdecimal() and len(written) < 10:
            return int(written) or None
    return None


SHUT = "shut"  # the link's parameter: rows that are chosen, and closed all the same
SCRIPT = Path(highlight.__file__).with_name("opened.js")


def opened_rows(kind: str, known: Collection[str], chosen: str | None = None) -> list[str]:
    """The keys of the rows of a kind that are open: those that the link opens, and the chosen one if it is not shut.

    `known` are the keys that there are; what the link opens beside them is taken out of it, and that is said.
    """
    names = {name for name in st.query_params.get_all(OPEN) if name.startswith(f"{kind}:")}
    drop_lost(OPEN, [name for name in names if _key(name) not in known], names)
    return [_key(name) for name in _open_names(kind, chosen)]


def open_row(param: str, key: str | None) -> None:
    """Choose a row by its parameter, which opens it."""
    choose(param, key)
    choose(SHUT, None)


@st.fragment
def keep_opened(kind: str, chosen: str | None = None, beside: tuple[str, str | None] = ("", None)) -> None:
    """Write into the link which rows of a kind are opened and closed by hand; nothing else is drawn anew for it.

    Rows are `lib.views.kit.highlight.fold`s. `chosen` is the key of the row that another parameter opens: it is brought
    into view, and so is what stands `beside` the rows, a container's key and what is shown in it.
    """

    def write() -> None:
        toggled: dict[str, list[str]] = visit.ROWS_OPENED.get().toggled
        own = f"{kind}:{chosen}" if chosen else None
        drawn = {*toggled["open"], *toggled["closed"]}
        others = [one for one in st.query_params.get_all(OPEN) if one not in drawn]
        choose(OPEN, [*others, *(one for one in toggled["open"] if one != own)])
        choose(SHUT, own if own in toggled["closed"] else None)

    component: Any = st.components.v2.component("desk_opened_rows", js=SCRIPT.read_text(encoding="utf-8"))
    opened, own = _open_names(kind, chosen), f"{kind}:{chosen}"
    show = {"row": own if own in opened else None, "place": beside[0], "shown": beside[1]}
    component(key=visit.ROWS_OPENED.key, data={"open": opened, "show": show}, on_toggled_change=write, height=0)


def _open_names(kind: str, chosen: str | None) -> list[str]:
    """What the link now calls the open rows of a kind, the chosen one among them if it is not shut."""
    own = f"{kind}:{chosen}"
    names = [name for name in st.query_params.get_all(OPEN) if name.startswith(f"{kind}:") and name != own]
    return names if chosen is None or own in st.query_params.get_all(SHUT) else [*names, own]


def _key(name: str) -> str:
    """A row's own key."""
    return name.partition(":")[2]
