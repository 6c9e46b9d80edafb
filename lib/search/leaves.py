"""A query's leaves: what one word, one quoted phrase or one field's value asks for."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import cast

from lib.errors import QueryError
from lib.search.analysis import APART, abbreviations, alternatives, fold, tokens, words
from lib.search.catalogue import Catalogue
from lib.search.nodes import And, Days, Entities, Near, Node, Offsets, Outlets, Scope, Wild, Words

FIELDS = ("outlet", "entity", "date", "quoted", "headline")
SCOPES = ("quoted", "headline")

# An asterisk takes the index's whole list of words; more of them, or a longer word, take it too long.
MOST_ASTERISKS, MOST_LETTERS, FEWEST_LETTERS = 3, 60, 2
MOST_WORDS = 30
MOST_APART = 30
# A nearness is asked as that many phrases, one a distance, an order and a pair of words.
MOST_PHRASES = 1000
MOST_NAMED, LONGEST_NAMED = 8, 60

# What other languages of queries mean by a sign that means nothing here, and what to write instead.
_MEANINGLESS = tuple(
    (re.compile(pattern, re.IGNORECASE), advice)
    for pattern, advice in (
        (r"^/.*", "There are no regular expressions here: in a word * stands for any letters and ? for one."),
        (r"^(?:[wnps]|pre)/\d+$|^(?:o?near|adj|within|pre)/?\d+$", "Write NEAR/3 for at most three words between."),
        (r"&&|(?<!\w)&|&(?!\w)", "Write AND, or nothing, between what is asked for together."),
        (r"\|+", "Write OR between alternatives."),
        (r"^[-−–—]{2,}", "One - before a word leaves it out."),
        (r"!", "To leave a word out write NOT or - before it; any ending is *."),
        (r"~", "It goes after a quoted phrase, as in “heavy weapons”~5."),
        (r"(?<!\w)\+|\+$", "Words side by side are all asked for: leave it out."),
        (r"(?<!\d)%|\$(?!\d)", "In a word * stands for any letters and ? for one."),
        (r"(?<=\w)#", "In a word ? stands for one letter."),
        (r"(?<!\.)\.\.(?=\w)", "Only days make a range, as in date:2018-09-01..2018-09-20."),
        (r"(?<=[^\W\d]),(?=[^\W\d])|;(?=\w)", "Put a space between words, or OR between alternatives."),
        (r"^:", "A field’s name stands before its colon, without a space."),
        (r"[\^\\{}\[\]<>=]", "Leave it out."),
    )
)

_WILD, _WILD_IN_PHRASE, _PIECE = re.compile(r"[*?]"), re.compile(r"\*|(?<=\w)\?(?=\w)"), re.compile(r"[^*?]+")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


def word(text: str, scope: Scope, at: Offsets) -> Words | Wild:
    """One unquoted word, in any of its forms; parts of a compound stand in a row. Raises QueryError."""
    for pattern, advice in _MEANINGLESS:
        if sign := pattern.search(text):
            first, last = (at[0] + end for end in sign.span())
            raise QueryError(f"“{sign.group()}” means nothing here. {advice}", first, last)
    if _WILD.search(text):
        return _wild(text, scope, at)
    return Words(tuple(map(alternatives, _some(words(text), text, at))), exact=False, scope=scope, at=at)


def phrase(text: str, scope: Scope, at: Offsets) -> Words:
    """Quoted words in a row, just as written but for case and accents. Raises QueryError."""
    if sign := _WILD_IN_PHRASE.search(text):
        first, last = (at[0] + 1 + end for end in sign.span())
        raise QueryError(f"A {sign.group()} cannot stand in quotation marks: take the word out of them.", first, last)
    return Words(tuple((one,) for one in _some(words(text), text, at)), exact=True, scope=scope, at=at)


def any_form(side: Words) -> Words:
    """A phrase with its words in any form, as nearness takes them."""
    return replace(side, words=tuple(alternatives(one) for (one,) in side.words), exact=False)


def read_as(text: str) -> Iterator[str]:
    """What a reader should know of how an unquoted word is read."""
    if text.endswith("?"):
        yield f"“{text}” is read as “{text[:-1]}” and one more letter; without ? it is the word alone."
    if any(sign.isspace() for sign in text):
        yield f"“{text}” is read as one number."
    for one in words(text):
        if one + APART == words(text.upper())[0]:
            yield f"“{text}” is read as the word; the abbreviation is written {text.upper()}."
        if others := [other for other in abbreviations(one) if other != one]:
            also = ", ".join(other.removesuffix(APART).upper() for other in others)
            yield f"“{text}” finds {also} too; in quotation marks it finds itself alone."


def close_words(text: str, apart: int, scope: Scope, at: Offsets) -> Node:
    """Quoted words of which each is near the next, in any form and either order. Raises QueryError."""
    phrase(text, scope, at)  # refuses what no phrase can hold
    first = at[0] + 1  # after the quotation mark
    ones = [
        Words((alternatives(one.word),), False, scope, (first + one.start, first + one.end)) for one in tokens(text)
    ]
    pairs = tuple(near((a,), (b,), apart, at) for a, b in pairwise(ones))
    return ones[0] if not pairs else together(pairs, at)


def together(parts: Sequence[Node], at: Offsets) -> Node:
    """One condition as it is, several as all of them."""
    return parts[0] if len(parts) == 1 else And(tuple(parts), at)


def near(left: Sequence[Words], right: Sequence[Words], apart: int, at: Offsets) -> Near:
    """Two sides at most so many words apart. Raises QueryError where they are too many or in different fields."""
    scopes = {one.scope for one in (*left, *right)}
    if len(scopes) > 1:
        raise QueryError("NEAR needs both sides in the same field.", *at)
    if apart > MOST_APART:
        raise QueryError(f"At most {MOST_APART} words may stand between: a sentence ends before that.", *at)
    return Near(tuple(left), tuple(right), apart, scopes.pop(), at)


def named(field: str, text: str, at: Offsets, catalogue: Catalogue) -> Outlets | Entities | Days:
    """What one value of outlet, entity or date stands for. Raises QueryError where nothing is called so."""
    if field == "date":
        return days(text, at)
    if field == "outlet":
        outlets = catalogue.resolve_outlets(text)
        if not outlets:
            names = sorted(map(short, catalogue.outlets.values()), key=str.casefold)
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            there = f"There are {', '.join(names[:MOST_NAMED])}{more}." if names else "There are no articles yet."
            raise QueryError(f"No outlet is called “{short(text)}”. {there}", *at)
        return Outlets(outlets, at)
    ids = catalogue.resolve_entities(text)
    if not ids:
        raise QueryError(f"Nothing here is called “{short(text)}”. To find the word itself, leave out “entity:”.", *at)
    return Entities(ids, at)


def days(text: str, at: Offsets) -> Days:
    """A day, a month, a year, or two of them with ".." between. Raises QueryError."""
    first, dots, last = text.partition("..")
    return span_of_days(first, last, at) if dots else span_of_days(text, text, at)


def span_of_days(first: str, last: str, at: Offsets) -> Days:
    """From the first day of one value to the last day of the other; nothing or "*" leaves an end open."""
    opens, closes = _day(first, at), _day(last, at)
    if opens and closes and closes[1] < opens[0]:
        opens, closes = closes, opens
    return Days(opens and opens[0], closes and closes[1], at)


def scope_of(field: str) -> Scope:
    """The scope that a field sets for the words in it; none for the fields that name something."""
    return cast("Scope", field) if field in SCOPES else ""


def _day(text: str, at: Offsets) -> tuple[date, date] | None:
    """The first and last day of an ISO day, month or year; None for an open end."""
    if text in {"", "*"}:
        return None
    read = _DAY.match(text)
    try:
        year, month, day = (int(part) if part else None for part in read.groups()) if read else (0, None, None)
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        raise QueryError(f"“{short(text)}” is no day: write 2018-09-17, 2018-09 or 2018.", *at) from None
    return first, last


def _wild(text: str, scope: Scope, at: Offsets) -> Wild:
    if any(len(words(piece)) != 1 or tokens(piece)[0][:2] != (0, len(piece)) for piece in _PIECE.findall(text)):
        raise QueryError("A * or ? works on a word of letters and digits, without hyphen or other signs.", *at)
    letters = _PIECE.sub(lambda piece: fold(piece[0]), text)
    many = len(letters) > MOST_LETTERS or letters.count("*") > MOST_ASTERISKS
    if many or len(re.sub(r"[*?]", "", letters)) < FEWEST_LETTERS:
        raise QueryError(
            f"Write {FEWEST_LETTERS} to {MOST_LETTERS} letters and at most {MOST_ASTERISKS} * in a word.", *at
        )
    return Wild(letters, scope, at)


def short(name: str) -> str:
    """A name, cut where it is too long to be said."""
    return name if len(name) <= LONGEST_NAMED else f"{name[:LONGEST_NAMED]}…"


def _some(found: tuple[str, ...], text: str, at: Offsets) -> tuple[str, ...]:
    """The words, of which there must be one."""
    if not found:
        written = f"“{short(text)}” has" if text.strip() else "This has"
        raise QueryError(f"{written} no letter or digit to look for: leave it out.", *at)
    if len(found) > MOST_WORDS:
        raise QueryError(f"A phrase can have {MOST_WORDS} words; this one has {len(found)}.", *at)
    return found
