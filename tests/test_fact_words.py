"""What a fact says, in short."""

import pytest

from lib.compare.duties.days import WHEN
from lib.compare.facts.events import ON
from lib.compare.records import Fact
from lib.views.sources.fact_words import value_words
from tests.conftest import span_of


@pytest.mark.parametrize(
    ("measure", "words", "meaning", "shown"),
    [
        (WHEN, "by 10 October", "2018-10-10", "10 Oct 2018"),
        (WHEN, "no later than October 10th", "2018-10-10", "10 Oct 2018"),
        # the words name another day, or none
        (WHEN, "before 10 April", "2018-04-09", "9 Apr 2018 (before 10 April)"),
        (WHEN, "within 30 days", "2018-04-09", "9 Apr 2018 (within 30 days)"),
        (WHEN, "by December", "2018-11-30", "30 Nov 2018 (by December)"),
        # what happened on a day is told by the day
        (ON, "Monday", "2018-09-17", "17 Sep 2018"),
        (ON, "in May", "2018-05", "in May"),
        ("width", "15-20km", None, "15-20km"),
        # how a clause fares, and on which day it was done
        ("state", "The army left Gao", "done", "done: The army left Gao"),
        ("done on", "The army left Gao yesterday", "2018-09-17", "17 Sep 2018"),
        ("until which day", "7 November", "2018-11-07", "7 Nov 2018"),
    ],
)
def test_a_day_stands_with_the_words_that_do_not_name_it(
    measure: str, words: str, meaning: str | None, shown: str
) -> None:
    span = span_of(words, words)
    assert value_words(Fact("deed", "s", measure, None, "d", "o", 0, span, words, meaning=meaning)) == shown
