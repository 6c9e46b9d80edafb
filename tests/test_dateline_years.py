"""A dateline's date has no year because it is the article's own, or lies shortly before it."""

from datetime import date

import pytest

from lib.annotate.dates import find_timexes
from tests.parsed import parsed


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("LONDON, May 30 (Reuters) - They will sign.", date(2019, 11, 29), "2019-05-30"),
        ("GENEVA (AP), Sept 3 -- They will sign.", date(2018, 9, 4), "2018-09-03"),
        ("MOSCOW, December 7. /TASS/ - They will sign.", date(2019, 6, 8), "2018-12-07"),
        # over the turn of the year
        ("LONDON, Dec. 30 (Reuters) - They will sign.", date(2019, 1, 2), "2018-12-30"),
        # the next day has begun elsewhere
        ("SEOUL, Jan. 1 (Yonhap) - They will sign.", date(2018, 12, 31), "2019-01-01"),
        # at the head of a later paragraph
        ("A headline\nLONDON, May 30 (Reuters) - They will sign.", date(2019, 11, 29), "2019-05-30"),
        # no dateline: a day ahead, the nearest
        ("They will meet on May 30 - and sign.", date(2019, 11, 29), "2020-05-30"),
        ("The vote on May 30 - the last one - will be free.", date(2019, 11, 29), "2020-05-30"),
    ],
)
def test_the_year_of_a_dateline(text: str, published: date, value: str) -> None:
    (found,) = find_timexes(parsed(text), published)
    assert found.value == value


@pytest.mark.parametrize(
    "head", ["ASEFIRINIBESTIROLONGEDYAB€ ", "A.B.C.D.E.F.G.H.I.J.K.L.M.N.O.P.Q.R.S.T.U.V.W.X.€ ", "AaBbCc" * 8 + "€ "]
)
def test_a_head_of_many_capitals_is_no_dateline_and_read_at_once(head: str) -> None:
    """However a word could be cut at its capitals, it is tried whole, so that another cut costs no time."""
    (found,) = find_timexes(parsed(f"{head}6 August (A) – They will sign."), date(2019, 3, 1))
    assert found.value == "2019-08-06"
