"""Figures of the kinds that reports have: lengths of time, changes, parts of a whole, letters for thousands."""

from datetime import date

import pytest

from lib.annotate.dates import find_timexes
from lib.annotate.figures import find_figures
from tests.parsed import parsed

Row = tuple[str, float | None, float | None, str]
PUBLISHED = date(2018, 9, 17)


def brief(text: str) -> list[Row]:
    doc = parsed(text)
    found = find_figures(doc, tuple(find_timexes(doc, PUBLISHED)), ())
    return [(figure.span.exact, figure.low, figure.high, figure.unit) for figure in found]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # how long something is valid, lasts, takes
        ("The licence stays valid for 75 days.", ("75 days", 75, 75, "day")),
        ("The judge serves a five-year term.", ("five-year", 5, 5, "year")),
        ("Peru must give two months' notice.", ("two months", 2, 2, "month")),
        ("The envoys talked for over six hours.", ("over six hours", 6, None, "hour")),
        ("Ferries will run within 48 hours.", ("48 hours", 48, 48, "hour")),
        ("Exports grew over the past nine months.", ("nine months", 9, 9, "month")),
        ("The port opens in the next 20 days.", ("20 days", 20, 20, "day")),
        ("It was signed after four days of talks.", ("four days", 4, 4, "day")),
        ("The column left three weeks late.", ("three weeks", 3, 3, "week")),
        ("Peru ended its dozen years of war.", ("dozen years", 12, 12, "year")),
        ("The panel meets every two months.", ("two months", 2, 2, "month")),
        ("The truce is in force for at least 30 days.", ("at least 30 days", 30, None, "day")),
        ("It will take between 10 and 14 days.", ("10 and 14 days", 10, 14, "day")),
        ("The school needs ten working days.", ("ten working days", 10, 10, "day")),
        # one of a unit, halves, two units of time
        ("The army left a month after it had promised to.", ("a month", 1, 1, "month")),
        ("They arrived a week late.", ("a week", 1, 1, "week")),
        ("The rebels get a day more.", ("a day", 1, 1, "day")),
        ("The border was shut for half a year.", ("half a year", 0.5, 0.5, "year")),
        ("They spoke for an hour and a half.", ("an hour and a half", 1.5, 1.5, "hour")),
        ("A two-and-a-half-year war is over.", ("two-and-a-half-year", 2.5, 2.5, "year")),
        ("They met for one hour and 10 minutes.", ("one hour and 10 minutes", 70, 70, "minute")),
        ("The flight took 2 hours 15 minutes.", ("2 hours 15 minutes", 135, 135, "minute")),
        ("He served a year and three months.", ("a year and three months", 15, 15, "month")),
        # ages
        ("Ivins, 62, was taken away.", ("62", 62, 62, "year")),
        ("A 19-year-old was hurt.", ("19-year", 19, 19, "year")),
        ("The seven-year-old pact has lapsed.", ("seven-year", 7, 7, "year")),
        ("Mr Diop, aged 71, signed it.", ("71", 71, 71, "year")),
        # thousands parted by a space of any width or a mark
        ("Some 13 049 people fled.", ("Some 13 049", 13049, 13049, "people")),
        ("The camp holds 27\u202f500 refugees.", ("27\u202f500", 27500, 27500, "people")),
        ("The camp holds 27\u00a0500 refugees.", ("27\u00a0500", 27500, 27500, "people")),
        ("Lima sent 2'300 soldiers.", ("2'300", 2300, 2300, "people")),
        ("Lima sent 1 250 000 doses.", ("1 250 000", 1250000, 1250000, "dose")),
        # letters and words for thousands and millions
        ("Over there 5m refugees wait.", ("5m", 5e6, 5e6, "people")),
        ("The quake hit 2.4M people.", ("2.4M", 2.4e6, 2.4e6, "people")),
        ("It shipped 3m tonnes.", ("3m tonnes", 3e6, 3e6, "tonne")),
        ("The march drew 20k people.", ("20k", 20_000, 20_000, "people")),
        ("They built 1.2m homes.", ("1.2m", 1.2e6, 1.2e6, "home")),
        ("The fund got $1MM.", ("$1MM", 1e6, 1e6, "US dollar")),
        ("The fine was £30K.", ("£30K", 30_000, 30_000, "pound")),
        ("Delhi lends 2 crore rupees.", ("2 crore rupees", 2e7, 2e7, "rupee")),
        ("It feeds 3 lakh people.", ("3 lakh", 3e5, 3e5, "people")),
        ("Delhi lends Rs 500 crore.", ("Rs 500 crore", 5e9, 5e9, "rupee")),
        ("Bonn pays EUR 3 million.", ("EUR 3 million", 3e6, 3e6, "euro")),
        ("Perth pays A$5m.", ("A$5m", 5e6, 5e6, "Australian dollar")),
        # a metre stays one
        ("They dug a 5m trench.", ("5m", 5, 5, "metre")),
        ("The surge made 6m waves.", ("6m", 6, 6, "metre")),
        ("The wall is 9m high.", ("9m", 9, 9, "metre")),
        # points
        ("Tariffs fall by 12 percentage points.", ("12 percentage points", 12, 12, "percentage point")),
        # those named by "the" that are no parties, and those left of a number
        ("The three ferries of the line are back.", ("three", 3, 3, "ferry")),
        ("The last seven tanks have left.", ("seven", 7, 7, "tank")),
        ("The other five were held.", ("five", 5, 5, "")),
        ("Its six hostages are home.", ("six", 6, 6, "people")),
        # a number alone
        ("The navy has 140.", ("140", 140, 140, "")),
        ("So far 46 have been handed in.", ("46", 46, 46, "")),
        ("They drove two pick-ups.", ("two", 2, 2, "pick-up")),
        # joined by a hyphen
        ("Lima sets out a 12-point plan.", ("12-point", 12, 12, "point")),
        ("A four-member panel will decide.", ("four-member", 4, 4, "people")),
        ("A 60-strong force will land.", ("60-strong", 60, 60, "people")),
        # how often
        ("The panel has met seven times.", ("seven", 7, 7, "time")),
        # what is argued about bounds nothing
        ("There is a dispute over 200 tonnes of rice.", ("200 tonnes", 200, 200, "tonne")),
        ("The row over 45 visas goes on.", ("45", 45, 45, "visa")),
    ],
)
def test_one_figure(text: str, row: Row) -> None:
    [found] = brief(text)
    assert found[1:] == row[1:]
    assert found[0] in row[0] or row[0] in found[0]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # a change from, to
        ("The force is down to 8,600 from 13,000.", [(8600, 8600), (13000, 13000)]),
        ("Lima will go from about 12,000 to 8,600.", [(12000, 12000), (8600, 8600)]),
        ("The garrison fell to 6 200.", [(6200, 6200)]),
        ("They voted for it by 121 votes to 38.", [(121, 121), (38, 38)]),
        ("Tariffs rose from 7 to 25 percent.", [(7, 7), (25, 25)]),
        # a part of a whole
        ("The rebels let 27 of their 31 captives go.", [(27, 27), (31, 31)]),
        ("So far 41 of 60 have come.", [(41, 41), (60, 60)]),
        ("Observers saw 870 of the 1,140 it declares.", [(870, 870), (1140, 1140)]),
        ("They gave up 71 pieces out of 92.", [(71, 71), (92, 92)]),
        ("Five of the twelve lorries came.", [(5, 5), (12, 12)]),
        ("Some wells are dry; in 21 of them fish died.", [(21, 21)]),
        # two lengths that are no sum
        ("He faces from one year to 18 months in jail.", [(1, 1), (18, 18)]),
        ("It takes one week or 10 days.", [(1, 1), (10, 10)]),
        ("It takes between one month and 45 days.", [(1, 1), (45, 45)]),
        # one quantity in two units
        ("A 12-mile (15-20km) strip is free.", [(12, 12), (15, 20)]),
        ("A six- to nine-mile (10-14km) strip is free.", [(6, 9), (10, 14)]),
        ("It is 28km (17 miles) deep.", [(28, 28), (17, 17)]),
    ],
)
def test_several_figures(text: str, rows: list[tuple[float, float]]) -> None:
    assert [(low, high) for _, low, high, _ in brief(text)] == rows


