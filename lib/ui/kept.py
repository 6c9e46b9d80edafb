"""What the reader opened, turned to and selected on a page, kept in the link as repeated `open`, `page` and `row`.

A value names its element by the key it is drawn under; one that this page does not draw is passed over in silence.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.ui.links import choose

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

OPEN, PAGE, ROW = "open", "page", "row"  # the link's parameters


def kept_expander(title: str, key: str, icon: str | None = None) -> "ExpanderContainer":
    """An expander that is open where the link says so; closed it need not be filled: ask its `open`."""
    widget = f"{key} opened"
    st.session_state[widget] = key in st.query_params.get_all(OPEN)

    def write() -> None:
        others = [one for one in st.query_params.get_all(OPEN) if one != key]
        choose(OPEN, [*others, key] if st.session_state[widget] else others)

    return st.expander(title, icon=icon, on_change=write, key=widget)


def close_kept(key: str) -> None:
    """Close the expander of this key at the next run."""
    choose(OPEN, [one for one in st.query_params.get_all(OPEN) if one != key])


def kept_page(pages: int, key: str, of: str = "") -> int:
    """Which page of a list, from 1; `of` says whose list it is, and another one's starts at its first page."""
    if pages < 2:
        return 1
    widget, name = f"{key} {of} page", f"{key}/{of}"
    asked = min(_kept_number(PAGE, name) or 1, pages)
    if st.session_state.get(widget, asked) != asked:
        st.session_state[widget] = asked

    def write() -> None:
        page = int(st.session_state[widget])
        _keep_number(PAGE, f"{key}/", name, page if page > 1 else None)

    return st.pagination(pages, default=asked, key=widget, on_change=write)


def kept_row(key: str, rows: int) -> Any:  # noqa: ANN401 (Streamlit's own type is not public)
    """The row that the link selects in a table of so many, as `st.dataframe` wants it; None where there is none."""
    row = _kept_number(ROW, key)
    return {"selection": {"rows": [row - 1]}} if row and row <= rows else None


def row_keeper(key: str, after: Callable[[int], None]) -> Callable[[], None]:
    """The callback of a table's selection: writes the row into the link, then tells it, counted from 0."""

    def write() -> None:
        rows = st.session_state[key].selection.rows
        _keep_number(ROW, f"{key}:", key, rows[0] + 1 if rows else None)
        if rows:
            after(rows[0])

    return write


def _kept_number(param: str, name: str) -> int | None:
    """The number that the link gives for one element, from 1; None where it gives none that can be read."""
    for value in st.query_params.get_all(param):
        found, _, written = value.rpartition(":")
        if found == name and written.isascii() and written.isdecimal() and len(written) < 10:
            return int(written) or None
    return None


def _keep_number(param: str, instead_of: str, name: str, number: int | None) -> None:
    """Write the number in place of all that begin with some words, or take them out where it is None."""
    others = [one for one in st.query_params.get_all(param) if not one.startswith(instead_of)]
    choose(param, others if number is None else [*others, f"{name}:{number}"])
