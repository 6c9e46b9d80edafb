"""What was opened, offered as a filter: keep only that, or leave it out."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from lib.ui.kit.in_force import can_filter, filter_name, filter_widget, keep_only, leave_out
from lib.ui.kit.links import choose, chosen
from lib.views.kit.text import inline, plain

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
