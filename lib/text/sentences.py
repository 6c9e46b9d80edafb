"""Sentences of a text, found by rule, so that they are the same with every language model.

Cleaned text parts its paragraphs by an empty line; text taken verbatim may part them by a single line break.
So any line break ends a sentence and a paragraph, but for those of a block that was wrapped at a width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lib.annotator import Annotator
from lib.codebooks import load_words
from lib.models import Sentence, Span
from lib.text.paragraphs import find_paragraphs

_STOP = re.compile(r"(?P<marks>[.!?…]+)(?P<closers>(?:[\"'”’»)\]}]|\[\d{1,3}\])*)")
_OPENING = "\"'“‘«„([{—–- \t"
_OPENING_QUOTE = "\"'“‘«„"
_MARKS = _OPENING + "”’»)]}"
_CLOSING_QUOTE = frozenset("\"'”’»")
# How far to look beside a full stop: the longest name with a title and a verb behind it; a bound keeps the time linear.
_SIGHT = 120
_WORD = re.compile(r"[\w’'.]*\w")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LISTED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})")
# A name may begin with a lower-case article: "al-Nusra", "el-Sisi".
_SMALL_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|ad|at|az)[-‐’'][A-Z]")
_LOCAL_TIME = re.compile(r"\w+ time\b")
_GLUED = re.compile(r"(?!Com\b|Org\b|Net\b)[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists the rules need."""

    before_names: frozenset[str]
    inside: frozenset[str]
    before_numbers: frozenset[str]
    may_end: frozenset[str]
    hours: frozenset[str]
    after_hours: frozenset[str]
    starters: frozenset[str]
    said: re.Pattern[str]


def find_sentences(text: str, body_start: int = 0) -> Iterator[Sentence]:
    """The sentences of the text in order, as trimmed spans that cover all that is not white space.

    Those that begin before `body_start` are the headline's; paragraphs are numbered from 0. Takes linear time.

    >>> [s.span.exact for s in find_sentences('Gen. J. Smith left the U.S. on Oct. 3. "It works," he said.')]
    ['Gen. J. Smith left the U.S. on Oct. 3.', '"It works," he said.']
    """
    for paragraph, bounds in enumerate(find_paragraphs(text)):
        for start, end in _stretches(text, *bounds):
            yield Sentence(Span(start, end, text[start:end]), paragraph, headline=start < body_start)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The trimmed bounds of the sentences of one paragraph."""
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, start, stop, end):
            yield _trim(text, start, stop.end())
            start = stop.end()
    if text[start:end].strip():
        yield _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence that began at `start` ends with this stop; more of the paragraph follows it."""
    after = text[stop.end() : min(end, stop.end() + _SIGHT)]
    so_far = text[max(start, stop.start() - _SIGHT) : stop.start()]
    if not after[0].isspace():
        return stop.group() == "." and so_far[-2:].islower() and so_far[-2:].isalpha() and bool(_GLUED.match(after))
    follows = after.strip()
    if _goes_on(follows) or _is_said_clause(stop, follows):
        return False
    if stop["marks"] != ".":
        return not so_far.endswith(("[", "("))  # "[...]" marks words left out
    return not _is_abbreviation(so_far, follows)


def _goes_on(follows: str) -> bool:
    """Whether what follows cannot begin a sentence: lower case, a further stop, or stray marks alone."""
    if not follows.strip(_MARKS) or follows[0] in ".!?…":
        return bool(follows)
    head = follows.lstrip(_OPENING)
    if not head[:1].islower() or _SMALL_ARTICLE.match(head):
        return False
    return follows[0] not in _OPENING_QUOTE


def _is_said_clause(stop: re.Match[str], follows: str) -> bool:
    """Whether a quotation has just closed and its speaker follows, as in '"Who knows?" Smith asked.'."""
    if not _CLOSING_QUOTE.intersection(stop["closers"]):
        return False
    words = _words()
    said = words.said.match(follows)
    if not said:
        return False
    # A full stop would be a comma if the clause went with the quotation, so then only a bare clause does.
    bare = follows[said.end() : said.end() + 1] in ("", ".", ",", ";", ":")
    asks = "?" in stop["marks"] or "!" in stop["marks"]
    return bare or (asks and _first_word(follows) not in words.starters)


def _is_abbreviation(so_far: str, follows: str) -> bool:
    """Whether the full stop behind `so_far` belongs to its last word, given what the next words are."""
    pieces, head = so_far.split(), follows.lstrip(_OPENING)
    if not pieces or not head:
        return False
    if len(pieces) == 1 and _LISTED.fullmatch(pieces[0]):
        return True
    word = re.split(r"[-–—/]", pieces[-1].lstrip(_MARKS))[-1]
    return _is_short_form(word, head, _words(), bracketed=follows[0] in "([")


def _is_short_form(word: str, head: str, words: _Words, *, bracketed: bool) -> bool:
    """Whether the word is one of the lists' and the next words, perhaps in brackets, let the sentence go on."""
    short, following = word.lower(), _first_word(head)
    if word in words.before_names or short in words.inside:
        return True
    if short in words.before_numbers:
        return head[0].isdigit() or following in words.before_numbers
    if short in words.hours:
        return bracketed or following in words.after_hours or bool(_LOCAL_TIME.match(head))
    is_initial = len(word) == 1 and word.isupper()
    may_end = is_initial or word in words.may_end or _DOTTED.fullmatch(word)
    return bool(may_end) and (bracketed or following not in words.starters)


def _first_word(head: str) -> str:
    word = _WORD.match(head)
    return word.group().lower() if word else ""


@cache
def _words() -> _Words:
    lists = {name: frozenset(words) for name, words in load_words("abbreviations").items()}
    verbs = "|".join(sorted(lists.pop("said")))
    said = re.compile(rf"(?:[A-Z][\w’'-]*\.?\s+){{1,5}}(?:{verbs})\b")
    return _Words(**lists, said=said)


ANNOTATOR = Annotator("sentences", Sentence, needs=("text", "body_start"), find=find_sentences)
