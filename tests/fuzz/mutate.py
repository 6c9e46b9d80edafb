"""Texts made odd: pieces of real ones with marks, numbers, days and markup put in, taken out, repeated and mixed up."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

ODD = (
    "•@/\\|#*_~^`\"'“”‘’«»()[]{}<>&%$€£+-–—=:;,.!?…¿¡§©®™°½⅔²³№"
    "\t\n\r\v\f\x00\x1c\x85\xa0\u2009\u202f\u200b\u200d\u2028\u202e\u2066\ufeff\ufffd\u0301ß\u0130ı\u0660٣\U0001f600İ"
    "شʿﬁЖ中\ud800"
)
PIECES = tuple(
    piece.strip()
    for piece in """
2 1/2 ¦ within 2 1/2 months ¦ 12-Dec-2014 ¦ 31 February ¦ 0001-01-01 ¦ 9999-12-31 ¦ by 31 December 9999 ¦
within 99999999999 years ¦ $1e400 ¦ a million million million million million ¦ 24:61 ¦ at 25 o'clock ¦
Feb. 30 ¦ the 32nd of May ¦ by the end of ¦ no later than ¦ until ¦ from ¦ within ¦ on or before ¦ Monday ¦
next ¦ 15 to 25km (9-15 miles) ¦ 0/0 ¦ 1/0 ¦ -5 ¦ +7 ¦ 00 ¦ °C ¦ U.S. ¦ St. ¦ Mr ¦ al- ¦ O' ¦ ’s ¦ 's ¦ n't ¦
said ¦ agreed to ¦ must ¦ shall not ¦ will ¦ is to ¦ according to ¦ " ¦ ” ¦ “ ¦ {{ ¦ {% ¦ <b> ¦ </p> ¦ &amp; ¦
&lt; ¦ http:// ¦ a@b.c ¦ II ¦ XIV ¦ in the 1990s ¦ '94 ¦ Q3 ¦ FY2018 ¦ the day after ¦ two days before ¦
of signing ¦ which ¦ that ¦ either ¦ or ¦ and ¦ not ¦ half ¦ dozens of ¦ per cent ¦ % ¦ Idlib ¦
the Moscow-Ankara-Tehran ¦ (YPG) ¦ Aleppo-Latakia ¦ M4 ¦ United Nations ¦ 1 May or 2 May
""".split("¦")  # noqa: SIM905  # a list of them would be a page long
)
MOST_REPEATS = 3_000
LONG = 100_000

Change = Callable[[Random, str], str]


def texts(sources: Sequence[str], random: Random) -> Iterator[str]:
    """Odd texts without end: mostly some sentences, one in some hundreds as long as an article ever is."""
    sentences = [part for source in sources for part in re.split(r"(?<=[.!?”])\s+", source) if part]
    while True:
        first = random.randrange(len(sentences))
        text = random.choice([" ", "\n", "\n\n"]).join(sentences[first : first + random.choice([1, 1, 2, 3, 6])])
        for _ in range(random.choice([1, 1, 2, 3, 8])):
            text = random.choice(CHANGES)(random, text)
        yield _lengthened(random, text) if random.random() < 1 / 500 else text


def _lengthened(random: Random, text: str) -> str:
    """A text repeated, or a piece of it without end."""
    piece = text if random.random() < 0.5 else _slice(random, text) or "x"
    return (piece * (LONG // max(len(piece), 1) + 1))[:LONG]


def _slice(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[start : start + random.choice([1, 2, 5, 20, 80])]


def _place(random: Random, text: str, piece: str) -> str:
    """The piece at any place of the text, at a word's edge as often as not."""
    edges = [found.start() for found in re.finditer(r"\b|$", text)] if random.random() < 0.5 else []
    at = random.choice(edges) if edges else random.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def _put_odd(random: Random, text: str) -> str:
    return _place(random, text, "".join(random.choices(ODD, k=random.choice([1, 1, 2, 5]))))


def _put_piece(random: Random, text: str) -> str:
    return _place(random, text, random.choice(["{} ", " {} ", "{}", " {}"]).format(random.choice(PIECES)))


def _put_repeated(random: Random, text: str) -> str:
    piece = random.choice([random.choice(ODD), random.choice(PIECES), _slice(random, text)])
    return _place(random, text, piece * random.choice([2, 3, 10, 100, MOST_REPEATS // max(len(piece), 1)]))


def _take_out(random: Random, text: str) -> str:
    gone = _slice(random, text)
    return text.replace(gone, random.choice(["", " "]), random.choice([1, -1])) if gone else text


def _move(random: Random, text: str) -> str:
    piece = _slice(random, text)
    return _place(random, text.replace(piece, "", 1), piece)


def _mix_words(random: Random, text: str) -> str:
    words = text.split(" ")
    one, other = random.randrange(len(words)), random.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _swap_marks(random: Random, text: str) -> str:
    mark = random.choice([" ", ",", ".", "\n", '"', "-", "’"])
    return text.replace(mark, random.choice(["", " ", mark * 2, random.choice(ODD)]))


def _swap_case(random: Random, text: str) -> str:
    return random.choice([str.upper, str.lower, str.title, str.swapcase])(text)


CHANGES: tuple[Change, ...] = (
    _put_odd, _put_odd, _put_piece, _put_piece, _put_piece, _put_repeated, _take_out, _move, _mix_words, _swap_marks,
    _swap_case,
)  # fmt: skip
