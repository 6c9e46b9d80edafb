"""What is told of one thing in several duties: a numbered act, the last or the first day, whose arms they are.

Two outlets may tell of one thing under two duties: one that an order is lifted, the other what is suspended under it.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from lib.agreement.reported.vocabulary import THING, keys_in
from lib.annotate.counting.counted import singular
from lib.compare.article import Article, fact_list
from lib.compare.duties.deeds import DEEDS, WHOSE, whose_of
from lib.compare.duties.outcomes import BY, FROM, OUTCOME, ROLE, outcomes_of
from lib.compare.records import Fact
from lib.models import Commitment
from lib.text.words import either

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
        yield from _whose(article, commitment, fact)


def _outcomes(commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """What becomes of an act that has a number."""
    for (family, key), senses in outcomes_of(commitment).items():
        if key[-1].isdigit() and key[0].isalpha():
            yield fact(subject=key, measure=OUTCOME, meaning="|".join(sorted(senses)), frame=f"{family}/{key}")


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


def _whose(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """Whose things are handed over where no clause tells which: arms, by whatever name."""
    whose = whose_of(article, commitment)
    if whose is None or not article.matter_of(commitment).startswith(DEEDS):
        return
    words, meaning = whose
    kinds = [key for key in keys_in(commitment.object or commitment.span.exact) if key.startswith(THING)]
    for kind in dict.fromkeys(kinds[:1]):
        yield fact(
            subject=kind.removeprefix(THING), measure=WHOSE, words=words, meaning=meaning, names=article.all_names
        )


@lru_cache(maxsize=1)
def _phrase_end() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either(fact_list('phrase_ends'))}|of)\s|,", re.IGNORECASE)
