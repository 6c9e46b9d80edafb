"""Time expressions: one row for each way of writing them."""

from datetime import date, timedelta

import pytest
import spacy

from lib.annotate.dates import find_timexes
from lib.models import Timex
from tests.parsed import parsed

MONDAY = date(2018, 9, 17)


def timexes(text: str, published: date | None = MONDAY) -> list[Timex]:
    return list(find_timexes(parsed(text), published))


def brief(text: str, published: date | None = MONDAY) -> list[tuple[str, str, str | None]]:
    return [(timex.span.exact, timex.type, timex.value) for timex in timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "exact", "kind", "value"),
    [
        # full dates, in every order that news uses
        ("Signed on 2018-09-17 in Sochi.", "2018-09-17", "DATE", "2018-09-17"),
        ("Signed on 17.9.2018 in Sochi.", "17.9.2018", "DATE", "2018-09-17"),
        ("Signed on 2018/09/17 in Sochi.", "2018/09/17", "DATE", "2018-09-17"),
        ("Signed on 9/17/2018 in Sochi.", "9/17/2018", "DATE", "2018-09-17"),
        ("Signed on October 15, 2018 in Sochi.", "October 15, 2018", "DATE", "2018-10-15"),
        ("Signed on 15 October 2018 in Sochi.", "15 October 2018", "DATE", "2018-10-15"),
        ("Signed on Monday, September 17, 2018.", "Monday, September 17, 2018", "DATE", "2018-09-17"),
        # day and month: the nearest year
        ("It ends by 15 of October.", "15 of October", "DATE", "2018-10-15"),
        ("It ends by Oct. 15.", "Oct. 15", "DATE", "2018-10-15"),
        ("It ends on the 15th of October.", "the 15th of October", "DATE", "2018-10-15"),
        ("It began on October 15th.", "October 15th", "DATE", "2018-10-15"),
        ("They met on 11 December.", "11 December", "DATE", "2018-12-11"),
        # half a year off both ways: the tense decides
        ("They met on 11 March.", "11 March", "DATE", "2018-03-11"),
        ("They will meet on 11 March.", "11 March", "DATE", "2019-03-11"),
        # a day of the month alone
        ("They must leave by the 30th.", "the 30th", "DATE", "2018-09-30"),
        # both ways round are days: only the year is sure
        ("Signed on 9/10/2018 in Sochi.", "9/10/2018", "DATE", "2018"),
        # months, with a year, without one, with a step
        ("It opened in October 2017.", "October 2017", "DATE", "2017-10"),
        ("It opened in August.", "August", "DATE", "2018-08"),
        ("It will open in March.", "March", "DATE", "2019-03"),
        ("It opened last October.", "last October", "DATE", "2017-10"),
        ("It opens in October of next year.", "October of next year", "DATE", "2019-10"),
        # years, decades, halves, quarters, seasons
        ("It began in 2011.", "2011", "DATE", "2011"),
        ("The 1991 agreement holds.", "1991", "DATE", "1991"),
        ("A three-year lease holds.", "three-year", "DURATION", "P3Y"),
        ("He fought there in the 1990s.", "the 1990s", "DATE", "199"),
        ("It fell in the first half of 2018.", "the first half of 2018", "DATE", "2018-H1"),
        ("It fell in the fourth quarter.", "the fourth quarter", "DATE", "2018-Q4"),
        ("It fell in the first quarter of last year.", "the first quarter of last year", "DATE", "2017-Q1"),
        ("It rose in Q3 2018.", "Q3 2018", "DATE", "2018-Q3"),
        ("It fell in the summer of 2017.", "the summer of 2017", "DATE", "2017-SU"),
        ("It fell last winter.", "last winter", "DATE", "2017-WI"),
        # weekdays: the last one, today included; the next where the clause is future
        ("Putin said on Monday that it holds.", "Monday", "DATE", "2018-09-17"),
        ("The newspaper on Thursday cited a report.", "Thursday", "DATE", "2018-09-13"),
        ("The two leaders will meet on Friday.", "Friday", "DATE", "2018-09-21"),
        ("The trial is set to begin on Wednesday.", "Wednesday", "DATE", "2018-09-19"),
        ("The border stays closed until Friday.", "Friday", "DATE", "2018-09-21"),
        ("They met last Monday.", "last Monday", "DATE", "2018-09-10"),
        ("They will meet next Monday.", "next Monday", "DATE", "2018-09-24"),
        # days seen from today, and parts of them
        ("They met yesterday.", "yesterday", "DATE", "2018-09-16"),
        ("They arrived earlier today.", "earlier today", "DATE", "2018-09-17"),
        ("They arrived this morning.", "this morning", "TIME", "2018-09-17TMO"),
        ("They arrived on Monday morning.", "Monday morning", "TIME", "2018-09-17TMO"),
        ("They arrived last night.", "last night", "TIME", "2018-09-16TNI"),
        ("He flew back at the weekend.", "the weekend", "DATE", "2018-W37-WE"),
        # units away from now, as exact as the unit
        ("They met 10 days ago in Tehran.", "10 days ago", "DATE", "2018-09-07"),
        ("They met a week ago.", "a week ago", "DATE", "2018-09-10"),
        ("They met two months ago.", "two months ago", "DATE", "2018-07"),
        ("They met three years ago.", "three years ago", "DATE", "2015"),
        ("They meet two weeks from now.", "two weeks from now", "DATE", "2018-10-01"),
        ("It fell last week.", "last week", "DATE", "2018-W37"),
        ("It ends next year.", "next year", "DATE", "2019"),
        ("It ended at the end of last year.", "the end of last year", "DATE", "2017"),
        # lengths of time
        ("It was calm for three days.", "three days", "DURATION", "P3D"),
        ("Syria's seven-year war goes on.", "seven-year", "DURATION", "P7Y"),
        ("The largest convoy in weeks came.", "weeks", "DURATION", "PXW"),
        ("It took two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
        ("It took half an hour.", "half an hour", "DURATION", "PT0.5H"),
        ("It took 2 1/2 months.", "2 1/2 months", "DURATION", "P2.5M"),
        ("It took 1½ hours.", "1½ hours", "DURATION", "PT1.5H"),
        ("It took 3 ¼ years.", "3 ¼ years", "DURATION", "P3.25Y"),
        ("It lasts for some 5 3/4 hours.", "5 3/4 hours", "DURATION", "PT5.75H"),
        ("It was over six years in the making.", "over six years", "DURATION", "P6Y"),
        ("It came over the past couple of days.", "the past couple of days", "DURATION", "P2D"),
        ("Talks over the last few weeks failed.", "the last few weeks", "DURATION", "PXW"),
        ("Talks in recent weeks failed.", "recent weeks", "DURATION", "PXW"),
        ("The best result in the past decade.", "the past decade", "DURATION", "P10Y"),
        ("It lasted the past five trading days.", "the past five trading days", "DURATION", "P5D"),
        # repetitions
        ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("They meet every two weeks.", "every two weeks", "SET", "P2W"),
        ("They meet twice a year.", "twice a year", "SET", "P1Y"),
        ("They meet annually.", "annually", "SET", "P1Y"),
        ("They patrol daily.", "daily", "SET", "P1D"),
        # clock times take the day the sentence says, or that of publication
        ("They landed at 18:00 UTC.", "18:00 UTC", "TIME", "2018-09-17T18:00Z"),
        ("They landed at 6:40 p.m. in Sochi.", "6:40 p.m.", "TIME", "2018-09-17T18:40"),
        ("They spoke at 16:00 UTC today.", "16:00 UTC today", "TIME", "2018-09-17T16:00Z"),
        # references without a date
        ("Idlib now hosts fighters.", "now", "DATE", "PRESENT_REF"),
        ("It was recently shelled.", "recently", "DATE", "PAST_REF"),
        ("It may be solved soon.", "soon", "DATE", "FUTURE_REF"),
        ("It happened in the past.", "the past", "DATE", "PAST_REF"),
    ],
)
def test_one_expression(text: str, exact: str, kind: str, value: str) -> None:
    assert brief(text) == [(exact, kind, value)]


