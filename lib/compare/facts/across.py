"""What is told of one thing in several duties: an act by its number, a day as the last or the first, what a body does.

Two outlets may tell of one thing under two duties: one that an order is lifted, the other what is suspended under it.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from lib.annotate.counting.counted import singular
from lib.codebooks import load_words
from lib.compare.article import Article, fact_list
from lib.compare.duties.outcomes import BY, FROM, OUTCOME, ROLE, outcomes_of
from lib.compare.duties.slots import FIRM, OPEN, SURE
from lib.compare.records import Fact
from lib.models import Commitment, Span
from lib.text.words import any_of, either

TASK, AGREED = "what it does", "agreement"
WATCHING = "watching"
# An article tells of its agreement in so many sentences at its beginning.
LEAD = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def find_across(article: Article) -> Iterator[Fact]:
    """The facts of an article that stand by themselves, whatever duty they are told of."""
    for commitment in article.annotations.commitments:
        found = article.sentence_of(commitment.span)
        if found is None:
            continue
        near, cited = article.nearness(commitment.span, commitment.cited)
        fact = partial(
            Fact, kind="claim", place=None, document=article.document, outlet=article.outlet, sentence=found[0],
            span=commitment.span, words=commitment.span.exact, near=near, cited=cited, told=article.told,
        )  # fmt: skip
        yield from _outcomes(commitment, fact)
        yield from _days(commitment, fact)
    yield from _agreed(article)


def _outcomes(commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """What becomes of an act that has a number, and what a body with a name does where it watches or settles."""
    for (family, key), senses in outcomes_of(commitment).items():
        meaning = "|".join(sorted(senses))
        if key[-1].isdigit() and key[0].isalpha():
            yield fact(subject=key, measure=OUTCOME, meaning=meaning, frame=f"{family}/{key}")
        elif family == WATCHING and (name := _body(commitment)):
            yield fact(subject=name, measure=TASK, meaning=meaning)


def _body(commitment: Commitment) -> str | None:
    """The name of the body that has to do it; None where that is none."""
    who = commitment.obligor
    return None if who is None or not who.entity or "-" not in who.entity else who.name


def _days(commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """The day that a thing has, as its last or its first."""
    about = commitment.object or (commitment.obligor.text if commitment.obligor else "")
    words = _WORD.findall(_phrase_end().split(about)[0])
    if not words:
        return
    head = singular(words[-1].lower())
    if commitment.deadline and commitment.deadline.relation != "ON":
        yield fact(subject=f"{head}, {commitment.deadline.due}", measure=ROLE, meaning=BY)
    if commitment.starts:
        yield fact(subject=f"{head}, {commitment.starts}", measure=ROLE, meaning=FROM)


def _agreed(article: Article) -> Iterator[Fact]:
    """Whether an agreement is made, or made in principle, as its article begins: once, the open one before the firm."""
    told: dict[str, Fact] = {}
    for number, sentence in [one for one in article.body() if one[0] <= LEAD]:
        text = sentence.span.exact
        for meaning, pattern in ((OPEN, _in_principle()), (FIRM, _made())):
            if meaning not in told and (match := pattern.search(text)):
                at = sentence.span.start + match.start()
                span = Span(at, at + len(match[0]), match[0])
                near, cited = article.nearness(span)
                told[meaning] = Fact(
                    "claim", AGREED, SURE, None, article.document, article.outlet, number, span, match[0],
                    meaning=meaning, near=near, cited=cited, told=article.told, names=article.all_names,
                )  # fmt: skip
    yield from [told[meaning] for meaning in (OPEN, FIRM) if meaning in told][:1]


@lru_cache(maxsize=1)
def _in_principle() -> re.Pattern[str]:
    """An agreement that is not quite made: "in principle a deal", "a tentative accord"."""
    nouns, hedges = either(fact_list("agreements")), either(fact_list("in_principle"))
    return re.compile(
        rf"\b(?:{hedges})\b(?:\s[\w'’-]+){{0,4}}?\s(?:{nouns})\b|\b(?:{nouns})\b(?:\s[\w'’-]+){{0,4}}?\s(?:{hedges})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _made() -> re.Pattern[str]:
    """An agreement that is made: "have reached an accord"."""
    verbs, nouns = either(fact_list("made")), either(fact_list("agreements"))
    return re.compile(rf"\b(?:{verbs})\s(?:an?|the|their|its)\s(?:[\w'’-]+\s){{0,3}}?(?:{nouns})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _phrase_end() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either(fact_list('phrase_ends'))}|of)\s|,", re.IGNORECASE)
