"""What somebody is said not to have promised, or not to be obliged to do: no duty, and no ban, but worth keeping."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lib.annotate.charting.chart import Chart, Clause, read_chart
from lib.annotate.charting.doers import Doers
from lib.annotate.charting.subjects import left_edge
from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotator import Annotator
from lib.models import Denial, Mention, Passage, Quote, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools


class Denied(NamedTuple):
    """Tokens of one denial: its first, its end, who would have to do it, the deed; and why it is one."""

    first: int
    end: int
    subject: int | None
    action: int
    reason: str


def find_denials(  # noqa: PLR0913, PLR0917  # an annotator is given all that it needs
    doc: "Doc",
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    toponyms: Sequence[Toponym] = (),
    tools: "Tools | None" = None,
    passages: Sequence[Passage] = (),
) -> Iterator[Denial]:
    """The denials of a parsed text in order; none where it speaks of nothing agreed."""
    if passages and not any(passage.agreed for passage in passages):
        return
    chart = read_chart(doc, tuple(timexes))
    tagged, doers = chart.tagged, Doers(chart.tagged, mentions, toponyms, quotes, tools)
    for denied in find_denied(tagged, chart):
        span = tagged.tree.words(denied.first, denied.end - 1)
        whom = doers.obligor(denied.subject, tagged.end_of(denied.subject)) if denied.subject is not None else None
        yield Denial(span, whom, tagged.token(denied.action).text, denied.reason)


def find_denied(tagged: Tagged, chart: Chart) -> Iterator[Denied]:
    """The denials of a text: has not promised to, is not obliged to, made no commitment to, does not require."""
    for clause in chart.clauses.values():
        denying = _denying(tagged, clause)
        if denying is None or clause.parent is None:
            continue
        above = chart.clauses[clause.parent]
        of_noun = tagged.token(clause.verb).head.tag_.startswith("NN")
        subject = above.subject if of_noun else clause.subject
        yield Denied(_first(tagged, above), _last(tagged, clause) + 1, subject, clause.verb, denying)


def _denying(tagged: Tagged, clause: Clause) -> str | None:
    """The words that deny a duty to do what a clause says; None where nothing does."""
    head = tagged.token(clause.verb).head
    if (clause.form == "infinitive" or clause.mark == "that") and head.tag_.startswith("NN"):
        owed = head.lower_ in words_of("promises", "nouns") | words_of("nouns", "duties")
        none = next((kid for kid in tagged.tree.kids[head.i] if kid.lower_ == "no"), None)
        return f"“no {head.lower_}”" if owed and none is not None else None
    verb = tagged.token(clause.parent) if clause.parent is not None else None
    if verb is None or clause.relation not in {"completing", "content"} or not _binds(verb.lower_, clause):
        return None
    negation = next((kid for kid in tagged.tree.kids[verb.i] if kid.dep_ == "neg"), None)
    return f"“{negation.lower_} {verb.lower_}”" if negation is not None and clause.form != "finite" else None


def _binds(word: str, clause: Clause) -> bool:
    """Whether a verb promises, or binds somebody: promised to, obliged to, requires X to."""
    states = words_of("states", "obligation") if clause.form == "infinitive" else frozenset()
    asked = words_of("demands", "obligation") | frozenset(words_of("forms", "binding"))
    return word in words_of("promises", "obligation") | states | asked


def _first(tagged: Tagged, above: Clause) -> int:
    """Where the clause that denies begins."""
    if above.own and above.subject is not None and above.subject < above.lead:
        return left_edge(tagged, tagged.token(above.subject))
    return above.lead


def _last(tagged: Tagged, clause: Clause) -> int:
    """The last token of what is denied, before the sentence's end."""
    last = min(tagged.token(clause.verb).right_edge.i, tagged.end_of(clause.verb) - 1)
    while last > clause.verb and not tagged.tags[last][:1].isalnum():
        last -= 1
    return last


ANNOTATOR = Annotator(
    "denials",
    Denial,
    ("grammar", "mentions", "timexes", "quotes", "toponyms", "tools", "passages"),
    find_denials,
    columns={"obligor.text": "obligor"},
    entities={"obligor_entity": "obligor"},
)
