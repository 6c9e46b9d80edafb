"""Buttons that take away exactly what is on screen; a file is made when its button is clicked, not before."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.exports.csv import csv_bytes
from lib.exports.view import View
from lib.exports.xlsx import xlsx_bytes
from lib.text.slug import slug
from lib.ui.kit.page import view_in_force
from lib.views.kit.text import counted, plain

LONGEST_NAME = 80  # letters
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ARTICLE_COLUMNS = {
    "outlet_name": "Outlet",
    "published": "Published",
    "published_from": "Date known from",
    "title": "Headline",
    "first_sentence": "First sentence",
    "words": "Words",
    "sentences": "Sentences",
    "notes": "Notes",
    "path": "File",
    "url": "Address",
}
"""What is told of an article, of `lib.queries.overview.source_cards`."""


class Listed(NamedTuple):
    """A list on screen as rows: its title, its file's name, what makes the frame when it is asked for, how many `noun`.

    `alt` says in the file what the rows are; without it the title does.
    """

    title: str
    key: str
    make: Callable[[], pd.DataFrame]
    rows: int
    alt: str = ""
    noun: str = "row"


def current_view() -> View:
    """What is on screen, as a file says it that is made now."""
    return View(*view_in_force(), made=datetime.now(UTC))


def list_of(
    title: str, frame: pd.DataFrame, *, key: str, columns: Mapping[str, str] | None = None, alt: str = ""
) -> Listed:
    """A frame as a list to take away; `columns` maps those that are taken to their labels, without it all are."""

    def made() -> pd.DataFrame:
        return frame[list(columns)].rename(columns=dict(columns)) if columns else frame

    return Listed(title, key, made, len(frame), alt)


def offer_table(frame: pd.DataFrame, *, key: str, alt: str, columns: Mapping[str, str] | None = None) -> None:
    """Two buttons that download the frame as CSV and as XLSX; nothing for no row. `columns` as for `list_of`."""
    offer_rows(list_of(alt, frame, key=key, columns=columns))


def offer_rows(one: Listed) -> None:
    """The same for a list whose frame is only made when it is asked for."""
    if one.rows:
        with st.container(horizontal=True, gap="medium", key=f"{one.key} downloads"):
            _offer_both(one, "Download ")


def offer_lists(lists: Iterable[Listed], *, key: str) -> None:
    """One quiet button that opens to the files of several lists; nothing where all are empty."""
    some = [one for one in lists if one.rows]
    if not some:
        return
    label = "Download these lists" if len(some) > 1 else "Download this list"
    with (
        st.popover(label, type="tertiary", icon=":material/download:", width="content", key=f"{key} lists"),
        st.container(gap="xsmall"),
    ):
        for one in some:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{one.key} downloads"):
                st.markdown(plain(one.title), width="stretch")
                with st.container(horizontal=True, gap="small", width="content"):
                    _offer_both(one)


def _offer_both(one: Listed, verb: str = "") -> None:
    """The list as CSV, with how many rows it has, and as XLSX; `verb` begins the buttons that stand alone."""
    view, alt = current_view(), one.alt or one.title
    said = f"{verb}CSV ({counted(one.rows, one.noun)})"
    offer_file(said, lambda: csv_bytes(one.make(), view), "text/csv", name=f"{one.key}.csv")
    offer_file(f"{verb}XLSX", lambda: xlsx_bytes(one.make(), view, alt), XLSX, name=f"{one.key}.xlsx")


def file_name(name: str) -> str:
    """The name under which a file is saved: short, and without what a path or an answer's head could be made of.

    >>> file_name("outlets of Ya Libnan.csv"), file_name("../x.csv")
    ('accord-desk-outlets-of-ya-libnan.csv', 'accord-desk-x.csv')
    """
    stem, _, ending = name.rpartition(".")
    return f"accord-desk-{slug(stem)[:LONGEST_NAME].strip('-') or 'rows'}.{ending}"


def offer_file(label: str, make: Callable[[], bytes], mime: str, *, name: str) -> None:
    """One quiet button whose file is made when it is clicked; `name` is also the button's key."""
    st.download_button(
        label,
        make,
        file_name=file_name(name),
        mime=mime,
        key=f"download {name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
