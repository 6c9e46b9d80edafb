"""Annotating in processes of their own, so that an article that would hang or end one costs no more than itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from lib.annotate.annotators import GRAMMAR, SENTENCES, AnnotateStep, read_together
from lib.annotate.pipeline import load_tools
from lib.apart import Pool, StoppedError, Worker, seconds_for
from lib.models import Annotations, Document
from lib.settings import Settings

# Documents parsed together: enough to fill the pipeline's batches, few enough to show progress and to hold in memory.
TOGETHER, CHARACTERS_TOGETHER = 16, 200_000

# Documents to read together, and the annotators that are not to try the first of them, with the reason.
Asked = tuple[Sequence[Document], Mapping[str, str]]
Told = AnnotateStep | Annotations


def annotate_apart(
    documents: Iterable[Document], settings: Settings, workers: int = 1
) -> Iterator[tuple[Document, Annotations]]:
    """Each document with its annotations, in the order given, read by so many other processes at once.

    An annotator that takes longer on a document than `seconds_for` its length, or ends the process, is left out for
    that document, and its annotations say so. Raises AccordError where a process cannot be started.
    """
    with Pool(annotate_group, (new_worker(settings) for _ in range(workers))) as pool:
        for some, annotated in pool.each(grouped(documents)):
            yield from zip(some, annotated, strict=True)


def new_worker(settings: Settings) -> Worker[Asked, Told]:
    """A process that reads groups of documents."""
    return Worker(partial(load_reader, settings))


def load_reader(settings: Settings) -> Callable[[Asked], Iterable[Told]]:
    """What the other process does with what it is asked; its model is loaded once."""
    tools = load_tools(settings)
    return lambda asked: read_together(asked[0], tools, asked[1])


def grouped(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in groups to read together; a long one has a group of its own, or nearly."""
    some: list[Document] = []
    for document in documents:
        some.append(document)
        if len(some) == TOGETHER or sum(len(one.text) for one in some) >= CHARACTERS_TOGETHER:
            yield some
            some = []
    if some:
        yield some


def annotate_group(documents: Sequence[Document], worker: Worker[Asked, Told]) -> Iterator[Annotations]:
    """The annotations of each; after a stop the rest is asked for again, without what was being done on the first."""
    rest, together, left_out = list(documents), True, dict[str, str]()
    while rest:
        asked = rest if together else rest[:1]
        step = AnnotateStep(GRAMMAR, 0)

        def seconds() -> float:
            return seconds_for(step.characters)  # noqa: B023  # the step then being taken

        try:
            for told in worker.ask((asked, left_out), seconds):
                if isinstance(told, AnnotateStep):
                    step = told
                    continue
                yield told
                rest, left_out = rest[1:], {}
        except StoppedError as stopped:
            if step.annotator in {SENTENCES, GRAMMAR} and len(asked) > 1:
                together = False  # one of them; each by itself will tell which
            else:
                left_out = {**left_out, step.annotator: str(stopped)}
