"""Which days a text about an agreement can mean: others are slips of a program, and counting from them overflows."""

from argparse import ArgumentTypeError
from datetime import date

# A century beyond any agreement that a newspaper prints, either way; months and terms counted from them stay dates.
EARLIEST, LATEST = date(1800, 1, 1), date(2200, 12, 31)


def is_likely(day: date) -> bool:
    """Whether a day is one that an article can be of.

    >>> is_likely(date(2018, 9, 17)), is_likely(date.max), is_likely(date.min)
    (True, False, False)
    """
    return EARLIEST <= day <= LATEST


def not_likely(day: date) -> str:
    """Why such a day is not used.

    >>> not_likely(date.max)
    'the date 9999-12-31 is not between 1800 and 2200, and is not used'
    """
    return f"the date {day} is not between {EARLIEST.year} and {LATEST.year}, and is not used"


def day_argument(text: str) -> date:
    """A day as a command line takes it; argparse says what is wrong with any other."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date: write it as in 2018-09-17") from error
    if not is_likely(day):
        raise ArgumentTypeError(not_likely(day))
    return day
