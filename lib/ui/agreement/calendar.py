"""The due days in view, to be taken along into a calendar."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.exports.calendar import calendar_file
from lib.models import Agreement
from lib.queries.agreement.calendar import deadline_sentences, deadlines
from lib.ui.kit.data import data_version, saved_at
from lib.ui.kit.page import view_in_words
from lib.views.kit.text import counted


def offer_calendar(matters: pd.DataFrame, rows: pd.DataFrame, agreements: Sequence[Agreement]) -> None:
    """A button that downloads the due days of the line above it; nothing where there are none."""
    found = deadlines(matters, agreements)
    if found.empty:
        return
    # The file is made when it is asked for, after this run, so what it is to say is settled here.
    version, view = data_version(), view_in_words()

    def content() -> bytes:
        given = [deadline_sentences(row, rows) for row in found.itertuples()]
        return calendar_file(found, given, saved_at(version), view)

    events, days = counted(len(found), "event"), counted(found["due"].nunique(), "day")
    st.download_button(
        f"Download calendar (.ics, {events} on {days})",
        content,
        file_name="accord-desk-deadlines.ics",
        mime="text/calendar",
        on_click="ignore",
        type="tertiary",
        icon=":material/calendar_month:",
        help="One whole-day event for each thing that is due, so two things due on one day are two events. Each says"
        " who gives the day and in which sentences.",
    )
