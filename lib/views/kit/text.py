"""How the desk writes names, days, numbers and counts, the same everywhere."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd

_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
# Where Streamlit's Markdown would make a link of an address, though each of its signs is said to be only a sign.
_LINKED = re.compile(r"(?i)https?:(?=//)|\bwww(?=\.)|(?<=[\w.+-])@(?=\w)")
WORD_JOINER = "\u2060"  # seen by nobody but who looks for addresses

LONGEST = 80  # letters: a longer name says no more of what is meant
MOST_LINES = 3
NO_NAME = "(no name)"
# What turns the direction of all that comes after it, beyond the end of any element; controls, and halves of
# characters, which nothing can show.
_TURNS = "\u202a-\u202e\u2066-\u2069"
_UNSHOWN = re.compile(f"[{_TURNS}\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_TURNED = re.compile(f"[{_TURNS}]")
# Where Unicode keeps the letters that are written from right to left, and the mark that stands for one.
_LEFTWARD = "\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_TURNING = re.compile(f"[{_TURNS}{_LEFTWARD}]")
# Unicode's classes of what leaves no trace of ink, and the letters that leave none.
_UNSEEN, _BLANK = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}), frozenset("\u115f\u1160\u2800\u3164\uffa0")

_PLURALS = {
    "person": "people",
    "country": "countries",
    "entity": "entities",
    "entry": "entries",
    "story": "stories",
    "party": "parties",
    "duty": "duties",
}


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


def inline(name: str, most: int = LONGEST) -> str:
    r"""A name as it can stand beside other text: on one line, cut where it is long, and with a direction of its own.

    >>> inline("Alwaght"), inline("two\n lines"), inline("\u200b"), inline("much too long a name", 14)
    ('Alwaght', 'two lines', '(no name)', 'much too long…')
    """
    shown = one_line(name)
    if not is_visible(shown):
        return NO_NAME
    short = shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"
    return isolated(short)


def one_line(text: str) -> str:
    r"""The text on one line, without what nothing can show and what turns the direction of what comes after it.

    >>> one_line("two\n lines\x00\u202e")
    'two lines'
    """
    return _UNSHOWN.sub("", " ".join(text.split()))


def isolated(text: str) -> str:
    r"""The text so that it leaves what stands beside it where it is, though it be written from right to left.

    >>> ascii(isolated("\u0635\u062d")), isolated("Idlib")
    ("'\\u2068\\u0635\\u062d\\u2069'", 'Idlib')
    """
    return f"\u2068{unturned(text)}\u2069" if turns(text) else text


def unturned(text: str) -> str:
    r"""The text without the signs that turn the direction of what comes after it.

    >>> unturned("\u202eabc\u2066")
    'abc'
    """
    return _TURNED.sub("", text)


def turns(text: str) -> bool:
    r"""Whether the text changes the direction of what stands beside it.

    >>> turns("Idlib, 2018"), turns("\u0625\u062f\u0644\u0628"), turns("\u202eIdlib")
    (False, True, True)
    """
    return _TURNING.search(text) is not None


def is_visible(text: str) -> bool:
    r"""Whether anything of the text can be seen.

    >>> is_visible("a"), is_visible(" \u200b\u2060 ")
    (True, False)
    """
    return any(unicodedata.category(sign) not in _UNSEEN and sign not in _BLANK for sign in text)


def chart_label(name: str, width: int) -> str:
    """A name in the markup that Plotly reads, on a few lines of at most so many letters.

    >>> chart_label("The <b>Daily</b> News of the Day", 16)
    'The &lt;b&gt;Daily&lt;/b&gt;<br>News of the Day'
    """
    return chart_lines(wrap(inline(name), width, max_lines=MOST_LINES, placeholder=" …"))


def chart_lines(lines: Iterable[str]) -> str:
    """Lines of text in the markup that Plotly reads, which knows no sign for quotation marks.

    >>> chart_lines(['"a" & b', "c"])
    '"a" &amp; b<br>c'
    """
    return "<br>".join(escape(line, quote=False) for line in lines)


def plain(text: str) -> str:
    r"""Text that Streamlit's Markdown shows as it is: names in articles and links may hold any sign.

    >>> print(plain("**Times** :red[1] $2 <b>"))
    \*\*Times\*\* \:red\[1\] \$2 \<b\>
    """
    parted = _LINKED.sub(rf"\g<0>{WORD_JOINER}", " ".join(text.split()))
    return _MARKDOWN.sub(r"\\\g<0>", parted)


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
    '1,612 words, published 17 Sep 2018 to 18 Sep 2018 (2 dates from the story)'
    """
    span = day(first) if first == last else f"{day(first)} to {day(last)}"
    unsure = [f"{counted(borrowed, 'date')} from the story"] * bool(borrowed) + [f"{undated} undated"] * bool(undated)
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
        return ", ".join(map(inline, names))
    return f"{', '.join(map(inline, names[:most]))} and {len(names) - most} more"


def article_label(row: Any, most: int = 90) -> str:  # noqa: ANN401 (a frame's row)
    """An article in a list: its outlet, its date, and its headline or first words, at most so many signs of them.

    >>> class Row: outlet_name, published, title, opening = "Alwaght", date(2018, 9, 18), None, "Troops left Idlib."
    >>> article_label(Row), article_label(Row, 10)
    ('Alwaght · 18 Sep 2018 · Troops left Idlib.', 'Alwaght · 18 Sep 2018 · Troops …')
    """
    said = (words for words in (row.title, row.opening) if isinstance(words, str) and is_visible(words))
    words = " ".join(next(said, "no text").split())
    short = words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0] + " …"
    return f"{inline(row.outlet_name)} · {day(row.published)} · {inline(short, most)}"
