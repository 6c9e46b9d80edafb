"""Tokens per second of the whole annotation, beside spaCy's stock small pipeline on the same texts."""

import resource
import time
from collections.abc import Callable, Iterable

from lib.annotate import annotate_all, load_tools
from lib.models import Document
from lib.settings import load_settings
from tests.bench.corpus import made_articles

ROUNDS = 3


def reading_lines() -> Iterable[str]:
    """One line a figure: both speeds and their ratio, the best of several rounds on texts never seen before."""
    import spacy  # noqa: PLC0415  the reference is loaded only where it is measured

    settings = load_settings()
    stock, tools = spacy.load(settings.model), load_tools(settings)
    ratios: list[tuple[float, float, float]] = []
    for number in range(ROUNDS):
        texts = [a.text for a in made_articles(60, 1, seed=number)]
        tokens = sum(len(stock.make_doc(text)) for text in texts)
        documents = [Document(str(i), None, "bench", None, t, None, None, None, "") for i, t in enumerate(texts)]
        reference = tokens / _seconds(lambda texts=texts: stock.pipe(texts))
        ours = tokens / _seconds(lambda documents=documents: annotate_all(documents, tools))
        ratios.append((ours / reference, ours, reference))
    ratio, ours, reference = sorted(ratios)[len(ratios) // 2]
    yield f"annotation: {ours:,.0f} tokens/s; stock spaCy small pipeline: {reference:,.0f} tokens/s; ratio {ratio:.2f}"
    yield f"peak memory of both together: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


def _seconds(work: Callable[[], Iterable[object]]) -> float:
    """Seconds that a lazy piece of work takes when it is run to its end."""
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start
