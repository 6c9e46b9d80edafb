"""Switches whose setting stands in the link."""

from collections.abc import Mapping

import streamlit as st

from lib.ui.links import choose, chosen


def choose_one(label: str, key: str, options: Mapping[str, str]) -> str:
    """One of a few options (value to label), the first by default and then left out of the link."""
    widget, first = f"choice_{key}", next(iter(options))
    st.session_state[widget] = chosen(key, options.keys()) or first

    def write() -> None:
        value = st.session_state[widget]
        choose(key, None if value == first else value)

    st.segmented_control(
        label, list(options), format_func=lambda value: options[value], key=widget, on_change=write, required=True
    )
    return str(st.session_state[widget])
