"""Buttons that take away exactly what is on screen; a file is made when its button is clicked, not before."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from lib.exports.csv import csv_bytes
from lib.exports.view import View
from lib.exports.xlsx import xlsx_bytes
from lib.text.slug import slug
from lib.ui.page import view_in_force

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


def current_view() -> View:
    """What is on screen, as a file says it that is made now."""
    return View(*view_in_force(), made=datetime.now(UTC))


def offer_table(frame: pd.DataFrame, *, key: str, alt: str, columns: Mapping[str, str] | None = None) -> None:
    """Two buttons that download the frame as CSV and as XLSX; nothing for no row.

    `columns` maps the columns that are taken to their labels; without it all are. `alt` says what the rows are.
    """

    def made() -> pd.DataFrame:
        return frame[list(columns)].rename(columns=dict(columns)) if columns else frame

    offer_rows(made, len(frame), key=key, alt=alt)


def offer_rows(make: Callable[[], pd.DataFrame], rows: int, *, key: str, alt: str) -> None:
    """The same where the frame is only made when it is asked for; `rows` is how many it will have."""
    if not rows:
        return
    view = current_view()
    with st.container(horizontal=True, gap="medium", key=f"{key} downloads"):
        label = f"Download CSV ({rows:,} {'row' if rows == 1 else 'rows'})"
        offer_file(label, lambda: csv_bytes(make(), view), "text/csv", name=f"{key}.csv")
        offer_file("Download XLSX", lambda: xlsx_bytes(make(), view, alt), XLSX, name=f"{key}.xlsx")


def offer_file(label: str, make: Callable[[], bytes], mime: str, *, name: str) -> None:
    """One quiet button whose file is made when it is clicked; `name` is also the button's key."""
    stem, _, ending = name.rpartition(".")
    st.download_button(
        label,
        make,
        file_name=f"accord-desk-{slug(stem)}.{ending}",
        mime=mime,
        key=f"download {name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
