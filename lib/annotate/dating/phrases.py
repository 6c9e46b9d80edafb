"""Time phrases in a text: a stretch of words, the kind of phrase they make, and their parts by class letter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lib.annotate.dating.date_grammar import date_letters, date_pattern, word_list, word_values
from lib.annotate.dating.letters import LetterWord, Scan, scan

RANGE_MARKS = "->&|"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words number `first` to `stop` of a scan; `words` are those that say what it means, a borrowed month included."""

    scan: Scan
    kind: str
    first: int
    stop: int
    words: tuple[LetterWord, ...]
    mod: str | None = None
    part: LetterWord | None = None

    def get(self, letters: str) -> str | None:
        """The first word of one of these classes, or None."""
        return next((word.text for word in self.words if word.letter in letters), None)

    def number(self, section: str, letters: str) -> int | None:
        """The codebook's number for the first word of these classes, or None where there is no such word."""
        word = self.get(letters)
        return None if word is None else int(word_values(section)[word])

    def before(self, count: int = 1) -> str:
        """The words before the phrase, in lower case with one space between them."""
        return " ".join(word.text for word in self.scan.words(self.first - count, self.first))

    def after(self) -> str:
        """The word after the phrase."""
        return " ".join(word.text for word in self.scan.words(self.stop, self.stop + 1))

    @property
    def next_start(self) -> int:
        """The character offset of the word after the phrase, or the end of the text."""
        starts = self.scan.starts
        return starts[self.stop] if self.stop < len(starts) else len(self.scan.text)

    @property
    def letters(self) -> str:
        """The classes of its words."""
        return "".join(word.letter for word in self.words)

    @property
    def start(self) -> int:
        """The character offset of its first own word, articles and prefixes left out."""
        return self.words[0].start


def find_phrases(text: str) -> Iterator[Phrase]:
    """Stretches of the text that have the form of a time expression, in order; a range gives one for each end.

    >>> [(p.kind, p.scan.span(p.first, p.stop).exact) for p in find_phrases("by the end of 2018 or on 10-15 October")]
    [('year', 'the end of 2018'), ('day_month', '10'), ('day_month', '15 October')]
    """
    scanned = scan(text, date_letters(), capitals=word_list("need_capital"))
    for match in date_pattern().finditer(scanned.letters):
        kind = match.lastgroup or ""
        base = match.start(kind)
        mod, part = _modifier(scanned, match.start(), base)
        phrase = Phrase(scanned, kind, match.start(), match.end(), tuple(scanned.words(base, match.end())), mod, part)
        if kind == "day_of_month" and word_values("units")[phrase.words[-1].text] != "M":  # "the first of this year"
            phrase = _tail(phrase)
        yield from _ends(phrase) if kind.endswith("_range") else (phrase,)


def _modifier(scanned: Scan, first: int, base: int) -> tuple[str | None, LetterWord | None]:
    """The TIMEX3 mod of the words before the base, and the word that says early, late, earlier or later."""
    words = [word for word in scanned.words(first, base) if word.letter in "BEL"]
    if not words:
        return None, None
    tables = {"B": "boundaries", "E": "early_late", "L": "earlier_later"}
    mods = [word_values(tables[word.letter])[word.text] for word in words]
    return mods[0], words[-1]


def _tail(phrase: Phrase) -> Phrase:
    """The phrase after the "of": the first of | this year."""
    at = phrase.letters.index("f") + 1
    words = phrase.words[at:]
    kind = {"g": "same_unit", "V": "count_cycle"}.get(words[0].letter)
    kind = kind or ("stepped_unit" if set("hx") & {word.letter for word in words} else "whole_unit")
    return replace(phrase, kind=kind, first=phrase.first + at, words=words, mod=None, part=None)


def _ends(phrase: Phrase) -> Iterator[Phrase]:
    """The two ends of a range as phrases of their own: each takes from the other what it leaves unsaid."""
    at = next(n for n, word in enumerate(phrase.words) if word.letter in RANGE_MARKS + "l" and n > 0)
    left, right = phrase.words[:at], phrase.words[at + 1 :]
    kind = "duration" if phrase.kind == "count_range" else "day_month"
    numbers = "dnyoO1#"
    tail = tuple(
        word for word in right if word.letter not in numbers + "ta&" or (word.letter == "y" and kind == "day_month")
    )
    head = tuple(word for word in left if word.letter in "Mm")
    middle = phrase.first + at
    yield replace(phrase, kind=kind, stop=middle, words=left + tail)
    yield replace(phrase, kind=kind, first=middle + 1, words=head + right, mod=None, part=None)
