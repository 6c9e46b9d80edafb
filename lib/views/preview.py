"""What was understood of articles that are about to be added, a row each."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd

from lib.models import Document
from lib.text.words import count_words

# The columns of the table, and their labels.
COLUMNS: Mapping[str, str] = {
    "take": "Add",
    "headline": "Headline",
    "outlet": "Outlet",
    "published": "Published",
    "doubts": "Doubts",
    "about": "About",
    "story": "Story",
    "url": "Address",
    "language": "Language",
    "words": "Words",
    "opening": "First words",
    "came": "From",
}
# Enough to recognise an article by.
OPENING = 160
HERE, TWICE = "already here", "twice in these files"

# An article as one is known that is here: its outlet's id, None where that is not known, and its text's SHA-256.
Known = tuple[str | None, str]


def preview_frame(
    names: Sequence[str], documents: Sequence[Document], about: Sequence[Sequence[str]], known: Collection[Known]
) -> pd.DataFrame:
    """A row an article: what is to be ticked, put right, and recognised; those that are `known` are not ticked.

    `names` say where each is from, `about` which agreements it seems to be about.
    """
    seen: set[Known] = set(known)
    rows = []
    for name, document, titles in zip(names, documents, about, strict=True):
        own = (document.source.id if document.source else None, sha256(document.text.encode()).hexdigest())
        again = (HERE if own in known else TWICE) if own in seen else ""
        seen.add(own)
        rows.append(_row(name, document, titles, again))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"published": "datetime64[s]", "take": bool})


def _row(name: str, document: Document, titles: Sequence[str], again: str) -> dict[str, Any]:
    body = document.text[document.body_start :]
    return {
        "take": not again,
        "headline": document.title or body[:OPENING],
        "outlet": document.source.name if document.source else "",
        "published": document.published,
        "doubts": "; ".join(filter(None, [again, *_doubts(document), *document.notes])),
        "about": ", ".join(titles),
        "story": document.story if document.story not in {"x.txt", "x.html"} else "",
        "url": document.url or "",
        "language": "English",
        "words": count_words(body),
        "opening": body[:OPENING],
        "came": name,
    }


def _doubts(document: Document) -> Sequence[str]:
    return [*([] if document.source else ["outlet not known"]), *([] if document.published else ["no date"])]
