"""Switches whose setting stands in the link."""

from collections.abc import Mapping

import streamlit as st

from lib.ui.kit.links import choose, chosen
from lib.views.kit.text import plain

SWITCHES = "switches"  # what each switch drawn so far is set to, in words


def choose_one(label: str, key: str, options: Mapping[str, str]) -> str:
    """One of a few options (value to label), the first by default and then left out of the link."""
    widget, first = f"choice_{key}", next(iter(options))
    st.session_state[widget] = chosen(key, options.keys()) or first
    st.session_state.setdefault(SWITCHES, {})[key] = f"{label}: {options[st.session_state[widget]]}"

    def write() -> None:
        value = st.session_state[widget]
        choose(key, None if value == first else value)

    st.segmented_control(
        label,
        list(options),
        format_func=lambda value: plain(options[value]),
        key=widget,
        on_change=write,
        required=True,
    )
    return str(st.session_state[widget])


def switches_in_force() -> list[str]:
    """The switches of this page that are not at their first option, in words."""
    return [words for key, words in st.session_state.get(SWITCHES, {}).items() if key in st.query_params]
