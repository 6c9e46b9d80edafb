"""Readers of feasts, which are days of the calendar by name: Christmas Eve, Easter Monday, New Year's Day."""

from datetime import date, timedelta

from lib.annotate.dating.date_grammar import Phrase, word_list, word_values
from lib.annotate.dating.iso_days import DAYS_A_WEEK, nearest, nearest_year, safe_date
from lib.annotate.dating.timex_reading import Anchor, Reading, dated

EASTER = "easter"
# Easter Sunday lies between these.
MARCH, APRIL = 3, 4


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876).

    >>> easter(2024), easter(2021)
    (datetime.date(2024, 3, 31), datetime.date(2021, 4, 4))
    """
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = MARCH + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // APRIL))


def read_holiday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Christmas, Christmas Eve, Easter, Easter Monday: the nearest, by the tense of the clause."""
    word, more = phrase.words[0], phrase.words[1].text if len(phrase.words) > 1 else None
    weekday = phrase.number("weekdays", "W")
    if not phrase.scan.text[word.start].isupper() or more in {"week", "month", "year"}:
        return None
    if phrase.before() in word_list("other_calendars"):
        return dated(None, phrase)
    name = word_values("holidays")[word.text]
    if weekday is not None and name != EASTER:
        return None
    day = _feast_near(name, anchor, phrase)
    if day is None:
        return dated(None, phrase)
    if more == "eve":
        day -= timedelta(1)
    return dated((day + timedelta((weekday or 0) % DAYS_A_WEEK)).isoformat(), phrase)


def read_named_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Good Friday, Boxing Day, All Saints' Day; not the Good Friday Agreement, which is a name."""
    name = word_values("named_days").get(f"{phrase.words[0].text} {phrase.words[-1].text}")
    if name is None or anchor.tenses.tree.tag_at(phrase.next_start) == "NNP":
        return None
    day = _feast_near(name, anchor, phrase)
    return dated(day.isoformat() if day else None, phrase)


def _feast_near(name: str, anchor: Anchor, phrase: Phrase) -> date | None:
    """The day of a feast nearest to publication, on the side that the tense says."""
    published, tense = anchor.published, anchor.tense(phrase)
    if published is None:
        return None
    if name.startswith(EASTER):
        off = timedelta(int(name.removeprefix(EASTER) or 0))
        return nearest([easter(published.year + step) + off for step in (-1, 0, 1)], published, tense)
    month, day = (int(part) for part in name.split("-"))
    year = nearest_year(month, day, published, tense)
    return safe_date(year, month, day) if year else None


def read_new_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """New Year, New Year's Day, New Year's Eve; "the new year" only as a day by which something is done."""
    named = phrase.scan.text[phrase.words[-1].start].isupper()
    eve = phrase.words[-1].text == "eve"
    if word_values("units").get(phrase.get("U") or "") != "Y":
        return None
    if phrase.before() in word_list("other_calendars"):
        return dated(None, phrase)
    if not named and phrase.before() not in word_list("before_new_year"):
        return None
    day = _feast_near("12-31" if eve else "01-01", anchor, phrase)
    return dated(day.isoformat() if day else None, phrase)
