"""Agreements that are kept: put right before and after, taken along as files, taken away and brought back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import streamlit as st

from lib.agreement import ClauseRow, agreement_record, corrected, rows_of, with_known
from lib.errors import AccordError, AgreementError
from lib.exports.clauses import CLAUSES_OF_TEXT, clauses_of_text
from lib.exports.csv import csv_bytes
from lib.models import Agreement, Change, ClauseModality, Related, RelatedKind
from lib.store import (
    agreement_toml,
    agreements_in,
    kept_agreements,
    known_agreements,
    remove_agreement,
    restore_agreement,
    save_agreement,
)
from lib.text.days import EARLIEST, LATEST
from lib.ui import kit
from lib.views.agreement import own_text
from lib.views.kit.text import counted, inline, plain

STYLE = Path(own_text.__file__).with_suffix(".css")
MODALITIES: tuple[ClauseModality, ...] = get_args(ClauseModality)
CORRECTED = "correct"  # the link's parameter: the agreement that is being put right
RELATED = [one.name for one in fields(Related)]
RELATED_KINDS: tuple[RelatedKind, ...] = get_args(RelatedKind)
NOBODY = "somebody"  # who has not said who they are
MOST_WORDS, MOST_NAME = 5000, 300  # letters of a cell, and of a name
HELP = (
    "Change a cell by a double click, or Enter; the last row is for a new clause. To split a clause, shorten its words"
    " and write the rest into a new row: it goes to its place in the text. To join two, put the words of both into one"
    " row and delete the other (tick it at its left, then the bin above the table). Who: names with a comma between."
)
HELP_RELATED = (
    "What its title and opening say that it amends, implements, supplements or replaces. The last row is for a new one;"
    " delete one that is wrong. Its clauses are then shown beside those that they change."
)


def edit_agreement(agreement: Agreement, key: str, label: str) -> tuple[Agreement, Change] | None:
    """A form with all that was read of an agreement, its own text below; gives what is to be kept once clicked."""
    with st.form(key, enter_to_submit=False):
        with st.container(horizontal=True):
            title = st.text_input("Title", agreement.title, max_chars=MOST_NAME, key=f"{key} title")
            earliest = min(EARLIEST, agreement.signed or EARLIEST)  # of an old treaty
            signed = st.date_input(
                "Signed on", agreement.signed, earliest, LATEST, key=f"{key} signed", format="YYYY-MM-DD", width=170
            )
        parties = st.text_area("Parties, one a line", "\n".join(agreement.parties), key=f"{key} parties", height=96)
        st.markdown(f"**{counted(len(agreement.clauses), 'clause')}**", help=HELP)
        rows = _edit_clauses(agreement, key)
        related = _edit_related(agreement, key)
        with st.container(horizontal=True):
            who = st.text_input("Who decides", kit.visit.ANALYST.peek() or "", max_chars=100, key=f"{key} who")
            why = st.text_input("Why", max_chars=1000, key=f"{key} why", placeholder="What was put right, if anything")
        asked = st.form_submit_button(label, type="primary")
    given = None
    try:
        if asked:
            new = corrected(
                agreement, title=title, signed=signed, parties=parties.splitlines(), rows=rows, related=related
            )
            given = new, _signed(who, why or "as read and put right")
    except AgreementError as error:
        st.error(plain(str(error)), title="This cannot be kept yet", icon=":material/edit:")
    if agreement.text:
        st.caption("Its own text as it was read, each clause marked; what was understood of one shows on hover.")
        st.html(STYLE)
        st.html(own_text.own_text_html(agreement))
    return given


def _edit_clauses(agreement: Agreement, key: str) -> list[ClauseRow]:
    """The table of clauses as the reader leaves it."""
    column = st.column_config
    days: dict[str, Any] = {"min_value": EARLIEST, "max_value": LATEST, "format": "YYYY-MM-DD", "width": 96}
    edited = st.data_editor(
        _frame(agreement),
        key=f"{key} clauses",
        num_rows="dynamic",
        hide_index=True,
        disabled=["id"],
        row_height=62,
        height=430,
        alt="The agreement’s clauses, to be put right",
        placeholder="",
        column_config={
            "id": None,
            "number": column.TextColumn("No.", width=60, max_chars=MOST_NAME, pinned=True),
            "words": column.TextColumn("What it says", width=320, max_chars=MOST_WORDS),
            "who": column.TextColumn("Who", width=150, max_chars=MOST_WORDS),
            "modality": column.SelectboxColumn("How", options=MODALITIES, default="obligation", width=92),
            "due": column.DateColumn("Last day", **days),
            "starts": column.DateColumn("First day", **days),
            "rule": column.TextColumn(
                "Rule", width=140, max_chars=MOST_WORDS, help="The words that the day follows from"
            ),
        },
    )
    return [_row(row) for row in edited.to_dict("records")]


def _edit_related(agreement: Agreement, key: str) -> list[Related]:
    """The table of what the agreement is to others, as the reader leaves it."""
    known = {one.id: one for one in agreements_in(kit.connection()) if one.id != agreement.id}
    now = with_known(agreement, tuple(known.values())).related
    titles = {one.agreement: one.name for one in now if one.agreement} | {one.id: one.title for one in known.values()}
    st.markdown("**What it is to other agreements**", help=HELP_RELATED)
    column = st.column_config
    frame = pd.DataFrame([[getattr(one, name) for name in RELATED] for one in now], columns=RELATED, dtype="object")
    edited = st.data_editor(
        frame.astype(dict.fromkeys(RELATED, "string") | {"signed": "datetime64[s]"}),
        key=f"{key} related",
        num_rows="dynamic",
        hide_index=True,
        alt="What the agreement is to others, to be put right",
        placeholder="",
        column_config={
            "kind": column.SelectboxColumn("It", options=list(RELATED_KINDS), default=RELATED_KINDS[0], width=110),
            "name": column.TextColumn("Which, as printed", width=300, max_chars=MOST_NAME),
            "signed": column.DateColumn("Of", min_value=None, max_value=LATEST, format="YYYY-MM-DD", width=96),
            "agreement": column.SelectboxColumn(
                "Known to the desk as", options=list(titles), width=300,
                format_func=lambda one: inline(titles.get(str(one), str(one))),
            ),
        },
    )  # fmt: skip
    return [one for row in edited.to_dict("records") if (one := _related(row, known))]


def _related(cells: dict[str, Any], known: Mapping[str, Agreement]) -> Related | None:
    """A row of the table; None where it names nothing. What was chosen and not named is called by its own title."""
    told: dict[str, Any] = {name: cell for name, cell in cells.items() if not pd.isna(cell)}
    chosen = known.get(told.get("agreement", ""))
    name = " ".join(told.get("name", "").split()) or (chosen.title if chosen else "")
    kind: RelatedKind = told["kind"] if told.get("kind") in RELATED_KINDS else RELATED_KINDS[0]
    signed = pd.Timestamp(told["signed"]).date() if "signed" in told else chosen.signed if chosen else None
    return Related(kind, name, signed, told.get("agreement")) if name else None


def _frame(agreement: Agreement) -> pd.DataFrame:
    """The clauses as the table shows them."""
    rows = [{name: getattr(row, name) for name in ClauseRow.__slots__} for row in rows_of(agreement)]
    frame = pd.DataFrame(rows, columns=list(ClauseRow.__slots__), dtype="object")
    texts = {name: "string" for name in frame if name not in {"due", "starts"}}
    return frame.astype(texts | dict.fromkeys(("due", "starts"), "datetime64[s]"))


def _row(cells: dict[str, Any]) -> ClauseRow:
    """A row of the table, its empty cells as a clause has them."""
    told: dict[str, Any] = {name: cell for name, cell in cells.items() if not pd.isna(cell)}
    if told.get("modality") not in MODALITIES:
        told.pop("modality", None)
    days = {name: pd.Timestamp(told.pop(name)).date() for name in ("due", "starts") if name in told}
    return ClauseRow(**{"id": None} | told | days)


def _signed(who: str, why: str) -> Change:
    """A change that is made now, remembered as this analyst's."""
    if who.strip():
        kit.visit.ANALYST.set(who.strip())
    return Change(who.strip() or NOBODY, why.strip(), datetime.now(UTC).replace(microsecond=0))


