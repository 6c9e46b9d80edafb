"""Decisions on the screen: made, said once, undone with a click, listed, taken along and brought in as TOML."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from lib.agreement import undone
from lib.errors import AccordError, DecisionError
from lib.models import Action, Change, Decision, Subject, SubjectKind
from lib.queries.agreement.changed import CHANGED, changed_rows
from lib.queries.decisions import DECISIONS, decision_log, merged_into
from lib.store import (
    ChangedValue,
    changed_values,
    decisions_toml,
    known_agreements,
    load_decisions,
    new_decision,
    parse_decisions,
    save_agreement,
    save_decisions,
    undo,
)
from lib.ui import kit
from lib.views.kit.decisions import changed_html, decision_html
from lib.views.kit.highlight import joined
from lib.views.kit.text import counted, plain

PAGE_SIZE = 10
UNDO = "undo of: "
NOBODY = "somebody"  # undoing takes one click, also for whoever has not said who they are yet
# What every decision is signed with, and what to write where it is missing.
SIGNED = {"who": "your name", "why": "the reason"}

# What a form asks for: the subject, and the value with its name; None says that something is missing.
Choice = tuple[Subject, str | None, str]
# The row or rows that a form makes, from when it was signed and by whom.
Made = Callable[[datetime, str], Decision | Sequence[Decision]]


def show_signing(
    key: str, action: Action, label: str, ask: Callable[[], Choice], after: Callable[[Decision], None] | None = None
) -> None:
    """The end of every correction's form: who and why, and the button; `ask` reads the widgets when it is clicked.

    What `ask` raises as AccordError is shown. Once the decision is saved, the popover of this key is closed and
    `after` called.
    """

    def made(when: datetime, who: str) -> Decision:
        subject, value, name = ask()
        why = kit.visit.part(key, "why").get()
        return new_decision(when, who, why, action, subject, value, value_name=name[:300])

    sign(key, label, made, after)


def sign(key: str, label: str, made: Made, after: Callable[[Decision], None] | None = None) -> None:
    """Who and why, and the button that saves the rows that are `made`, as `show_signing`."""
    ask_who(key)
    st.text_input(
        "Why", key=f"{key} why", max_chars=1000, placeholder="Required: the reason, shown wherever it applies"
    )
    st.form_submit_button(label, type="primary", on_click=save_signed, args=(key, made, after))
    show_problem()


def ask_who(key: str) -> None:
    """Who decides, at first whoever decided last on this visit."""
    who = kit.visit.ANALYST.peek() or ""
    st.text_input("Who decides", who, key=f"{key} who", max_chars=100, placeholder="Required: your name")


def save_signed(key: str, made: Made, after: Callable[[Decision], None] | None = None) -> None:
    """Save what the form of this key makes, before the page is drawn anew; what it raises is shown."""
    who = kit.visit.part(key, "who").get().strip()
    if who:
        kit.visit.ANALYST.set(who)
    with _changing():
        kit.check_editable()
        _check_signed(key)
        rows = made(_now(), who)
        rows = [rows] if isinstance(rows, Decision) else rows
        save_decisions(kit.settings().decisions, rows)
        _remember(tuple(row.id for row in rows))
        kit.visit.own(key).set(False)
        if after and rows:
            after(rows[0])


def _check_signed(key: str) -> None:
    """Raises DecisionError that names all that is missing of who and why, where the form asks for it."""
    written = {words: kit.visit.part(key, name).peek() for name, words in SIGNED.items()}
    if missing := [words for words, value in written.items() if value is not None and not value.strip()]:
        raise DecisionError(f"Write {' and '.join(missing)}: every decision is saved with who decides and why.")


@contextmanager
def _changing() -> Iterator[None]:
    """Round a change of the data: why it could not be made is shown in the next drawing."""
    try:
        yield
    except AccordError as error:
        kit.visit.DECISION_PROBLEM.set(str(error))


def show_problem() -> None:
    """Why the last decision could not be saved, said once."""
    if problem := kit.visit.DECISION_PROBLEM.pop():
        st.error(plain(problem), icon=":material/error:")


def show_last_decision(kinds: Sequence[str]) -> None:
    """What this visit decided last here about such kinds of subject, with its undo; nothing once it goes elsewhere."""
    ids, place = kit.visit.LAST_DECISION.get()
    if not kit.is_editable() or not ids:
        return
    if place != kit.place_in_view():
        kit.visit.LAST_DECISION.pop()
        return
    log = decision_log(kit.connection())
    rows = list(log[log["decision"].isin(ids) & log["kind"].isin(kinds)].itertuples())
    if rows:
        told = [row for row in rows if row is rows[-1] or (row.subject and row.subject == rows[-1].subject)]
        changes = "; ".join(row.change for row in reversed(told) if isinstance(row.change, str))
        with st.container(horizontal=True, vertical_alignment="center", border=True, key="last decision"):
            others = len(rows) - len(told)
            more = f" And {counted(others, 'more decision')} with it." if others else ""
            st.html(joined([decision_html(told[-1]._replace(change=changes or None)), more]), width="stretch")
            _offer_undo(rows, "last")


def show_decisions() -> None:
    """All decisions with their undo, and the way out and in; nothing where the reader may not change data."""
    if not kit.is_editable():
        return
    log, changed = decision_log(kit.connection()), changed_values(kit.settings().agreements)
    st.header(f"Decisions ({len(log) + len(changed)})", anchor=False)
    st.caption(
        "What analysts corrected, on every page. The articles and their annotations are not changed: a decision is"
        " stored beside them, and so is its undo."
    )
    if changed:
        _show_changed(changed)
        st.subheader(f"About what was read in articles ({len(log)})", anchor=False)
    show_rows(log)
    show_problem()
    kit.offer_table(DECISIONS, log)
    show_exchange("decisions")


def _show_changed(changed: Sequence[ChangedValue]) -> None:
    """What was changed of kept agreements, each value with its undo, and their file."""
    rows, key = changed_rows(changed), "changed"
    st.subheader(f"Changes of agreements ({len(rows)})", anchor=False)
    page = kit.kept_page(-(-len(rows) // PAGE_SIZE), key)
    first = (page - 1) * PAGE_SIZE
    for at, row in list(enumerate(rows.itertuples()))[first : first + PAGE_SIZE]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"changed {at}"):
            st.html(changed_html(row), width="stretch")
            if changed[at].stands:
                st.button(
                    "Undo",
                    icon=":material/undo:",
                    key=f"undo changed {at}",
                    on_click=_undo_changed,
                    args=(changed[at],),
                )
    kit.offer_table(CHANGED, rows)


def _undo_changed(of: ChangedValue) -> None:
    """Set a value of a kept agreement as it was before; that is a change too."""
    one = of.changed
    with _changing():
        kit.check_editable()
        kept = {known.id: known for known in known_agreements(kit.settings().agreements)[0]}
        if of.agreement not in kept:
            raise DecisionError("That agreement is no longer kept. Reload this page.")
        why = one.why if one.why.startswith(UNDO) else f"{UNDO}{one.why}"
        change = Change(kit.visit.ANALYST.peek() or NOBODY, why, _now().replace(microsecond=0))
        save_agreement(kit.settings().agreements, undone(kept[of.agreement], one), change)
        kit.visit.AGREEMENTS_READ.set(kit.visit.AGREEMENTS_READ.get() + 1)


def show_rows(log: pd.DataFrame, key: str = "decisions") -> None:
    """Decisions with their undo, paged; `log` has the columns of `lib.queries.decisions.decision_log`."""
    page = kit.kept_page(-(-len(log) // PAGE_SIZE), key)
    for row in log.iloc[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].itertuples():
        with st.container(horizontal=True, vertical_alignment="center", key=f"decision {row.decision}"):
            st.html(decision_html(row), width="stretch")
            _offer_undo([row], "listed")


def show_exchange(noun: str, kind: SubjectKind | None = None) -> None:
    """The way out and, where data may be changed, in: all rows, or those about one kind of subject."""
    try:
        rows = [row for row in kit.decisions_in_view() if kind in {None, row.subject.kind}]
        saved = {row.id for row in load_decisions(kit.settings().decisions)}
    except AccordError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="decisions exchange"):
        _offer_download(rows, noun)
        if kit.is_editable():
            _offer_import(saved, noun)


def follow_merges(entities: Sequence[str], known: Collection[str]) -> list[str]:
    """The entities, those that are not there any more as what they were merged into."""
    merged = merged_into(kit.connection()) if any(entity not in known for entity in entities) else {}
    return list(dict.fromkeys(merged.get(entity, entity) for entity in entities))


def _offer_undo(rows: Sequence[Any], where: str) -> None:
    """The click that takes decisions made together back, or puts them in force again."""
    undone = all(row.state == "undone" for row in rows)
    ids = [one for row in rows for one in row.held_by] if undone else [row.decision for row in rows]
    st.button(
        "Apply again" if undone else "Undo",
        icon=":material/redo:" if undone else ":material/undo:",
        key=f"undo {where} {rows[0].decision}",
        on_click=_undo,
        args=(ids,),
    )


def _undo(ids: Sequence[str]) -> None:
    """Take the rows back."""
    who = kit.visit.ANALYST.peek() or NOBODY
    with _changing():
        kit.check_editable()
        saved = {row.id: row for row in load_decisions(kit.settings().decisions)}
        if not saved.keys() >= set(ids):
            raise DecisionError("That decision is no longer in the file of decisions. Reload this page.")
        save_decisions(kit.settings().decisions, [undo(saved[one], _now(), who) for one in ids])
        _remember(kit.visit.LAST_DECISION.get()[0])


def _offer_download(rows: Sequence[Decision], noun: str) -> None:
    st.download_button(
        f"Download {noun} as TOML ({counted(len(rows), 'row')})",
        lambda: decisions_toml(rows).encode(),
        file_name=f"accord-desk-{noun}.toml",
        mime="application/toml",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        disabled=not rows,
        help="Undos are rows too",
    )


def _offer_import(saved: Collection[str], noun: str) -> None:
    """A file of decisions; what is in it is said before it is added."""
    with st.popover(f"Import {noun} from TOML", type="tertiary", icon=":material/upload:"):
        number = kit.visit.IMPORTS.get()
        upload = st.file_uploader("A file downloaded from this or another desk", type="toml", key=f"import {number}")
        if upload is None:
            return
        try:
            found = parse_decisions(upload.getvalue(), upload.name, saved)
        except AccordError as error:
            st.error(plain(str(error)), title="Nothing was imported", icon=":material/block:")
            return
        new = [row for row in found if row.id not in saved]
        st.caption(f"{counted(len(found), 'row')}, {len(new)} of them new here")
        st.button(f"Add {counted(len(new), 'row')}", type="primary", disabled=not new, on_click=_import, args=(new,))


def _import(rows: Sequence[Decision]) -> None:
    with _changing():
        kit.check_editable()
        save_decisions(kit.settings().decisions, rows)
        kit.visit.IMPORTS.set(kit.visit.IMPORTS.get() + 1)
        _remember(())


def _remember(decisions: tuple[str, ...]) -> None:
    """Show the newest data from now on, and what was just decided."""
    kit.choose("data", None)
    kit.visit.LAST_DECISION.set((decisions, kit.place_in_view()))


def _now() -> datetime:
    """When the analyst clicks: the one moment that is read from the clock, because it is what the row records."""
    return datetime.now(UTC)
