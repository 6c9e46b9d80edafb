"""The agreement page's clauses: the as-of date, the days on a line, the chosen row and all its sentences."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.agreement import find_changes
from lib.exports import grids, lists
from lib.models import Agreement
from lib.queries.agreement.calendar import given_key, given_statements
from lib.queries.agreement.commitments import ALL_COMMITMENTS
from lib.queries.agreement.ledger import told_states
from lib.store import agreements_in
from lib.ui import kit
from lib.ui.corrections import show_commitment_correction, show_row_correction
from lib.views.agreement import clauses
from lib.views.agreement.changes import changes_of
from lib.views.agreement.implementation import Implementation
from lib.views.agreement.timeline import CLAUSE, DUE, own_days, timeline_figure
from lib.views.kit.highlight import Html
from lib.views.kit.readings import commitment_reading
from lib.views.kit.sentences import sentence_count, ways_html
from lib.views.kit.text import counted, day, plain
from lib.views.panels import Panel, deadlines_html, panels_html

STYLE = Path(clauses.__file__).with_name("clauses.css")


def choose_as_of(today: date | None) -> None:
    """A field for the as-of date; the link follows it."""
    st.date_input(
        "As of",
        min_value=kit.EARLIEST,
        max_value=kit.LATEST,
        **kit.linked_widget(kit.visit.AS_OF, "as_of", today),
        format="YYYY-MM-DD",
        width=170,
        help="Days left are counted from this day. At first it is the last day of publication in the corpus.",
    )


def show_timeline(
    agreements: Sequence[Agreement], days: pd.DataFrame, outlets: Sequence[str], today: date | None
) -> None:
    """The line of days, a click on one opening its row, and its table."""
    own = own_days(agreements)
    if not own and days.empty:
        st.caption("These articles report no deadline.")
        return
    due = {mark.day for mark in own if mark.matter}
    of_text = f", {len(due)} by the agreement's own text" if agreements else ""
    telling = clauses.telling_outlets(outlets, set(days["outlet"]))
    kit.show_chart(
        timeline_figure(own, days, telling, today, kit.looks()),
        grids.TIMELINE.about(said=f"{counted(days['due'].nunique(), 'day')} reported by outlets{of_text}"),
        grids.timeline_list(own, days, today),
        _open_mark,
    )
    if left := len(outlets) - len(telling):
        st.caption(f"{counted(left, 'outlet')} in view without a line: their articles report no date.")


def _open_mark(mark: str | None) -> None:
    """A clause's row below the line, or under it the sentences that a mark counts."""
    param, _, value = (mark or "").partition(":")
    if param == CLAUSE:
        kit.open_row(param, value)
    elif param:
        kit.choose(param, value)


def show_clauses(
    matters: pd.DataFrame,
    reports: clauses.Reports,
    agreements: Sequence[Agreement],
    desk: tuple[Sequence[str], date | None, Implementation],
) -> str | None:
    """The rows, a chosen one open, and below them all its sentences where they are many; gives the chosen one.

    `desk` is the outlets in view, the as-of date and the implementation log.
    """
    outlets, today, log = desk
    known = set(matters["matter"])
    matter = kit.chosen(CLAUSE, known)
    st.html(STYLE)
    kit.offer_comparison()
    every = agreements_in(kit.connection())
    telling = clauses.telling_outlets(outlets, {outlet for cells in reports.cells().values() for outlet in cells})
    if left := len(outlets) - len(telling):
        st.caption(f"{counted(left, 'outlet')} in view without a column: they report none of this.")
    drawn = clauses.ClauseDesk(
        telling, kit.sourced_looks(), today, kit.article_link, row_link, log,
        kit.opened_rows(clauses.ROWS, known, matter), kit.sentence_citation(),
        changes_of(find_changes(every), every), every,
        told_states(kit.connection(), kit.visit.FILTERS.get(), agreements, today, kit.sourced_looks().independent),
    )  # fmt: skip
    st.html(clauses.clauses_html(matters, reports, agreements, drawn))
    kit.keep_opened(clauses.ROWS, matter, (DAY_PLACE, kit.chosen(DUE)))
    _offer_clauses(clauses.drawn_matters(matters, drawn.opened), reports, drawn)
    promised = reports.rows[reports.rows["matter"] == matter]
    if not reports.rows.empty:
        show_commitment_correction(reports.rows if promised.empty else promised)
    inside = reports.evidence(matter or "")
    if sentence_count(inside) > clauses.MOST_SENTENCES:
        words = matters.set_index("matter").loc[matter, "words"]
        st.header(f"All sentences on: {plain(str(words))}", anchor=False)
        kit.show_evidence(inside, key=f"clause {matter}", noun="statement")
    return matter


