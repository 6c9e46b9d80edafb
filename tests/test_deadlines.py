"""Deadlines: one row for each way of wording the last day, and for dates that set none."""

import pytest

from tests.dues import due, due_days, starting


def last(words: str, day: str, relation: str = "ON_OR_BEFORE") -> tuple[str, str, str]:
    """A deadline, mostly one on or before a day."""
    return words, day, relation


COUNTED = [
    # from a day that the text names
    ("Claims must arrive within 30 days of 1 October.", [last("within 30 days", "2018-10-31")]),
    ("Observers will report ten days after the vote on 30 September.", [last("ten days", "2018-10-10")]),
    ("Maps must be published two weeks before the vote on 15 October.", [last("two weeks", "2018-10-01")]),
    # from one that it does not name
    ("Observers will report ten days after the vote.", [None]),
    # a rate is counted from nothing
    ("Erbil will pump two barrels a day from 1 October.", [starting("2018-10-01")]),
    # a stretch that begins today
    ("The pipe will be finished in the next fortnight.", [last("in the next fortnight", "2018-10-01")]),
    ("The pipe will be finished over the coming month.", [last("over the coming month", "2018-10-17")]),
    ("The work is to start a month from now.", [last("a month from now", "2018-10-17")]),
    ("The committee has four days at most to name them.", [last("four days", "2018-09-21")]),
    # from the day of the clause before
    (
        "Guns will fall silent on 1 October, and tanks shall be withdrawn within 14 days of that date.",
        [last("on 1 October", "2018-10-01", "ON"), last("14 days of that date", "2018-10-15")],
    ),
]
INSERTED = [
    # what stands in brackets without a verb only interrupts the clause
    ("Armies must pull tanks back 25km (15 miles) from the line by 30 October.", [last("by 30 October", "2018-10-30")]),
    ("Armies must withdraw big guns (mortars) from the line by 30 October.", [last("by 30 October", "2018-10-30")]),
    # a remark of its own does not
    ("Iran will free two men (they were held by 3 October), it said.", [None]),
]
NOUNS = [
    ("Athens faces a September 30 deadline to repay the Fund.", [last("September 30 deadline", "2018-09-30")]),
    ("The deadline for handing in arms is 3 October.", [last("3 October", "2018-10-03")]),
    ("The king set a 10-day deadline for the militias to go home.", [last("10-day deadline", "2018-09-27")]),
    ("The bloc gave the generals until noon on Sunday to go.", [last("until noon on Sunday", "2018-09-23")]),
]
PERIODS = [
    # a part of a month
    ("Drivers will vote in the first week of October.", [last("in the first week of October", "2018-10-07")]),
    ("The mine will close on the last day of October.", [last("on the last day of October", "2018-10-31", "ON")]),
    ("It shall be signed in the second half of October.", [last("in the second half of October", "2018-10-31")]),
    ("Votes will be counted in the week of 8 October.", [last("in the week of 8 October", "2018-10-14")]),
    # its beginning is its first day; early is a third of it
    ("Posts must be empty by the start of March.", [last("by the start of March", "2019-03-01")]),
    ("Posts must be empty by early March.", [last("by early March", "2019-03-10")]),
    # the first half of a year is not over before the year begins
    ("Loans must be repaid by the first half of 2019.", [last("by the first half of 2019", "2019-06-30")]),
    ("Loans must be repaid by the second quarter of 2019.", [last("by the second quarter of 2019", "2019-03-31")]),
    # an event of a year or of a month has no day
    ("Arsenals will be opened by the 2020 elections.", [None]),
    # what is paid for a period is not due in it
    ("Creditors will pay the arrears for January.", [None]),
]
DAYS = [
    ("Rates must be out by close of business Friday.", [last("by close of business Friday", "2018-09-21")]),
    ("Bonuses must be paid on or before 30 September.", [last("on or before 30 September", "2018-09-30")]),
    ("Parliament will sit the day after tomorrow.", [last("the day after tomorrow", "2018-09-19", "ON")]),
    ("The mandate will be extended to 15 October.", [last("to 15 October", "2018-10-15")]),
    ("The plant will reopen on Monday week.", [last("on Monday", "2018-10-01", "ON")]),
    ("The union is to decide by its October 21 congress.", [last("by its October 21", "2018-10-21")]),
    # alone after "scheduled for"
    ("Elections are scheduled for 10 December.", [last("for 10 December", "2018-12-10", "ON")]),
    # a leave that a date limits stands by itself
    ("The Americans can stay until July 2019.", [last("until July 2019", "2019-06-30")]),
    ("Starting next month, ships can call at the port.", [starting("2018-10-01")]),
    # a range of lengths ends with the longer
    ("Barriers must go within 24 to 48 hours.", [last("within 24 to 48 hours", "2018-09-19")]),
    # what was agreed is itself what begins
    ("The parties agreed a truce that will begin on Saturday.", [None, starting("2018-09-22")]),
    # a date that describes who or what
    ("Rebels seized on 3 May will be freed by Friday.", [last("by Friday", "2018-09-21")]),
    ("Under the protocol signed on Friday Kyiv will pass a law.", [None]),
    ("Friday's deal will be published by Sunday.", [last("by Sunday", "2018-09-23")]),
]
TERMS = [
    (
        "The yard is due to deliver the first ferry in November, four years late, and the second by July 2019.",
        [last("in November", "2018-11-30"), last("by July 2019", "2019-06-30")],
    ),
    (
        "Minsk shall repay in three parts: 50 million by 1 October, as much by 1 December and the rest in 2020.",
        [last("by 1 October", "2018-10-01"), last("by 1 December", "2018-12-01"), last("in 2020", "2020-12-31")],
    ),
    (
        "The charter will be restored within 48 hours and a presidential vote held no later than December.",
        [last("within 48 hours", "2018-09-19"), last("no later than December", "2018-12-31")],
    ),
    (
        "All sides are to disengage within 72 hours of signing and free their prisoners by 15 October.",
        [None, last("by 15 October", "2018-10-15")],
    ),
]
ALTERNATIVES = [
    ("The envoys will meet tonight or tomorrow.", [last("tonight or tomorrow", "2018-09-18")]),
    ("Ships must leave by noon today or by noon tomorrow.", [last("by noon today or by noon tomorrow", "2018-09-18")]),
    ("Crews will clear the mines in October or November.", [last("in October or November", "2018-11-30")]),
    (
        "Judges will rule on Tuesday or, at the latest, on Wednesday.",
        [last("on Tuesday or, at the latest, on Wednesday", "2018-09-19")],
    ),
]
GIVEN = [
    ("Khartoum has a month in which to reply.", [last("a month", "2018-10-17")]),
    ("The parties have ten days left to form a cabinet.", [last("ten days", "2018-09-27")]),
    ("Mediators allowed the two sides another three weeks to settle the fees.", [last("three weeks", "2018-10-08")]),
    ("Owners get a fortnight to register their tankers.", [last("a fortnight", "2018-10-01")]),
    ("The army has set itself six months to hand over power.", [last("six months", "2019-03-17")]),
    ("Strikers shall be back within the fortnight.", [last("within the fortnight", "2018-10-01")]),
    # no term is given to anybody
    ("He got two years to life in prison.", []),
]
IN_THE_STORY = [
    (
        "The text will be signed in November and put to a vote the following July.",
        [last("in November", "2018-11-30"), last("the following July", "2019-07-31")],
    ),
    (
        "The council will be sworn in on Wednesday and a cabinet named the following Monday.",
        [last("on Wednesday", "2018-09-19", "ON"), last("the following Monday", "2018-09-24", "ON")],
    ),
    (
        "The fee will be halved in 2020 and scrapped the year after.",
        [last("in 2020", "2020-12-31"), last("the year after", "2021-12-31")],
    ),
    ("Havana is to open its embassy the month after next.", [last("the month after next", "2018-11-30")]),
    (
        "The council will meet on the second Tuesday of October.",
        [last("on the second Tuesday of October", "2018-10-09", "ON")],
    ),
]
EVENTS = [
    (
        "The accord was signed on 10 September; Tehran must ship it out within 30 days of signature.",
        [last("within 30 days", "2018-10-10")],
    ),
    (
        "The truce took hold on 1 September. Prisoners are to be freed within three weeks of that day.",
        [last("three weeks of that day", "2018-09-22")],
    ),
    ("A week after the truce begins on 1 October, trucks are to reach the town.", [last("A week", "2018-10-08")]),
    (
        "Until the court rules on 15 October, neither fleet may fish there.",
        [last("Until the court rules on 15 October", "2018-10-15")],
    ),
    (
        "Before the leaders meet on 9 October, guns must be drawn back.",
        [last("Before the leaders meet on 9 October", "2018-10-08", "BEFORE")],
    ),
    # a condition's date stays with the condition
    ("If the assembly meets by Friday, the lanes will open in October.", [last("in October", "2018-10-31")]),
    # the day is nowhere told
    ("Both chambers will ratify it within 60 days of signing.", [None]),
    ("The shells are to be gone by the time winter comes.", [None]),
]
PLACED = [
    (
        "Plants must close by 2025 in the west and by 2030 elsewhere.",
        [last("by 2025", "2024-12-31"), last("by 2030", "2029-12-31")],
    ),
    (
        "Kabul will free 320 men on 10 October and another 80 the next day.",
        [last("on 10 October", "2018-10-10", "ON"), last("the next day", "2018-10-11", "ON")],
    ),
    (
        "The fund will pay half in 2019, a quarter in 2020 and the rest in 2021.",
        [last("in 2019", "2019-12-31"), last("in 2020", "2020-12-31"), last("in 2021", "2021-12-31")],
    ),
]
# Published on a Monday.
NEAR_TODAY = [
    ("Rebels will leave Harasta at 7 a.m. Monday.", [last("at 7 a.m. Monday", "2018-09-17", "ON")]),
    ("Rebels will leave Harasta on Monday.", [last("on Monday", "2018-09-24", "ON")]),
    ("Rebels must leave Harasta by Monday.", [last("by Monday", "2018-09-24")]),
    ("Crews will end their walkout a week from Sunday.", [last("a week", "2018-09-30")]),
    ("The council shall meet on Tuesday of next week.", [last("on Tuesday of next week", "2018-09-25", "ON")]),
    ("Tellers will strike on Thursday and Friday.", [last("on Thursday and Friday", "2018-09-21", "ON")]),
]
STRETCHES = [
    (
        "The army is to hand in its guns in four stages, starting on 1 October and ending on 31 December.",
        [last("ending on 31 December", "2018-12-31")],
    ),
    (
        "States will share their readings from 1 November to 31 May.",
        [last("from 1 November to 31 May", "2019-05-31")],
    ),
    (
        "Chile and Peru shall file by 25 February and 25 August 2019 respectively.",
        [last("by 25 February and 25 August 2019", "2019-08-25")],
    ),
    ("Oil will flow from the new year.", [starting("2019-01-01")]),
    ("The bridge shall stay open through the 25th.", [last("through the 25th", "2018-09-25")]),
    ("Delhi will ship the wheat by the end of the quarter.", [last("by the end of the quarter", "2018-09-30")]),
    (
        "Guests will leave within one and a half months of 1 October.",
        [last("within one and a half months", "2018-11-16")],
    ),
    ("A deal is to be struck in no more than nine months.", [last("in no more than nine months", "2019-06-17")]),
    # either way round in time to come
    ("The audit is to be launched by 11/12/2018.", [None]),
    ("Trawlers must carry tags by Easter.", [last("by Easter", "2019-04-21")]),
]
BESIDE = [
    ("Erdogan will send it to parliament when it sits again on 1 October.", [last("on 1 October", "2018-10-01", "ON")]),
    (
        "The sides will settle the map on the eve of a summit called for 12 January.",
        [last("on the eve of a summit called for 12 January", "2019-01-11", "BEFORE")],
    ),
    (
        "A cabinet is to be formed within a month of signature. The accord was signed in Riyadh on 5 September.",
        [last("within a month", "2018-10-05")],
    ),
    (
        "Congress must vote within 30 days of the resignation of Mr Morales, who stepped down on 10 September.",
        [last("within 30 days", "2018-10-10")],
    ),
    (
        "Results will be read out on 9 October and the winner is to be sworn in three days after that.",
        [last("on 9 October", "2018-10-09", "ON"), last("three days after that", "2018-10-12")],
    ),
    (
        "They gave themselves until 30 June to settle it; until then Iran may not install a centrifuge.",
        [last("until 30 June", "2019-06-30"), last("until then", "2019-06-30")],
    ),
    # the report's date is not the deal's
    ("BRUSSELS, 17 September - Kosovo will cease to check plates.", [None]),
]
ROWS = [
    *COUNTED, *INSERTED, *NOUNS, *PERIODS, *DAYS, *TERMS, *ALTERNATIVES, *GIVEN, *IN_THE_STORY, *EVENTS, *PLACED,
    *NEAR_TODAY, *STRETCHES, *BESIDE,
]  # fmt: skip


