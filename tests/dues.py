"""What a text's commitments are due, for the tests of deadlines."""

from datetime import date

from lib.annotate.commitments import find_commitments
from lib.annotate.dates import find_timexes
from tests.parsed import parsed

MONDAY = date(2018, 9, 17)


def due(text: str) -> list[tuple[str, str, str] | None]:
    """Each commitment's deadline in a text of that Monday: its words, its day, its relation."""
    doc = parsed(text)
    timexes = tuple(find_timexes(doc, MONDAY))
    found = find_commitments(doc, (), timexes, (), MONDAY)
    return [c.deadline and (c.deadline.span.exact, c.deadline.due.isoformat(), c.deadline.relation) for c in found]


def due_days(text: str) -> list[str | None]:
    """The same with the days alone."""
    return [deadline and deadline[1] for deadline in due(text)]
