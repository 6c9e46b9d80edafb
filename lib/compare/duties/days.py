"""Which days a last day can mean, and of what part of a deed it is, so that only days of the same are held apart."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from lib.codebooks import load_words
from lib.compare.article import fact_list
from lib.compare.duties.deed_numbers import stages
from lib.models import Commitment, Deadline
from lib.text.words import any_of

# By so many days two outlets may count one stretch differently: from publication, or rounded to its unit.
LOOSE = {"hour": 2, "day": 2, "fortnight": 3, "week": 4, "month": 6, "quarter": 15, "year": 31}
_UNIT = re.compile(rf"\b({'|'.join(LOOSE)})s?\b", re.IGNORECASE)
_THIS_UNIT = re.compile(r"\b(?:this|that|same|next|the|last)\s(week|month|year)\b", re.IGNORECASE)
_DAY = re.compile(r"\d|\b(?:end|half)\b")
_FROM_TO = re.compile(r"\bfrom \d.{0,40}? to \d", re.IGNORECASE)
# "27 of its 31 captives", "half of them", "the rest".
_SOME = re.compile(r"\d of (?:the|its|their|his|her|some) \d|\b(half|rest|remainder|remaining)\b", re.IGNORECASE)
# "For 90 days", "90 days".
_LASTS = re.compile(
    r"(?:for\s)?(?:the\s(?:next|coming|first|following)\s)?(?:an?|\d+|[a-z]+)[\s-](?:hour|day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
WHEN = "by when"


def days_of(words: str, due: date) -> tuple[date, date]:
    """The first and the last day that a last day in these words can mean.

    >>> days_of("by 3 May", date(2020, 5, 3)) == (date(2020, 5, 3), date(2020, 5, 3))
    True
    >>> days_of("in May", date(2020, 5, 31))[0], days_of("within two weeks", date(2020, 5, 31))[1]
    (datetime.date(2020, 5, 1), datetime.date(2020, 6, 4))
    """
    if unit := _UNIT.search(words):
        whole = _THIS_UNIT.search(words)
        if whole is not None and "end" not in words.lower():
            return due - timedelta(LOOSE[whole[1].lower()] * 2), due
        slack = timedelta(LOOSE[unit[1].lower()] if whole is None else 1)
        return due - slack, due + slack
    if _months().search(words) and not _DAY.search(words):
        last = monthrange(due.year, due.month)[1]
        slack = timedelta(5 if _about().search(words) else 0)
        return (due - slack, due + slack) if slack else (due.replace(day=1), due.replace(day=last))
    return due, due


def part_of(commitment: Commitment) -> str:
    """Of which part of a deed a commitment is: of a first half, of the rest, of one stage; empty where it is all."""
    end = commitment.deadline.span.start - commitment.span.start if commitment.deadline else 0
    return part_of_words(commitment.span.exact[:end] if end > 0 else commitment.span.exact)


def part_of_words(words: str) -> str:
    """The part that words name.

    >>> part_of_words("the first convoy left"), part_of_words("half of the guns"), part_of_words("all guns")
    ('part', 'half', '')
    """
    if some := _SOME.search(words):
        return (some[1] or "part").lower()
    return "part" if stages().search(words) else ""


def frame_of(commitment: Commitment, due: Deadline) -> str:
    """What two days of one deed must share to be held apart: the part that they are of, and whether by or on a day."""
    return " ".join(filter(None, (part_of(commitment), "on" if due.relation == "ON" else "")))


def is_term(words: str) -> bool:
    """Whether words tell how long something holds, which is no time within which it is to be done.

    >>> is_term("for 90 days"), is_term("for the next four years"), is_term("within 90 days")
    (True, True, False)
    """
    return _LASTS.match(words) is not None


def is_moved(words: str) -> bool:
    """Whether words tell that a day was put off or a term extended.

    >>> is_moved("the vote had been put off to 27 May"), is_moved("the second from 30 June to 31 July")
    (True, True)
    """
    return _moves().search(words) is not None or _FROM_TO.search(words) is not None


@lru_cache(maxsize=1)
def _moves() -> re.Pattern[str]:
    return any_of(fact_list("moves"))


@lru_cache(maxsize=1)
def _months() -> re.Pattern[str]:
    return any_of(tuple(load_words("calendar")["months"]))


@lru_cache(maxsize=1)
def _about() -> re.Pattern[str]:
    return any_of(("early", "mid", "middle", "late", "start", "beginning"))
