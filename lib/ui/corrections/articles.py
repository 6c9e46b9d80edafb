"""What an analyst corrects of articles, one or many at once: outlet, date, address, story; and taking them out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.errors import DecisionError
from lib.models import BORROWED, Decision, Field, Subject
from lib.queries.corpus import outlets, stories
from lib.store import new_decision
from lib.text.days import EARLIEST, LATEST
from lib.text.slug import slug
from lib.ui.corrections.decisions import sign
from lib.ui.kit import connection, visit
from lib.views.kit.text import counted, inline

# How a correction stands in the form of several articles: nothing is said of what they are now.
NO_DATE = "No date"
COUNTS = "Counts on every page. What was read stays beside it, and an undo brings it back."
# What can be done with the articles that are selected: the button's label and icon.
DEEDS = {"edit": ("Edit", ":material/edit:"), "remove": ("Remove", ":material/delete:")}
STAYS = "It is then counted nowhere. Its file stays where it is, and this can be undone."


def offer_article_deeds(articles: pd.DataFrame) -> Callable[[], None]:
    """The buttons that open and close the correction and the removal of these articles, and what draws the open one.

    `articles` are rows of `lib.queries.library.listed.library`. The form stands in the page, below the buttons, where
    all of it can be seen.
    """
    keys = {deed: _key(deed, articles) for deed in DEEDS}
    for deed, (label, icon) in DEEDS.items():
        others = [key for one, key in keys.items() if one != deed]
        st.button(
            label, type="tertiary", icon=icon, key=f"{keys[deed]} open", on_click=_open, args=(keys[deed], others)
        )
    return partial(_show_deed, articles, next((deed for deed, key in keys.items() if visit.own(key).peek()), None))


def _open(key: str, others: Sequence[str] = ()) -> None:
    """Open the form of this key, or close it where it is open; no other one stays open."""
    visit.own(key).set(not visit.own(key).peek())
    for other in others:
        visit.own(other).set(False)


def _show_deed(articles: pd.DataFrame, deed: str | None) -> None:
    if deed is None:
        return
    key = _key(deed, articles)
    with st.container(border=True, key=f"{deed} articles"):
        with st.form(f"{key} form", border=False):
            if deed == "edit":
                _ask(articles, key)
                sign(key, "Save", partial(_corrections, articles, key))
            else:
                sign(key, f"Remove {counted(len(articles), 'article')}", partial(_removals, articles, key))
            st.caption(COUNTS if deed == "edit" else STAYS)
        st.button("Close", icon=":material/close:", type="tertiary", key=f"{key} close", on_click=_open, args=(key,))


# What of an outlet is put right: its field, and the label; of the last two whether it is so.
OUTLET_FIELDS: Mapping[Field, str] = {
    "name": "Name", "country": "Country (two letters)", "language": "Language (two letters)", "owner": "Owner",
    "state": "State-run", "agency": "News agency",
}  # fmt: skip
UNKNOWN = "not known"


def offer_outlet_edit(rows: pd.DataFrame) -> None:
    """A button that opens and closes the correction of one of these outlets: rows of `described_outlets`."""
    key = "edit outlet"
    st.button(
        "Correct an outlet", type="tertiary", icon=":material/edit:", key=f"{key} open", on_click=_open, args=(key,)
    )
    if not visit.own(key).peek():
        return
    with st.container(border=True, key="outlet correction"):
        names = dict(zip(rows["outlet"], rows["name"], strict=True))
        outlet = st.selectbox("Outlet", list(names), format_func=lambda one: inline(names[one]), key=f"{key} which")
        row = rows.set_index("outlet").loc[outlet]
        own = f"{key} {outlet}"
        with st.form(f"{own} form", border=False):
            for field, label in OUTLET_FIELDS.items():
                now = _written(row[field])
                if field in {"state", "agency"}:
                    st.radio(label, (UNKNOWN, "yes", "no"), (UNKNOWN, "yes", "no").index(now or UNKNOWN),
                             key=f"{own} {field}", horizontal=True)  # fmt: skip
                else:
                    st.text_input(label, now, key=f"{own} {field}", max_chars=300, placeholder=UNKNOWN)
            made = partial(_outlet_corrections, str(outlet), row, own)
            sign(own, "Save", made, lambda _: visit.own(key).set(False))
            st.caption(COUNTS)


def _outlet_corrections(outlet: str, row: pd.Series, key: str, when: datetime, who: str) -> list[Decision]:
    """A row for each particular of an outlet that is not as it was; DecisionError where that is none."""
    subject, why = Subject("outlet", outlet, name=str(row["name"])[:300]), visit.part(key, "why").get()
    said = {field: str(visit.part(key, field).get()).strip() for field in OUTLET_FIELDS}
    changed = {field: "" if value == UNKNOWN else value for field, value in said.items()}
    rows = [
        new_decision(when, who, why, "correct", subject, value or None, field=field)
        for field, value in changed.items()
        if value != _written(row[field])
    ]
    if not rows:
        raise DecisionError("Nothing was changed.")
    return rows


def _written(cell: Any) -> str:  # noqa: ANN401  # a frame's cell
    return cell if isinstance(cell, str) else ""


def _key(deed: str, articles: pd.DataFrame) -> str:
    """The form's key: another one for other articles."""
    return f"{deed} {hash(tuple(articles['document'])):x}"


