"""A query's leaves: what one word, one quoted phrase or one field's value asks for."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import cast

from lib.errors import QueryError
from lib.search.analysis import stems, tokens, words
from lib.search.catalogue import Catalogue
from lib.search.nodes import And, Days, Entities, Near, Node, Outlets, Place, Scope, Text, Wild

FIELDS = ("outlet", "entity", "date", "quoted", "headline")
SCOPES = ("quoted", "headline")

# An asterisk takes the index's whole list of words; more of them, or a longer word, take it too long.
MOST_ASTERISKS, MOST_LETTERS, FEWEST_LETTERS = 3, 60, 2
MOST_WORDS = 30
MOST_APART = 30
# A nearness is asked as that many phrases, one a distance, an order and a pair of words.
MOST_PHRASES = 1000
MOST_NAMED = 8

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_MEANINGLESS = re.compile(r"[~^\\{}\[\]]")


def word(text: str, scope: Scope, at: Place) -> Text | Wild:
    """One unquoted word, in any of its forms; parts of a compound stand in a row. Raises QueryError."""
    if "*" in text:
        return _wild(text, scope, at)
    if sign := _MEANINGLESS.search(text):
        where = at[0] + sign.start()
        after = " It goes after a quoted phrase, as in “heavy weapons”~5." if sign.group() == "~" else ""
        raise QueryError(f"“{sign.group()}” means nothing here.{after} Leave it out.", where, where + 1)
    return Text(_some(stems(text), text, at), exact=False, scope=scope, at=at)


def phrase(text: str, scope: Scope, at: Place) -> Text:
    """Quoted words in a row, just as written but for case and accents. Raises QueryError."""
    if "*" in text:
        where = at[0] + 1 + text.index("*")
        raise QueryError("A * cannot stand in quotation marks: take the word out of them.", where, where + 1)
    return Text(_some(words(text), text, at), exact=True, scope=scope, at=at)


def any_form(side: Text, text: str) -> Text:
    """A phrase of the query `text` with its words in any form, as nearness takes them."""
    return Text(stems(text[side.at[0] : side.at[1]]), exact=False, scope=side.scope, at=side.at)


def close_words(text: str, apart: int, scope: Scope, at: Place) -> Node:
    """Quoted words of which each is near the next, in any form and either order. Raises QueryError."""
    phrase(text, scope, at)  # refuses what no phrase can hold
    first = at[0] + 1  # after the quotation mark
    ones = [Text((one.stem,), False, scope, (first + one.start, first + one.end)) for one in tokens(text)]
    pairs = tuple(near((a,), (b,), apart, at) for a, b in pairwise(ones))
    return ones[0] if not pairs else together(pairs, at)


def together(parts: Sequence[Node], at: Place) -> Node:
    """One condition as it is, several as all of them."""
    return parts[0] if len(parts) == 1 else And(tuple(parts), at)


def near(left: Sequence[Text], right: Sequence[Text], apart: int, at: Place) -> Near:
    """Two sides at most so many words apart. Raises QueryError where they are too many or in different fields."""
    scopes = {one.scope for one in (*left, *right)}
    if len(scopes) > 1:
        raise QueryError("NEAR needs both sides in the same field.", *at)
    if apart > MOST_APART:
        raise QueryError(f"At most {MOST_APART} words may stand between: a sentence ends before that.", *at)
    return Near(tuple(left), tuple(right), apart, scopes.pop(), at)


def named(field: str, text: str, at: Place, catalogue: Catalogue) -> Outlets | Entities | Days:
    """What one value of outlet, entity or date stands for. Raises QueryError where nothing is called so."""
    if field == "date":
        return days(text, at)
    if field == "outlet":
        found = catalogue.resolve_outlets(text)
        if not found:
            names = sorted(catalogue.outlets.values(), key=str.casefold)
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            there = f"There are {', '.join(names[:MOST_NAMED])}{more}." if names else "There are no articles yet."
            raise QueryError(f"No outlet is called “{text}”. {there}", *at)
        return Outlets(found, at)
    ids = catalogue.resolve_entities(text)
    if not ids:
        raise QueryError(f"Nothing here is called “{text}”. To find the word itself, leave out “entity:”.", *at)
    return Entities(ids, at)


def days(text: str, at: Place) -> Days:
    """A day, a month, a year, or two of them with ".." between. Raises QueryError."""
    first, dots, last = text.partition("..")
    return span_of_days(first, last, at) if dots else span_of_days(text, text, at)


def span_of_days(first: str, last: str, at: Place) -> Days:
    """From the first day of one value to the last day of the other; nothing or "*" leaves an end open."""
    opens, closes = _day(first, at), _day(last, at)
    if opens and closes and closes[1] < opens[0]:
        opens, closes = closes, opens
    return Days(opens and opens[0], closes and closes[1], at)


def scope_of(field: str) -> Scope:
    """The scope that a field sets for the words in it; none for the fields that name something."""
    return cast("Scope", field) if field in SCOPES else ""


def _day(text: str, at: Place) -> tuple[date, date] | None:
    """The first and last day of an ISO day, month or year; None for an open end."""
    if text in {"", "*"}:
        return None
    read = _DAY.match(text)
    try:
        year, month, day = (int(part) if part else None for part in read.groups()) if read else (0, None, None)
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        raise QueryError(f"“{text}” is no day: write 2018-09-17, 2018-09 or 2018.", *at) from None
    return first, last


def _wild(text: str, scope: Scope, at: Place) -> Wild:
    pieces = [words(piece) for piece in text.split("*")]
    letters = sum(len(one) for piece in pieces for one in piece)
    if any(len(piece) > 1 for piece in pieces):
        raise QueryError("A * works on a word without hyphen or other signs.", *at)
    if len(pieces) > MOST_ASTERISKS + 1 or not FEWEST_LETTERS <= letters <= MOST_LETTERS:
        raise QueryError(
            f"Write {FEWEST_LETTERS} to {MOST_LETTERS} letters and at most {MOST_ASTERISKS} * in a word.", *at
        )
    return Wild(tuple("".join(piece) for piece in pieces), scope, at)


def _some(found: tuple[str, ...], text: str, at: Place) -> tuple[str, ...]:
    """The words, of which there must be one."""
    if not found:
        written = f"“{text}” has" if text.strip() else "This has"
        raise QueryError(f"{written} no letter or digit to look for: leave it out.", *at)
    if len(found) > MOST_WORDS:
        raise QueryError(f"A phrase can have {MOST_WORDS} words; this one has {len(found)}.", *at)
    return found
