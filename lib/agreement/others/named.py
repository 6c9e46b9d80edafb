"""What an agreement's own text says that it amends, implements, supplements or replaces, by name and day as printed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple, get_args

from lib.codebooks import load_words, word_set
from lib.models import Related, RelatedKind
from lib.text.words import any_of

KINDS: tuple[RelatedKind, ...] = get_args(RelatedKind)
# Days with their bounds in the words they stand in.
Days = Sequence[tuple[int, int, date]]
FindDays = Callable[[str], Days]
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = re.compile(r"[.;\n]")
_BREAK = re.compile(r"[,;:.()\[\]“”\"\n–—]")
# A text speaks of itself so many words before what it says that it does; so many may stand before the other's name, and
# make it up; so far behind the name its day may stand.
OF_ITSELF, BEFORE_NAME, OF_NAME, TO_DAY = 5, 12, 30, 80
# A name of fewer words may be the text's own; in its title it is another's.
FEWEST, FEWEST_IN_TITLE = 3, 2
MOST = 20


class _Word(NamedTuple):
    start: int
    end: int
    text: str


class _Cue(NamedTuple):
    """The words that say what a text is to the one named behind them; `titled` where they are its own name's."""

    kind: RelatedKind
    words: tuple[str, ...]
    titled: bool


# Whether a cue counts, asked with whether the text speaks of itself before it.
Counts = Callable[[_Cue, bool], bool]


def find_related(
    title: str, opening: Iterable[str], clauses: Iterable[str], named_days: FindDays
) -> tuple[Related, ...]:
    """What a text is to which others, in the order told, each once; `opening` is what stands before its points.

    >>> title = "Additional Protocol to the Memorandum on Grazing of 4 May 2019"
    >>> find_related(title, (), (), lambda words: [(words.index("4"), len(words), date(2019, 5, 4))])[0].name
    'Memorandum on Grazing'
    """
    told = list(_related(title, named_days, lambda _cue, _itself: True, FEWEST_IN_TITLE))
    for words in opening:
        told += _related(words, named_days, lambda cue, itself: itself or not cue.titled)
    for words in clauses:
        told += _related(words, named_days, lambda _cue, itself: itself)
    found: list[Related] = []
    for one in told:
        if len(found) < MOST and not any(_same(one, other) for other in found):
            found.append(one)
    return tuple(found)


def _same(one: Related, other: Related) -> bool:
    """Whether two are of one agreement: the same day, or where one has none the same name."""
    if one.signed and other.signed:
        return one.signed == other.signed
    return one.name.casefold() == other.name.casefold()


def _related(text: str, named_days: FindDays, counts: Counts, fewest: int = FEWEST) -> Iterator[Related]:
    """What a paragraph says of others, where its cue counts; the other's name is of so many words, or has its day."""
    words = [_Word(*found.span(), found[0].lower()) for found in _TOKEN.finditer(text)]
    days: Days | None = None
    at = 0
    while at < len(words):
        cue = _cue_at(words, at)
        if cue is None or not counts(cue, _speaks_of_itself(words[max(0, at - OF_ITSELF) : at])):
            at += 1
            continue
        at += len(cue.words)
        days = named_days(text) if days is None else days
        name, signed = _named(text, words[at : at + BEFORE_NAME + OF_NAME], days)
        if _is_agreement(name, 1 if signed else fewest):
            yield Related(cue.kind, name, signed)


def _cue_at(words: Sequence[_Word], at: int) -> _Cue | None:
    """The longest cue that begins at a word."""
    return next((cue for cue in _cues().get(words[at].text, ()) if _stands(cue, words[at : at + len(cue.words)])), None)


def _stands(cue: _Cue, words: Sequence[_Word]) -> bool:
    """Whether the words are the cue's; "#" in it stands for any number."""
    return len(words) == len(cue.words) and all(
        said == word.text or (said == "#" and word.text.isdecimal())
        for said, word in zip(cue.words, words, strict=True)
    )


def _speaks_of_itself(before: Sequence[_Word]) -> bool:
    return any(word.text in _list("itself") for word in before)


def _named(text: str, words: Sequence[_Word], days: Days) -> tuple[str, date | None]:
    """The name that stands in the words behind a cue, and its day; an empty one where the text names itself."""
    passed = _list("passed")
    named = (at for at, one in enumerate(words[:BEFORE_NAME]) if not (one.text in passed or one.text[0].isdecimal()))
    first = next(named, None)
    if first is None or words[first].text in _list("itself") or _BREAK.search(text, words[0].start, words[first].start):
        return "", None
    start = words[first].start
    behind = bisect_right(days, start, key=itemgetter(0))
    begin, _, day = days[behind] if behind < len(days) else (len(text), 0, None)
    name = _trimmed(text[start : min(_end_of_name(text, words[first:]), begin)])
    between = text[start + len(name) : begin]
    far = len(between) > TO_DAY or _STOP.search(between) or any_of(_list("next")).search(between)
    return name, None if far else day


def _end_of_name(text: str, words: Sequence[_Word]) -> int:
    """Where a name ends: at a mark, at words that go on to say something of it, or before the next one's."""
    last = words[:OF_NAME][-1].end
    another = any_of(_list("next")).search(text, words[0].start, last)
    for before, word in pairwise(words[:OF_NAME]):
        if _BREAK.search(text, before.end, word.start) or word.text in _list("behind"):
            last = before.end
            break
    return min(last, another.start()) if another else last


def _trimmed(name: str) -> str:
    """A name without the words that join it to its day."""
    words = name.split(" ")
    while words and words[-1].lower().strip(",") in {*_list("loose"), ""}:
        words.pop()
    return " ".join(words).rstrip(" ,")


def _is_agreement(name: str, fewest: int) -> bool:
    """Whether a name is of an agreement, and of so many words that it tells it from others."""
    words = [word.strip("'’,").lower() for word in name.split()]
    named = any(word in _list("documents") for word in words[:BEFORE_NAME])
    return named and len(words) >= fewest and (fewest == 1 or name[:1].isupper())


def _list(name: str) -> frozenset[str]:
    return word_set("agreement_text", "others", name)


@lru_cache(maxsize=1)
def _cues() -> dict[str, list[_Cue]]:
    """The cues by their first word, the longest first."""
    cues: dict[str, list[_Cue]] = {}
    rows: Any = load_words("agreement_text")["others"]["kinds"]
    for kind in KINDS:
        for key, titled in (("titled", True), ("said", False)):
            for phrase in rows[kind][key]:
                words = tuple(phrase.split())
                cues.setdefault(words[0], []).append(_Cue(kind, words, titled))
    return {first: sorted(some, key=lambda cue: -len(cue.words)) for first, some in cues.items()}
