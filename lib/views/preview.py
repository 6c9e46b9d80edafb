"""What was understood of articles that are about to be added, a row each, and what the rows say once put right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from lib.ingest.versions import Text, find_versions
from lib.models import Document
from lib.queries.library.known import Here, Known, text_key
from lib.text.days import is_likely
from lib.text.metadata import find_days_told
from lib.text.words import count_words
from lib.views.kit.text import counted, day

if TYPE_CHECKING:
    from lib.ingest import Brought
    from lib.ingest.archives import Piece

# The columns of the table, and their labels.
COLUMNS: Mapping[str, str] = {
    "take": "Add",
    "headline": "Headline",
    "outlet": "Outlet",
    "published": "Published",
    "doubts": "Doubts",
    "came": "From",
    "about": "About",
    "story": "Story",
    "url": "Address",
    "language": "Language",
    "words": "Words",
    "opening": "First words",
}
EDITED = frozenset({"take", "headline", "outlet", "published", "story", "url"})
"""The columns in which an analyst may put something else."""
# Enough to recognise an article by.
OPENING = 160
HERE = "already here"
# Less is a caption, or an abstract that stands for its article.
FEW_WORDS = 30
# What is only told of an article, and no reason to doubt it.
_TOLD = ("dateline: ", "sent by ")


def preview_frame(
    names: Sequence[str], documents: Sequence[Document], about: Sequence[Sequence[str]], known: Known
) -> pd.DataFrame:
    """A row an article, counted from 1: what is to be ticked, put right, and recognised.

    Those that are `known`, that analysts removed, and that another row is a copy of are not ticked, and say so. `names`
    say where each is from, `about` which agreements it seems to be about.
    """
    copies = _copies(names, documents)
    rows = []
    for at, (name, document, titles) in enumerate(zip(names, documents, about, strict=True)):
        again, doubts = _seen(document, known.here(document, name), known)
        again = again or copies[at][0]
        rows.append(_row(name, document, titles, again, [*doubts, *copies[at][1]]))
    frame = pd.DataFrame(rows, columns=list(COLUMNS), index=pd.RangeIndex(1, len(rows) + 1, name="Row"))
    return frame.astype({"take": bool})


def _seen(document: Document, here: Here | None, known: Known) -> tuple[str, list[str]]:
    """Why an article is not to be added again, in words, and what else there is to say of earlier times."""
    if here is None:
        waiting = known.corrected.get(document.id)
        corrected = [f"corrected before, which counts again with it: {waiting}"] if waiting else []
        return known.removed.get(document.id, ""), corrected
    if here.removed or here.corrected:
        return here.removed or f"{HERE}, corrected since: {here.corrected}", []
    other = document.source is None or document.source.id != here.outlet
    if other:
        return f"{HERE}, as an article of {here.name}" if here.outlet else f"{HERE}, its outlet not known", []
    return HERE, []


def _copies(names: Sequence[str], documents: Sequence[Document]) -> list[tuple[str, list[str]]]:
    """Of each article the row that it is only another copy of, in words, and those of other outlets with its text."""
    texts = [
        Text(at, one.source.id if one.source else None, one.published, one.url, one.text, name, name)
        for at, (name, one) in enumerate(zip(names, documents, strict=True))
    ]
    found: list[tuple[str, list[str]]] = [("", []) for _ in texts]
    for versions in find_versions(texts):
        counted_one = max(versions, key=Text.age)
        for text in versions:
            if text is not counted_one:
                same = "the same text as" if text.text == counted_one.text else "another version of"
                found[text.place] = f"{same} row {counted_one.place + 1}, {counted_one.file}", []
    first: dict[str, Text] = {}
    for text in sorted(
        texts, key=lambda one: (one.outlet is None, one.place)
    ):  # what is known counts before what is not
        other = first.setdefault(text_key(documents[text.place]), text)
        if other.outlet != text.outlet and not found[text.place][0]:
            words = f"the same text as row {other.place + 1}, {other.file}"
            found[text.place] = ("", [f"{words}, of another outlet: each counts"]) if text.outlet else (words, [])
    return found


def headline_of(document: Document) -> str:
    """What stands in the table as an article's headline."""
    return document.title or document.text[document.body_start :][:OPENING]


def _row(name: str, document: Document, titles: Sequence[str], again: str, doubts: Sequence[str]) -> dict[str, Any]:
    body = document.text[document.body_start :]
    return {
        "take": not again,
        "headline": headline_of(document),
        "outlet": document.source.name if document.source else "",
        "published": str(document.published or ""),
        "doubts": "; ".join(filter(None, [again, *doubts, *_doubts(document)])),
        "about": ", ".join(titles),
        "story": document.story if document.story not in {"x.txt", "x.html"} else "",
        "url": document.url or "",
        "language": "English",
        "words": count_words(body),
        "opening": body[:OPENING],
        "came": name,
    }


def _doubts(document: Document) -> Iterator[str]:
    if not document.source:
        yield "outlet not known"
        yield from (note for note in document.notes if note.startswith(_TOLD[1]))
    if document.published is None:
        yield "no date"
    else:
        for told in find_days_told(document.original or document.text, document.published):
            yield f"its head says {day(told)}"
    words = count_words(document.text[document.body_start :])
    if words < FEW_WORDS:
        yield f"only {counted(words, 'word')}"
    yield from (note for note in document.notes if not note.startswith(_TOLD))


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
    assert one.piece is not None and isinstance(one.outcome, Document)  # noqa: S101, PT018  # only such are shown
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
