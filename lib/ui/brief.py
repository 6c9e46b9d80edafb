"""The first page: which agreement, the findings open to their sentences, the newest articles, and how to add more."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.models import BORROWED, Agreement, Filters
from lib.queries.agreement.calendar import given_key
from lib.queries.brief import Brief, Finding, brief
from lib.queries.over_time import BY_DAY, published_days
from lib.queries.overview import ARTICLES, UNREAD
from lib.ui import kit
from lib.views import brief as drawn
from lib.views.agreement.timeline import CLAUSE, DUE, LEDGER, own_days
from lib.views.kit import highlight
from lib.views.kit.text import counted
from lib.views.over_time import brushed_days, over_time_figure
from lib.views.pages import PAGES
from lib.views.panels import cards_html, legend_html, problems_html

STYLE = Path(drawn.__file__).with_name("brief.css")
SCRIPT = Path(highlight.__file__).with_name("start.js")
# So many articles that nobody compared before are compared at once; with more, Compare has the differences.
MOST_READ = 40
MOST_CARDS, MOST_PROBLEMS = 6, 8


def brief_in_view(filters: Filters, today: date | None) -> Brief:
    """The brief of what the filters keep, worked out once a version, filters and day."""
    compared = kit.facts_in_view(filters, MOST_READ)
    return _brief(kit.data_key(), filters, today, compared is not None, compared)


@st.cache_resource(max_entries=8, show_spinner=False)
def _brief(key: kit.DataKey, filters: Filters, today: date | None, is_compared: bool, _compared: Any) -> Brief:  # noqa: ANN401, ARG001, FBT001  # kept by all but the last
    return brief(kit.connection(), filters, today, kit.corpus_in_view().outlets, _compared)


def show_start() -> None:
    """How to begin, until the reader puts it away."""
    component: Any = st.components.v2.component(
        "desk_start", html=drawn.start_html(), js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
    )
    component(key="start")


def show_agreement(made: Brief) -> None:
    """Which agreement the brief is of, and the way to the others."""
    st.html(STYLE)
    ways = {one.title: kit.link_to("brief", about=[one.id]) for one in made.others}
    st.html(drawn.agreement_html(made, ways))


def show_findings(made: Brief) -> None:
    """The findings, and their files."""
    st.header("Findings", anchor=False)
    if not made.findings:
        st.caption("Nothing is due, done or told differently in the articles in view.")
        return
    known = {drawn.finding_key(one) for one in made.findings}
    ways = drawn.Ways(kit.article_link, _more, kit.sentence_citation())
    st.html(drawn.findings_html(made.findings, kit.sourced_looks(), ways, kit.opened_rows(drawn.ROWS, known)))
    kit.keep_opened(drawn.ROWS)
    kit.offer_comparison()
    names, sentences = kit.looks().names, pd.concat([one.sentences for one in made.findings], ignore_index=True)
    findings = kit.list_of(drawn.FINDINGS, drawn.findings_list(made.findings, names))
    kit.offer_lists([findings, kit.list_of(drawn.FINDINGS_SENTENCES, sentences)], key="brief")


def _more(one: Finding) -> tuple[str, str]:
    """The page that has all of a finding, and the address of it there."""
    if one.kind == "apart":
        return PAGES["sources"].title, kit.link_to("sources", fact=one.key)
    asked = {CLAUSE: one.key} if one.kind == "most" else {LEDGER: one.key}
    if one.kind == "next":
        asked = {DUE: given_key(one.numbers["due"], matter=one.key)} if one.numbers["outlets"] else {CLAUSE: one.key}
    return PAGES["agreement"].title, kit.link_to("agreement", **asked)


def show_over_time(filters: Filters, made: Brief, today: date | None) -> None:
    """When the articles appeared and how much they report, on the agreement's own days; brushed days are kept."""
    days = published_days(kit.connection(), filters, made.agreement.id if made.agreement else None)
    if days.empty:
        return
    st.header("Over time", anchor=False)
    st.caption(_how_many(days, made))
    st.html(legend_html(kit.looks(), dict.fromkeys(days["outlet"]), kit.outlet_link))
    own = own_days([made.agreement] if made.agreement else [])
    kit.show_chart(over_time_figure(days, own, today, kit.looks()), BY_DAY, days, on_brush=_keep_days)


def _how_many(days: pd.DataFrame, made: Brief) -> str:
    """What the bars count, what they leave out, and how to use them."""
    articles, reports = (int(days[name].sum()) for name in ("articles", "reports"))
    of = int(made.covered["articles"].sum()) if made.agreement else kit.corpus_in_view().articles
    out = f"; {of - articles:,} without a day of their own left out" if of > articles else ""
    return (
        f"{counted(articles, 'article')} by day of publication, and their {counted(reports, 'report')} of what is to be"
        f" done, or done{out}. Thin lines: days of the agreement’s own text. Drag across days to keep only those; the"
        " fields at the side do the same."
    )


def _keep_days(ends: Sequence[Any]) -> None:
    """Keep the articles of the days that are brushed; nothing where that is none."""
    if brushed := brushed_days(ends):
        for key, day in zip(("since", "until"), brushed, strict=True):
            kit.visit.filter_widget(key).set(day)


def show_newest(cards: pd.DataFrame, agreement: Agreement | None) -> None:
    """The newest articles, of the agreement where it is known, and the files of all in view."""
    own_day = cards["published"].where(~cards["published_from"].isin([*BORROWED]))
    about = cards["about"].map(lambda titles: agreement is None or agreement.title in titles)
    newest = cards.assign(about_it=about, own_day=own_day).sort_values(
        ["about_it", "own_day"], ascending=False, kind="stable", na_position="last"
    )[list(cards)]
    shown = newest.head(MOST_CARDS)
    of = f"{len(shown)} of {counted(len(cards), 'article')}" if len(shown) < len(cards) else f"{len(cards)}"
    st.header(f"Newest articles ({of})", anchor=False)
    st.html(cards_html(shown, kit.looks(), kit.article_link))
    kit.offer_table(ARTICLES, cards)


def show_unread(unread: pd.DataFrame) -> None:
    """The files that could not be read, or not all of them."""
    st.header(f"Files with problems ({len(unread)})", anchor=False)
    st.html(problems_html(unread.head(MOST_PROBLEMS)))
    if (left := len(unread) - MOST_PROBLEMS) > 0:
        st.caption(f"and {counted(left, 'more file')} in the list")
    kit.offer_table(UNREAD, unread)
