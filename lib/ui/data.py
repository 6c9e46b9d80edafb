"""The data a page reads: one connection for the whole server, a cursor a rerun."""

import duckdb
import streamlit as st

from lib.errors import StoreError
from lib.settings import Settings, load_settings
from lib.store import open_version, table_version
from lib.ui.links import choose, notify_dropped


@st.cache_resource(max_entries=1, show_spinner=False)
def settings() -> Settings:
    """The settings, read once a server."""
    return load_settings()


def data_version() -> int:
    """The version of the data on screen: the newest, unless the link asks for another."""
    return int(st.session_state["data_version"])


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor of this rerun's own, because one DuckDB connection is not safe across threads."""
    return _opened(data_version()).cursor()


def open_data() -> None:
    """Settle which version this rerun shows: the one the link asks for, where there is such a one, else the newest."""
    newest = table_version(settings().table) or 0
    asked = st.query_params.get("data")
    if asked is not None and not _can_open(asked, newest):
        choose("data", None)
        notify_dropped("data", [asked])
        asked = None
    st.session_state["data_version"] = newest if asked is None else int(asked)


def _can_open(asked: str, newest: int) -> bool:
    """Whether there is such a version, and it can still be read."""
    if not asked.isdecimal() or int(asked) > newest:
        return False
    try:
        _opened(int(asked))
    except StoreError:
        return False
    return True


@st.cache_resource(max_entries=3, show_spinner="Opening the articles")
def _opened(version: int) -> duckdb.DuckDBPyConnection:
    """The tables of one version in memory."""
    return open_version(settings().table, version)
