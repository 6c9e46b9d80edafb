"""Readers of dates that are counted from the one last mentioned: the January after, the month after next."""

from collections.abc import Callable
from datetime import date

from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.date_parts import years_to
from lib.annotate.dating.iso_days import DAYS_A_WEEK, SEASON_MONTHS, prefix, shifted
from lib.annotate.dating.phrases import Phrase
from lib.annotate.dating.timex_reading import Anchor, Reading, dated


def read_unit_after(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The Friday after, the spring after, the year after: the next one after the date last mentioned.

    "The month after next" and "the Sunday after next" lie one further than the next one after publication.
    """
    if phrase.words[2].text != "after":
        return None
    word, beyond = phrase.words[1], "x" in phrase.letters
    base = anchor.published if beyond else anchor.last_day_mentioned(phrase)
    if base is None:
        return dated(None, phrase)
    unit = word_values("units")[word.text] if word.letter == "U" else None
    if unit == "W" and not beyond and (day := anchor.mentioned_day()) is not None:
        return dated(prefix(shifted(day, 1, "W"), "D"), phrase)
    if unit is not None:
        return dated(_unit_after(base, unit, 1 + beyond), phrase)
    if word.letter == "W":
        ahead = (int(word_values("weekdays")[word.text]) - base.isoweekday()) % DAYS_A_WEEK or DAYS_A_WEEK
        return dated(prefix(shifted(base, ahead + DAYS_A_WEEK * beyond, "D"), "D"), phrase)
    named = word_values("seasons")[word.text] if word.letter == "S" else f"{int(word_values('months')[word.text]):02d}"
    month = SEASON_MONTHS.get(named) or int(named)
    return dated(f"{base.year + years_to(month, 1, base) + beyond:04d}-{named}", phrase)


def _unit_after(base: date, unit: str, steps: int) -> str | None:
    """The unit that lies so many after the one of the base; none for hours."""
    return None if unit.startswith("T") else prefix(shifted(base, steps, unit), unit)


STORY_READERS: dict[str, Callable[[Phrase, Anchor], Reading | None]] = {"unit_after": read_unit_after}
