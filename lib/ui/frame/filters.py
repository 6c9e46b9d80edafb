"""The sidebar's filters, kept in the link: drawn once in the frame, so a change of page leaves them alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, get_args

import duckdb
import pandas as pd
import streamlit as st

from lib.models import ROLES, Filters, Kind
from lib.queries.corpus import article_names, entities, outlets
from lib.ui.corrections import follow_merges
from lib.ui.kit import (
    DAY_KEYS,
    FILTER_KEYS,
    KIND_NAMES,
    LINK_BEFORE,
    LIST_KEYS,
    MORE,
    ROLE_NAMES,
    DataKey,
    choose,
    chosen,
    data_key,
    filter_widget,
    notify_dropped,
    parse_day,
)
from lib.views.kit.text import article_label, day, inline

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
# What stands in the sidebar at once; the rest is one click away, and in view while it is in force.
_FIRST = {"outlet": "Outlet", "entity": "Entity"}
_MORE = {"not": "Leave out sentences with", "kind": "Kind", "role": "Places named as", "article": "Article"}
_FOLD, _FOLDS = "more filters", {True: "open", False: "shut"}  # its key, and how the link says whether it is open
_HELP = {
    "not": "Takes out the sentences that mention any of them, and what starts there. An adjective or a people’s name "
    "is no mention of the place.",
    "role": "Names of places in these roles only; people, quotes and all else stay. The map counts the place itself "
    "where none is chosen.",
}
# A longer list than this nobody reads; an article beyond it is chosen by a link or on its own page.
MOST_LISTED_ARTICLES = 1000

Names = Mapping[str, Mapping[str, str]]


def choose_filters(connection: duckdb.DuckDBPyConnection) -> Filters:
    """The sidebar's filters and what they are set to."""
    names = _filter_names(connection)
    st.session_state["filter_names"] = names
    _follow_link(names)
    _drop_gone(names)
    lists = {key: _choose_several(label, key, names[key]) for key, label in _FIRST.items()}
    since, until = _choose_days()
    with _more_filters():
        lists |= {key: _choose_several(label, key, names[key]) for key, label in _MORE.items()}
    for key, value in {**lists, "since": since, "until": until}.items():
        choose(key, value)
    st.session_state[LINK_BEFORE] = _asked()
    return _filters(lists, since, until)


def _more_filters() -> "ExpanderContainer":
    """What holds the rest: open while one of it is in force, unless the reader had it otherwise, as the link says."""
    in_force = any(st.session_state.get(filter_widget(key)) for key in _MORE)
    st.session_state[_FOLD] = (chosen(MORE, _FOLDS.values()) or _FOLDS[in_force]) == _FOLDS[True]

    def write() -> None:
        choose(MORE, None if st.session_state[_FOLD] == in_force else _FOLDS[st.session_state[_FOLD]])

    return st.expander("More filters", type="compact", on_change=write, key=_FOLD)


def _filter_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """For each filter of several values, every value there is and what it is called."""
    known, named = _corpus_names(data_key(), connection)
    articles = article_names(connection, _asked_or_held("article"), MOST_LISTED_ARTICLES)
    return {
        "outlet": known,
        "entity": named,
        "not": named,
        "kind": KIND_NAMES,
        "role": {str(role): name for role, name in ROLE_NAMES.items()},
        "article": {row.document: article_label(row) for row in articles.itertuples()},
    }


@st.cache_resource(max_entries=3, show_spinner=False)
def _corpus_names(
    key: DataKey,  # noqa: ARG001  # kept by it
    _connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[str, str], dict[str, str]]:
    """What each outlet and each entity is called, by id, whatever is kept: read once a version, not once a click."""
    known = outlets(_connection)
    return dict(zip(known["outlet"], known["outlet_name"], strict=True)), _entity_names(entities(_connection))


def _filters(lists: Mapping[str, Sequence[str]], since: date | None, until: date | None) -> Filters:
    """The filters as a hashable record; day ends the wrong way round are turned."""
    if since and until and until < since:
        since, until = until, since
    return Filters(
        outlets=tuple(lists["outlet"]),
        entities=tuple(lists["entity"]),
        kinds=tuple(kind for kind in get_args(Kind) if kind in lists["kind"]),
        since=since,
        until=until,
        without=tuple(lists["not"]),
        roles=tuple(role for role in ROLES if role in lists["role"]),
        articles=tuple(lists["article"]),
    )


def _choose_several(label: str, key: str, names: Mapping[str, str]) -> list[str]:
    """Any number of ids, shown by name; none chosen means all, or nobody where it is about leaving out."""
    return st.multiselect(
        label,
        list(names),
        format_func=lambda value: inline(names.get(value, value)),
        key=filter_widget(key),
        placeholder="Nobody" if key == "not" else "All",
        select_all=False,
        help=_HELP.get(key),
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
    return st.date_input(label, None, _EARLIEST, _LATEST, key=filter_widget(key), format="YYYY-MM-DD")


def _follow_link(names: Names) -> None:
    """Set the widgets to what the link asks for, when it was the link that changed."""
    asked = _asked()
    if asked == st.session_state.get(LINK_BEFORE):
        return
    for key in LIST_KEYS:
        values = _followed(key, asked[key], names[key])
        st.session_state[filter_widget(key)] = [value for value in values if value in names[key]]
        _notify(key, [value for value in values if value not in names[key]])
    for key in DAY_KEYS:
        days = [parse_day(value) for value in asked[key][:1]]
        inside = [value for value in days if value and _EARLIEST <= value <= _LATEST]
        st.session_state[filter_widget(key)] = inside[0] if inside else None
        _notify(key, asked[key] if asked[key] and not inside else [])


def _drop_gone(names: Names) -> None:
    """Let go of what this data no longer has, though it was chosen before; what was merged is followed."""
    for key in LIST_KEYS:
        held = st.session_state.get(filter_widget(key), [])
        if any(value not in names[key] for value in held):
            values = _followed(key, held, names[key])
            st.session_state[filter_widget(key)] = [value for value in values if value in names[key]]


def _followed(key: str, values: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The values, each once, merged entities as what they have become."""
    return follow_merges(values, known) if key in {"entity", "not"} else list(dict.fromkeys(values))


def _asked() -> dict[str, list[str]]:
    """What the link says of each filter."""
    return {key: st.query_params.get_all(key) for key in FILTER_KEYS}


def _asked_or_held(key: str) -> list[str]:
    """What the link or this visit has chosen of a filter."""
    return [*st.query_params.get_all(key), *st.session_state.get(filter_widget(key), [])]


def _notify(key: str, unknown: Sequence[str]) -> None:
    if unknown:
        notify_dropped(key, unknown)


def _entity_names(found: pd.DataFrame) -> dict[str, str]:
    """Entity id to its name, with the kind where two share a name."""
    shared = found["name"].duplicated(keep=False)
    labels = found["name"].where(~shared, found["name"] + " (" + found["kind"].map(KIND_NAMES) + ")")
    return dict(zip(found["entity"], labels, strict=True))
