"""What becomes of a thing, by verbs of which two cannot both be meant, and whether its day is the last or the first."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.annotate.clausing.points import DEED
from lib.codebooks import load_words
from lib.compare.article import fact_list
from lib.compare.records import Fact
from lib.models import Commitment
from lib.text.words import any_of

OUTCOME, ROLE = "what becomes of it", "by or from"
BY, FROM = "by", "from"
# A passive's thing stands before it, with what joins them.
_PASSIVE = re.compile(r"\b(?:be|is|are|been|being)\s(?:\w+ly\s)?(?:\w+\sor\s)?$", re.IGNORECASE)
# "Halt or withdraw non-tariff measures": both are of what follows.
_OR = re.compile(r"\s(?:or|and)\s(?:to\s)?(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
# "Customs Orders 611, 623 and 627", "Notice No. 14".
_NUMBERED = re.compile(
    r"(?P<noun>[A-Z][a-z]{2,})\s(?:No\.?\s?)?(?P<first>\d+)(?P<more>(?:,?\s(?:and\s)?(?:No\.?\s?)?\d+){0,6})"
)
# So many words, and characters, before or after a verb are what it is said of.
MOST_WORDS, REACH = 8, 120


def find_outcomes(commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """What is to become of each thing in a commitment, and whether its day is the last or the first."""
    text = commitment.span.exact
    for (family, key), senses in outcomes_of(commitment).items():
        yield fact(measure=OUTCOME, words=text, meaning="|".join(sorted(senses)), frame=f"{family}/{key}")
    if commitment.deadline and commitment.deadline.relation != "ON":
        yield fact(measure=ROLE, words=commitment.deadline.span.exact, meaning=BY, frame=str(commitment.deadline.due))
    if commitment.starts:
        yield fact(measure=ROLE, words=text, meaning=FROM, frame=str(commitment.starts))


def outcomes_of(commitment: Commitment) -> dict[tuple[str, str], set[str]]:
    """What is to become of each thing, by the family of verbs and the thing."""
    text = commitment.span.exact
    told: dict[tuple[str, str], set[str]] = {}
    for family, pattern in _patterns():
        for verb in pattern.finditer(text):
            for key in _things_of(text, verb.start(), verb.end()):
                told.setdefault((family, key), set()).add(_senses()[family, verb[0].lower()])
    return told


def _things_of(text: str, start: int, end: int) -> Iterator[str]:
    """What a verb is said of: the words behind it up to the next phrase, before it in a passive."""
    before = text[max(0, start - REACH) : start]
    if _PASSIVE.search(before):
        words = _WORD.findall(before)[-MOST_WORDS:]
    else:
        if joined := _OR.match(text, end):
            rest = text[joined.end() : joined.end() + REACH].split()
            end = joined.end() + (len(rest[0]) if rest else 0)
        words = _words_behind(text[end : end + REACH])
    yield from dict.fromkeys(key for key in keys_in(" ".join(words)) if not key.startswith((DEED, NUMBER)))
    yield from _numbered(text[end : end + REACH])


def _words_behind(text: str) -> list[str]:
    words: list[str] = []
    for word in _WORD.findall(text)[:MOST_WORDS]:
        if words and (word.lower() in fact_list("phrase_ends") or not word[0].isalnum()):
            break
        words.append(word)
    return words


def _numbered(text: str) -> Iterator[str]:
    """Acts by their numbers: "orders 611"."""
    for found in _NUMBERED.finditer(text):
        if found["noun"].lower() in load_words("calendar")["months"]:
            continue
        for number in re.findall(r"\d+", found["first"] + found["more"]):
            yield f"{found['noun'].lower()} {number}"


@lru_cache(maxsize=1)
def _senses() -> dict[tuple[str, str], str]:
    """What each verb of a family means."""
    return {
        (row["of"], verb): sense
        for row in load_words("facts")["outcome"]
        for sense, verbs in row.items()
        if sense != "of"
        for verb in verbs
    }


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    families: dict[str, list[str]] = {}
    for family, verb in _senses():
        families.setdefault(family, []).append(verb)
    return tuple((family, any_of(tuple(verbs))) for family, verbs in families.items())
