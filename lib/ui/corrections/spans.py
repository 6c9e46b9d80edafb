"""What an analyst can correct of a place and of what was read in a text: rejected, or read as something else."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.errors import DecisionError
from lib.gazetteer import point_id
from lib.models import (
    ROLE_NAMES,
    ROLES,
    UNPLACED,
    Decision,
    Field,
    Place,
    Span,
    Subject,
)
from lib.queries.corpus import entities as all_entities
from lib.queries.decisions import (
    Reading,
    clause_choices,
    commitment_at,
    figures_in,
    place_articles,
    place_mentions,
)
from lib.queries.map import place_candidates
from lib.store import new_decision
from lib.ui.corrections.decisions import Choice, show_last_decision, show_signing, sign
from lib.ui.corrections.forms import article_choices, correction, entity_choices, given
from lib.ui.kit import EARLIEST, LATEST, choose, connection, is_editable, parse_day, visit
from lib.views.kit.highlight import element
from lib.views.kit.readings import CHOICES, DEEDS, FIELD_HELP, FIELD_LABELS, NAMED
from lib.views.kit.text import counted, inline, isolated
from lib.views.map.place_map import described, snippet

PLACE_DEEDS = {"reassign": "Another place is meant", "role": "The role is wrong", "reject": "Not this place"}
MOST_SINGLE = 300  # of a place named more often, single mentions are chosen by spelling or article


def offer_place_correction(place: pd.Series) -> None:
    """A button that opens the correction of one place: a row of `lib.queries.map.places`."""
    key = f"correct {place['place']}"
    if is_editable() and (opened := correction(key)):
        with opened:
            _show_place_forms(str(place["place"]), str(place["name"]), key)


def show_commitment_correction(rows: pd.DataFrame) -> None:
    """A fold that opens the correction of one of these commitments: rows of `commitments` in lib/queries/agreement."""
    first = rows.iloc[0]
    key = f"correct commitment {first['document']} {first['start']}"
    show_last_decision(("commitment",))
    if is_editable():
        opened = st.expander("Correct a commitment", icon=":material/edit:", key=key, on_change="rerun")
        if opened.open:
            with opened:
                _show_commitment_forms(rows, key)


def show_row_correction(row: pd.Series) -> None:
    """Under a table, the correction of the commitment that is selected in it."""
    reading = commitment_at(connection(), str(row["document"]), int(row["start"]), str(row["action"]))
    if reading is not None:
        offer_reading_correction(reading, f"Correct “{reading.subject.name}”")


def _show_place_forms(place: str, name: str, key: str) -> None:
    deed = st.radio("What is wrong", list(PLACE_DEEDS), format_func=PLACE_DEEDS.__getitem__, key=f"{key} deed")
    found = _choose_place(place, name, key) if deed == "reassign" else {}
    mentions = place_mentions(connection(), place)
    subjects = _place_subjects(place, name, mentions)
    with st.form(f"{key} {deed}", border=False):
        st.selectbox("Which mentions", list(subjects), key=f"{key} which")
        if deed == "reassign":
            st.selectbox(
                "Is", list(found), index=0 if found else None, format_func=lambda one: inline(described(found[one])),
                key=f"{key} place", placeholder="No place of that name is known",
            )  # fmt: skip
        elif deed == "role":
            st.selectbox("Its role", list(ROLES), format_func=ROLE_NAMES.__getitem__, key=f"{key} role")

        def ask() -> Choice:
            subject = subjects[visit.part(key, "which").get()]
            if deed == "role":
                return subject, visit.part(key, "role").get(), ""
            if deed == "reject":
                return subject, None, ""
            value = given(f"{key} place", "Choose the place that is meant.")
            return subject, value, described(found[value])

        _show_end(key, deed, ask, _leave_place)
    st.caption("Applies on every page, whatever the filters. A rejected place is listed as not found.")


def offer_placing(name: str) -> None:
    """A button that opens the form which says where a name lies that was found nowhere."""
    key = f"place {name}"
    if not is_editable() or (opened := correction(key, "This place is here", ":material/add_location:")) is None:
        return
    with opened:
        found = _choose_place("", name, key)
        with st.form(f"{key} form", border=False):
            st.selectbox(
                "Is", list(found), index=0 if found else None, format_func=lambda one: inline(described(found[one])),
                key=f"{key} place", placeholder="No place of that name is known",
            )  # fmt: skip
            st.text_input(
                "Or lies at latitude, longitude", key=f"{key} point", placeholder="35.93, 36.63", max_chars=50
            )

            def ask() -> Choice:
                subject = Subject("place", UNPLACED, (name,), name=name)
                if written := visit.part(key, "point").get():
                    if (point := point_id(written)) is None:
                        raise DecisionError("Write latitude and longitude in degrees, as in 35.93, 36.63.")
                    return subject, point, name
                value = given(f"{key} place", "Choose the place, or write its latitude and longitude.")
                return subject, value, described(found[value])

            show_signing(key, "reassign", "Place it", ask, lambda decision: choose("place", decision.value))
        st.caption("Applies to every mention of this name that has no place, on every page, in later articles too.")


def _choose_place(place: str, name: str, key: str) -> Mapping[str, Place]:
    """The places that a name may mean, the one in question left out."""
    sought = st.text_input("Look up in the gazetteer", name, key=f"{key} sought", max_chars=100)
    return {one.id: one for one in place_candidates(sought) if one.id != place}


def _place_subjects(place: str, name: str, mentions: pd.DataFrame) -> dict[str, Subject]:
    """What a decision on a place can be about, by what the list says: all mentions, or fewer."""
    found = {f"All {counted(len(mentions), 'mention')}": Subject("place", place, name=name)}
    spellings = mentions["exact"].value_counts()
    for exact, count in spellings.items() if len(spellings) > 1 else ():
        found[f"Written “{inline(str(exact))}” ({count:,})"] = Subject("place", place, (str(exact),), name=name)
    for document, label in list(article_choices(place_articles(connection(), place)).items())[1:]:
        found[label] = Subject("place", place, document=document, name=name)
    for number, row in enumerate(mentions.head(MOST_SINGLE).itertuples(), 1):
        span = Span(int(row.start), int(row.end), row.exact)
        found[f"{number}. {inline(row.outlet_name)}: {isolated(snippet(row))}"] = Subject(
            "toponym", document=row.document, span=span, name=name
        )
    return found


def _leave_place(decision: Decision) -> None:
    """Show what a whole place became; with some mentions left to it, stay."""
    subject = decision.subject
    if subject.kind == "place" and not subject.spellings and subject.document is None and decision.value not in ROLES:
        choose("place", decision.value)


def offer_reading_correction(reading: Reading, label: str = "Correct") -> None:
    """A button that opens the correction of one reading, where the reader may change data."""
    span = reading.subject.span
    key = f"correct {reading.subject.kind} {reading.subject.document} {span.start if span else ''} {reading.subject.id}"
    if is_editable() and (opened := correction(key, inline(label))):
        with opened:
            _show_reading_forms(reading, key)


def _show_commitment_forms(rows: pd.DataFrame, key: str) -> None:
    labels = {n: _label(row) for n, row in enumerate(rows.itertuples())}
    chosen = rows.iloc[0]
    if len(labels) > 1:
        chosen = rows.iloc[st.selectbox("Which one", list(labels), format_func=labels.__getitem__, key=f"{key} which")]
    reading = commitment_at(connection(), str(chosen["document"]), int(chosen["start"]), str(chosen["action"]))
    if reading is not None:
        st.html(element("p", str(chosen["text"]), class_="article-text"))
        _show_reading_forms(reading, key)


def _show_reading_forms(reading: Reading, key: str) -> None:
    """What is wrong with a reading, and the form that puts it right; its fields are as they are read now."""
    kind = reading.subject.kind
    if reading.why:
        st.caption(f"Why read so: {inline(reading.why)}")
    deed = st.radio("What is wrong", list(DEEDS[kind]), format_func=DEEDS[kind].__getitem__, key=f"{key} deed")
    key = f"{key} {reading.subject.span.start if reading.subject.span else ''}"
    with st.form(f"{key} {deed}", border=False):
        if deed == "correct":
            some = {f"{key} {n}": one for n, one in enumerate([reading, *_figures(reading)])}
            for own, one in some.items():
                _ask_fields(one, own, one.subject.name if one is not reading else "")
            sign(key, "Save", partial(_corrections, some, key))
            return
        clauses = {"": "No clause", **clause_choices(connection())} if deed == "reassign" else {}
        if clauses:
            st.selectbox("Belongs to", list(clauses), format_func=clauses.__getitem__, key=f"{key} clause")

        def ask() -> Choice:
            clause = visit.part(key, "clause").get() if clauses else ""
            return reading.subject, clause or None, clauses[clause] if clause else ""

        _show_end(key, deed, ask)


def _figures(reading: Reading) -> list[Reading]:
    """The figures that are part of a commitment, which is corrected whole."""
    return figures_in(connection(), reading) if reading.subject.kind == "commitment" else []


def _ask_fields(reading: Reading, key: str, of: str) -> None:
    """A field each, filled in with what is read now; `of` is whose fields they are, where it is not plain."""
    for field, now in reading.fields.items():
        label = f"{FIELD_LABELS[field]} ({inline(of)})" if of else FIELD_LABELS[field]
        own = f"{key} {field}"
        if field in NAMED:
            names = {**({now: now} if now else {}), **entity_choices()}
            st.selectbox(
                label, list(names), list(names).index(now) if now else None, key=own, accept_new_options=True,
                format_func=lambda one, names=names: inline(names.get(one, one)), placeholder="Choose or write a name",
            )  # fmt: skip
        elif field in CHOICES:
            choices = {**({now: now} if now else {}), **CHOICES[field]}
            st.selectbox(
                label, list(choices), list(choices).index(now) if now else None, key=own,
                format_func=choices.__getitem__, placeholder="Not said",
            )  # fmt: skip
        elif field == "day":
            st.date_input(label, parse_day(now), EARLIEST, LATEST, key=own, format="YYYY-MM-DD")
        else:
            st.text_input(label, now or "", key=own, max_chars=300, help=FIELD_HELP.get(field))


def _corrections(some: Mapping[str, Reading], key: str, when: datetime, who: str) -> list[Decision]:
    """A row for each field that is not as it was read; DecisionError where that is none."""
    why = visit.part(key, "why").get()
    rows = [
        new_decision(when, who, why, "correct", one.subject, value, value_name=_value_name(field, value), field=field)
        for own, one in some.items()
        for field, now in one.fields.items()
        if (value := _value(field, visit.part(own, field).get())) != now
    ]
    if not rows:
        raise DecisionError("Nothing was changed: write what it should be read as.")
    # A commitment that is told of as done is one no more, so that comes last.
    return sorted(rows, key=lambda row: row.subject.kind == "commitment" and row.field == "state")


def _value(field: Field, given: Any) -> str | None:  # noqa: ANN401  # what a widget holds
    """What a widget holds as a decision writes it; a known name that was typed is the one who bears it."""
    value = (" ".join(given.split()) if isinstance(given, str) else given.isoformat() if given else "") or None
    if value and field in NAMED:
        known = all_entities(connection())
        return next(iter(known.loc[known["name"] == value, "entity"]), value)
    return value


def _value_name(field: Field, value: str | None) -> str:
    """What a value is called by readers, where it is an id."""
    if value and field in NAMED:
        known = all_entities(connection())
        return str(next(iter(known.loc[known["entity"] == value, "name"]), ""))[:300]
    return CHOICES.get(field, {}).get(value or "", "")


def _show_end(key: str, deed: str, ask: Callable[[], Choice], after: Callable[[Decision], None] | None = None) -> None:
    """Who, why, and the button that says what it does."""
    show_signing(key, *(("reject", "Reject") if deed == "reject" else ("reassign", "Change")), ask, after)


def _label(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """A commitment in short: the outlet, who, and what."""
    who = "" if pd.isna(row.obligor) else f"{row.obligor}: "
    return f"{who}{row.deed} ({row.outlet_name})"
