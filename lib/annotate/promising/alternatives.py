"""Two days to choose from, of which the later is the last: tonight or tomorrow, in September or October."""

from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, prefix, shifted
from lib.annotate.promising.calendars import Calendar
from lib.models import Timex

# "Or, at the very latest, on the": what stands between two days is no longer.
BETWEEN = 10
# "If the wind does not let up by itself": a condition set between "or" and its day is no longer.
LONGEST_CONDITION = 12
# After the condition the day follows at once: | by noon on Monday.
CLOSE = 5
LOOSE = frozenset({",", "-", "–", "—"})
JOINING = frozenset({"IN", "DT", "RB", "RBR", ",", "CC"})


def alternative_to(tagged: Tagged, calendar: Calendar, end: int) -> Timex | None:
    """The time expression that "or" offers beside the one that ends before this token, or None."""
    at = end + (tagged.word(end) in LOOSE)
    later = alternative_after(tagged, at) if tagged.word(at) == "or" else None
    if at > end and at in tagged.times and _at_latest(tagged, tagged.times[at]):
        later = at
    if later is None:
        return None
    # The day counts, not its hour: "by noon | tomorrow".
    day = tagged.times[later] if tagged.times[later] in tagged.times else later
    return calendar.at(tagged.tree.offsets[day])


def _at_latest(tagged: Tagged, at: int) -> bool:
    """Whether "at the latest" stands here: in October, November | at the very latest."""
    return tagged.word(at) == "at" and "latest" in tagged.words[at + 1 : at + 4]


def alternative_after(tagged: Tagged, at: int) -> int | None:
    """Where a time begins that this "or" offers, its condition passed over; None where it offers something else."""
    begin = after_fallback(tagged, at)
    for later in range(begin, min(begin + BETWEEN, tagged.end_of(at))):
        if later in tagged.times:
            return later
        if tagged.tags[later] not in JOINING and tagged.words[later] not in words_of("deadlines", "failing"):
            return None
    return None


def after_fallback(tagged: Tagged, at: int) -> int:
    """The token after this "or" and, where it has one, its condition: or, if the road is flooded, | on Monday."""
    begin = at + 1 + (tagged.word(at + 1) == ",")
    opens = tagged.word(begin) in words_of("joints", "conditions") | words_of("deadlines", "failing")
    stop = min(begin + LONGEST_CONDITION, tagged.end_of(at))
    comma = next((i for i in range(begin, stop) if tagged.words[i] == ","), None)
    if comma is None or not (opens or tagged.words[comma - 1] == "permitting"):
        return at + 1
    dated = any(i in tagged.times for i in range(comma + 1, comma + CLOSE))
    return comma + 1 if dated and not any(i in tagged.times for i in range(begin, comma)) else at + 1


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
