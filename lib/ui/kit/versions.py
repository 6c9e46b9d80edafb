"""Which version of the data is on screen: an older one says so, with the way to the newest and back."""

import re

import streamlit as st

from lib.ui.kit.data import data_version, newest_version
from lib.ui.kit.links import WAS, choose
from lib.views.kit.text import plain

_WRITTEN = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def show_version() -> None:
    """Say that the link shows older data, and offer this view on the newest; there, the way back to what it showed."""
    version, newest, was = data_version(), newest_version(), st.query_params.get(WAS, "")
    if version != newest:
        said = f"This link shows data version {version}; version {newest} is newer."
        _offer(said, "Show the newest", data=None, was=version)
    elif _WRITTEN.fullmatch(was) and was != newest:
        said = f"This is the newest data, version {newest}; the link showed version {was}."
        _offer(said, f"Back to version {was}", data=was, was=None)


def _offer(said: str, label: str, data: str | None, was: str | None) -> None:
    """A line, and the button that shows this view on other data."""

    def show() -> None:
        choose("data", data)
        choose(WAS, was)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="data-version"):
        st.caption(plain(said), width="content")
        st.button(plain(label), icon=":material/history:", type="tertiary", on_click=show, key="other data")