@pytest.mark.parametrize(
    ("text", "mod", "begin", "finish"),
    [
        # the last day covered is the day that a deadline allows
        ("Roads open by the end of 2018.", "END", date(2018, 9, 2), date(2018, 12, 31)),
        ("Roads open by mid-October.", "MID", date(2018, 10, 11), date(2018, 10, 15)),
        ("It began at the beginning of September.", "START", date(2018, 9, 1), date(2018, 9, 10)),
        ("Roads open by year's end.", "END", date(2018, 9, 2), date(2018, 12, 31)),
        # earlier and later are cut at the day of publication
        ("Roads open later this year.", "END", MONDAY, date(2018, 12, 31)),
        ("It began earlier this year.", "START", date(2018, 1, 1), MONDAY),
        # a length counted from publication
        ("They must leave within two weeks.", None, MONDAY, date(2018, 10, 1)),
        ("They must leave within 72 hours.", None, MONDAY, date(2018, 9, 20)),
        ("It came over the past couple of days.", "APPROX", date(2018, 9, 15), MONDAY),
        # a length that hangs on nothing covers no days
        ("It was calm for three days.", None, None, None),
        ("It ends in December.", None, date(2018, 12, 1), date(2018, 12, 31)),
    ],
)
def test_days_covered_by_the_words(text: str, mod: str | None, begin: date | None, finish: date | None) -> None:
    [timex] = timexes(text)
    assert (timex.mod, timex.begin, timex.finish) == (mod, begin, finish)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # both ends of a range are dates of their own
        ("The talks of 10-15 October failed.", [("10", "2018-10-10"), ("15 October", "2018-10-15")]),
        ("It takes between 60 and 90 days.", [("60", "P60D"), ("90 days", "P90D")]),
        # the "h" of a number in words is none of an hour
        ("He wrote at three o’clock in the morning.", [("three o’clock", "2018-09-17T03:00")]),
        # a clock time beside another day
        ("On June 1st, at 16:15 UTC, he spoke.", [("June 1st", "2018-06-01"), ("16:15 UTC", "2018-06-01T16:15Z")]),
        # in a bracket between
        (
            "He lands at 10 a.m. local time (0700 GMT) on Saturday, October 27.",
            [
                ("10 a.m.", "2018-10-27T10:00"),
                ("0700 GMT", "2018-10-27T07:00Z"),
                ("Saturday, October 27", "2018-10-27"),
            ],
        ),
        # counted from the date last mentioned
        (
            "It began on June 17. Two days later it ended.",
            [("June 17", "2018-06-17"), ("Two days later", "2018-06-19")],
        ),
        (
            "It began on June 17 and ended the following day.",
            [("June 17", "2018-06-17"), ("the following day", "2018-06-18")],
        ),
        # the deadline of one clause is not that of the other
        (
            "Groups will leave by October 15, weapons by October 10.",
            [("October 15", "2018-10-15"), ("October 10", "2018-10-10")],
        ),
    ],
)
def test_several_expressions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(exact, value) for exact, _, value in brief(text)] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # what has been made is of the day gone by, whatever the verb; what is to come keeps its day
        ("Under Friday's accord Kenya must free them.", ["2018-09-14"]),
        ("Kenya will free them under Friday's truce.", ["2018-09-14"]),
        ("After Friday's attack Kenya must leave.", ["2018-09-14"]),
        ("Kenya will vote in Friday's election.", ["2018-09-21"]),
        # an hour is of the day that its sentence says before it, else of that behind it
        (
            "On Friday they crossed shortly after noon, and on Sunday they met.",
            ["2018-09-14", "2018-09-14T12:00", "2018-09-16"],
        ),
        ("They crossed the river shortly after noon. On Friday they met.", ["2018-09-17T12:00", "2018-09-14"]),
    ],
)
def test_which_day_is_meant(text: str, values: list[str]) -> None:
    assert [timex.value for timex in timexes(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        # numbers that are no years
        "It passed Resolution 2254 unanimously.",
        "The index closed below the 5000 mark.",
        "More than 2000 people fled.",
        # a modal verb and a person's name are no month
        "It may end badly.",
        "Prime Minister Theresa May left.",
        "They march to Damascus.",
        # ordinals and fractions that are no dates
        "It was the second attack.",
        "A quarter of the city is gone.",
        "Three quarters of the city are gone.",
        # a newspaper's name
        "Turkish daily Hurriyet quoted him.",
        # no calendar has these days
        "It ends on 31 February.",
        "It ends on 31.02.2018.",
        "It ends on 2018-13-40.",
        "It ends in the year 0.",
        "Dial 9999.",
        "The score was 3:2 at last.",
        "",
        "\n\n",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Signed on 15 October 2018.", "2018-10-15"),
        ("It began in 2011.", "2011"),
        ("It was calm for three days.", "P3D"),
        ("Idlib now hosts fighters.", "PRESENT_REF"),
        ("Putin said so on Monday.", None),
        ("They met 10 days ago.", None),
        ("It ends by October 15.", None),
        ("It ends later this year.", None),
        ("They met at 18:00 UTC.", None),
        ("They met the following day.", None),
    ],
)
def test_without_a_day_of_publication_only_the_absolute_is_known(text: str, value: str | None) -> None:
    [timex] = timexes(text, None)
    assert timex.value == value
    assert value is not None or timex.begin is None


