"""The data a page reads: brought up to date, a connection a server, a cursor a rerun; which version is on screen.

A version is written "3", or "3.12" where analysts have decided something: the articles' version, then how many rows
of decisions count with it. A link that names one shows the same for ever. What is worked out of a version is kept by
its DataKey, because a table that was made anew counts its versions from 0 again.
"""

from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import pandas as pd
import streamlit as st

from lib.errors import AccordError, DamagedStoreError
from lib.models import Decision
from lib.queries.selection import problems
from lib.settings import Settings, load_settings
from lib.store import (
    Decided,
    DecisionLog,
    agreements_identity,
    decided_by,
    decisions_identity,
    decisions_version,
    known_agreements,
    open_kept,
    read_log,
    table_identity,
    table_version,
    version_time,
)
from lib.ui.kit import session as visit
from lib.ui.kit.links import choose, notify
from lib.views.kit.text import counted, plain

if TYPE_CHECKING:
    from lib.refresh import Progress, Report


class DataKey(NamedTuple):
    """What a cache is kept by: a version of the articles and of the decisions, and of which table and rows it is one.

    `articles` is the table's version, `decisions` how many rows count; `table` and `rows` tell them from others of the
    same number. `agreements` changes whenever one that is kept does.
    """

    articles: int
    decisions: int
    table: str
    rows: str
    agreements: str = ""


@st.cache_resource(max_entries=1, show_spinner=False)
def settings() -> Settings:
    """The settings, read once a server."""
    return load_settings()


def data_version() -> str:
    """The version of the data on screen: the newest, unless the link asks for another."""
    return _written(*data_key()[:2])


def data_key() -> DataKey:
    """The data on screen, as what is worked out of them is kept."""
    key: DataKey = visit.DATA_KEY.get()
    return key


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor of this rerun's own, because one DuckDB connection is not safe across threads."""
    return _opened(data_key()).cursor()


def decisions_in_view() -> tuple[Decision, ...]:
    """The rows of decisions that count with the version on screen."""
    return _log(data_key()).decisions


def decided_articles() -> Decided:
    """What was ever decided of articles' dates and stories and is in force now, whatever version is on screen."""
    try:
        folder = settings().decisions
        version = decisions_version(folder)
        return decided_by(_log(DataKey(0, version, "", decisions_identity(folder, version))).decisions)
    except AccordError:  # which is said where the data are opened
        return Decided({}, {})


def saved_at(version: str) -> datetime:
    """When a data version was saved: its articles, or the last decision that counts with it."""
    key = _key(*_parts(version))
    last = [row.when.replace(microsecond=0) for row in _log(key).decisions[-1:]]
    return max([version_time(settings().table, key.articles), *last])


def open_data() -> None:
    """Settle which version this rerun shows: the one the link asks for, where there is such a one, else the newest."""
    newest = (table_version(settings().table) or 0, _saved_decisions())
    visit.NEWEST.set(_written(*newest))
    asked = st.query_params.get("data")
    if asked is not None and not _can_open(asked, newest):
        choose("data", None)
        gone = f"The link asks for data version {asked}, which is not stored here or can no longer be read."
        notify(f"{gone} The newest, version {visit.NEWEST.get()}, is shown.")
        asked = None
    if asked is None:
        visit.DATA_KEY.set(_key(_articles_shown(*newest), newest[1]))
    else:
        visit.DATA_KEY.set(_key(*_parts(asked)))


def _articles_shown(newest: int, decisions: int) -> int:
    """The version of the articles that this visit goes on with, until it asks for a newer one or makes it itself."""
    shown = visit.SHOWN.peek()
    try:
        if shown is not None and table_identity(settings().table, shown[0]) == shown[1]:
            _opened(_key(shown[0], decisions))
            return shown[0]
    except AccordError:  # it is no longer stored
        pass
    visit.SHOWN.set((newest, table_identity(settings().table, newest)))
    return newest


def _saved_decisions() -> int:
    """How many rows of decisions there are, with a notice of those that cannot be read; none where the file cannot."""
    folder = settings().decisions
    try:
        version = decisions_version(folder)
        log = _log(DataKey(0, version, "", decisions_identity(folder, version)))
    except AccordError as error:
        notify(f"{error} Until then the articles are shown without decisions.")
        return 0
    if log.unread:
        others = log.unread - len(log.problems)
        more = f" The same holds for {counted(others, 'more line')}." if others else ""
        notify(f"{' '.join(log.problems)}{more} Such a line is left out, all others apply. Correct it, or empty it.")
    return version


def _can_open(asked: str, newest: tuple[int, int]) -> bool:
    """Whether there is such a version, and it can still be read."""
    if not all(part.isascii() and part.isdecimal() for part in asked.split(".", 1)):
        return False
    try:
        version, decisions = _parts(asked)
        if version > newest[0] or decisions > newest[1]:
            return False
        _opened(_key(version, decisions))
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


