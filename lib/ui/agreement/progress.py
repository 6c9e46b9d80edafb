"""How far an agreement is carried out, as pictures: scores over time, who owes what to whom, one clause's reports."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.models import Agreement, Filters
from lib.queries.agreement.ledger import TOLD_LIST, told_of
from lib.queries.agreement.progress import DUTIES, SCORES, duties, entered_scores, reported_scores
from lib.ui import kit
from lib.views.agreement.progress import clause_figure, network_figure, scores_figure
from lib.views.kit.text import counted, inline, plain

FOLD, LINE = "pictures", "reports over time"  # in the link
LEDGER = "ledger"  # the link's parameter for a row of the ledger


def show_progress(agreements: Sequence[Agreement], filters: Filters, today: date | None) -> None:
    """A fold with the pictures of each agreement in view; nothing where there is none."""
    if not agreements:
        return
    opened = kit.kept_expander("Implementation as a picture", FOLD, ":material/monitoring:")
    if opened.open:
        with opened:
            for one in agreements:
                if len(agreements) > 1:
                    st.subheader(plain(inline(one.title)), anchor=False)
                of = "" if one is agreements[0] else one.id
                _show_scores(one, filters, today, of)
                _show_network(one, filters, today, of)


def _show_scores(one: Agreement, filters: Filters, today: date | None, of: str) -> None:
    """Scores over time: what analysts entered, where somebody did, and what reports speak for."""
    data = kit.connection()
    reported, entered = reported_scores(data, filters, one, today), entered_scores(data, one, today)
    clauses = [(f"{one.id}/{clause.id}", clause.number, clause.text) for clause in one.clauses]
    for title, key, scores in (
        ("as analysts entered it in the log", "entered", entered),
        ("as reported deeds speak for it", "reported", reported),
    ):
        if scores.empty:
            continue
        st.markdown(f"**Each clause’s score over time**, {title}")
        st.caption(
            f"{counted(scores['matter'].nunique(), 'clause')} of {len(clauses)} with a score, from 0 not started to "
            "3 full (Peace Accords Matrix); one without has no bar and counts no point. Choose a bar for its sentences."
        )
        with_score = [clause for clause in clauses if clause[0] in set(scores["matter"])]
        until = today or scores["day"].max().date()
        listing = SCORES.about(f"{key} {of}".strip(), f"Scores of {inline(one.title)}, {title}")
        kit.show_chart(scores_figure(scores, with_score, until), listing, scores, _open_clause)
    if reported.empty and entered.empty:
        st.caption("No score yet: no deed of a clause was reported, and none is entered in the log.")


def _show_network(one: Agreement, filters: Filters, today: date | None, of: str) -> None:
    """Who owes what to whom, by the agreement's own text."""
    owed = duties(kit.connection(), filters, one, today)
    if owed.empty:
        st.caption("The agreement’s text names nobody who has to do something.")
        return
    st.markdown("**Who owes what to whom**, by the agreement’s own text")
    st.caption(
        "An arrow goes to whom the words of a clause name beside who has to do it, else to the other parties; its "
        "number is that of the clauses. Choose one to open the first of them."
    )
    kit.show_chart(network_figure(owed), DUTIES.about(of, f"Duties in {inline(one.title)}"), owed, _open_clause)


def _open_clause(matter: Any) -> None:  # noqa: ANN401  # whatever a mark carries
    if matter:
        kit.choose(LEDGER, str(matter))


def show_clause_line(row: pd.Series, filters: Filters, today: date | None) -> None:
    """What each outlet reported of a ledger's row and when, on demand."""
    matter = str(row["matter"])
    opened = kit.kept_expander("Its reports over time", LINE, ":material/timeline:")
    if opened.open:
        with opened:
            told = told_of(kit.connection(), filters, matter, today)
            if told.empty:
                st.caption("No report of it was read.")
                return
            own = None if pd.isna(row["own_day"]) else row["own_day"].date()
            kit.show_chart(clause_figure(told, own, kit.looks()), TOLD_LIST.about(matter), told)
