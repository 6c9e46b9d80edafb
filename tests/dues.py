"""What a text promises and when it is due, for the tests of commitments and their deadlines."""

from datetime import date

from lib.annotate.commitments import find_commitments
from lib.annotate.dates import find_timexes
from lib.annotate.quotes import find_quotes
from lib.models import Commitment, Mention, Passage
from tests.parsed import parsed

MONDAY = date(2018, 9, 17)


def find(
    text: str,
    mentions: tuple[Mention, ...] = (),
    published: date | None = MONDAY,
    passages: tuple[Passage, ...] = (),
) -> list[Commitment]:
    """The commitments of a text, read as published on a Monday."""
    doc = parsed(text)
    timexes = tuple(find_timexes(doc, published))
    quotes = tuple(find_quotes(doc, mentions))
    return list(find_commitments(doc, mentions, timexes, quotes, published, passages=passages))


def due(text: str) -> list[tuple[str, str, str] | None]:
    """Each commitment's deadline in a text of that Monday: words, day, relation; `starting` of a first day."""
    return [_day(commitment) for commitment in find(text)]


def starting(day: str) -> tuple[str, str, str]:
    """What `due` gives for a commitment whose day is the first of a state or an activity, and no last day."""
    return "starts", day, "FROM"


def due_days(text: str) -> list[str | None]:
    """The same with the days alone, the first ones too."""
    return [day and day[1] for day in due(text)]


def _day(commitment: Commitment) -> tuple[str, str, str] | None:
    last = commitment.deadline
    if last is None:
        return starting(commitment.starts.isoformat()) if commitment.starts is not None else None
    return last.span.exact, last.due.isoformat(), last.relation
