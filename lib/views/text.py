"""How the desk writes days, numbers and counts, the same everywhere."""

import re
from datetime import date
from typing import Any

import pandas as pd

_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")

_PLURALS = {"person": "people", "country": "countries", "entity": "entities", "entry": "entries", "story": "stories"}


def day(value: Any, *, weekday: bool = False) -> str:  # noqa: ANN401 (a date, a Timestamp, or a frame's missing value)
    """A day as "10 Oct 2018", with "Wed" before it on wish; "no date" for a missing one.

    >>> day(date(2018, 10, 1)), day(None), day(date(2018, 10, 10), weekday=True)
    ('1 Oct 2018', 'no date', 'Wed 10 Oct 2018')
    """
    if value is None or pd.isna(value):
        return "no date"
    written = f"{value.day} {value:%b %Y}"
    return f"{value:%a} {written}" if weekday else written


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands separators.

    >>> number(12345), number(3.14159, 1)
    ('12,345', '3.1')
    """
    return f"{value:,.{decimals}f}"


def plain(text: str) -> str:
    r"""Text that Streamlit's Markdown shows as it is: names in articles and links may hold any sign.

    >>> print(plain("**Times** :red[1] $2 <b>"))
    \*\*Times\*\* \:red\[1\] \$2 \<b\>
    """
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


def counted(value: int, noun: str) -> str:
    """A count with its noun in the right number.

    >>> counted(1, "article"), counted(1200, "sentence"), counted(2, "person")
    ('1 article', '1,200 sentences', '2 people')
    """
    if value == 1:
        return f"1 {noun}"
    return f"{value:,} {_PLURALS.get(noun, noun + 's')}"


def extent(words: int, first: date | None, last: date | None, borrowed: int, undated: int) -> str:
    """How long and from when the articles are, in one line.

    >>> extent(1612, date(2018, 9, 17), date(2018, 9, 18), 2, 0)
    '1,612 words, published 17 Sep 2018 to 18 Sep 2018 (2 dates borrowed)'
    """
    span = day(first) if first == last else f"{day(first)} to {day(last)}"
    unsure = [f"{counted(borrowed, 'date')} borrowed"] * bool(borrowed) + [f"{undated} undated"] * bool(undated)
    when = f"published {span}" if first else "no date known"
    return f"{counted(words, 'word')}, {when}" + (f" ({', '.join(unsure)})" if unsure else "")


def days_left(due: date, as_of: date) -> str:
    """How far a due day is from the as-of date, in words that need no colour.

    >>> days_left(date(2018, 10, 10), date(2018, 9, 17)), days_left(date(2018, 9, 17), date(2018, 9, 18))
    ('in 23 days', '1 day past')
    """
    days = (due - as_of).days
    if days == 0:
        return "due this day"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} past"


def listed(names: list[str], most: int = 3) -> str:
    """Names in a row, the rest as a count.

    >>> listed(["a", "b", "c", "d", "e"]), listed(["a"])
    ('a, b, c and 2 more', 'a')
    """
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def article_label(row: Any, most: int = 90) -> str:  # noqa: ANN401 (a frame's row)
    """An article in a list: its outlet, its date, and its headline or first words, at most so many signs of them.

    >>> class Row: outlet_name, published, title, opening = "Alwaght", date(2018, 9, 18), None, "Troops left Idlib."
    >>> article_label(Row), article_label(Row, 10)
    ('Alwaght · 18 Sep 2018 · Troops left Idlib.', 'Alwaght · 18 Sep 2018 · Troops …')
    """
    words = next((words for words in (row.title, row.opening) if isinstance(words, str)), "no text")
    short = words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0] + " …"
    return f"{row.outlet_name} · {day(row.published)} · {short}"