@pytest.mark.parametrize("published", [date.min, date.max, date(2020, 2, 29)])
@pytest.mark.parametrize(
    "text", ["last year", "next week", "99999 years ago", "a million days from now", "29 February"]
)
def test_the_ends_of_the_calendar_do_not_raise(text: str, published: date) -> None:
    for timex in timexes(f"It happened {text}.", published):
        assert timex.begin is None or timex.begin <= (timex.finish or date.min)


def test_spans_hold_their_words_in_order() -> None:
    text = "On Monday, 17 September 2018, at 18:00 – two weeks ago – they met; by mid-October it’s over.\n" * 20
    last = 0
    for timex in timexes(text):
        assert text[timex.span.start : timex.span.end] == timex.span.exact
        assert timex.span.start >= last
        last = timex.span.end
    assert last


def test_ten_thousand_dates_are_all_found() -> None:
    doc = spacy.blank("en")("They met on Monday, 15 October 2018 and left. " * 10_000)
    assert sum(1 for _ in find_timexes(doc, MONDAY)) == 10_000


@pytest.mark.parametrize(
    "text", ["the " * 5000, "1" * 50_000, "1-" * 20_000, "a half and " * 5000, "late early " * 5000]
)
def test_hostile_repetition_gives_spans_of_the_text(text: str) -> None:
    # Linear work takes a moment here; quadratic work would not end.
    for timex in find_timexes(spacy.blank("en")(text), MONDAY):
        assert text[timex.span.start : timex.span.end] == timex.span.exact


def test_every_day_of_a_leap_year_reads_back() -> None:
    days = [date(2020, 1, 1) + timedelta(step) for step in range(366)]
    text = " ".join(f"It was {day:%B} {day.day}, {day.year}." for day in days)
    assert [timex.begin for timex in find_timexes(spacy.blank("en")(text), None)] == days