def keep_agreement(agreement: Agreement, change: Change, said: str) -> bool:
    """Keep an agreement, and say so in the next drawing; whether that was done."""

    def keep() -> str:
        save_agreement(kit.settings().agreements, agreement, change)
        return said

    return _change(keep)


def _change(deed: Callable[[], str]) -> bool:
    """Change what is kept, and have what is said of it, or why it could not be done, shown in the next drawing."""
    kit.visit.AGREEMENT_REMOVED.pop()
    try:
        kit.check_editable()
        kit.visit.AGREEMENT_SAID.set(deed())
    except AccordError as error:
        kit.visit.AGREEMENT_PROBLEM.set(str(error))
        return False
    kit.choose(CORRECTED, None)
    kit.visit.AGREEMENTS_READ.set(kit.visit.AGREEMENTS_READ.get() + 1)
    return True


def show_said() -> None:
    """What was last done with an agreement, said once, and the way back from a removal."""
    if problem := kit.visit.AGREEMENT_PROBLEM.pop():
        st.error(plain(problem), title="Nothing was changed", icon=":material/error:")
    for broken in _unread(kit.data_key()) if kit.is_editable() else ():
        st.warning(plain(broken), title="A kept agreement cannot be read", icon=":material/error:")
    said, removed = kit.visit.AGREEMENT_SAID.pop(), kit.visit.AGREEMENT_REMOVED.peek()
    if removed and kit.is_editable():
        with st.container(horizontal=True, vertical_alignment="center", border=True, key="agreement removed"):
            st.markdown(f"Removed: {plain(inline(removed[1]))}. Its file stays in the data folder.", width="stretch")
            args = (f"{removed[0]}.removed", removed[1])
            st.button("Bring it back", icon=":material/undo:", on_click=bring_back, args=args)
    elif said:
        st.success(plain(said), icon=":material/check:")


