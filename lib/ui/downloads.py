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


def current_view() -> View:
    """What is on screen, as a file says it that is made now."""
    return View(*view_in_force(), made=datetime.now(UTC))


def offer_table(frame: pd.DataFrame, *, key: str, columns: Mapping[str, str], alt: str) -> None:
    """Two buttons that download the frame's named columns under their labels, as CSV and XLSX; nothing for no row.

    `alt` says what the rows are.
    """
    if frame.empty:
        return
    shown, view = frame[list(columns)].rename(columns=dict(columns)), current_view()
    rows = f"{len(shown):,} {'row' if len(shown) == 1 else 'rows'}"
    with st.container(horizontal=True, gap="medium", key=f"{key} downloads"):
        offer_file(f"Download CSV ({rows})", lambda: csv_bytes(shown, view), "text/csv", name=f"{key}.csv")
        offer_file("Download XLSX", lambda: xlsx_bytes(shown, view, alt), XLSX, name=f"{key}.xlsx")


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