MISSED = [
    ("Parliament will ratify it this week or next.", [last("this week or next", "2018-09-30")]),
    ("The audit is to be launched by 9/10/2018.", [last("by 9/10/2018", "2018-10-09")]),
]


@pytest.mark.xfail(strict=True, reason="known misses")
@pytest.mark.parametrize(("text", "expected"), MISSED, ids=[text for text, _ in MISSED])
def test_a_last_day_that_is_missed(text: str, expected: list[tuple[str, str, str] | None]) -> None:
    assert due(text) == expected


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_the_last_day_allowed(text: str, expected: list[tuple[str, str, str] | None]) -> None:
    assert due(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Under the deal the Front had to free the men by 10 September, and Lima was to pay that week.",
            ["2018-09-16"],
        ),
        # What somebody lets others do is told, and nothing to be done.
        (
            "The government should have freed 84 men by 20 March. The Front let 27 of its 31 captives go that week.",
            ["2018-03-20"],
        ),
    ],
)
def test_what_was_to_be_done_is_not_due_a_year_later(text: str, days: list[str | None]) -> None:
    assert due_days(text) == days


def test_a_deal_that_was_agreed_on_a_day_promises_nothing_by_it() -> None:
    assert due("A three-day truce agreed on Monday was broken within hours.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The film will open in cinemas on 12 October.",
        "The population will reach ten million by 2040.",
        "Unemployment is to peak in the autumn.",
        "He would walk to the mill every morning and would be home by noon.",
    ],
)
def test_what_nobody_is_bound_to_has_no_deadline(text: str) -> None:
    assert due(text) == []


def test_wages_that_rise_are_decided_and_prices_are_not() -> None:
    assert len(due("Wages will rise by 3 percent in July.")) == 1
    assert due("Prices will rise by 3 percent in July.") == []