@st.cache_data(max_entries=2, show_spinner=False)
def _unread(key: kit.DataKey) -> tuple[str, ...]:  # noqa: ARG001  # kept by it
    """Why some of the files of kept agreements are not read."""
    return known_agreements(kit.settings().agreements)[1]


def offer_kept(agreement: Agreement) -> None:
    """What can be done with an agreement: put right, taken along, taken away; and the form that puts it right."""
    kept = kit.is_editable() and agreement.id in kept_agreements(kit.settings().agreements)
    with st.container(horizontal=True, gap="medium", key=f"agreement {agreement.id}"):
        if kept:
            st.button(
                "Correct this agreement", icon=":material/edit:", type="tertiary", key=f"correct {agreement.id}",
                on_click=kit.choose, args=(CORRECTED, agreement.id),
            )  # fmt: skip
        _offer_files(agreement)
        if kept:
            st.button(
                "Remove this agreement", icon=":material/delete:", type="tertiary", key=f"remove {agreement.id}",
                on_click=_remove, args=(agreement.id, agreement.title), help="Can be brought back at once",
            )  # fmt: skip
    if kept and kit.chosen(CORRECTED) == agreement.id:
        kit.show_opened(f"Correct: {inline(agreement.title)}", CORRECTED)
        key = f"correcting {agreement.id} {kit.visit.AGREEMENTS_READ.get()}"
        given = edit_agreement(agreement, key, "Keep the corrections")
        if given:
            new, change = given
            keep_agreement(new, change, f"Corrected: {inline(new.title)}, {counted(len(new.clauses), 'clause')}.")
            st.rerun()


def _offer_files(agreement: Agreement) -> None:
    """The agreement as TOML, which another desk can keep, its clauses as CSV, and the JSON of `lib.agreement`."""
    view = kit.current_view()

    def toml() -> bytes:
        return agreement_toml(agreement).encode("utf-8", "replace")

    def record() -> bytes:
        return json.dumps(agreement_record(agreement), ensure_ascii=False, indent=1).encode("utf-8", "replace")

    def rows() -> bytes:
        return csv_bytes(CLAUSES_OF_TEXT.told(clauses_of_text(agreement)), view)

    kit.offer_file("Agreement as TOML", toml, "application/toml", name=f"{agreement.id}.toml")
    kit.offer_file(
        f"Agreement as CSV ({counted(len(agreement.clauses), 'clause')})",
        rows,
        "text/csv",
        name=f"{agreement.id} clauses.csv",
    )
    kit.offer_file("Agreement as JSON", record, "application/json", name=f"{agreement.id}.json")


def _remove(identity: str, title: str) -> None:
    """Take a kept agreement away."""

    def remove() -> str:
        remove_agreement(kit.settings().agreements, identity, _signed(kit.visit.ANALYST.peek() or "", "removed"))
        return ""

    if _change(remove):
        kit.visit.AGREEMENT_REMOVED.set((identity, title))


def bring_back(file: str, title: str) -> None:
    """Bring a reading back that was replaced or removed."""

    def restore() -> str:
        restore_agreement(kit.settings().agreements, file)
        return f"Brought back: {inline(title)}."

    _change(restore)
