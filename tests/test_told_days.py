"""The day of an article without one: not before the latest day that its own text tells as past."""

from dataclasses import replace
from datetime import date

import pytest

from lib.contract import contract_record
from lib.ingest import borrow_dates
from lib.models import Annotations
from lib.text.metadata import find_told_days
from lib.views.kit.sentences import dated
from tests.conftest import make_document

FIRST = date(2025, 2, 4)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The spokeswoman said so in a voice message of 10 February.", [(None, 2, 10)]),
        ("The aircraft fired on Sunday, February 9.", [(None, 2, 9)]),
        ("They fired on Feb. 9. It was denied on 11 February 2025.", [(None, 2, 9), (2025, 2, 11)]),
        ("They settled on patrols as of the night of May 19.", []),
        ("Both agreed to begin on May 19.", []),
        ("Soldiers left on May 3 and returned.", [(None, 5, 3)]),
        ("They may have returned on 3 March.", []),
        ("The committee must meet on 19 February.", []),
        ("The term of 19 February was put off.", []),
        ("The guns were to leave by 28 February.", []),
        ("Talks open on 12 March.", []),
    ],
)
def test_days_told_as_past(text: str, days: list[tuple[int | None, int, int]]) -> None:
    assert [*find_told_days(text)] == days


@pytest.mark.parametrize(
    ("text", "day", "origin"),
    [
        ("She said so on 10 February.", date(2025, 2, 10), "told"),
        ("She said so on 10 February. He denied it on 12 February 2025.", date(2025, 2, 12), "told"),
        ("She said so on 2 February.", FIRST, "story"),
        ("She said so on 10 November.", FIRST, "story"),  # it may be that of the year before
        ("She said so on 31 February.", FIRST, "story"),
        ("They must meet by 19 February.", FIRST, "story"),
    ],
)
def test_a_borrowed_day_is_not_before_what_the_text_tells(text: str, day: date, origin: str) -> None:
    first = make_document("first", "The accord was signed.", published=FIRST)
    undated = replace(make_document("undated", text), published=None, published_from=None)
    _, borrowed = borrow_dates([first, undated])
    assert (borrowed.published, borrowed.published_from) == (day, origin)
    assert ("not before" in str(dated(borrowed.published, borrowed.published_from))) == (origin == "told")
    assert ("not before" in " ".join(borrowed.notes)) == (origin == "told")
    assert contract_record(borrowed, Annotations())["published_from"] == "story"
