"""Tokens per second of the whole annotation, beside spaCy's stock small pipeline on the same texts."""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from lib.annotate import Tools, annotate_all, load_tools
from lib.models import Document
from lib.settings import load_settings
from tests.bench.corpus import made_articles
from tests.bench.memory import peak_megabytes
from tests.quality.sets import benchmarks_folder

TEXTS = 180
# Texts to a slice: the two are timed in turn, slice by slice, so that a change of the machine's speed meets both.
SLICE = 10


def reading_lines() -> Iterable[str]:
    """A line for each set of texts, and one for memory; made articles are the hardest, every sentence is a promise."""
    import spacy  # noqa: PLC0415  the reference is loaded only where it is measured

    settings = load_settings()
    stock, tools = spacy.load(settings.model), load_tools(settings)
    for name, texts in _text_sets():
        ours, reference, ratio = _speeds(texts, stock, tools)
        yield f"annotation of {name}: {ours:,.0f} tokens/s; stock pipeline: {reference:,.0f}; ratio {ratio:.2f}"
    yield f"peak memory of both together: {peak_megabytes():,.0f} MB"


def _text_sets() -> Iterator[tuple[str, list[str]]]:
    """Names and texts: made articles, and news articles where a set with gold lies beside the checkout."""
    yield "made articles", [article.text for article in made_articles(TEXTS, 1)]
    news = benchmarks_folder() / "polnear-dev.jsonl"
    if news.exists():
        yield "news articles", [json.loads(line)["text"] for line in news.read_text(encoding="utf-8").splitlines()]


def _speeds(texts: Sequence[str], stock: Any, tools: Tools) -> tuple[float, float, float]:
    """Median tokens per second of ours and of the stock pipeline, and the median of their ratio, over slices."""
    pairs: list[tuple[float, float]] = []
    for start in range(0, len(texts), SLICE):
        some = texts[start : start + SLICE]
        documents = [Document(str(i), None, "bench", None, t, None, None, None, "") for i, t in enumerate(some)]
        tokens = sum(len(stock.make_doc(text)) for text in some)
        reference = tokens / _seconds(lambda some=some: stock.pipe(some))
        pairs.append((tokens / _seconds(lambda documents=documents: annotate_all(documents, tools)), reference))
    ours, reference = (statistics.median(speeds) for speeds in zip(*pairs, strict=True))
    return ours, reference, statistics.median(mine / other for mine, other in pairs)


def _seconds(work: Callable[[], Iterable[object]]) -> float:
    """Seconds that a lazy piece of work takes when it is run to its end."""
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start
