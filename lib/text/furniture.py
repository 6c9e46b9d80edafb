"""What stands in a page and is not the article: the site's own phrases, and passages that stand twice."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from lib.codebooks import load_words
from lib.text.paragraphs import Bounds, is_closed
from lib.text.sentences import find_sentences
from lib.text.words import only_words

Removable = tuple[int, int, str]

# Fewer words than this may be said twice on purpose ("We will win. We will win.").
_REPEATED_WORDS = 5
# A phrase in a running paragraph is surely the site's from this length on; a shorter one where it has no full stop.
_INNER_WORDS = 5
# No furniture line is longer, so the patterns never read a whole article.
_LONGEST_LINE = 300
_BEHIND_SENTENCE = re.compile(r"[.!?”\"’')\]]\s+(?=[(A-Z])")


def is_site_phrase(text: str) -> bool:
    """Whether the text says no more than one of the phrases that sites print round articles."""
    return len(text) <= _LONGEST_LINE and only_words(text) in _phrases()


def find_furniture(text: str, paragraphs: Sequence[Bounds]) -> Iterator[Removable]:
    """The bounds of lines and sentences that are the site's own, each with the reason to take it out."""
    for start, end in paragraphs:
        if _is_site_line(text[start:end]):
            yield start, end, "site text"
        else:
            yield from _site_sentences(text, start, end)
            yield from _trailing_credits(text, start, end)


def find_repeats(text: str, paragraphs: Sequence[Bounds], headline: Bounds | None) -> Iterator[Removable]:
    """The bounds of paragraphs and sentences that repeat the headline, the lead or what stands just before them."""
    whole = set(_repeated(text, paragraphs, headline))
    left = [bounds for bounds in paragraphs if bounds not in whole]
    sentences = [part for bounds in left for part in _sentences(text, *bounds)]
    for start, end in sorted(whole.union(_repeated(text, sentences, headline))):
        yield start, end, "repeated text"


def _repeated(text: str, parts: Sequence[Bounds], headline: Bounds | None) -> Iterator[Bounds]:
    """The parts behind the headline whose words are the headline's, the first part's or the last one's."""
    openings = {only_words(text[slice(*headline)])} if headline else set()
    before = lead = ""
    for start, end in parts:
        if headline and start < headline[1]:
            continue
        words = only_words(text[start:end])
        if words.count(" ") + 1 >= _REPEATED_WORDS and (words == before or words in openings):
            yield start, end
        elif not lead:
            lead = words
            openings.add(lead)
        before = words


def _site_sentences(text: str, start: int, end: int) -> Iterator[Removable]:
    """The site's phrases among the sentences of one paragraph."""
    for first, last in _sentences(text, start, end):
        sentence = text[first:last]
        stands_out = sentence.count(" ") + 1 >= _INNER_WORDS or (last == end and not is_closed(sentence))
        if stands_out and is_site_phrase(sentence):
            yield first, last, "site text"


def _trailing_credits(text: str, start: int, end: int) -> Iterator[Removable]:
    """The credits behind the last sentence of a paragraph: "... he said. (Reporting by Jane Smith)"."""
    tail = max(start, end - _LONGEST_LINE)
    for stop in _BEHIND_SENTENCE.finditer(text, tail, end):
        if _credits().fullmatch(text, stop.end(), end):
            yield stop.end(), end, "site text"
            return


def _sentences(text: str, start: int, end: int) -> Iterator[Bounds]:
    for first, last in _parted(text[start:end]):
        yield start + first, start + last


@lru_cache(maxsize=256)  # an article's paragraphs, looked at for phrases and then for repetitions
def _parted(paragraph: str) -> tuple[Bounds, ...]:
    return tuple((one.span.start, one.span.end) for one in find_sentences(paragraph))


def _is_site_line(line: str) -> bool:
    """Whether a whole line is a phrase or has a form that only sites print."""
    formed = len(line) <= _LONGEST_LINE and (_forms().fullmatch(line) or _credits().fullmatch(line))
    return bool(formed) or is_site_phrase(line)


@cache
def _phrases() -> frozenset[str]:
    return frozenset(only_words(phrase) for phrase in load_words("boilerplate")["phrases"])


@cache
def _credits() -> re.Pattern[str]:
    """The roles and names of those who wrote a report, with what may follow them in brackets."""
    words = load_words("boilerplate")
    one = words["credit_roles"] + words["credit_names"]
    roles = rf"\(?{one}(?:[;,.]? ?{one}){{0,6}}(?:; ?[^();]{{1,60}})?[.)]{{0,3}}"
    return re.compile(rf"(?-i:(?=[A-Z(]))(?:{roles}|{words['credit_sentence']})", re.IGNORECASE)


@cache
def _forms() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in load_words("boilerplate")["patterns"]), re.IGNORECASE)
