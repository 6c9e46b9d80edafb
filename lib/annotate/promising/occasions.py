"""Days that stand beside a clause, not in it: when the court sits on 3 May; a deadline that was moved to 1 April."""

from lib.annotate.promising.calendars import Calendar
from lib.annotate.promising.deadlines import find_deadline
from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.tagged import FINITE, Tagged
from lib.models import Deadline

# "The deadline for | militias to leave": the noun stands this close before its clause.
NOUN_BEFORE = 4
OPENERS = (("when",), ("once",), ("as", "soon", "as"))


def day_of_occasion(tagged: Tagged, calendar: Calendar, end: int) -> Deadline | None:
    """The day of an event to come that the clause waits for: "| when it sits again on 1 October"."""
    if not any(tuple(tagged.words[end : end + len(opener)]) == opener for opener in OPENERS):
        return None
    stop = next((at for at in range(end, tagged.end_of(end)) if tagged.words[at] in {",", ";"}), tagged.end_of(end))
    verb = next((at for at in range(end, stop) if tagged.tags[at] in FINITE), None)
    if verb is None or tagged.tags[verb] == "VBD":
        return None
    return find_deadline(tagged, calendar, (end, stop), end)


def moved_deadline(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Deadline | None:
    """The day that a deadline was moved to, behind what it is for: "was pushed back to 1 April"."""
    before = tagged.words[max(first - NOUN_BEFORE, tagged.start_of(first)) : first]
    if words_of("deadlines", "nouns").isdisjoint(before):
        return None
    stop = tagged.end_of(first)
    verb = next((at for at in range(end, stop) if tagged.words[at] in words_of("deadlines", "moved")), None)
    return find_deadline(tagged, calendar, (verb, stop), verb) if verb is not None else None
