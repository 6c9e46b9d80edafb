"""How text becomes words, the same for what is indexed, asked for and marked.

A word is folded: no case, no accents, no apostrophe or mark inside it. A number is its digits, however they are
grouped. An abbreviation is its letters, with full stops or without; where it is spelled like an everyday word (US,
WHO), its capitals or full stops keep it apart from that word. A stem stands for a word's other forms, irregular ones
included.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import tantivy

from lib.codebooks import load_entities, load_words

APART, AMBIGUOUS = "=", "+"
"""Stand after an abbreviation that is spelled like an everyday word, and after a form of several words."""

_APOSTROPHES = "'’‘‛`´ʹʻʼʽʾʿˈ′＇"
_SPACES = " \u00a0\u2007\u2008\u2009\u200a\u202f"
_LETTER = rf"[^\W_{_APOSTROPHES}]"
_AFTER_COMMAS = r"(?:,\d\d)*,\d{3}(?:,\d{3})*"
_AFTER_SPACES = rf"([{_SPACES}{_APOSTROPHES}])\d{{3}}(?:\1\d{{3}})*"
NUMBER = rf"[1-9]\d{{0,2}}(?:{_AFTER_COMMAS}|{_AFTER_SPACES}|(?:\.\d{{3}}){{2,}})(?!\d)"
"""A number whose thousands are set off: by commas (in lakhs too), spaces, apostrophes, or several full stops.

One full stop is the decimal sign of English: 1.200 is one and a fifth. The pattern has one group, its first.
"""
_DOTTED = r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?"
# What is read at once: signs without a space, but for one that sets off thousands.
_STRETCH = re.compile(rf"\S+(?:(?<=\d)[{_SPACES}](?=\d{{3}}(?!\d))\S+)*")
# Where there is none of those, spaces alone part the stretches, which is found four times as fast.
_GROUPED = re.compile(rf"\d[{_SPACES}]\d{{3}}(?!\d)")
KEPT = 65_536
# The planes of Unicode that have marks: going through all of them would take a tenth of a second.
_PLANES = range(0x20000), range(0xE0000, 0xF0000)
# Joiners and soft hyphens, which stand inside words and are none of their letters.
_UNSEEN = "\u00ad\u034f\u200b-\u200d\u2060\ufeff"


class Token(NamedTuple):
    """One word of a text: half-open offsets, the word as written without case and accents, and its stem."""

    start: int
    end: int
    word: str
    stem: str


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded.

    >>> words("Erdoğan’s Ma’arrat, 1,200 U.S. troops for us")
    ('erdogan', 's', 'maarrat', '1200', 'us=', 'troops', 'for', 'us')
    """
    return tuple(token.word for stretch in _STRETCH.findall(text) for token in _read(stretch))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, as they are indexed: one form finds the others.

    >>> stems("Withdrawing forces withdrew")
    ('withdraw', 'forc', 'withdraw')
    """
    return tuple(token.stem for stretch in _STRETCH.findall(text) for token in _read(stretch))


def tokens(text: str) -> list[Token]:
    """Every word of a text with its offsets.

    >>> tokens("İdlib, forces")[1]
    Token(start=7, end=13, word='forces', stem='forc')
    """
    return [
        Token(stretch.start() + start, stretch.start() + end, word, stem)
        for stretch in _STRETCH.finditer(text)
        for start, end, word, stem in _read(stretch[0])
    ]


def indexed(text: str) -> tuple[str, str]:
    """The words of a text, and their stems, each with spaces between: what `spaced` reads.

    >>> indexed("Putin's forces")
    ('putin s forces', 'putin s forc')
    """
    stretches = _STRETCH.findall(text) if _GROUPED.search(text) else text.split()
    words, stems = zip(*map(_indexed, stretches), strict=True) if stretches else ((), ())
    return " ".join(words), " ".join(stems)


@lru_cache(maxsize=KEPT)
def stem_of(word: str) -> str:
    """The stem of a folded word (Porter 2), of an irregular form that of its lemma; a form of two lemmas has its own.

    >>> stem_of("talks"), stem_of("fought"), stem_of("found")
    ('talk', 'fight', 'found+')
    """
    lemmas = {porter(lemma) for lemma in _irregular().get(word, (word,))}
    return lemmas.pop() if len(lemmas) == 1 else word + AMBIGUOUS


@lru_cache(maxsize=10_000)
def alternatives(word: str) -> tuple[str, ...]:
    """Every stem under which another form of a folded word is indexed, or another abbreviation of the same name.

    >>> alternatives("find"), alternatives("founded"), alternatives("usa")
    (('find', 'found+'), ('found', 'found+'), ('us=', 'usa'))
    """
    lemmas = {porter(lemma) for lemma in _irregular().get(word, (word,))}
    ambiguous = chain.from_iterable(_ambiguous().get(lemma, ()) for lemma in lemmas)
    return tuple(sorted({*lemmas, *ambiguous, *map(stem_of, abbreviations(word))}))


def abbreviations(word: str) -> tuple[str, ...]:
    """All abbreviations of the name that a folded word abbreviates, itself among them; empty where it is none."""
    return _abbreviated().get(word, ())


@lru_cache(maxsize=KEPT)
def porter(word: str) -> str:
    """A folded word's stem by rule alone, where the rule does not take it for a form of another word.

    >>> porter("according"), porter("accords")
    ('according', 'accord')
    """
    own: str | None = load_words("search")["own_stems"].get(word)
    if own:
        return own
    return word if word.endswith(APART) else _stemmer().analyze(word)[0]


def whole(text: str) -> str:
    """The text without halves of surrogate pairs, which no index takes; as long as before."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=KEPT)
