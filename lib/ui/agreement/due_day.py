"""The sentences that give one day: what a mark on the line of days counts, or an entry of the first screen."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.queries.agreement.calendar import given_key, given_statements
from lib.ui.kit.evidence import show_evidence
from lib.ui.kit.links import chosen, link_to
from lib.ui.sources.names import show_opened
from lib.views.agreement.timeline import CLAUSE, DUE
from lib.views.kit.readings import commitment_reading
from lib.views.kit.sentences import ways_html
from lib.views.kit.text import day

DAY_PLACE = "due-day"  # the container's key


def show_due_day(rows: pd.DataFrame, matters: pd.DataFrame) -> None:
    """The sentences of the day that the link asks for, and the rows that they belong to; nothing where it asks none.

    `rows` are `lib.queries.agreement.commitments.commitments`, `matters` its `matters`.
    """
    key = chosen(DUE)
    given = given_statements(rows, key) if key else rows.iloc[:0]
    if given.empty:
        chosen(DUE, ())
        return
    first, words = given.iloc[0], matters.set_index("matter")["words"]
    of_outlet = key == given_key(first["due"], outlet=first["outlet"])
    whose = first["outlet_name"] if of_outlet else words[first["matter"]]
    with st.container(key=DAY_PLACE, gap="xsmall"):
        show_opened(f"By {day(first['due'])}: {whose}", DUE)
        read = [commitment_reading(row) for row in given.itertuples()]
        show_evidence(given.assign(read=read), key=f"due {key}", noun="statement")
        st.html(ways_html("Rows: ", {words[one]: row_link(one) for one in given["matter"].unique()}))


def row_link(matter: str) -> str:
    """The address of one row, opened."""
    return link_to("agreement", **{CLAUSE: matter})


def day_link(row: Any) -> str:  # noqa: ANN401  # a row of `lib.queries.overview.due_days`
    """The address of all that gives a matter's day, in every outlet."""
    return link_to("agreement", **{DUE: given_key(row.due, matter=row.matter)})
