"""Two days to choose from, of which the later is the last: tonight or tomorrow, in September or October."""

from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, prefix, shifted
from lib.annotate.promising.calendars import Calendar
from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.tagged import Tagged
from lib.models import Timex

# "Or, at the very latest, on the": what stands between two days is no longer.
BETWEEN = 10
JOINING = frozenset({"IN", "DT", "RB", ",", "CC"})


def alternative_to(tagged: Tagged, calendar: Calendar, end: int) -> Timex | None:
    """The time expression that "or" offers beside the one that ends before this token, or None."""
    at = end + (tagged.word(end) == ",")
    if tagged.word(at) != "or":
        return None
    for later in range(at + 1, min(at + BETWEEN, tagged.end_of(at))):
        if later in tagged.times:
            # The day counts, not its hour: "by noon | tomorrow".
            day = tagged.times[later] if tagged.times[later] in tagged.times else later
            return calendar.at(tagged.tree.offsets[day])
        if tagged.tags[later] not in JOINING and tagged.words[later] not in words_of("deadlines", "failing"):
            return None
    return None


def or_next(tagged: Tagged, timex: Timex, end: int) -> Timex | None:
    """The unit after the one named, where "or next" stands behind it: this week or next."""
    if (tagged.word(end), tagged.word(end + 1)) != ("or", "next") or timex.begin is None:
        return None
    unit = word_values("units").get(tagged.words[end - 1])
    if unit is None or tagged.tag(end + 2).startswith("NN"):
        return None
    value = prefix(shifted(timex.begin, 1, unit), unit)
    begin, finish = days_covered(value)
    return Timex(timex.span, timex.type, value, None, begin, finish)
