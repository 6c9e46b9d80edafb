"""How text becomes words, the same for what is indexed, asked for and marked: no case, no accents, and stems."""

import unicodedata
from functools import cache
from typing import NamedTuple

import tantivy


class Token(NamedTuple):
    """One word of a text: half-open offsets, the word as written without case and accents, and its stem."""

    start: int
    end: int
    word: str
    stem: str


@cache
def word_analyzer() -> tantivy.TextAnalyzer:
    """Runs of letters and digits, without accents and case."""
    return _folding().build()


@cache
def stem_analyzer() -> tantivy.TextAnalyzer:
    """The same words by their English stem (Porter 2), so that one form finds the others."""
    return _folding().filter(tantivy.Filter.stemmer("English")).build()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without case and accents.

    >>> words("Erdoğan’s Al-Sham")
    ('erdogan', 's', 'al', 'sham')
    """
    return tuple(word_analyzer().analyze(whole(text)))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words.

    >>> stems("Withdrawing forces")
    ('withdraw', 'forc')
    """
    return tuple(stem_analyzer().analyze(whole(text)))


def tokens(text: str) -> list[Token]:
    """Every word of a text with its offsets.

    >>> tokens("İdlib, forces")[1]
    Token(start=7, end=13, word='forces', stem='forc')
    """
    text = whole(text)
    found = word_analyzer().pre_tokenize(text).tokens
    bases = stem_analyzer().analyze(text)
    return [
        Token(one.char_offset_from, one.char_offset_to, one.text, stem) for one, stem in zip(found, bases, strict=True)
    ]


def whole(text: str) -> str:
    """The text without halves of surrogate pairs, which no index takes; as long as before."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def composed(text: str) -> str:
    """What a reader typed or pasted, its letters composed with their accents as the articles' are."""
    return whole(unicodedata.normalize("NFC", text))


def _folding() -> tantivy.TextAnalyzerBuilder:
    """Accents go before case: a dotted capital I would else leave its dot behind."""
    letters = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return letters.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.lowercase())
