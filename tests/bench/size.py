"""What a corpus of many files costs beside reading what it says: refreshing, one file more, opening anew and again.

Sentences are found and nothing else, so the figures are of files, table and opening; what annotating takes is measured
by the article elsewhere (`tests/bench/reading.py`).
"""

import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lib.codebooks import load_agreements
from lib.models import Annotations, Document
from lib.refresh import Engine, annotation_version, needs_refresh, refresh
from lib.settings import Settings, load_settings
from lib.store import open_kept, table_version
from lib.text.sentences import find_sentences
from tests.bench.corpus import made_articles
from tests.bench.memory import peak_megabytes

COUNTS, OUTLETS = (1_000, 10_000), 24


def size_lines() -> Iterator[str]:
    """One line a number of articles: seconds of CPU time, since others may be at work on the machine."""
    for count in COUNTS:
        with tempfile.TemporaryDirectory(prefix="size-") as folder:
            yield f"{count:>6,} articles: {', '.join(_measured(Path(folder), count))}"


def _measured(folder: Path, count: int) -> Iterator[str]:
    settings = load_settings({"ACCORD_DESK_DATA": str(folder / "data")})
    corpus = folder / "corpus"
    corpus.mkdir()
    for article in made_articles(count, OUTLETS):
        (corpus / article.name).with_suffix(".txt").write_text(f"{article.published}\n\n{article.text}\n")
    yield f"refresh {_seconds(lambda: _refresh(corpus, settings)):.1f} s"
    assert not needs_refresh([corpus], settings.table, settings)
    yield f"nothing new {_seconds(lambda: needs_refresh([corpus], settings.table, settings)):.2f} s"
    (corpus / "one-more.txt").write_text("Geneva, 18 September 2018\n\nThe envoys met again on Monday.\n")
    yield f"one more {_seconds(lambda: _refresh(corpus, settings)):.2f} s"
    yield f"opened anew {_seconds(lambda: _open(settings)):.1f} s and again {_seconds(lambda: _open(settings)):.2f} s"
    yield f"memory at most {peak_megabytes():,.0f} MB"


def _refresh(corpus: Path, settings: Settings) -> None:
    refresh([corpus], settings.table, settings, engine=Engine(annotation_version(settings), _cut_into_sentences))


def _cut_into_sentences(documents: Iterable[Document]) -> Iterator[tuple[Document, Annotations]]:
    return ((document, Annotations(sentences=tuple(find_sentences(document.text)))) for document in documents)


def _open(settings: Settings) -> None:
    version = table_version(settings.table) or 0
    open_kept(settings.opened, settings.table, version, (), load_agreements()).close()


def _seconds(work: Callable[[], object]) -> float:
    """CPU time of this process and of those that ended."""
    begun = _used()
    work()
    return _used() - begun


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
