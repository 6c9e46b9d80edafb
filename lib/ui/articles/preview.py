"""The table of articles that are about to be added: what was understood of each, put right before it is saved."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from lib.models import Document
from lib.queries.library.known import known_articles
from lib.queries.library.listed import agreements_about
from lib.text.days import is_likely
from lib.ui import kit
from lib.views.kit.text import counted
from lib.views.preview import COLUMNS, EDITED, headline_of, preview_frame

if TYPE_CHECKING:
    from lib.ingest import Brought
    from lib.ingest.archives import Piece


def edit_preview(read: "Sequence[Brought]", number: int) -> pd.DataFrame:
    """The table as the analyst leaves it, its rows counted from 1; worked out once for what is read."""
    documents = [one.outcome for one in read if isinstance(one.outcome, Document)]
    which = kit.data_key(), [(one.name, document.id) for one, document in zip(read, documents, strict=True)]
    held = kit.visit.PREVIEWED.get()
    if held[0] != which:
        about = agreements_about(kit.connection(), documents)
        known = known_articles(kit.connection())
        held = which, preview_frame([one.name for one in read], documents, about, known)
        kit.visit.PREVIEWED.set(held)
    frame: pd.DataFrame = held[1]
    st.markdown(f"**What was understood of {counted(len(frame), 'article')}**: put right what is wrong, then add them")
    return st.data_editor(
        frame,
        key=f"preview {number} {len(frame)}",
        hide_index=False,
        disabled=[name for name in frame if name not in EDITED],
        column_config={name: st.column_config.Column(label, help=HELP.get(name)) for name, label in COLUMNS.items()},
    )


# A date's own column is typed in the order of the browser's country, and shown in another.
HELP = {"published": "Written as 2018-09-17; empty where it is not known"}


def day_written(cell: object) -> date | None:
    """The day in a cell of the table; None where it is empty. Raises ValueError where it is no day."""
    written = words(cell)
    day = date.fromisoformat(written) if written else None
    if day and not is_likely(day):
        raise ValueError(written)
    return day


def faults(taken: pd.DataFrame) -> Iterator[str]:
    """What of the rows to be added cannot be saved as it is written."""
    for row in taken.itertuples():
        try:
            day_written(row.published)
        except ValueError:
            yield f"Row {row.Index}: “{row.published}” is no day: write it as 2018-09-17, or leave it empty."


def as_said(one: "Brought", row: pd.Series, outlet: str, story: str) -> "Piece":
    """An article's piece with what the table says of it."""
    assert one.piece is not None  # noqa: S101  # only such are shown
    assert isinstance(one.outcome, Document)  # noqa: S101  # as above
    said = one.piece.said.copy()
    said["outlet"] = words(row["outlet"]) or outlet.strip() or None
    said["story"] = words(row["story"]) or story.strip() or None
    said["url"] = words(row["url"]) or None
    said["published"] = day_written(row["published"])
    if words(row["headline"]) not in {"", headline_of(one.outcome).strip()}:
        said["title"] = words(row["headline"])
    return replace(one.piece, said=said)


def words(cell: object) -> str:
    """What is written in a cell, or nothing."""
    return cell.strip() if isinstance(cell, str) else ""
