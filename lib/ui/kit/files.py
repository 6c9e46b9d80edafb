"""Lists and other files to take away, each made when it is asked for."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.exports.csv import csv_bytes
from lib.exports.references import REFERENCES, bibtex_bytes, ris_bytes
from lib.exports.xlsx import xlsx_bytes
from lib.listing import Listing
from lib.text.slug import slug
from lib.ui.kit.page import current_view
from lib.views.kit.text import counted, plain

LONGEST_NAME = 80  # letters
RIS, BIBTEX = "application/x-research-info-systems", "application/x-bibtex"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Listed(NamedTuple):
    """A list with what makes its frame when a file is asked for, and how many rows that has."""

    listing: Listing
    make: Callable[[], pd.DataFrame]
    rows: int

    def told(self) -> pd.DataFrame:
        """The rows as a file has them."""
        return self.listing.told(self.make())


def list_of(listing: Listing, frame: pd.DataFrame) -> Listed:
    """A frame's rows as a list to take away."""
    return Listed(listing, lambda: frame, len(frame))


def offer_table(listing: Listing, frame: pd.DataFrame, articles: Listed | None = None) -> None:
    """Two buttons that download a list as CSV and as XLSX; nothing for no row.

    `articles` are those that its rows are from, which then are offered as references too.
    """
    offer_rows(list_of(listing, frame), articles)


def offer_rows(one: Listed, articles: Listed | None = None) -> None:
    """The buttons that download a list whose frame is only made when it is asked for."""
    if one.rows:
        with st.container(horizontal=True, gap="medium", key=f"{one.listing.key} downloads"):
            _offer_both(one, "Download ")
            if articles:
                offer_references(articles, one.listing.key)


def offer_lists(lists: Iterable[Listed], *, key: str, articles: Listed | None = None) -> None:
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
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key=f"{one.listing.key} downloads"
            ):
                st.markdown(plain(one.listing.title), width="stretch")
                with st.container(horizontal=True, gap="small", width="content"):
                    _offer_both(one)
        if articles:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key} references"):
                st.markdown(articles.listing.title, width="stretch")
                with st.container(horizontal=True, gap="small", width="content"):
                    offer_references(articles, key)


def _offer_both(one: Listed, verb: str = "") -> None:
    """The list as CSV, with how many rows it has, and as XLSX; `verb` begins the buttons that stand alone."""
    view, listing = current_view(), one.listing
    label = f"{verb}CSV ({counted(one.rows, listing.noun)})"
    offer_file(label, lambda: csv_bytes(one.told(), view), "text/csv", name=f"{listing.key}.csv")
    offer_file(f"{verb}XLSX", lambda: xlsx_bytes(one.told(), view, listing.told_of), XLSX, name=f"{listing.key}.xlsx")


def offer_references(articles: Listed, of: str) -> None:
    """The articles of a list as RIS and as BibTeX; `of` is that list's key."""
    view, name = current_view(), f"{REFERENCES.key} {of}"
    label = f"RIS ({counted(articles.rows, REFERENCES.noun)})"
    offer_file(label, lambda: ris_bytes(articles.make(), view), RIS, name=f"{name}.ris")
    offer_file("BibTeX", lambda: bibtex_bytes(articles.make(), view), BIBTEX, name=f"{name}.bib")


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
