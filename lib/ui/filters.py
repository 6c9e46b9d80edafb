"""The sidebar's filters, kept in the link: drawn once in the frame, so a change of page leaves them alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import get_args

import pandas as pd
import streamlit as st

from lib.models import Filters, Kind
from lib.ui.decisions import follow_merges
from lib.ui.links import FILTER_KEYS, choose, notify_dropped, parse_day
from lib.views.text import day

KIND_NAMES: Mapping[str, str] = {"PERSON": "Person", "ORG": "Organisation", "GROUP": "Group", "PLACE": "Place"}
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
_LISTS, _DAYS = FILTER_KEYS[:3], FILTER_KEYS[3:]


def choose_filters(outlets: pd.DataFrame, entities: pd.DataFrame, page: str) -> Filters:
    """The sidebar's filters and what they are set to; `page` tells a change of page from a change of link."""
    names = {
        "outlet": dict(zip(outlets["outlet"], outlets["outlet_name"], strict=True)),
        "entity": _entity_names(entities),
        "kind": dict(KIND_NAMES),
    }
    st.session_state["filter_names"] = names
    _follow_link(names, page)
    _drop_gone(names)
    labels = zip(_LISTS, ("Outlet", "Entity", "Kind"), strict=True)
    lists = {key: _choose_several(label, key, names[key]) for key, label in labels}
    since, until = _choose_days()
    for key, value in {**lists, "since": since, "until": until}.items():
        choose(key, value)
    st.session_state["link_before"] = _asked()
    return _filters(lists, since, until)


def chips(filters: Filters) -> list[tuple[str, Callable[[], None]]]:
    """Each filter in force, in words, and what drops it."""
    names = st.session_state["filter_names"]
    found = [
        (f"{key.capitalize()}: {names[key].get(value, value)}", _dropper(key, value))
        for key, values in zip(_LISTS, (filters.outlets, filters.entities, filters.kinds), strict=True)
        for value in values
    ]
    if filters.since:
        found.append((f"From {day(filters.since)}", _dropper("since")))
    if filters.until:
        found.append((f"Until {day(filters.until)}", _dropper("until")))
    return found


def clear_filters() -> None:
    """Take every filter off."""
    for key in _LISTS:
        st.session_state[_widget(key)] = []
    for key in _DAYS:
        st.session_state[_widget(key)] = None


def _filters(lists: Mapping[str, Sequence[str]], since: date | None, until: date | None) -> Filters:
    """The filters as a hashable record; day ends the wrong way round are turned."""
    if since and until and until < since:
        since, until = until, since
    kinds = tuple(kind for kind in get_args(Kind) if kind in lists["kind"])
    return Filters(tuple(lists["outlet"]), tuple(lists["entity"]), kinds, since, until)


def _choose_several(label: str, key: str, names: Mapping[str, str]) -> list[str]:
    """Any number of ids, shown by name; none chosen means all."""
    return st.multiselect(
        label,
        list(names),
        format_func=lambda value: names.get(value, value),
        key=_widget(key),
        placeholder="All",
        select_all=False,
    )


def _choose_days() -> tuple[date | None, date | None]:
    """The first and the last day of publication, either of them open."""
    since, until = _choose_day("Published from", "since"), _choose_day("Published until", "until")
    if since and until and until < since:
        st.caption(f"Read as {day(until)} to {day(since)}: the ends were the wrong way round.")
    if since or until:
        st.caption("Articles without a date of their own are left out while a date is set.")
    return since, until


def _choose_day(label: str, key: str) -> date | None:
    """A day, or none."""
    return st.date_input(label, None, _EARLIEST, _LATEST, key=_widget(key), format="YYYY-MM-DD")


def _follow_link(names: Mapping[str, Mapping[str, str]], page: str) -> None:
    """Set the widgets to what the link asks for, when it was the link that changed.

    Choosing a page in the navigation empties the link; the filters then stay as they are.
    """
    asked = _asked()
    hopped = st.session_state.get("page_before") != page
    st.session_state["page_before"] = page
    if asked == st.session_state.get("link_before") or (hopped and not any(asked.values()) and _started()):
        return
    for key in _LISTS:
        values = _followed(key, asked[key], names[key])
        st.session_state[_widget(key)] = [value for value in values if value in names[key]]
        _notify(key, [value for value in values if value not in names[key]])
    for key in _DAYS:
        days = [parse_day(value) for value in asked[key][:1]]
        inside = [value for value in days if value and _EARLIEST <= value <= _LATEST]
        st.session_state[_widget(key)] = inside[0] if inside else None
        _notify(key, asked[key] if asked[key] and not inside else [])


def _drop_gone(names: Mapping[str, Mapping[str, str]]) -> None:
    """Let go of what this data no longer has, though it was chosen before; what was merged is followed."""
    for key in _LISTS:
        held = st.session_state.get(_widget(key), [])
        if any(value not in names[key] for value in held):
            values = _followed(key, held, names[key])
            st.session_state[_widget(key)] = [value for value in values if value in names[key]]


def _followed(key: str, values: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The values, each once, merged entities as what they have become."""
    return follow_merges(values, known) if key == "entity" else list(dict.fromkeys(values))


def _asked() -> dict[str, list[str]]:
    """What the link says of each filter."""
    return {key: st.query_params.get_all(key) for key in FILTER_KEYS}


def _started() -> bool:
    """Whether this visit has drawn a page before."""
    return "link_before" in st.session_state


def _notify(key: str, unknown: Sequence[str]) -> None:
    if unknown:
        notify_dropped(key, unknown)


def _dropper(key: str, value: str | None = None) -> Callable[[], None]:
    """What takes one value, or the whole filter, off."""

    def drop() -> None:
        held = st.session_state[_widget(key)]
        st.session_state[_widget(key)] = [item for item in held if item != value] if value else None

    return drop


def _widget(key: str) -> str:
    """The widget's key for a filter."""
    return f"filter_{key}"


def _entity_names(entities: pd.DataFrame) -> dict[str, str]:
    """Entity id to its name, with the kind where two share a name."""
    shared = entities["name"].duplicated(keep=False)
    labels = entities["name"].where(~shared, entities["name"] + " (" + entities["kind"].map(KIND_NAMES) + ")")
    return dict(zip(entities["entity"], labels, strict=True))
