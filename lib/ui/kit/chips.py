"""The filters in force: in words, taken off, and set from beside what they are about."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Literal

import streamlit as st

from lib.models import Filters, Role
from lib.ui.kit.links import DAY_KEYS, LIST_KEYS, choose, chosen
from lib.views.kit.text import day, inline, plain

KIND_NAMES: Mapping[str, str] = {"PERSON": "Person", "ORG": "Organisation", "GROUP": "Group", "PLACE": "Place"}
ROLE_NAMES: Mapping[Role, str] = {
    "literal": "the place itself",
    "associative": "its government or people",
    "demonym": "adjective or people’s name",
}
CHIP_WORDS: Mapping[str, str] = {
    "outlet": "Outlet",
    "entity": "Entity",
    "not": "Not",
    "kind": "Kind",
    "role": "Places as",
    "article": "Article",
}


def chips(filters: Filters) -> list[tuple[str, Callable[[], None]]]:
    """Each filter in force, in words, and what drops it."""
    found = [(f"{CHIP_WORDS[key]}: {filter_name(key, value)}", _dropper(key, value)) for key, value in _values(filters)]
    if filters.since:
        found.append((f"From {day(filters.since)}", _dropper("since")))
    if filters.until:
        found.append((f"Until {day(filters.until)}", _dropper("until")))
    return found


def filter_name(key: str, value: str) -> str:
    """What a filter's value is called on the screen."""
    names: Mapping[str, Mapping[str, str]] = st.session_state["filter_names"]
    return inline(names[key].get(value, value))


def can_filter(key: str, values: Collection[str]) -> bool:
    """Whether the filter knows every one of these values, and there is one."""
    return bool(values) and all(value in st.session_state["filter_names"][key] for value in values)


def set_filter(key: str, values: Collection[str]) -> None:
    """Set a filter of several values, for callbacks: the sidebar and the link follow."""
    st.session_state[filter_widget(key)] = list(values)


def keep_only(key: str, values: Sequence[str]) -> None:
    """Keep nothing but these values of a filter."""
    if key == "entity":
        set_filter("not", [one for one in st.session_state[filter_widget("not")] if one not in values])
    set_filter(key, values)


def leave_out(key: str, values: Sequence[str]) -> None:
    """Leave these out: entities by the filter for that, of all else by keeping the others."""
    if key == "entity":
        held = st.session_state[filter_widget("not")]
        set_filter("not", dict.fromkeys([*held, *values]))
        set_filter("entity", [one for one in st.session_state[filter_widget("entity")] if one not in values])
        return
    held = st.session_state[filter_widget(key)] or list(st.session_state["filter_names"][key])
    set_filter(key, [one for one in held if one not in values])


def clear_filters() -> None:
    """Take every filter off."""
    for key in LIST_KEYS:
        set_filter(key, ())
    for key in DAY_KEYS:
        st.session_state[filter_widget(key)] = None


def filter_widget(key: str) -> str:
    """The widget's key for a filter."""
    return f"filter_{key}"


def _values(filters: Filters) -> Iterator[tuple[str, str]]:
    """Every value of every filter of several values, with the link's key."""
    held = {
        "outlet": filters.outlets,
        "entity": filters.entities,
        "not": filters.without,
        "kind": filters.kinds,
        "role": filters.roles,
        "article": filters.articles,
    }
    return ((key, value) for key, values in held.items() for value in values)


def _dropper(key: str, value: str | None = None) -> Callable[[], None]:
    """What takes one value, or the whole filter, off."""

    def drop() -> None:
        held = st.session_state[filter_widget(key)]
        st.session_state[filter_widget(key)] = [item for item in held if item != value] if value else None

    return drop


OFFERED = "offer"  # the link's parameter: the outlet that a legend offers

FilterKey = Literal["outlet", "entity", "article"]


def offer_filter(key: FilterKey, values: Sequence[str], name: str, *, named: bool = True) -> None:
    """A small row "Idlib: Keep only · Leave out" whose buttons set the filter; nothing where it knows no such value.

    `values` are ids of that filter, `name` is what they are together called, left out of the row where it is not to be
    `named` because it stands right beside it. An article is only ever kept.
    """
    if not can_filter(key, values):
        return
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        width="stretch" if named else "content",
        key=f"offer {key} {name}",
    ):
        if named:
            st.caption(plain(name), width="content")
        _show_offers(key, values, name)


def offer_outlet() -> None:
    """The same for the outlet that a legend's link names, with a way to close it; nothing where it names none."""
    outlet = chosen(OFFERED)
    if outlet is None or not can_filter("outlet", [outlet]):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="offered outlet"):
        name = filter_name("outlet", outlet)
        st.caption(plain(name), width="content")
        _show_offers("outlet", [outlet], name)
        st.button(
            "Close", icon=":material/close:", type="tertiary", on_click=choose, args=(OFFERED, None), key="close offer"
        )


def _show_offers(key: FilterKey, values: Sequence[str], name: str) -> None:
    """The buttons; one that would change nothing, or leave nothing, is dead."""
    said = inline(name)
    what = {"entity": f"sentences that mention {said}", "outlet": f"what {said} says", "article": "this article"}[key]
    kept = set(st.session_state[filter_widget(key)]) == set(values)
    st.button(
        "Keep only",
        type="tertiary",
        icon=":material/filter_alt:",
        help=f"Keep only {plain(what)}, on every page",
        disabled=kept,
        on_click=keep_only,
        args=(key, values),
        key=f"keep only {key} {name}",
    )
    if key == "article":
        return
    st.button(
        "Leave out",
        type="tertiary",
        icon=":material/filter_alt_off:",
        help=f"Leave out {plain(what)}, on every page",
        disabled=not _leaves_any(key, values),
        on_click=leave_out,
        args=(key, values),
        key=f"leave out {key} {name}",
    )


def _leaves_any(key: FilterKey, values: Sequence[str]) -> bool:
    """Whether leaving these out changes what is kept, and leaves anything."""
    if key == "entity":
        return not set(values) <= set(st.session_state[filter_widget("not")])
    held = set(st.session_state[filter_widget(key)] or st.session_state["filter_names"][key])
    return bool(held & set(values)) and bool(held - set(values))
