"""The agreement page's ledger: each clause with its state as of the chosen day, and the sentences behind it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.models import Agreement, Filters
from lib.queries.agreement.ledger import LEDGER_LIST, ledger, ledger_evidence, told_rows
from lib.store.agreements import clause_keys
from lib.ui import kit
from lib.views.agreement.timeline import LEDGER
from lib.views.kit.text import counted, day, isolated, plain


class Offers(NamedTuple):
    """What else is offered with an agreement, and with an opened row and its sentences."""

    agreement: Callable[[Agreement], None]
    row: Callable[[pd.Series, pd.DataFrame], None]
    line: Callable[[pd.Series, Filters, date | None], None]


def show_ledger(agreements: Sequence[Agreement], filters: Filters, today: date | None, offers: Offers) -> None:
    """A table an agreement; a row opens the sentences that its state follows from."""
    data, looks = kit.connection(), kit.sourced_looks()
    told_of = told_rows(data, filters)
    undated = told_of[told_of["undated"]]
    matter = kit.chosen(LEDGER, clause_keys(agreements))
    for one in agreements:
        rows = ledger(data, filters, one, today, looks.independent)
        if rows.empty:
            continue
        st.header(f"Ledger: {plain(isolated(one.title))}", anchor=False)
        signed = f"signed {day(one.signed)}" if one.signed else "day of signing not known"
        states = rows["state"].value_counts()
        told = ", ".join(f"{count} {state}" for state, count in states.items())
        until = f"As of {day(today)}" if today else "No article has a date"
        out = undated[undated["clause"].str.startswith(f"{one.id}/")]["document"].nunique()
        counts = "left out" if one.signed is None else "promises count from the day of signing on, deeds not"
        left = f" {counted(out, 'article')} without any date: {counts}." if out else ""
        st.caption(
            f"{until}: {told}, of {counted(len(rows), 'clause')} ({signed}). A state follows from reported deeds; "
            "where none was read, a clause stands as promised, due or past its day. Choose a row for its sentences, "
            "by the keyboard with Enter."
            f"{left}"
        )
        offers.agreement(one)
        listing = LEDGER_LIST if one is agreements[0] else LEDGER_LIST.about(one.id)
        kit.show_table(listing, rows, lambda row: kit.choose(LEDGER, row["matter"]))
        inside = rows[rows["matter"] == matter]
        if not inside.empty:
            row = inside.iloc[0]
            kit.show_opened(f"{row['number']} {row['words']} – {row['state']}".strip(), LEDGER)
            told = ledger_evidence(data, filters, str(matter), today)
            offers.row(row, told)
            offers.line(row, filters, today)
            kit.show_evidence(told, key=f"ledger {matter}", noun="report")
