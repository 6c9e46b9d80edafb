"""What somebody is said not to have promised, or not to be obliged to do: no duty, and no ban, but worth keeping."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lib.annotate.charting.chart import read_chart
from lib.annotate.charting.doers import Doers
from lib.annotate.charting.rows import first_row, load_rows
from lib.annotate.promising.places import Duty
from lib.annotate.promising.promises import beginning_of
from lib.annotator import Annotator
from lib.models import Denial, Mention, Passage, Quote, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools


def find_denials(  # noqa: PLR0913, PLR0917  # an annotator is given all that it needs
    doc: "Doc",
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    toponyms: Sequence[Toponym] = (),
    tools: "Tools | None" = None,
    passages: Sequence[Passage] = (),
) -> Iterator[Denial]:
    """The denials of a parsed text in order, none where it speaks of nothing agreed: made no commitment to."""
    if passages and not any(passage.agreed for passage in passages):
        return
    chart = read_chart(doc, tuple(timexes))
    tagged, doers = chart.tagged, Doers(chart.tagged, mentions, toponyms, quotes, tools)
    for clause in chart.within(0, len(tagged.words)):
        duty = Duty(tagged, chart, clause, {})
        above, token = chart.clause(clause.parent), tagged.token(clause.verb)
        row = first_row(duty, load_rows("forms", "denial")) if above is not None else None
        if row is None or above is None:
            continue
        head, last = token.head, min(token.head.right_edge.i, token.right_edge.i, tagged.end_of(clause.verb) - 1)
        last = next((at for at in range(last, clause.verb, -1) if tagged.tags[at][:1].isalnum()), clause.verb)
        subject = above.subject if head.tag_.startswith("N") else clause.subject
        whom = doers.obligor(subject, tagged.end_of(subject)) if subject is not None else None
        denying = next((tagged.words[at] for at in duty.kids(above.verb, "neg")), "no")
        reason = row.reason.replace("{not}", denying).replace("{head}", head.lower_)
        span = tagged.tree.words(beginning_of(tagged, above)[0], last)
        yield Denial(span, whom, token.text, reason)


ANNOTATOR = Annotator(
    "denials",
    Denial,
    ("grammar", "mentions", "timexes", "quotes", "toponyms", "tools", "passages"),
    find_denials,
    columns={"obligor.text": "obligor"},
    entities={"obligor_entity": "obligor"},
)
