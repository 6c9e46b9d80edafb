"""How the time of each reader grows with the length of a text, up to texts that no newspaper prints."""

import time
from collections.abc import Callable, Iterator
from datetime import date

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lib.annotate.commitments import find_commitments
from lib.annotate.dates import find_timexes
from lib.annotate.quotes import find_quotes
from lib.settings import load_settings
from lib.text.clean import clean
from lib.text.sentences import find_sentences

TIMES = 8
DAY = date(2018, 9, 17)
SENTENCES = (
    "They met on Monday, 15 October 2018 and left. "
    "The rebels will leave the zone by Friday, and tanks must be handed over. "
    'He said: "We go," and "they stay," she told us. '
)
COPIES = 100

Work = Callable[[int], Callable[[], object]]


def growth_lines() -> Iterator[str]:
    """A line a reader: how many times longer it takes for a text eight times as long; eight is linear."""
    nlp = spacy.load(load_settings().model)
    works: dict[str, Work] = {
        "cleaning of one line again and again": lambda n: lambda: clean("Share. " * 3_000 * n),
        "sentences of initials": lambda n: lambda: list(find_sentences("Mr. A. " * 15_000 * n)),
        "dates": _reader(nlp, lambda doc: find_timexes(doc, DAY)),
        "quotes": _reader(nlp, lambda doc: find_quotes(doc, ())),
        "commitments": _reader(nlp, lambda doc: find_commitments(doc, (), tuple(find_timexes(doc, DAY)), (), DAY)),
    }
    for name, work in works.items():
        few, many = _seconds(work(1)), _seconds(work(TIMES))
        yield f"{name}: {TIMES} times the text takes {many / few:.1f} times as long"


def _reader(nlp: Language, find: Callable[[Doc], Iterator[object]]) -> Work:
    """The work of one finder over so many copies of a parsed text."""
    one = nlp(SENTENCES)

    def work(times: int) -> Callable[[], object]:
        doc = Doc.from_docs([one] * COPIES * times)
        return lambda: list(find(doc))

    return work


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the quickest of three runs, so that another program's work does not count."""
    timed = []
    for _ in range(3):
        start = time.process_time()
        work()
        timed.append(time.process_time() - start)
    return min(timed)
