"""Time expressions for parts of a month, for feasts, and for days counted over another."""

from datetime import date

import pytest

from lib.annotate.dates import find_timexes
from tests.parsed import parsed

MONDAY = date(2018, 9, 17)
ROWS = [
    ("It opens in the first week of October.", "the first week of October", "2018-10", "2018-10-01", "2018-10-07"),
    ("It opens in the last week of the month.", "the last week of the month", "2018-09", "2018-09-24", "2018-09-30"),
    (
        "It opens on the first day of next month.",
        "the first day of next month",
        "2018-10-01",
        "2018-10-01",
        "2018-10-01",
    ),
    (
        "It closes on the last day of February 2020.",
        "the last day of February 2020",
        "2020-02-29",
        "2020-02-29",
        "2020-02-29",
    ),
    ("It opens in the second half of May 2019.", "the second half of May 2019", "2019-05", "2019-05-16", "2019-05-31"),
    (
        "It opens in the first ten days of April 2019.",
        "the first ten days of April 2019",
        "2019-04",
        "2019-04-01",
        "2019-04-10",
    ),
    ("It opens in the week of 8 October.", "the week of 8 October", "2018-W41", "2018-10-08", "2018-10-14"),
    ("It must rule by mid-month.", "mid-month", "2018-09", "2018-09-11", "2018-09-15"),
    ("They meet the day after tomorrow.", "the day after tomorrow", "2018-09-19", "2018-09-19", "2018-09-19"),
    ("They met the day before yesterday.", "the day before yesterday", "2018-09-15", "2018-09-15", "2018-09-15"),
    ("It will start a month from now.", "a month from now", "2018-10", "2018-10-01", "2018-10-17"),
    ("It will be done over the next fortnight.", "the next fortnight", "P2W", "2018-09-17", "2018-10-01"),
    ("It will be ready by Christmas.", "Christmas", "2018-12-25", "2018-12-25", "2018-12-25"),
    ("It will be ready by Christmas Eve.", "Christmas Eve", "2018-12-24", "2018-12-24", "2018-12-24"),
    ("It will open on Easter Monday.", "Easter Monday", "2019-04-22", "2019-04-22", "2019-04-22"),
    ("It will be ready by the new year.", "the new year", "2019-01-01", "2019-01-01", "2019-01-01"),
    ("It will close on New Year's Eve.", "New Year's Eve", "2018-12-31", "2018-12-31", "2018-12-31"),
    # a month before the number of a day is that day's
    ("They meet at the March 10 vote.", "March 10", "2019-03-10", "2019-03-10", "2019-03-10"),
]
NONE_OF_THEM = [
    # a month that follows something that has no date
    "It begins on the first day of the month following ratification.",
    # no feast and no day
    "They signed a new year-long deal.",
    "It fell in Christmas week.",
]


@pytest.mark.parametrize(("text", "exact", "value", "begin", "finish"), ROWS, ids=[row[1] for row in ROWS])
def test_the_days_of_a_part(text: str, exact: str, value: str, begin: str, finish: str) -> None:
    [timex] = find_timexes(parsed(text), MONDAY)
    assert (timex.span.exact, timex.value, str(timex.begin), str(timex.finish)) == (exact, value, begin, finish)


@pytest.mark.parametrize("text", NONE_OF_THEM)
def test_what_names_no_days(text: str) -> None:
    assert [timex.begin for timex in find_timexes(parsed(text), MONDAY) if timex.begin] == []
