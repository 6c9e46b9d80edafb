"""Calendar arithmetic on TIMEX3 values: ISO 8601 prefixes that keep the precision of the words."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from math import modf

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAYS_A_WEEK = 7
WORKING_DAYS_A_WEEK = 5
MONTHS_A_YEAR = 12
# Of a part of a month, half of one for the most part.
DAYS_A_MONTH = 30
# Further back or ahead than this is no date of news, and Python's calendar ends soon after.
MOST_DAYS = 800_000
UNIT_DAYS = {"D": 1, "W": 7, "F": 14, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
# Rounded to this, 72 hours are three whole days in binary fractions too.
DECIMAL_PLACES = 9
UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}

VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)))?(?:T.*)?$"
)
LONG = re.compile(r"\d{2,3}$")


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day.

    >>> safe_date(2018, 2, 31) is None
    True
    """
    if not (date.min.year <= year <= date.max.year and 1 <= month <= MONTHS_A_YEAR and day >= 1):
        return None
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def days_covered(value: str | None, mod: str | None = None) -> tuple[date | None, date | None]:
    """First and last day of a TIMEX3 date value, or two None where it names no days.

    A mod keeps a part: START the first third, END the last third, MID from the second third to the middle, so that the
    last day is always the day that a deadline in these words allows.

    >>> days_covered("2018-10", "END")
    (datetime.date(2018, 10, 22), datetime.date(2018, 10, 31))
    >>> days_covered("2018-10", "MID")[1]
    datetime.date(2018, 10, 15)
    """
    begin, finish = _whole(value or "")
    if begin is None or finish is None:
        return None, None
    length = (finish - begin).days + 1
    third = length // 3
    if mod == "START":
        return begin, begin + timedelta(max(third - 1, 0))
    if mod == "MID":
        return begin + timedelta(third), begin + timedelta(max(length // 2 - 1, 0))
    if mod == "END":
        return finish - timedelta(max(third - 1, 0)), finish
    return begin, finish


def _whole(value: str) -> tuple[date | None, date | None]:
    """First and last day of a value without mod."""
    if LONG.match(value):
        years = 10 ** (4 - len(value))
        return safe_date(int(value) * years, 1, 1), safe_date(int(value) * years + years - 1, 12, 31)
    match = VALUE.match(value)
    if match is None:
        return None, None
    year = int(match["year"])
    if match["week"]:
        return _week(year, int(match["week"]), weekend=bool(match["weekend"]))
    if match["day"]:
        day = safe_date(year, int(match["month"]), int(match["day"]))
        return day, day
    return _months(year, *_month_range(match))


def _month_range(match: re.Match[str]) -> tuple[int, int]:
    """First month and number of months of a value that is made of months."""
    if match["month"]:
        return int(match["month"]), 1
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2, 3
    if match["half"]:
        return 6 * int(match["half"]) - 5, 6
    return (SEASON_MONTHS[match["season"]], 3) if match["season"] else (1, MONTHS_A_YEAR)


def _months(year: int, month: int, count: int) -> tuple[date | None, date | None]:
    begin = safe_date(year, month, 1)
    last = add_months(begin, count - 1) if begin else None
    return (begin, month_end(last.year, last.month)) if last else (None, None)


def _week(year: int, week: int, *, weekend: bool) -> tuple[date | None, date | None]:
    """First and last day of an ISO week or of its weekend."""
    if not date.min.year < year < date.max.year or not 1 <= week <= date(year, 12, 28).isocalendar().week:
        return None, None
    return date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)


def add_months(day: date, count: int) -> date | None:
    """The day so many months later, moved back to the month's last day where it is shorter; None out of range.

    >>> add_months(date(2018, 1, 31), 1)
    datetime.date(2018, 2, 28)
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + count, MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, count: float, unit: str) -> date | None:
    """The day so many units (D, W, F fortnight, M, Q, Y, E decade, C century, TH hour) later; None out of range."""
    if unit in UNIT_DAYS:
        days = count * UNIT_DAYS[unit]
        if abs(days) > MOST_DAYS or not 0 < day.toordinal() + days <= date.max.toordinal():
            return None
        return day + timedelta(days=int(round(days, DECIMAL_PLACES)))
    if unit in UNIT_MONTHS and abs(count) * UNIT_MONTHS[unit] < MOST_DAYS:
        part, whole = modf(count * UNIT_MONTHS[unit])
        far = add_months(day, int(whole))
        return shifted(far, part * DAYS_A_MONTH, "D") if far is not None and part else far
    return None


def working_day(day: date, count: int) -> date | None:
    """The day so many working days later, earlier where the count is negative; Saturdays and Sundays are none.

    >>> working_day(date(2018, 9, 17), 10)
    datetime.date(2018, 10, 1)
    """
    step = 1 if count >= 0 else -1
    weeks, rest = divmod(abs(count), WORKING_DAYS_A_WEEK)
    found = shifted(day, step * weeks, "W")
    while found is not None and rest:
        found = shifted(found, step, "D")
        rest -= found is not None and found.isoweekday() <= WORKING_DAYS_A_WEEK
    return found


def prefix(day: date | None, unit: str) -> str | None:
    """The TIMEX3 value of the unit that the day lies in, None for no day.

    >>> prefix(date(2018, 9, 17), "W"), prefix(date(2018, 9, 17), "Q"), prefix(date(2018, 9, 17), "E")
    ('2018-W38', '2018-Q3', '201')
    """
    if day is None:
        return None
    week = day.isocalendar()
    values = {
        "C": f"{day.year // 100:02d}",
        "E": f"{day.year // 10:03d}",
        "Y": f"{day.year:04d}",
        "H": f"{day.year:04d}-H{1 + day.month // 7}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "M": f"{day:%Y-%m}",
        "W": f"{week.year:04d}-W{week.week:02d}",
    }
    return values.get(unit, day.isoformat())


def nearest_year(month: int, day: int, anchor: date, tense: str | None = None) -> int | None:
    """The year in which a month and day lie nearest to the anchor, or None where no year near it has that day.

    The tense of the clause ("past", "future") decides as far as eight months back and eleven ahead.
    """
    near = (safe_date(anchor.year + step, month, day) for step in (-1, 0, 1, -2, 2, -3, 3, -4, 4))
    dated = [found for found in near if found is not None]
    best = nearest(dated, anchor, tense)
    if best is not None and abs((best - anchor).days) > (11 if tense == "future" else 8) * DAYS_A_MONTH:
        best = nearest(dated, anchor)
    return best.year if best is not None else None


def nearest(days: Sequence[date], anchor: date, tense: str | None = None) -> date | None:
    """The day nearest to the anchor, of those on the side that the tense says where there are any."""
    side = [day for day in days if tense and (day >= anchor) == (tense == "future")]
    return min(side or days, key=lambda day: abs(day - anchor), default=None)
