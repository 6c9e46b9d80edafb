"""How far what is agreed is carried out, and the days for a calendar."""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd
import streamlit as st

from lib.exports.calendar import calendar_file
from lib.models import STATUSES, Agreement, Decision, Evidence, Filters, Span, Subject
from lib.queries.agreement import implementation as queries
from lib.queries.agreement.calendar import deadline_sentences, deadlines
from lib.queries.decisions import decision_log
from lib.store import new_decision
from lib.ui import kit
from lib.ui.corrections import ask_who, given, save_signed, show_exchange, show_problem, show_rows
from lib.views.agreement import implementation
from lib.views.agreement.implementation import Implementation, status_words
from lib.views.kit.highlight import element
from lib.views.kit.sentences import ways_html
from lib.views.kit.text import counted, day, plain

FORM, FORM_ANCHOR = "status", "set-status"
BROUGHT = "to"  # the link's parameter for a part of the page to bring into view
MOST_CHOICES = 500
MOST_OFFERED = 40  # sentences to tick; more are looked for by their words
MOST_RESTED = 8  # the newest, on which a status rests that the ledger proposes

# A sentence by its document and where it starts there.
Offered = dict[tuple[str, int], Evidence]


def implementation_log(as_of: date | None) -> Implementation:
    """The log as of a day, with the way to set a status where the reader may."""
    data = kit.connection()
    frames = queries.statuses(data, as_of), queries.implementation_log(data), queries.log_evidence(data)
    setting = _setting_link if kit.is_editable() else None
    return Implementation(*frames, as_of, kit.looks(), kit.article_link, setting, kit.sentence_citation())


def show_log(
    log: Implementation, matters: pd.DataFrame, rows: pd.DataFrame, filters: Filters, matter: str | None
) -> None:
    """The section under the clauses; `matter` is the row that is open, `rows` the commitments to rest a status on."""
    entries = log.log
    st.header(f"Implementation log ({len(entries)})", anchor=False)
    st.caption(
        f"How far each clause is carried out, as analysts enter it. {implementation.SCALE}. A clause’s row shows the"
        " last status that applies on the as-of date; entries are added and taken back, never changed."
    )
    if kit.is_editable():
        _show_form(log, matters, rows, filters, matter)
        listed = decision_log(kit.connection())
        show_rows(listed[listed["kind"] == "matter"])
        show_problem()
    elif entries.empty:
        st.caption("Nobody has set a status yet.")
    if not entries.empty:
        scaled = entries.assign(number_on_scale=entries["status"].map(STATUSES.index))
        kit.show_folded(
            f"The log as a table ({counted(len(entries), 'entry')})", "log", queries.WHOLE_LOG, lambda: scaled
        )
    show_exchange("log", "matter")


def _show_form(
    log: Implementation, matters: pd.DataFrame, rows: pd.DataFrame, filters: Filters, matter: str | None
) -> None:
    """The fold with the form; a link may open it, and bring it into view."""
    if kit.chosen(BROUGHT, {FORM}):
        st.html(element("span", id=FORM_ANCHOR))
        kit.bring_into_view(FORM_ANCHOR)
    key = f"set status {kit.visit.STATUSES_SET.get()}"
    opened = kit.kept_expander("Set status", FORM, ":material/edit:")
    words = _matter_words(log.log, matters)
    if not opened.open:
        return
    with opened:
        if not words:
            st.caption("No clause and no commitment is in view to set a status for.")
            return
        with st.container(horizontal=True):
            at = list(words).index(matter) if matter in words else 0
            about = st.selectbox("Clause", list(words), at, format_func=words.__getitem__, key=f"{key} clause {matter}")
            offered = _offered(rows[rows["matter"] == about], filters, f"{key} {about}")
        with st.form(f"{key} {about}", border=False):
            _ask_entry(log.as_of, Subject("matter", about, name=words[about]), offered, f"{key} {about}")


def _matter_words(log: pd.DataFrame, matters: pd.DataFrame) -> dict[str, str]:
    """What a status can be set for: the rows in view, and what has one already."""
    shown = matters.head(MOST_CHOICES)
    numbers = shown["number"].map(lambda number: f"{number}. " if number else "")
    words = dict(zip(shown["matter"], (numbers + shown["words"]).str[:300], strict=True))
    return words | {row.matter: row.words for row in log.itertuples() if row.matter not in words}


def _offered(rows: pd.DataFrame, filters: Filters, key: str) -> Offered:
    """Sentences to rest a status on: those of the clause, and those found by their words, kept while the form is."""
    found: Offered = kit.visit.part(key, "found", dict).get()
    sought = st.text_input(
        "Find other sentences as evidence",
        key=f"{key} sought",
        max_chars=100,
        placeholder="Words they contain",
        width=300,
    ).strip()
    if sought:
        more = queries.sentences_with(kit.connection(), filters, sought)
        found |= _evidence_of(more)
        if more.empty:
            st.caption("No sentence in view has these words.", width=300)
    own = rows.assign(start=rows["sentence_start"]).drop_duplicates(["document", "start"])
    return _evidence_of(own.head(MOST_OFFERED)) | found


def _evidence_of(sentences: pd.DataFrame) -> Offered:
    """Each sentence as evidence, with where it is from."""
    return {
        (row.document, int(row.start)): Evidence(
            f"{row.outlet_name}, {day(row.published)}",
            row.document,
            Span(int(row.start), int(row.start) + len(row.text), row.text),
        )
        for row in sentences.itertuples()
    }


