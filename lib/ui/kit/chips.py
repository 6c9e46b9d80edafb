"""The filters in force: in words, taken off, and set from beside what they are about."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

import streamlit as st

from lib.models import Filters
from lib.queries.filters import Filter, all_filters, filter_of, in_force
from lib.ui.kit import session as visit
from lib.ui.kit.links import choose, chosen
from lib.views.kit.text import day, inline, plain


def chips(filters: Filters) -> list[tuple[str, Callable[[], None]]]:
    """Each filter in force, in words, and what drops it."""
    return [
        (one.chip.format(day(value) if isinstance(value, date) else filter_name(one.key, value)), _dropper(one, value))
        for one, value in _values(filters)
    ]


def filter_name(key: str, value: str) -> str:
    """What a filter's value is called on the screen."""
    return inline(visit.FILTER_NAMES.get()[key].get(value, value))


def set_filter(key: str, values: Collection[str]) -> None:
    """Set a filter of several values, for callbacks: the sidebar and the link follow."""
    visit.filter_widget(key).set(list(values))


def keep_only(key: str, values: Sequence[str]) -> None:
    """Keep nothing but these values of a filter."""
    if (other := filter_of(key).left_out_by) not in {"", key}:
        set_filter(other, [one for one in visit.filter_widget(other).get() if one not in values])
    set_filter(key, values)


def leave_out(key: str, values: Sequence[str]) -> None:
    """Leave these out: by the filter for that, where there is one, else by keeping the others."""
    held, other = visit.filter_widget(key).get(), filter_of(key).left_out_by
    if other != key:
        set_filter(other, dict.fromkeys([*visit.filter_widget(other).get(), *values]))
    elif not held:
        held = visit.FILTER_NAMES.get()[key]
    set_filter(key, [one for one in held if one not in values])


def clear_filters() -> None:
    """Take every filter off."""
    for one in all_filters():
        visit.filter_widget(one.key).set(None if one.choices is None else [])


def _values(filters: Filters) -> Iterator[tuple[Filter, str | date]]:
    """Every value of every filter in force."""
    for one in in_force(filters):
        value = filters[one.field]
        yield from ((one, item) for item in (value if isinstance(value, tuple) else [value]) if item)


def _dropper(one: Filter, value: str | date) -> Callable[[], None]:
    """What takes one value off."""
    held = visit.filter_widget(one.key)
    return lambda: held.set(None if one.choices is None else [item for item in held.get() if item != value])


OFFERED = "offer"  # the link's parameter: the outlet that a legend offers


def offer_filter(key: str, values: Sequence[str], name: str, *, named: bool = True, closes: str | None = None) -> None:
    """A small row "Idlib: Keep only · Leave out" whose buttons set the filter; nothing where it knows no such value.

    `values` are ids of that filter, `name` is what they are together called, left out of the row where it is not to be
    `named` because it stands right beside it. What no filter leaves out, an article, is only ever kept. A button that
    would change nothing, or leave nothing, is dead. `closes` is the parameter of the link that the row goes with.
    """
    one, row = filter_of(key), " ".join([key, name, *([closes] if closes else [])])
    if not values or not set(values) <= visit.FILTER_NAMES.get()[key].keys():
        return
    offers = [("Keep only", ":material/filter_alt:", keep_only, set(visit.filter_widget(key).get()) == set(values))]
    if one.left_out_by:
        offers.append(("Leave out", ":material/filter_alt_off:", leave_out, not _leaves_any(key, values)))
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        width="stretch" if named else "content",
        key=f"offer {row}",
    ):
        if named:
            st.caption(plain(name), width="content")
        for label, icon, act, dead in offers:
            st.button(
                label,
                type="tertiary",
                icon=icon,
                help=f"{label} {plain(one.offered.format(inline(name)))}, on every page",
                disabled=dead,
                on_click=act,
                args=(key, values),
                key=f"{label.lower()} {row}",
            )
        if closes:
            st.button(
                "Close", icon=":material/close:", type="tertiary", on_click=choose, args=(closes, None),
                key="close offer",
            )  # fmt: skip


def offer_outlet() -> None:
    """Buttons to filter by the outlet that a legend's link names; nothing where it names none."""
    if outlet := chosen(OFFERED):
        offer_filter("outlet", [outlet], filter_name("outlet", outlet), closes=OFFERED)


def _leaves_any(key: str, values: Sequence[str]) -> bool:
    """Whether leaving these out changes what is kept, and leaves anything."""
    other = filter_of(key).left_out_by
    if other != key:
        return not set(values) <= set(visit.filter_widget(other).get())
    held = set(visit.filter_widget(key).get() or visit.FILTER_NAMES.get()[key])
    return bool(held & set(values)) and bool(held - set(values))
