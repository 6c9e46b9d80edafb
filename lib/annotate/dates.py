"""Time expressions: the words, their TIMEX3 type and value, and the days they cover."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lib.annotate.dating.date_grammar import PATTERNS, Phrase, find_phrases, word_values
from lib.annotate.dating.readers import clock, days, durations, feasts, periods
from lib.annotate.dating.readers.clock import NO_DAY
from lib.annotate.dating.tense import Tenses
from lib.annotate.dating.timex_reading import DAY_LENGTH, Anchor, Reading
from lib.annotate.tree import read_tree
from lib.annotator import Annotator, Layer
from lib.models import Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc


# Each kind of phrase by the name of its reader, `read_weekday` for one.
READERS: dict[str, Callable[[Phrase, Anchor], Reading | None]] = {
    kind: reader
    for kind in PATTERNS
    for room in (clock, days, durations, feasts, periods)
    if (reader := getattr(room, f"read_{kind}", None))
}
# A bound may be two words: "more than".
BOUND_WORDS = 2
# A clock time takes its day from a date this many characters away, about a sentence.
NEAR = 120
NEIGHBOURS = 2


def find_timexes(doc: "Doc", published: date | None) -> Iterator[Timex]:
    """Time expressions of a parsed text in TIMEX3's terms, in order and without overlaps.

    `begin` and `finish` are the days covered. Without a day of publication, what needs one has the value None.

    >>> import spacy
    >>> doc = spacy.blank("en")("Weapons go by the end of 2018, said Ankara two weeks ago.")
    >>> [(t.span.exact, t.value, t.mod) for t in find_timexes(doc, date(2018, 9, 17))]
    [('the end of 2018', '2018', 'END'), ('two weeks ago', '2018-09-03', None)]
    """
    tenses = Tenses(read_tree(doc))
    yield from _clocks_with_days(list(_timexes(published, tenses)), published, tenses)


def _timexes(published: date | None, tenses: Tenses) -> Iterator[Timex]:
    """The time expressions, clock times still without their day."""
    anchor = Anchor(published, tenses)
    for found in find_phrases(tenses.tree.text):
        phrase = _without_verb(found, anchor)
        reading = READERS[phrase.kind](phrase, anchor)
        if reading is None:
            continue
        if mentioned := _mentioned(reading, published):
            anchor.mentioned, anchor.mentioned_at = mentioned, phrase.start
        yield _timex(phrase, reading)


def _without_verb(phrase: Phrase, anchor: Anchor) -> Phrase:
    """The phrase without a verb spelt like a boundary or a step: will | start in the autumn; is to | last 42 days."""
    bounded = phrase.scan.letters[phrase.first : phrase.first + 2] == "BI"
    stepped = phrase.kind == "stepped_count" and phrase.words[0].text == "last"
    if not (bounded or stepped) or not anchor.tenses.tree.tag_at(phrase.scan.starts[phrase.first]).startswith("VB"):
        return phrase
    if stepped:
        return replace(phrase, kind="duration", first=phrase.first + 1, words=phrase.words[1:], mod=None, part=None)
    return replace(phrase, first=phrase.first + 2, mod=None, part=None)


def _mentioned(reading: Reading, published: date | None) -> str | None:
    """What later words may count from: a date, a part of a day, or the day on which a length ahead is over."""
    if reading.type in {"DATE", "TIME"} and reading.value and reading.value[:1].isdigit():
        return reading.value.partition("T")[0]
    over = reading.days[1] if reading.type == "DURATION" and reading.days else None
    return over.isoformat() if over is not None and published is not None and over > published else None


def _timex(phrase: Phrase, reading: Reading) -> Timex:
    """The record of one reading, its span widened by the words that bound a length."""
    first, mod = phrase.first, reading.mod
    if phrase.kind == "duration" and phrase.scan.letters[phrase.stop - 1] in "UPQH":
        words, bound = _bound(phrase)
        first, mod = first - words, bound or mod
    begin, finish = reading.covered()
    return Timex(phrase.scan.span(first, phrase.stop), reading.type, reading.value, mod, begin, finish)


def _bound(phrase: Phrase) -> tuple[int, str | None]:
    """How many words before a length bound it, and the TIMEX3 mod they make."""
    bounds = word_values("bounds")
    for count in range(min(BOUND_WORDS, phrase.first), 0, -1):
        if (mod := bounds.get(phrase.before(count))) is not None:
            return count, mod
    return 0, None


def _clocks_with_days(timexes: list[Timex], published: date | None, tenses: Tenses) -> Iterator[Timex]:
    """Each clock time is given the day that its sentence says, else the nearest, or that of publication."""
    for at, timex in enumerate(timexes):
        if timex.value is None or not timex.value.startswith(NO_DAY):
            yield timex
            continue
        near = [
            other
            for other in timexes[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS + 1]
            if other.begin is not None and other.begin == other.finish
        ]
        near, start = [other for other in near if _is_near(other, timex, tenses)], timex.span.start
        nearest = min(near, key=lambda other: abs(other.span.start - start), default=None)
        day = nearest.begin if nearest else published
        value = day.isoformat() + timex.value[DAY_LENGTH:] if day else None
        yield replace(timex, value=value, begin=day, finish=day)


def _is_near(other: Timex, timex: Timex, tenses: Tenses) -> bool:
    """Whether another time expression is close by, before or with nothing that parts them."""
    before = other.span.start < timex.span.start
    close = abs(other.span.start - timex.span.start) < NEAR
    return close and (before or not tenses.parted(timex.span.end, other.span.start))


ANNOTATOR = Annotator(
    "timexes", Timex, ("grammar", "published"), find_timexes, reads="dates", layers=(Layer("date", "Date", "date"),)
)
