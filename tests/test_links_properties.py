"""Whatever stands in a link is read as a day or a version, or as nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ui.kit import data
from lib.ui.kit.links import EARLIEST, LATEST, parse_day

ANY = st.text(st.characters(exclude_categories=()))
NEWEST = (3, 12)
# Likelier to be a day or a version than any text is.
LIKE_DAYS = st.from_regex(r"[0-9٣]{1,5}-?[0-9W]{1,3}-?[0-9]{0,3}[TZ+\x00]?", fullmatch=True)
LIKE_VERSIONS = st.from_regex(r"[-+ _]?[0-9²٣_]{0,4}(\.[-+]?[0-9²_]{0,4}){0,2}\s?", fullmatch=True)
LONG = st.sampled_from(["9" * 5000, "9" * 5000 + ".1", "1." + "9" * 5000, "0" * 5000 + "1", "1." + "0" * 5000])


@given(ANY | LIKE_DAYS | LONG)
def test_any_text_is_a_day_or_none(text: str) -> None:
    day = parse_day(text)
    assert day is None or (type(day) is date and EARLIEST <= day <= LATEST)


@given(st.dates(EARLIEST, LATEST))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(str(day)) == day


@given(ANY | LIKE_VERSIONS | LONG)
def test_any_text_is_a_version_that_there_is_or_none(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "_opened", lambda *_: None)
        found = data._can_open(text, NEWEST)  # noqa: SLF001
    if found:
        version, decisions = data._parts(text)  # noqa: SLF001
        assert 0 <= version <= NEWEST[0]
        assert 0 <= decisions <= NEWEST[1]


@given(st.integers(0, NEWEST[0]), st.integers(0, NEWEST[1]))
def test_a_version_is_read_as_it_is_written(articles: int, decisions: int) -> None:
    assert data._parts(data._written(articles, decisions)) == (articles, decisions)  # noqa: SLF001
