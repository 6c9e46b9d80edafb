"""What is new in the folders is read and annotated before anything is shown, with a progress bar."""

from typing import TYPE_CHECKING

import streamlit as st

from lib.errors import AccordError, DamagedStoreError
from lib.store import table_version
from lib.ui.kit.data import decided_articles, settings
from lib.views.kit.text import counted, plain

if TYPE_CHECKING:
    from lib.refresh import Progress, Report
    from lib.store import Decided


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


def refresh_now() -> "Report | None":
    """Bring the store up to date with the folders, showing how far it has come; None where there was nothing to do.

    Raises AccordError where the model is missing, the store cannot be written, or anything else stops it.
    """
    try:
        return _refresh()
    except AccordError:
        raise
    except Exception as error:  # whatever it is, what was read before can still be shown
        raise AccordError(
            f"The articles could not be updated (stopped with {type(error).__name__}): remove what was "
            "added last, or run python -m lib.refresh to see more."
        ) from error


def _refresh() -> "Report | None":
    from lib import refresh  # noqa: PLC0415  # a page that only reads need not load the annotators

    paths = refresh.default_paths(settings())
    if not refresh.needs_refresh(paths, settings().table, settings()):
        return None
    bar = st.progress(0.0, "Looking for new articles")

    def watch(progress: "Progress") -> None:
        bar.progress(progress.done / progress.total if progress.total else 0.0, _words(progress))

    try:
        return refresh.refresh(paths, settings().table, settings(), watch)
    finally:
        bar.empty()


@st.cache_resource(max_entries=1, show_spinner=False)
def _looked_at() -> "list[Decided]":
    """What was decided of dates and stories when this server last looked for new articles; shared by all visits."""
    return []


def _words(progress: "Progress") -> str:
    """The progress in words."""
    if progress.stage == "waiting":
        return "Another visit is reading the articles; this one waits for it"
    if progress.stage == "reading":
        return f"Reading {counted(progress.total, 'file')}"
    return f"Reading file {min(progress.done + 1, progress.total)} of {progress.total}: names, places, dates, promises"
