"""What a deed waits for: a day, something that comes before it, or nothing."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lib.compare.article import Article, fact_list
from lib.compare.records import Fact
from lib.models import Commitment, Span
from lib.text.words import either

BEGINS = "from when"
AT_ONCE, AFTER, ON_A_DAY = "at once", "after something else", "on a day"


def find_beginnings(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """From when something is to be done, where that is told: from a day, at once, or once something else is done."""
    found = article.standing(commitment.span)
    if found is None:
        return
    start = commitment.span.start - found[1].span.start
    lead, text = found[1].span.exact[: max(start, 0)], commitment.span.exact
    if commitment.starts is not None:
        yield fact(measure=BEGINS, words=text, meaning=ON_A_DAY)
    elif waits := _waits().search(lead):
        at = found[1].span.start + waits.start()
        span = Span(at, commitment.span.end, waits[0] + text)
        yield fact(measure=BEGINS, words=span.exact, meaning=AFTER, span=span)
    elif _waits_itself().match(text):
        yield fact(measure=BEGINS, words=text, meaning=AFTER)
    elif at_once().search(text):
        yield fact(measure=BEGINS, words=text, meaning=AT_ONCE)


@lru_cache(maxsize=1)
def _waits() -> re.Pattern[str]:
    """Words before it for what comes first: "at that point,", "after which", "once the guns are gone,"."""
    return re.compile(
        rf"(?:\b(?:{either(fact_list('thereupon'))}),?\s$)|(?:\b(?:{either(fact_list('waits'))})\s[^,;:.]{{1,120}},\s$)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _waits_itself() -> re.Pattern[str]:
    """The same as its own first words."""
    thereupon, waits = either(fact_list("thereupon")), either(fact_list("waits"))
    return re.compile(rf"(?:(?:{thereupon}),?\s)|(?:(?:{waits})\s[^,;:.]{{1,120}},\s)", re.IGNORECASE)


@lru_cache(maxsize=1)
def at_once() -> re.Pattern[str]:
    """Words for without waiting."""
    return re.compile(rf"\b(?:{either(fact_list('at_once'))})\b", re.IGNORECASE)
