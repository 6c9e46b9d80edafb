"""Deadlines as a calendar file (iCalendar, RFC 5545): an all-day event a due day and matter."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

from lib.models import BORROWED
from lib.views.kit.text import counted, day, inline, isolated

if TYPE_CHECKING:
    from icalendar import Event

NAME = "Accord Desk: deadlines"
OWN, REPORTED, DIFFERS = "Agreement text", "Reported", "Differs from the agreement text"
MOST_SENTENCES = 20  # more make a note that no calendar shows whole

# RFC 5545 allows no control character in a text but the tab, and a line's end only as \n.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def calendar_file(deadlines: pd.DataFrame, sentences: Sequence[pd.DataFrame], saved: datetime, view: str) -> bytes:
    """The deadlines as an .ics file; the same rows, time and words make the same bytes.

    `deadlines` are those of `lib.queries.agreement.calendar`, `sentences` those that give each, in its order.
    `saved` is when the data was saved (aware), `view` says the filters in force and the data version.
    """
    from icalendar import Calendar  # noqa: PLC0415  # needed only when a file is asked for

    calendar = Calendar()
    calendar.add("prodid", "-//Accord Desk//Deadlines//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the second is what was read before RFC 7986
        calendar.add(name, NAME)
    calendar.add("description", _plain(view))
    for row, given in zip(deadlines.itertuples(), sentences, strict=True):
        calendar.add_component(_event(row, given, saved, view))
    return bytes(calendar.to_ical())


def _event(row: Any, sentences: pd.DataFrame, saved: datetime, view: str) -> "Event":  # noqa: ANN401  # a frame's row
    """One due day of one matter; it ends, as all-day events do, on the day after, and leaves that day free."""
    from icalendar import Event  # noqa: PLC0415  # as above

    due = row.due.date()
    event = Event()
    event.add("uid", f"{hashlib.sha256(f'{row.matter} {due}'.encode()).hexdigest()[:32]}@accord-desk")
    event.add("dtstamp", saved)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", _plain(_summary(row)))
    event.add("description", "\n".join(map(_plain, _lines(row, sentences, view))))
    event.add("categories", _categories(row, sentences))
    event.add("transp", "TRANSPARENT")
    return event


def _summary(row: Any) -> str:  # noqa: ANN401  # as above
    """Whose day it is, then what is to be done."""
    point = f", point {row.number}" if row.number else ""
    return f"Due {'by the agreement' if row.due == row.own_day else 'as reported'}{point}: {isolated(row.words)}"


def _categories(row: Any, sentences: pd.DataFrame) -> list[str]:  # noqa: ANN401  # as above
    """Whether the agreement's own text gives the day, whether outlets do, and whether they differ from it."""
    own = row.due == row.own_day
    kinds = [OWN] * own + [REPORTED] * (not sentences.empty)
    return kinds + [DIFFERS] * (bool(row.agreement) and not own)


def _lines(row: Any, sentences: pd.DataFrame, view: str) -> Iterator[str]:  # noqa: ANN401  # as above
    """Who gives the day, the sentences, and what was in view."""
    if row.agreement:
        own = "no day for this" if pd.isna(row.own_day) else day(row.own_day)
        yield f"The agreement’s own text gives {'this day' if row.due == row.own_day else own}: {row.agreement}."
    outlets = ", ".join(map(inline, sentences["outlet_name"].unique()))
    given = f"in {counted(len(sentences), 'sentence')}: {outlets}" if outlets else "by no article in view"
    yield f"{day(row.due)} is reported {given}."
    yield ""
    for said in sentences.head(MOST_SENTENCES).itertuples():
        borrowed = f" ({how})" if (how := BORROWED.get(said.published_from)) else ""
        yield f"{inline(said.outlet_name)}, {day(said.published)}{borrowed}: “{isolated(said.text)}”"
    if len(sentences) > MOST_SENTENCES:
        yield f"and {counted(len(sentences) - MOST_SENTENCES, 'sentence')} more."
    yield f"In view: {view}"


def _plain(text: str) -> str:
    """One line of text without control characters."""
    return _CONTROLS.sub("", " ".join(text.split()))