@pytest.mark.parametrize(
    "text",
    [
        # the parties, named already
        "The two sides met.",
        "Both countries and the three governments agreed.",
        "The two neighbours signed it.",
        # what names and numbers of things are
        "Officers of Zones 3 and 4 came.",
        "It is in Orders 611, 623 and 627.",
        "See annex 2 of the accord.",
        "Call 806-423-1253 now.",
        # how often and not how long, and days that are dates
        "It works round the clock, year-end rush or not.",
        "They fled ten days ago.",
        "They met a year earlier.",
        "Story · 4 min read",
        # shares
        "It is true of 1 in 5.",
        "It is 10 times the dose.",
    ],
)
def test_no_figure(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    "text", ["It ships 50 tonnes a day.", "They send 30 lorries a week.", "Seoul gives 7 million won a year."]
)
def test_a_rate_is_one_figure(text: str) -> None:
    assert len(brief(text)) == 1


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("It is a 90-day truce.", "truce"),
        ("They gave three months' notice.", "notice"),
        ("It took two hours of talks.", "talks"),
        ("Ivins, 62, was taken away.", "age"),
    ],
)
def test_what_a_length_is_of(text: str, of: str) -> None:
    doc = parsed(text)
    assert [figure.of for figure in find_figures(doc, tuple(find_timexes(doc, PUBLISHED)), ())] == [of]
