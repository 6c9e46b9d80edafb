"""Document to Annotations: everything said about one article, each statement tied to its span."""

from collections.abc import Iterable, Iterator

from lib.annotate.annotators import read_together
from lib.annotate.apart import annotate_apart, grouped
from lib.annotate.pipeline import Tools, load_tools
from lib.annotate.version import annotators_version
from lib.models import Annotations, Document

__all__ = ["Tools", "annotate", "annotate_all", "annotate_apart", "annotators_version", "load_tools"]


def annotate(document: Document, tools: Tools) -> Annotations:
    """Everything said about one document, each statement tied to its span."""
    return next(annotations for _, annotations in annotate_all([document], tools))


def annotate_all(documents: Iterable[Document], tools: Tools) -> Iterator[tuple[Document, Annotations]]:
    """Each document with its annotations, in the order given, a few parsed at a time.

    Where an annotator fails, the annotations say so; one that never ends, only `annotate_apart` can end.
    """
    for some in grouped(documents):
        annotated = (told for told in read_together(some, tools) if isinstance(told, Annotations))
        yield from zip(some, annotated, strict=True)