def _ask(articles: pd.DataFrame, key: str) -> None:
    """The fields: of one article filled in, of several empty, where what is left empty stays as it is."""
    names = _known_outlets()
    now = _now(articles)
    options = list(dict.fromkeys([*names, *([now["outlet"]] if now["outlet"] else [])]))
    st.selectbox(
        "Outlet", options, options.index(now["outlet"]) if now["outlet"] else None, key=f"{key} outlet",
        format_func=lambda one: names.get(one, one), accept_new_options=True, placeholder="Choose or write one",
    )  # fmt: skip
    st.date_input("Published", now["date"], EARLIEST, LATEST, key=f"{key} date", format="YYYY-MM-DD")
    if len(articles) > 1:
        st.checkbox(NO_DATE, key=f"{key} undated")
    else:
        st.text_input("Address", now["address"] or "", key=f"{key} address", max_chars=2000, placeholder="https://…")
    told = list(dict.fromkeys([*stories(connection()), *([now["story"]] if now["story"] else [])]))
    st.selectbox(
        "Story", told, told.index(now["story"]) if now["story"] else None, key=f"{key} story",
        accept_new_options=True, placeholder="Choose or write one",
    )  # fmt: skip


def _known_outlets() -> dict[str, str]:
    """The outlets that are known, id to name."""
    known = outlets(connection())
    names = dict(zip(known["outlet"], known["outlet_name"], strict=True))
    return {outlet: name for outlet, name in names.items() if not outlet.startswith("unknown:")}


def _now(articles: pd.DataFrame) -> dict[str, Any]:
    """What the form starts with: one article's own particulars, nothing of several."""
    if len(articles) > 1:
        return dict.fromkeys(("outlet", "date", "address", "story"))
    row = articles.iloc[0]
    known = not row["outlet"].startswith("unknown:")
    own = pd.notna(row["published"]) and row["published_from"] not in BORROWED
    return {
        "outlet": row["outlet"] if known else None,
        "date": row["published"].date() if own else None,
        "address": row["url"] if isinstance(row["url"], str) else None,
        "story": row["story"],
    }


def _corrections(articles: pd.DataFrame, key: str, when: datetime, who: str) -> list[Decision]:
    """A row for each field of each article that is not as it was; DecisionError where that is none."""
    changed = list(_changed(articles, key))
    why = visit.part(key, "why").get()
    rows = [
        new_decision(when, who, why, "correct", _subject(article), value, value_name=name, field=field)
        for article in articles.itertuples()
        for field, value, name in changed
    ]
    if not rows:
        raise DecisionError("Nothing was changed: give another outlet, date, address or story.")
    return rows


def _changed(articles: pd.DataFrame, key: str) -> Iterator[tuple[Field, str | None, str]]:
    """Each field that the form gives otherwise than it is, its value, and the value's name."""
    now, many = _now(articles), len(articles) > 1
    outlet = visit.part(key, "outlet").get()
    if outlet and outlet != now["outlet"]:
        names = _known_outlets()
        known = next((one for one, name in names.items() if outlet in (one, name)), None)
        yield "outlet", known or slug(outlet) or outlet, names.get(known or "", outlet)
    day = visit.part(key, "date").get()
    undated = visit.part(key, "undated").peek() if many else day is None
    if (undated or day) and (undated or day != now["date"]) and (many or day != now["date"]):
        yield "date", None if undated else day.isoformat(), ""
    address = now["address"] or "" if many else visit.part(key, "address").get().strip()
    if address != (now["address"] or ""):
        yield "address", address or None, ""
    story = visit.part(key, "story").get()
    if story and story != now["story"]:
        yield "story", story, ""


def _removals(articles: pd.DataFrame, key: str, when: datetime, who: str) -> Sequence[Decision]:
    why = visit.part(key, "why").get()
    return [new_decision(when, who, why, "hide", _subject(row)) for row in articles.itertuples()]


def _subject(row: Any) -> Subject:  # noqa: ANN401  # a frame's row
    return Subject("document", row.document, name=str(row.title or row.path)[:300])
