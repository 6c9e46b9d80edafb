"""What each article calls a referent, its own words apart from those it quotes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lib.codebooks.referents import Referent, words_of_no_label
from lib.compare.article import Article
from lib.compare.records import LabelUse
from lib.models import Mention, Sentence, Span

_AMERICAN = re.compile(r"is(?=e\b|ed\b|es\b|ing\b|ation\b)")
_BEFORE = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]+) $")
_BEGIN = re.compile(r"\w[\w-]*")
# Letters by which forms are told apart before they are tried.
FIRST = 3
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})


class LabelPhrase(NamedTuple):
    """A word and a head that no form of the codebook covers, in lower case, and where it stands."""

    referent: str
    words: str
    document: str
    sentence: int
    span: Span


class LabelPattern(NamedTuple):
    """Forms that begin alike as one pattern; the number of the group that matched finds referent and label."""

    pattern: re.Pattern[str]
    meant: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def label_patterns(referents: tuple[Referent, ...]) -> dict[str, LabelPattern]:
    """The patterns of all forms by their first letters, the longest form first, in every spelling.

    Only words that begin like a form are looked at: a hundred forms tried at every word took five times as long.
    """
    forms = [(form, r.id, label.label) for r in referents for label in r.labels for form in label.forms]
    forms.sort(key=lambda form: len(form[0]), reverse=True)
    alike: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for form in forms:
        alike[_beginning(form[0])].append(form)
    return {beginning: _pattern(some) for beginning, some in alike.items()}


def _pattern(forms: Sequence[tuple[str, str, str]]) -> LabelPattern:
    """Some forms, each with referent and label, as one pattern."""
    pattern = "|".join(f"({_spellings(form)})" for form, _, _ in forms)
    return LabelPattern(
        re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), tuple((referent, label) for _, referent, label in forms)
    )


def _beginning(words: str) -> str:
    """The first letters, lower case, without hyphens: the same for every spelling of a form."""
    return words[: FIRST + 2].replace("-", "")[:FIRST].lower()


def find_labels(article: Article, referents: tuple[Referent, ...]) -> Iterator[LabelUse]:
    """Each use of a listed label in the body, in order; part of a longer name is none.

    >>> from lib.codebooks.referents import Label
    >>> from lib.models import Annotations
    >>> zone = Referent("zone", "The zone", (Label("demilitarised", ("demilitarised zone",)),))
    >>> sentence = Sentence(Span(0, 25, "The de-militarized zones."), 0)
    >>> [use.span.exact for use in find_labels(Article("d", "o", Annotations((sentence,))), (zone,))]
    ['de-militarized zones']
    """
    for number, sentence in article.body():
        for span, referent, label in labels_in(sentence.span, referents):
            if not _in_longer_name(article.annotations.mentions, span):
                yield LabelUse(referent, label, article.document, number, span, _is_quoted(article, span))


def labels_in(span: Span, referents: tuple[Referent, ...]) -> Iterator[tuple[Span, str, str]]:
    """The labels in some words: where, of which referent, which label."""
    text, end = span.exact.translate(_APOSTROPHES), 0
    patterns = label_patterns(referents)
    for word in _BEGIN.finditer(text):
        known = patterns.get(_beginning(word[0])) if word.start() >= end else None
        if known and (match := known.pattern.match(text, word.start())):
            end = match.end()
            stands = Span(span.start + match.start(), span.start + end, span.exact[match.start() : end])
            yield stands, *known.meant[(match.lastindex or 1) - 1]


def find_unlisted(article: Article, referents: tuple[Referent, ...]) -> Iterator[LabelPhrase]:
    """Each word before a referent's head that no form covers, as candidates for the codebook."""
    patterns = [(referent, _head_pattern(referent.heads)) for referent in referents if referent.heads]
    for number, sentence in article.body():
        phrases = [(referent.id, span) for referent, pattern in patterns for span in _phrases(sentence, pattern)]
        known = [span for span, _, _ in labels_in(sentence.span, referents)] if phrases else []
        for referent, span in phrases:
            if not any(
                label.overlaps(span) and (label.start <= span.start or " " in label.exact)
                for label in (*known, *_names(article))
            ):
                yield LabelPhrase(referent, span.exact.lower(), article.document, number, span)


def _names(article: Article) -> list[Span]:
    """What has a name of its own, peoples too, is no label."""
    named = [mention.span for mention in article.annotations.mentions]
    return named + [toponym.span for toponym in article.annotations.toponyms]


def _phrases(sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The pairs of a word and a head, but for words that point, count or join."""
    text = sentence.span.exact
    for head in pattern.finditer(text):
        before = _BEFORE.search(text, 0, head.start())
        if before and before[1].lower() not in words_of_no_label():
            start, end = before.start(), head.end()
            yield Span(sentence.span.start + start, sentence.span.start + end, text[start:end])


@lru_cache(maxsize=64)
def _head_pattern(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, heads))})s?\b", re.IGNORECASE)


def _spellings(form: str) -> str:
    r"""A form as a pattern: -ise and -ize, hyphen or none, apostrophe or none, singular or plural.

    >>> _spellings("demilitarised zone")
    "de-?militari[sz]ed[\\s-]+zones?(?:'s?)?"
    """
    words = re.split(r"[\s-]+", _AMERICAN.sub("i[sz]", form.translate(_APOSTROPHES)))
    pattern = r"[\s-]+".join(words).replace("'", "'?")
    hyphened = re.sub(r"\b(de|anti|counter|pro)(?=[a-z]{4})", r"\1-?", pattern)
    return hyphened + ("" if form.endswith("s") else "s?") + "(?:'s?)?"


def _in_longer_name(mentions: Sequence[Mention], span: Span) -> bool:
    """Whether the words are a part of a name: "opposition" in the name of a party."""
    return any(
        span.within(m.span) and m.kind in {"ORG", "PERSON"} and (m.span.start < span.start or m.span.end > span.end)
        for m in mentions
    )


def _is_quoted(article: Article, span: Span) -> bool:
    return any(span.within(marked) for quote in article.annotations.quotes for marked in quote.marked)
