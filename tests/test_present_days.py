"""Days as reports give them: what is told in the present lies ahead, short years, times of day, known events."""

from datetime import date

import pytest

from lib.annotate.dates import find_timexes
from tests.parsed import parsed

MONDAY = date(2018, 9, 17)


def values(text: str, published: date = MONDAY) -> list[tuple[str, str | None]]:
    return [(timex.span.exact, timex.value) for timex in find_timexes(parsed(text), published)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # told in the present, or planned
        ("The truce ends on Friday.", ("Friday", "2018-09-21")),
        ("They meet on Wednesday.", ("Wednesday", "2018-09-19")),
        ("The new rule takes effect on Saturday.", ("Saturday", "2018-09-22")),
        ("The minister is visiting Lima on Thursday.", ("Thursday", "2018-09-20")),
        ("The deadline is Saturday.", ("Saturday", "2018-09-22")),
        ("The report is due on Thursday.", ("Thursday", "2018-09-20")),
        ("A vote is planned for Wednesday.", ("Wednesday", "2018-09-19")),
        ("The session, scheduled for Thursday, is open to all.", ("Thursday", "2018-09-20")),
        ("A rally is expected on Sunday.", ("Sunday", "2018-09-23")),
        ("The talks resume this Friday.", ("this Friday", "2018-09-21")),
        ("The ferries are back this Thursday.", ("this Thursday", "2018-09-20")),
        # told in the past, said, or so since
        ("This Friday they signed.", ("This Friday", "2018-09-14")),
        ("The army says Lima signed on Friday.", ("Friday", "2018-09-14")),
        ("A spokesman says on Saturday that it is over.", ("Saturday", "2018-09-15")),
        ("The road is open since Thursday.", ("Thursday", "2018-09-13")),
        ("The truce announced on Friday is holding.", ("Friday", "2018-09-14")),
        ("Under the plan announced on Friday, troops must leave.", ("Friday", "2018-09-14")),
        # short years, and months by name between hyphens
        ("It was signed on 12-Dec-2014.", ("12-Dec-2014", "2014-12-12")),
        ("It was signed on 14-MAR-2017.", ("14-MAR-2017", "2017-03-14")),
        ("It was signed on 3-August-2009.", ("3-August-2009", "2009-08-03")),
        ("It fell on 5 September '94.", ("5 September '94", "1994-09-05")),
        ("It was signed on March 3, ’17.", ("March 3, ’17", "2017-03-03")),
        ("It was signed in June ’08.", ("June ’08", "2008-06")),
        ("It was signed on 13/09/93.", ("13/09/93", "1993-09-13")),
        ("It was signed on 26.10.94.", ("26.10.94", "1994-10-26")),
        ("It was signed on 21-11-87.", ("21-11-87", "1987-11-21")),
        ("It is valid until 30/11/19.", ("30/11/19", "2019-11-30")),
        # times of day
        ("They met at 4 o'clock.", ("4 o'clock", "2018-09-17T04:00")),
        ("They met at four o’clock.", ("four o’clock", "2018-09-17T04:00")),
        ("Planes land from 6 in the morning.", ("6 in the morning", "2018-09-17T06:00")),
        ("The shops shut at 7 in the evening.", ("7 in the evening", "2018-09-17T19:00")),
        ("The convoy left at 1500 hours.", ("1500 hours", "2018-09-17T15:00")),
        ("The guns fell silent by 0300 local time.", ("0300 local time", "2018-09-17T03:00")),
        ("The work took 1500 hours.", ("1500 hours", "PT1500H")),
        ("The port was shut on September 11.", ("September 11", "2018-09-11")),
    ],
)
def test_one_day(text: str, row: tuple[str, str]) -> None:
    assert values(text) == [row]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The firing stops at 6 a.m. on Friday, October 12.",
            [("6 a.m.", "2018-10-12T06:00"), ("Friday, October 12", "2018-10-12")],
        ),
        (
            "The firing stops at 23:59 (GMT+3) on Thursday, 20 September.",
            [("23:59 (GMT+3)", "2018-09-20T23:59+03:00"), ("Thursday, 20 September", "2018-09-20")],
        ),
        (
            "The gates open at noon on Monday, 5 November 2018.",
            [("noon", "2018-11-05T12:00"), ("Monday, 5 November 2018", "2018-11-05")],
        ),
        (
            "At 0300 local time on October 11 the guns fell silent.",
            [("0300 local time", "2018-10-11T03:00"), ("October 11", "2018-10-11")],
        ),
    ],
)
def test_a_time_has_the_day_beside_it(text: str, rows: list[tuple[str, str]]) -> None:
    assert values(text) == rows