def _offer_clauses(shown: pd.DataFrame, reports: clauses.Reports, drawn: clauses.ClauseDesk) -> None:
    """The rows, and the sentences that they open to, to take away."""
    inside = sum(int(frame["matter"].isin(shown["matter"]).sum()) for frame in (reports.rows, reports.mentions))
    sentences = kit.Listed(grids.CLAUSES_SENTENCES, lambda: grids.clauses_sentences(shown, reports), inside)
    kit.offer_lists([kit.list_of(grids.CLAUSES, grids.clauses_grid(shown, reports, drawn)), sentences], key="clauses")


def show_commitments_table(rows: pd.DataFrame, matters: pd.DataFrame) -> None:
    """Every commitment, one row each, one click away; a row opens the one it belongs to."""

    def numbered() -> pd.DataFrame:
        number = rows["matter"].map(matters.set_index("matter")["number"]).fillna("")
        return rows.assign(clause_number=number, clause_score=rows["clause_score"].round(2))

    title = f"All {counted(len(rows), 'commitment')} as a table"
    row = kit.show_folded(
        title, "commitments", ALL_COMMITMENTS, numbered, lambda one: kit.open_row(CLAUSE, one["matter"])
    )
    if row is not None:
        show_row_correction(row)


DAY_PLACE = "due-day"  # the container's key


def show_next_days(days: pd.DataFrame, today: date | None) -> None:
    """The next days of `lib.queries.overview.due_days` with who gives each and who does not, and their file."""
    said = f"{lists.DAYS.said}, as of {day(today)}" if today else lists.DAYS.said
    rows = deadlines_html(days, today, kit.sourced_looks(), day_link)
    st.html(panels_html([Panel(lists.DAYS.title, said, rows, Html(""))]))
    listed = lists.days_list(days, today, kit.looks().names)
    kit.offer_lists([kit.list_of(lists.DAYS.about(said=said), listed)], key="days")


def show_due_day(rows: pd.DataFrame, matters: pd.DataFrame) -> None:
    """The sentences of the day that the link asks for, and the rows that they belong to; nothing where it asks none.

    `rows` are `lib.queries.agreement.commitments.commitments`, `matters` its `matters`.
    """
    key = kit.chosen(DUE)
    given = given_statements(rows, key) if key else rows.iloc[:0]
    if given.empty:
        kit.chosen(DUE, ())
        return
    first, words = given.iloc[0], matters.set_index("matter")["words"]
    of_outlet = key == given_key(first["due"], outlet=first["outlet"])
    whose = first["outlet_name"] if of_outlet else words[first["matter"]]
    with st.container(key=DAY_PLACE, gap="xsmall"):
        kit.show_opened(f"By {day(first['due'])}: {whose}", DUE)
        read = [commitment_reading(row) for row in given.itertuples()]
        kit.show_evidence(given.assign(read=read), key=f"due {key}", noun="statement")
        st.html(ways_html("Rows: ", {words[one]: row_link(one) for one in given["matter"].unique()}))


def row_link(matter: str) -> str:
    """The address of one row, opened."""
    return kit.link_to("agreement", **{CLAUSE: matter})


def day_link(row: Any) -> str:  # noqa: ANN401  # a row of `lib.queries.overview.due_days`
    """The address of all that gives a matter's day, in every outlet."""
    return kit.link_to("agreement", **{DUE: given_key(row.due, matter=row.matter)})