def _read(stretch: str) -> tuple[Token, ...]:
    """The words of a stretch without spaces; remembered, for most text is made of few."""
    matches = _pattern().finditer(stretch)
    return tuple(Token(*one.span(), word := _word(one[0]), stem_of(word)) for one in matches)


@lru_cache(maxsize=KEPT)
def _indexed(stretch: str) -> tuple[str, str]:
    read = _read(stretch)
    return " ".join(token.word for token in read), " ".join(token.stem for token in read)


@lru_cache(maxsize=KEPT)
def _word(written: str) -> str:
    """What stands for one word as it is found in a text."""
    if re.fullmatch(NUMBER, written):
        return re.sub(r"\D", "", written)
    word = fold(written)
    is_short = "." in written or (len(written) > 1 and written.isupper())
    return word + APART if is_short and word in load_words("search")["everyday"] else word


def fold(written: str) -> str:
    """A word without case, accents and what is none of its letters.

    >>> fold("Ma‘arrat"), fold("U.S."), fold("Straße")
    ('maarrat', 'us', 'strasse')
    """
    if written.isascii():
        return re.sub(r"[.'`]", "", written).lower()
    apart = unicodedata.normalize("NFD", written.casefold())
    letters = "".join(sign for sign in apart if sign.isalnum() and sign not in _APOSTROPHES)
    return "".join(_plain_letters().analyze(unicodedata.normalize("NFC", letters)))


@cache
def _pattern() -> re.Pattern[str]:
    """One word: a number, an abbreviation with full stops, else letters and digits with what stands inside them.

    An apostrophe parts what is a word of its own: the ending in "Putin's" and "they'll", the article in "d'Ivoire".
    """
    known = load_words("search")
    endings, articles = "|".join(known["endings"]), "".join(known["articles"])
    marks = "".join(sign for sign in map(chr, chain(*_PLANES)) if unicodedata.category(sign)[0] == "M")
    apostrophe = rf"(?<!\b[{articles}{articles.upper()}])[{_APOSTROPHES}]+(?!(?i:{endings})(?!{_LETTER}))(?={_LETTER})"
    word = rf"{_LETTER}+(?:(?:[{marks}{_UNSEEN}]+|{apostrophe}){_LETTER}*)*"
    return re.compile(rf"(?<!{_LETTER})(?:(?<!\d[.,]){NUMBER}|{_DOTTED})|{word}")


@cache
def _irregular() -> dict[str, list[str]]:
    """Irregular forms to the words they are forms of."""
    return load_words("irregular")["forms"]  # type: ignore[no-any-return]


@cache
def _ambiguous() -> dict[str, tuple[str, ...]]:
    """Stems to the stems of those irregular forms that may be a form of something else."""
    stems_of: dict[str, tuple[str, ...]] = {}
    for form, lemmas in _irregular().items():
        if stem_of(form).endswith(AMBIGUOUS):
            for lemma in set(map(porter, lemmas)):
                stems_of[lemma] = (*stems_of.get(lemma, ()), stem_of(form))
    return stems_of


@cache
def _abbreviated() -> dict[str, tuple[str, ...]]:
    """Abbreviations to all of the same name, as the codebooks have them."""
    names = [(row.entity.name, *row.entity.aliases) for row in load_entities()]
    groups: dict[str, tuple[str, ...]] = {}
    for written in [*names, *load_words("search")["abbreviations"]]:
        short = tuple(
            dict.fromkeys(words(one)[0] for one in written if one.replace(".", "").isupper() and " " not in one)
        )
        groups |= dict.fromkeys(short, short)
    return groups


@cache
def _stemmer() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("English")).build()


@cache
def _plain_letters() -> tantivy.TextAnalyzer:
    """A word with plain letters for those that no mark can be taken off from, such as ø."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.ascii_fold()).build()


@cache
def spaced() -> tantivy.TextAnalyzer:
    """Words as they are, with spaces between: how the index takes what is folded here."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
