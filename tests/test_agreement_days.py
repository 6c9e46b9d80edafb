"""Days of clauses: printed, counted from something that has a day, or not to be known."""

from datetime import date

import pytest

from lib.agreement.dues.counted import content_of
from lib.agreement.dues.days import Known, find_days
from lib.annotate.dates import find_timexes
from tests.parsed import parsed

SIGNED = date(2021, 3, 4)
KNOWN = Known(
    SIGNED,
    in_force=date(2021, 3, 10),
    last=date(2021, 6, 1),
    clauses=((content_of("the Board first meets"), date(2021, 4, 5), False),),
)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("The Front leaves by 31 March 2021.", "2021-03-31"),
        ("The Front leaves before 31 March 2021.", "2021-03-31"),
        ("The Front leaves no later than the end of May 2021.", "2021-05-31"),
        ("The talks are held on 2 April 2021.", "2021-04-02"),
        ("The Front leaves by 15 January.", "2022-01-15"),
        ("The Front leaves within fifteen days of signature.", "2021-03-19"),
        ("The Front leaves within sixty (60) days from the date of signature of this Accord.", "2021-05-03"),
        ("The Front leaves within 24 hours.", "2021-03-05"),
        ("The Front leaves within two months.", "2021-05-04"),
        ("The Front leaves within ten days of the entry into force of this Accord.", "2021-03-20"),
        ("The Front leaves not later than the third day after the first meeting of the Board.", "2021-04-08"),
        ("The Front leaves within ten days thereafter.", "2021-06-11"),
        ("Roads open on the 2nd and 3rd of May.", "2021-05-03"),
        ("The Front leaves eight days after this Accord is signed.", "2021-03-12"),
        ("The Board prepares by 1 May 2021 the plan for the season (April to September).", "2021-05-01"),
        ("The Front leaves no later than two weeks from today.", "2021-03-18"),
        ("The Front leaves by day 14.", "2021-03-23"),  # day 1 is that of the entry into force
        ("The Front leaves no later than D+30.", "2021-04-09"),
        ("The Front leaves in days 1–42.", "2021-04-20"),
        ("The Front leaves within the same period.", "2021-06-01"),
        ("One month before that date, the sites are made ready.", "2021-05-01"),
        ("The Front reports 15 days after its first session, which will be held on 5 May 2021.", "2021-05-20"),
        ("The Front leaves within two weeks of this day.", "2021-03-18"),
        ("The Front reports ten days after the Board first meets in Wour.", "2021-04-15"),
    ],
)
def test_due(words: str, due: str) -> None:
    assert _days(words).due == date.fromisoformat(due)


@pytest.mark.parametrize(
    "words",
    [
        "The Front leaves within ten days of the completion of the withdrawal.",
        "The Front leaves three months after the adoption of that law.",
        "The Front observes the ceasefire for six months.",
        "Somaliland reopens the hospital, which was shut on 15 May 2021.",
        "The Front plans for the 2022 season.",
        "Puntland pays eight days after the agreement.",
        "The Accord remains in force for one year from the date of signature.",
        "The Front answers complaints within 24 hours.",
        "The duty laid down in the Order of 29 July 2020 is lifted.",
        "No vessel fishes within 12 nautical miles.",
        "The Front keeps to the accord reached in October 2019.",
        "The Front leaves at once.",
        "If a breach is reported, the Mission answers within three days.",
        "The Mission reports any breach within 24 hours.",
        "A breach is told to the Board, which rules on it within three days.",
        "Observers are in place from 1 February 2022.",
    ],
)
def test_no_due_day(words: str) -> None:
    assert _days(words).due is None


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Observers are in place from 1 February 2022.", "2022-02-01"),
        ("As of 3 April 2021 at 6h00, slips are used.", "2021-04-03"),
        ("A ceasefire, taking effect at 24:00 hours (GMT) on 29 October 2021.", "2021-10-29"),
        ("Duties fall to 6 percent, effective November 1, 2021.", "2021-11-01"),
    ],
)
def test_first_day_of_a_state(words: str, starts: str) -> None:
    days = _days(words)
    assert (days.starts, days.due) == (date.fromisoformat(starts), None)


def test_hours_are_counted_from_the_clause_s_own_hour() -> None:
    days = _days("From 12:00 noon on May 19, 2021, guards move in; this must be finished inside 130 hours.")
    assert (days.starts, days.due) == (date(2021, 5, 19), date(2021, 5, 24))


def test_without_the_day_of_signing_the_rule_is_kept() -> None:
    days = find_days("within ten days of signature", (), Known(None), begins=False)
    assert (days.due, days.rule) == (None, "within ten days of signature")


def _days(words: str):  # noqa: ANN202  # the record that find_days gives
    return find_days(words, tuple(find_timexes(parsed(words), SIGNED)), KNOWN, begins=False)
