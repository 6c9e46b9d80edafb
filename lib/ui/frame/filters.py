"""The sidebar's filters, kept in the link: drawn once in the frame, so a change of page leaves them alone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import streamlit as st

from lib.models import Filters, FilterValue
from lib.queries.filters import Filter, Names, all_filters, filter_of, value_counts
from lib.ui.corrections import follow_merges
from lib.ui.kit import (
    EARLIEST,
    LATEST,
    MORE,
    DataKey,
    choose,
    chosen,
    connection,
    data_key,
    notify_dropped,
    parse_day,
    visit,
)
from lib.views.kit.text import article_label, day, inline

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

_FOLDS = {True: "open", False: "shut"}  # how the link says whether the fold of filters is open


def choose_filters(connection: duckdb.DuckDBPyConnection) -> Filters:
    """The sidebar's filters and what they are set to."""
    visit.FILTER_NAMES.set({one.key: _value_names(one, connection) for one in all_filters() if one.choices is not None})
    _settle()
    values = {one.field: _choose(one) for one in all_filters() if one.first}
    _say_days(values.get("since"), values.get("until"))
    with _more_filters():
        values |= {one.field: _choose(one) for one in all_filters() if not one.first}
    for one in all_filters():
        choose(one.key, values[one.field])
    visit.LINK_BEFORE.set(_asked())
    return Filters.of({one.field: _in_order(one, values[one.field]) for one in all_filters()})


def _more_filters() -> "ExpanderContainer":
    """What holds the rest: open while one of it is in force, unless the reader had it otherwise, as the link says."""
    in_force = any(visit.filter_widget(one.key).peek() for one in all_filters() if not one.first)
    fold = visit.MORE_FILTERS
    fold.set((chosen(MORE, _FOLDS.values()) or _FOLDS[in_force]) == _FOLDS[True])

    def write() -> None:
        choose(MORE, None if fold.get() == in_force else _FOLDS[fold.get()])

    return st.expander("More filters", type="compact", on_change=write, key=fold.key)


def _value_names(one: Filter, connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Every value there is of a filter of several, and what it is called."""
    if not callable(one.choices):
        return one.choices or {}
    question = f"{one.choices.__module__}.{one.choices.__qualname__}"
    listed = _listed(data_key(), question, one.choices, connection)
    asked = [*st.query_params.get_all(one.key), *(visit.filter_widget(one.key).peek() or [])]
    missing = [value for value in asked if value not in listed]
    return listed | _named(one.unlisted(connection, missing)) if one.unlisted and missing else listed


@st.cache_resource(max_entries=9, show_spinner=False)
def _listed(
    key: DataKey,  # noqa: ARG001  # kept by it
    question: str,  # noqa: ARG001  # and by this
    _choices: Callable[[duckdb.DuckDBPyConnection], Names],
    _connection: duckdb.DuckDBPyConnection,
) -> dict[str, str]:
    """What there is to choose from, whatever is kept: read once a version, not once a click."""
    return _named(_choices(_connection))


@st.cache_resource(max_entries=9, show_spinner=False)
def _counted(key: DataKey, filter_key: str) -> dict[str, list[str]]:  # noqa: ARG001  # kept by both
    """What stands behind a filter's values: how much there is of each, where that is said."""
    return {value: [f"{count:,}"] for value, count in value_counts(connection(), filter_of(filter_key)).items()}


def _named(values: Names) -> dict[str, str]:
    return {value: name if isinstance(name, str) else article_label(name) for value, name in values.items()}


def _choose(one: Filter) -> FilterValue:
    """A day, or any number of ids, shown by name; none chosen means all, or nobody where it is about leaving out."""
    widget = visit.filter_widget(one.key).key
    if one.choices is None:
        day_chosen: date | None = st.date_input(one.label, None, EARLIEST, LATEST, key=widget, format="YYYY-MM-DD")
        return day_chosen
    names, counts = visit.FILTER_NAMES.get()[one.key], _counted(data_key(), one.key)
    values = st.multiselect(
        one.label,
        list(names),
        format_func=lambda value: " · ".join([inline(names.get(value, value)), *counts.get(value, ())]),
        key=widget,
        placeholder=one.none,
        select_all=False,
        help=one.note,
    )
    return tuple(values)


def _in_order(one: Filter, chosen: FilterValue) -> FilterValue:
    """What is chosen, in the order of the choices where that is the same for all data."""
    if isinstance(one.choices, Mapping) and isinstance(chosen, tuple):
        return tuple(value for value in one.choices if value in chosen)
    return chosen


def _say_days(since: FilterValue, until: FilterValue) -> None:
    """How the days of publication are read."""
    if isinstance(since, date) and isinstance(until, date) and until < since:
        st.caption(f"Taken as {day(until)} to {day(since)}: the dates were in the wrong order.")
    if since or until:
        st.caption("Articles without a date of their own are left out while a date is set.")


def _settle() -> None:
    """Set the widgets to what the link asks, if it was the link that changed; else let go of what is there no more."""
    asked = _asked()
    followed = asked != visit.LINK_BEFORE.peek()
    for one in all_filters():
        widget = visit.filter_widget(one.key)
        if followed or one.choices is not None:
            held, unknown = _held(one, asked[one.key] if followed else widget.peek() or [])
            widget.set(held)
            if followed and unknown:
                notify_dropped(one.key, unknown)


def _held(one: Filter, asked: Sequence[str]) -> tuple[Any, Collection[str]]:
    """What a filter's widget is to hold of what is asked, merged entities as what they are now, and what it cannot."""
    if one.choices is None:
        read = parse_day(next(iter(asked), None))
        return read, () if read else asked
    names = visit.FILTER_NAMES.get()[one.key]
    values = follow_merges(asked, names) if one.merges else list(dict.fromkeys(asked))
    return [value for value in values if value in names], [value for value in values if value not in names]


def _asked() -> dict[str, list[str]]:
    """What the link says of each filter."""
    return {one.key: st.query_params.get_all(one.key) for one in all_filters()}
