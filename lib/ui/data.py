"""The data a page reads: one connection for the whole server, a cursor a rerun.

A version is written "3", or "3.12" where analysts have decided something: the articles' version, then how many rows
of decisions count with it. A link that names one shows the same for ever.
"""

from datetime import datetime

import duckdb
import streamlit as st

from lib.errors import AccordError
from lib.models import Decision
from lib.settings import Settings, load_settings
from lib.store import decisions_version, load_decisions, open_version, table_version, version_time
from lib.ui.links import choose, notify


@st.cache_resource(max_entries=1, show_spinner=False)
def settings() -> Settings:
    """The settings, read once a server."""
    return load_settings()


def data_version() -> str:
    """The version of the data on screen: the newest, unless the link asks for another."""
    return str(st.session_state["data_version"])


def newest_version() -> str:
    """The newest version of the data there is."""
    return str(st.session_state["newest_version"])


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor of this rerun's own, because one DuckDB connection is not safe across threads."""
    return _opened(*_parts(data_version())).cursor()


def decisions_in_view() -> tuple[Decision, ...]:
    """The rows of decisions that count with the version on screen."""
    return _decisions(_parts(data_version())[1])


def saved_at(version: str) -> datetime:
    """When a data version was saved: its articles, or the last decision that counts with it."""
    articles, decisions = _parts(version)
    last = [row.when.replace(microsecond=0) for row in _decisions(decisions)[-1:]]
    return max([version_time(settings().table, articles), *last])


def open_data() -> None:
    """Settle which version this rerun shows: the one the link asks for, where there is such a one, else the newest."""
    newest = (table_version(settings().table) or 0, _readable_decisions())
    st.session_state["newest_version"] = _written(*newest)
    asked = st.query_params.get("data")
    if asked is not None and not _can_open(asked, newest):
        choose("data", None)
        gone = f"The link asks for data version {asked}, which is not kept here, or can no longer be read."
        notify(f"{gone} The newest, version {newest_version()}, is shown.")
        asked = None
    st.session_state["data_version"] = newest_version() if asked is None else asked


def _readable_decisions() -> int:
    """How many rows of decisions there are; none, with a notice, where their file cannot be read."""
    try:
        version = decisions_version(settings().decisions)
        _decisions(version)
    except AccordError as error:
        notify(f"{error} Until then the articles are shown without any decisions.")
        return 0
    return version


def _can_open(asked: str, newest: tuple[int, int]) -> bool:
    """Whether there is such a version, and it can still be read."""
    if not all(part.isascii() and part.isdecimal() for part in asked.split(".", 1)):
        return False
    try:
        version, decisions = _parts(asked)
        if version > newest[0] or decisions > newest[1]:
            return False
        _opened(version, decisions)
    except (AccordError, ValueError):
        return False
    return True


def _parts(version: str) -> tuple[int, int]:
    """The articles' version, and how many rows of decisions.

    >>> _parts("3.12"), _parts("3")
    ((3, 12), (3, 0))
    """
    articles, _, decisions = version.partition(".")
    return int(articles), int(decisions or 0)


def _written(articles: int, decisions: int) -> str:
    """The version as the link writes it."""
    return f"{articles}.{decisions}" if decisions else str(articles)


@st.cache_resource(max_entries=3, show_spinner="Opening the articles")
def _opened(version: int, decisions: int) -> duckdb.DuckDBPyConnection:
    """The tables of one version in memory, the first so many rows of decisions laid over them."""
    return open_version(settings().table, version, _decisions(decisions))


@st.cache_resource(max_entries=3, show_spinner=False)
def _decisions(version: int) -> tuple[Decision, ...]:
    """The first so many rows of decisions."""
    return load_decisions(settings().decisions, version)
