"""What is to be done by when: the agreement's own words beside what each outlet reports, and the days on one line."""

import streamlit as st

from lib.queries.agreement import commitments as agreement
from lib.queries.overview import due_days, latest_day
from lib.ui.agreement.adding import offer_agreement
from lib.ui.agreement.clauses import (
    choose_as_of,
    show_clauses,
    show_commitments_table,
    show_due_day,
    show_next_days,
    show_timeline,
)
from lib.ui.agreement.implementation import implementation_log, offer_calendar, offer_proposal, show_log
from lib.ui.agreement.keeping import offer_kept
from lib.ui.agreement.ledger import Offers, show_ledger
from lib.ui.agreement.progress import show_clause_line, show_progress
from lib.ui.kit import as_of, connection, corpus_in_view, empty_state, start_page
from lib.views.agreement.clauses import LEGEND, Reports
from lib.views.kit.text import counted

data = connection()
today = as_of(latest_day(data))
filters = start_page("agreement")
rows = agreement.commitments(data, filters)
mentions = agreement.clause_mentions(data, filters)
agreements = agreement.shown_agreements(data, filters)
matters = agreement.matters(rows, agreements)
log = implementation_log(today)
offers = Offers(offer_kept, offer_proposal, show_clause_line)
if rows.empty and mentions.empty:
    none = "No article matches the filters." if filters else "There are no articles yet."
    caption = "Nothing in the articles in view says who is to do what." if corpus_in_view().articles else none
    empty_state(caption)
    show_ledger(agreements, filters, today, offers)
    offer_agreement(folded=bool(agreements))
    show_log(log, matters, rows, filters, None)
    st.stop()

outlets = agreement.present_outlets(data, filters)
with st.container(horizontal=True, vertical_alignment="bottom", key="days-head"):
    st.markdown("**Deadlines**, with the number of sentences that report each", width="stretch")
    choose_as_of(today)
show_timeline(agreements, agreement.reported_days(data, filters), outlets, today)
show_due_day(rows, matters)
show_next_days(due_days(data, filters), today)
offer_calendar(matters, rows, agreements)

show_ledger(agreements, filters, today, offers)
show_progress(agreements, filters, today)
offer_agreement(folded=bool(agreements))

with st.container(gap="xsmall", key="clauses-head"):
    st.header("What is agreed, and what each outlet reports of it", anchor=False)
    matched = int(rows["clause"].notna().sum())
    to = f", {matched} matched to a clause" if agreements else "; they report no agreement that the desk knows"
    caption = f"{counted(len(rows), 'commitment')}{to}. Open a row for its sentences."
    apart = f" {LEGEND}" if agreements else ""
    st.caption(f"{caption}{apart}")
reports = Reports(agreement.reports(data, filters), rows, mentions)
matter = show_clauses(matters, reports, agreements, (outlets, today, log))
show_commitments_table(rows, matters)
show_log(log, matters, rows, filters, matter)
