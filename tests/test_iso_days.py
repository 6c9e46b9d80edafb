"""Calendar arithmetic on TIMEX3 values, at its edges."""

from datetime import date

import pytest

from lib.annotate.dating.iso_days import days_covered, shifted
from lib.annotate.dating.readers.durations import length

MONDAY = date(2018, 9, 17)


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [(2.0, "F", "P4W"), (None, "E", "PXDE"), (1.5, "Y", "P1.5Y"), (10_000_000.0, "D", "P10000000D"), (3, "TH", "PT3H")],
)
def test_lengths_in_iso_form(count: float | None, unit: str, value: str) -> None:
    assert length(count, unit) == value


@pytest.mark.parametrize("value", ["", "2018-99", "2018-02-31", "2018-W60", "PRESENT_REF", "P3D", None])
def test_values_that_name_no_days_cover_none(value: str | None) -> None:
    assert days_covered(value) == (None, None)


def test_shifting_past_the_calendar_gives_nothing() -> None:
    assert shifted(MONDAY, 1e12, "D") is None
    assert shifted(MONDAY, -5000, "Y") is None
    assert shifted(date.max, 1, "D") is None
    assert shifted(date.min, -1, "W") is None


@pytest.mark.parametrize(("hours", "days"), [(24, 1), (47, 1), (48, 2), (72, 3), (-72, -3)])
def test_hours_shift_by_whole_days(hours: int, days: int) -> None:
    moved = shifted(MONDAY, hours, "TH")
    assert moved is not None
    assert (moved - MONDAY).days == days
