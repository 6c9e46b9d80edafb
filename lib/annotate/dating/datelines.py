"""The date in a dateline, which has no year because it is the article's own: "GENEVA, Dec. 30 (AP) - "."""

import re
from datetime import date, timedelta

from lib.annotate.dating.iso_days import safe_date
from lib.annotate.dating.phrases import Phrase

# A place, a country and an agency before the date; an agency and a dash after it. No dateline is longer. A word is
# taken whole or not at all: cut at each of its capitals it would be tried in as many ways as there are sets of them.
LONGEST = 60
BEFORE = re.compile(r"(?:[A-Z][\w.'’-]*+|\([^()]{1,30}\)|[,/ ])++")
AFTER = re.compile(r"[.,]?(?: ?\([^()]{1,30}\)| ?/[^/]{1,30}/)?\.? ?(?:--?|–|—) ")


def in_dateline(phrase: Phrase) -> bool:
    """Whether the phrase is the date in the dateline that a paragraph begins with."""
    text, span = phrase.scan.text, phrase.scan.span(phrase.first, phrase.stop)
    begins = text.rfind("\n", 0, span.start) + 1
    if span.start - begins > LONGEST or AFTER.match(text, span.end) is None:
        return False
    head = text[begins : span.start]
    return head[:2].isupper() and BEFORE.fullmatch(head) is not None


def last_year(month: int, day: int, published: date) -> int:
    """The year of the last such day up to publication; a clock ahead of ours may have had the next day already."""
    near = (safe_date(published.year + step, month, day) for step in (1, 0, -1, -2, -3, -4))
    return next((d.year for d in near if d is not None and d <= published + timedelta(1)), published.year)
