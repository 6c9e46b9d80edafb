"""What an analyst can correct of a place and of a commitment: rejected, or read as something else."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.errors import DecisionError
from lib.gazetteer import point_id
from lib.models import ROLE_NAMES, ROLES, UNPLACED, Decision, Place, Span, Subject
from lib.queries.decisions import clause_choices, commitment_words, place_articles, place_mentions
from lib.queries.map import country_names, place_candidates
from lib.ui.corrections.decisions import Choice, show_last_decision, show_signing
from lib.ui.corrections.forms import article_choices, correction, given
from lib.ui.kit import choose, connection, is_editable, visit
from lib.views.kit.highlight import element
from lib.views.kit.text import counted, inline, isolated
from lib.views.map.place_map import where

PLACE_DEEDS = {"reassign": "Another place is meant", "role": "The role is wrong", "reject": "Not this place"}
COMMITMENT_DEEDS = {"reassign": "It belongs to another clause", "reject": "It is no commitment"}
MOST_SINGLE = 300  # of a place named more often, single mentions are chosen by spelling or article
SNIPPET = 60  # characters of a sentence, enough to tell it from the next


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


def _show_place_forms(place: str, name: str, key: str) -> None:
    deed = st.radio("What is wrong", list(PLACE_DEEDS), format_func=PLACE_DEEDS.__getitem__, key=f"{key} deed")
    found = _choose_place(place, name, key) if deed == "reassign" else {}
    mentions = place_mentions(connection(), place)
    subjects = _place_subjects(place, name, mentions)
    with st.form(f"{key} {deed}", border=False):
        st.selectbox("Which mentions", list(subjects), key=f"{key} which")
        if deed == "reassign":
            st.selectbox(
                "Is", list(found), index=0 if found else None, format_func=lambda one: inline(_described(found[one])),
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
            return subject, value, _described(found[value])

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
                "Is", list(found), index=0 if found else None, format_func=lambda one: inline(_described(found[one])),
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
                return subject, value, _described(found[value])

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
        found[f"{number}. {inline(row.outlet_name)}: {isolated(_snippet(row))}"] = Subject(
            "toponym", document=row.document, span=span, name=name
        )
    return found


def _snippet(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """The words round a mention."""
    if pd.isna(row.text):
        return str(row.exact)
    at = int(row.start) - int(row.sentence_start)
    begin = max(0, at - SNIPPET // 2)
    words = str(row.text)[begin : at + len(row.exact) + SNIPPET // 2]
    return f"{'…' if begin else ''}{words}{'…' if begin + len(words) < len(row.text) else ''}"


def _described(place: Place) -> str:
    """A place with what and where it is."""
    country = country_names([place.country]).get(place.country) if place.country else None
    row = {"precision": place.precision, "province": place.province, "country_name": country, "name": place.name}
    return f"{place.name} ({where(row)})"


def _leave_place(decision: Decision) -> None:
    """Show what a whole place became; with some mentions left to it, stay."""
    subject = decision.subject
    if subject.kind == "place" and not subject.spellings and subject.document is None and decision.value not in ROLES:
        choose("place", decision.value)


def _show_commitment_forms(rows: pd.DataFrame, key: str) -> None:
    labels = {n: _label(row) for n, row in enumerate(rows.itertuples())}
    chosen = rows.iloc[0]
    if len(labels) > 1:
        chosen = rows.iloc[st.selectbox("Which one", list(labels), format_func=labels.__getitem__, key=f"{key} which")]
    st.html(element("p", str(chosen["text"]), class_="article-text"))
    deed = st.radio(
        "What is wrong", list(COMMITMENT_DEEDS), format_func=COMMITMENT_DEEDS.__getitem__, key=f"{key} deed"
    )
    clauses = {"": "No clause", **clause_choices(connection())}
    with st.form(f"{key} {deed}", border=False):
        if deed == "reassign":
            st.selectbox("Belongs to", list(clauses), format_func=clauses.__getitem__, key=f"{key} clause")

        def ask() -> Choice:
            clause = visit.part(key, "clause").get() if deed == "reassign" else ""
            return _commitment_subject(chosen), clause or None, clauses[clause] if clause else ""

        _show_end(key, deed, ask)


def _show_end(key: str, deed: str, ask: Callable[[], Choice], after: Callable[[Decision], None] | None = None) -> None:
    """Who, why, and the button that says what it does."""
    show_signing(key, *(("reject", "Reject") if deed == "reject" else ("reassign", "Change")), ask, after)


def _commitment_subject(row: pd.Series) -> Subject:
    """The commitment by its whole words; those of the page's row end with their sentence."""
    document, start, action = str(row["document"]), int(row["start"]), str(row["action"])
    words = commitment_words(connection(), document, start, action)
    if words is None:
        raise DecisionError("That commitment is no longer there.")
    return Subject("commitment", action, document=document, span=Span(*words), name=_label(row))


def _label(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """A commitment in short: the outlet, who, and what."""
    who = "" if pd.isna(row.obligor) else f"{row.obligor}: "
    return f"{who}{row.deed} ({row.outlet_name})"
