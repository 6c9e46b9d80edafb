"""How soon something is to be, where no day is given: "over the next few days", "a few weeks before"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lib.agreement.reported.vocabulary import keys_in
from lib.annotate.clausing.points import DEED
from lib.compare.article import Article
from lib.compare.duties.slots import SOON
from lib.compare.records import Fact
from lib.models import Span

# Things, for they are told of in the plural: "ships", "ports".
_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?:-[a-z]+)*s\b")


def find_soon(article: Article) -> Iterator[Fact]:
    """Each vague time ahead, once for each thing of its sentence that it could be of."""
    for number, sentence in article.body():
        match = _ahead().search(sentence.span.exact)
        if match is None:
            continue
        start = sentence.span.start + match.start()
        span = Span(start, start + len(match[0]), match[0])
        near, cited = article.nearness(span)
        unit = next(filter(None, match.groups())).lower()
        rest = sentence.span.exact.replace(match[0], " ")
        things = (key for word in _WORD.findall(rest) for key in keys_in(word) if not key.startswith(DEED))
        for thing in dict.fromkeys(things):
            yield Fact(
                "claim", thing.strip("~"), SOON, None, article.document, article.outlet, number, span, match[0],
                meaning=unit, near=near, cited=cited, told=article.told, names=article.all_names,
            )  # fmt: skip


@lru_cache(maxsize=1)
def _ahead() -> re.Pattern[str]:
    """Days, weeks or months that are still to come."""
    unit, few = r"(days|weeks|months)\b", r"(?:few\s|couple\sof\s)?"
    return re.compile(
        rf"\b(?:over|in|within)\sthe\s[“\"‘]?(?:next|coming)\s{few}{unit}|\bwithin\s{unit}|\b(?:in\s)?a\sfew\s{unit}(?=\sbefore)",
        re.IGNORECASE,
    )
