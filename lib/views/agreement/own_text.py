"""An agreement's own text with each clause marked, as escaped HTML."""

from collections.abc import Iterator

from lib.models import Agreement, Clause
from lib.views.kit.highlight import Html, Mark, element, joined, marked
from lib.views.kit.text import day


def own_text_html(agreement: Agreement) -> Html:
    """The text as it was read; each clause that stands in it carries its number, and on hover who, how and by when."""
    return element("div", joined(_pieces(agreement)), class_="own-text article-text", tabindex="0", role="region",
                   aria_label="The agreement’s own text, its clauses marked")  # fmt: skip


def _pieces(agreement: Agreement) -> Iterator[str]:
    """The text in turn between clauses and in them; where two overlap, the words are marked once."""
    text, at = agreement.text, 0
    for clause in sorted(agreement.clauses, key=lambda one: one.start):
        start, end = max(clause.start, at), min(clause.end, len(text))
        if start < end:
            yield text[at:start]
            yield marked(text[start:end], [Mark(0, end - start, "clause", clause.number, _read_as(clause))])
            at = end
    yield text[at:]


def _read_as(clause: Clause) -> str:
    """What was understood of a clause, in a line."""
    who, due = ", ".join(clause.obligors), f"by {day(clause.due)}" if clause.due else ""
    return "; ".join(filter(None, (clause.modality, who, due, f"from {day(clause.starts)}" if clause.starts else "")))
