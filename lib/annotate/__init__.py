"""Document to Annotations: everything said about one article, each statement tied to its span."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lib.annotate.clauses import match_clauses, with_clauses
from lib.annotate.commitments import find_commitments
from lib.annotate.dates import find_timexes
from lib.annotate.figures import find_figures
from lib.annotate.mentions import find_mentions
from lib.annotate.pipeline import Tools, load_tools, parse_all
from lib.annotate.quotes import find_quotes
from lib.annotate.version import annotators_version
from lib.models import Annotations, Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Tools", "annotate", "annotate_all", "annotators_version", "load_tools"]

# Documents parsed together: enough to fill the pipeline's batches, few enough to show progress.
TOGETHER = 16


def annotate(document: Document, tools: Tools) -> Annotations:
    """Everything said about one document, each statement tied to its span."""
    return next(annotations for _, annotations in annotate_all([document], tools))


def annotate_all(documents: Iterable[Document], tools: Tools) -> Iterator[tuple[Document, Annotations]]:
    """Each document with its annotations, in the order given, a few parsed at a time."""
    rest = iter(documents)
    while some := list(islice(rest, TOGETHER)):
        for document, (doc, sentences) in zip(some, parse_all(some, tools), strict=True):
            yield document, _annotations(document, doc, sentences, tools)


def _annotations(document: Document, doc: "Doc", sentences: tuple[Sentence, ...], tools: Tools) -> Annotations:
    """The finders in the order in which each needs the one before."""
    mentions, toponyms = find_mentions(doc, tools)
    timexes = tuple(find_timexes(doc, document.published))
    quotes = tuple(find_quotes(doc, mentions))
    figures = tuple(find_figures(doc, mentions, timexes, quotes))
    commitments = tuple(find_commitments(doc, mentions, timexes, quotes, document.published))
    matches = tuple(match_clauses(sentences, commitments, tools.agreements))
    placed = with_clauses(commitments, matches)
    return Annotations(sentences, mentions, toponyms, timexes, quotes, figures, placed, matches)