def _key(articles: int, decisions: int) -> DataKey:
    """The key of one version, as the table and the file of decisions now are."""
    table, rows = table_identity(settings().table, articles), ""
    if decisions:
        rows = decisions_identity(settings().decisions, decisions)
    return DataKey(articles, decisions, table, rows, agreements_identity(settings().agreements))


@st.cache_resource(max_entries=3, show_spinner="Opening the articles")
def _opened(key: DataKey) -> duckdb.DuckDBPyConnection:
    """The tables of one version in memory, the first so many rows of decisions laid over them."""
    known = known_agreements(settings().agreements)[0]
    return open_kept(settings().opened, settings().table, key.articles, _log(key).decisions, known)


def _log(key: DataKey) -> DecisionLog:
    """The first so many rows of decisions, whatever the articles."""
    return _read_log(key._replace(articles=0, table="", agreements=""))


@st.cache_resource(max_entries=3, show_spinner=False)
def _read_log(key: DataKey) -> DecisionLog:
    return read_log(settings().decisions, key.decisions) if key.decisions else DecisionLog()


def problem_files() -> pd.DataFrame:
    """Every file that was not read, or not whole, those that an import refused too: columns as `problems` has them."""
    refused = pd.DataFrame(refused_files(), columns=["path", "reason"]).assign(document=None)
    return pd.concat([problems(connection()), refused], ignore_index=True)


def refused_files() -> list[tuple[str, str]]:
    """The files that were brought in and refused, with the reasons; of imports that were taken back none."""
    with suppress(OSError):
        return _refused_files(settings().corpus.stat().st_mtime_ns)
    return []


@st.cache_resource(max_entries=1, show_spinner=False)
def _refused_files(stamp: int) -> list[tuple[str, str]]:  # noqa: ARG001  # kept by it
    """As the imports' own folder was when it had last changed."""
    from lib.ingest import imports_in  # noqa: PLC0415  # a page that only reads need not load the readers

    kept = [one for one in imports_in(settings().corpus) if not one.taken_back]
    return list(dict.fromkeys(refused for one in reversed(kept) for refused in one.refused))


def bring_up_to_date() -> None:
    """Annotate what is new, once a server start, and again where the store is gone or a date or story was decided.

    Stops the page where there is nothing to show without it. Raises DamagedStoreError where the store is broken.
    """
    decided = decided_articles()
    if _looked_at() == [decided] and table_version(settings().table) is not None:
        return
    try:
        refresh_now()
    except DamagedStoreError:
        raise
    except AccordError as error:
        if table_version(settings().table) is None:
            st.error(plain(str(error)), title="The articles cannot be read", icon=":material/error:")
            st.stop()
        st.warning(f"{plain(str(error))} The page shows what was read before.", icon=":material/error:")
    else:
        _looked_at()[:] = [decided]


def look_again() -> None:
    """Have the next drawing of any page look for new articles, and for some that are gone."""
    _looked_at().clear()


def refresh_now(*, again: bool = False) -> "Report | None":
    """Bring the store up to date with the folders, showing how far it has come; None where there was nothing to do.

    With `again` files that could not be read are tried once more. Raises AccordError where the model is missing, the
    store cannot be written, or anything else stops it.
    """
    try:
        return _refresh(again=again)
    except AccordError:
        raise
    except Exception as error:  # whatever it is, what was read before can still be shown
        raise AccordError(
            f"The articles could not be updated (stopped with {type(error).__name__}): remove what was "
            "added last, or run python -m lib.refresh to see more."
        ) from error


def _refresh(*, again: bool) -> "Report | None":
    from lib import refresh  # noqa: PLC0415  # a page that only reads need not load the annotators

    paths = refresh.default_paths(settings())
    if not again and not refresh.needs_refresh(paths, settings().table, settings()):
        return None
    bar, begun = st.progress(0.0, "Looking for new articles"), monotonic()

    def watch(progress: "Progress") -> None:
        told = ". ".join(filter(None, (_words(progress), refresh.pace(progress, monotonic() - begun))))
        bar.progress(progress.done / progress.total if progress.total else 0.0, told)

    try:
        return refresh.refresh(paths, settings().table, settings(), watch, again=again)
    finally:
        visit.SHOWN.pop()  # what this visit has done it sees
        bar.empty()


@st.cache_resource(max_entries=1, show_spinner=False)
def _looked_at() -> list[Decided]:
    """What was decided of dates and stories when this server last looked for new articles; shared by all visits."""
    return []


def _words(progress: "Progress") -> str:
    """The progress in words."""
    if progress.stage == "waiting":
        return "Another visit is reading the articles; this one waits for it"
    if progress.stage == "reading":
        return f"Reading {counted(progress.total, 'file')}"
    at = min(progress.done + 1, progress.total)
    return f"Reading the articles, {at} of {progress.total}: names, places, dates, promises"