def _ask_entry(as_of: date | None, subject: Subject, offered: Offered, key: str) -> None:
    """The form's fields and its button."""
    with st.container(horizontal=True, gap="large"):
        st.radio("Status", STATUSES, index=None, format_func=status_words, key=f"{key} status", horizontal=True)
        st.date_input("Applies from", as_of, kit.EARLIEST, kit.LATEST, key=f"{key} day", format="YYYY-MM-DD", width=170)
    st.text_area("Note", key=f"{key} note", max_chars=1000, placeholder="What was done, or not", height=80)
    if offered:
        st.markdown("Sentences as evidence")
        with st.container(height=260 if len(offered) > 4 else "content", border=False):
            for (document, start), one in offered.items():
                words = f"{one.source}: {one.span.exact if one.span else ''}"
                st.checkbox(plain(words), key=f"{key} {document} {start}")
    st.text_area(
        "Addresses or citations as evidence, one per line", key=f"{key} sources", max_chars=5000, height=68,
        placeholder="https://… or a document’s number",
    )  # fmt: skip
    ask_who(key)

    def entry(when: datetime, who: str) -> Decision:
        return _entry(subject, offered, key, (when, who))

    st.form_submit_button("Set status", type="primary", on_click=save_signed, args=(key, entry, _next_form))
    show_problem()


def _entry(subject: Subject, offered: Offered, key: str, signed: tuple[datetime, str]) -> Decision:
    """What the form says, as a row; DecisionError names what is missing."""
    status = given(f"{key} status", "Choose a status.")
    since = given(f"{key} day", "Give the day from which it applies.")
    note = given(f"{key} note", "Write a note: what was done, or not.")
    ticked = [one for (document, start), one in offered.items() if kit.visit.part(key, f"{document} {start}").peek()]
    lines = [line.strip() for line in kit.visit.part(key, "sources").get().splitlines()]
    evidence = (*ticked, *(Evidence(line) for line in lines if line))
    return new_decision(*signed, note, "assess", subject, status, day=since, evidence=evidence)


def _next_form(_: Decision) -> None:
    """Once a status is set, the next form is a new one."""
    kit.visit.STATUSES_SET.set(kit.visit.STATUSES_SET.get() + 1)
    kit.choose(BROUGHT, None)
    kit.close_kept(FORM)


def offer_proposal(row: pd.Series, told: pd.DataFrame) -> None:
    """What the ledger proposes for the log, to be accepted, changed or rejected; nothing where it proposes nothing.

    `row` is one of `lib.queries.agreement.ledger.ledger`, `told` the sentences behind it.
    """
    if not kit.is_editable() or pd.isna(row["proposed"]):
        return
    matter, status, since = str(row["matter"]), str(row["proposed"]), row["since"].date()
    subject, key = Subject("matter", matter, name=str(row["words"])[:300]), f"proposal {row['matter']}"
    own = told.assign(start=told["sentence_start"]).drop_duplicates(["document", "start"])
    evidence = tuple(_evidence_of(own.tail(MOST_RESTED)).values())

    def accepted(when: datetime, who: str) -> Decision:
        note = kit.visit.part(key, "note").get()
        return new_decision(when, who, note, "assess", subject, status, day=since, evidence=evidence)

    def rejected(when: datetime, who: str) -> Decision:
        return new_decision(when, who, kit.visit.part(key, "note").get(), "reject", subject, status)

    with st.form(key):
        st.markdown(f"Proposed for the implementation log: **{status_words(status)}**, from {day(since)}")
        with st.container(horizontal=True):
            ask_who(key)
            known = f"Reported {row['state']} by {counted(row['outlets'], 'outlet')}"
            st.text_input("Note", known, key=f"{key} note", max_chars=1000)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(
                "Accept", type="primary", icon=":material/check:", on_click=save_signed, args=(key, accepted)
            )
            st.form_submit_button("Reject", icon=":material/close:", on_click=save_signed, args=(key, rejected))
            st.html(ways_html("", {"Change it": _setting_link(matter)}))
    show_problem()


def _setting_link(matter: str) -> str:
    """The address of one row, with the form to set its status."""
    return kit.link_to("agreement", clause=matter, open=FORM, **{BROUGHT: FORM})


def offer_calendar(matters: pd.DataFrame, rows: pd.DataFrame, agreements: Sequence[Agreement]) -> None:
    """A button that downloads the due days of the line above it; nothing where there are none."""
    found = deadlines(matters, agreements)
    if found.empty:
        return
    # The file is made when it is asked for, after this run, so what it is to say is settled here.
    version, view = kit.data_version(), kit.view_in_words()

    def content() -> bytes:
        given = [deadline_sentences(row, rows) for row in found.itertuples()]
        return calendar_file(found, given, kit.saved_at(version), view)

    events, days = counted(len(found), "event"), counted(found["due"].nunique(), "day")
    st.download_button(
        f"Download calendar (.ics, {events} on {days})",
        content,
        file_name="accord-desk-deadlines.ics",
        mime="text/calendar",
        on_click="ignore",
        type="tertiary",
        icon=":material/calendar_month:",
        help="One whole-day event per deadline: two things due on one day are two events. Each names the outlets and"
        " quotes their sentences.",
    )
