"""Who has to do what: the doer named in a clause, and whether it binds, forbids, allows or only states."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.agreement.doers import Doers, counts, subject_of
from lib.agreement.modality import ALLOWING, BINDING, NONE_OF, is_to, modality_of, takes_effect
from lib.agreement.phrases import phrase_of
from lib.annotate.charting.chart import Chart, Clause, read_chart
from lib.codebooks import word_set
from lib.models import Timex
from lib.models.agreements import ClauseModality

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HELPERS = frozenset({"is", "are", "was", "were", "has", "have", "had", "been", "be"})
NOT_TO = re.compile(
    r"^(?:not(?!\s+(?:later|less|more))|never|nor)\b|^(?:under|in) no (?:circumstances?|case|event)\b|^at no time\b|"
    r"\b(?:refrain|abstain|desist)(?:s|ing)?\s+from\b|\bnot to\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """What one clause lays down: the words that name its doers, its modality, and how that is known.

    `explicit` says that a word binds, forbids or allows; `whole` that the clause has a subject of its own; `begins`
    that it tells when something begins.
    """

    doers: tuple[str, ...]
    modality: ClauseModality
    explicit: bool
    whole: bool
    begins: bool
    subject: str = ""


class Reader:
    """Reads duties with the words of a codebook, names of the text's own among the doers."""

    def __init__(self, known: frozenset[str]) -> None:
        self._doers = Doers(known)  # the words of the parties' names and aliases, in lower case

    def read(self, doc: "Doc", timexes: tuple[Timex, ...]) -> Duty:
        """What a parsed clause lays down."""
        chart = read_chart(doc, timexes)
        clauses = [one for one in chart.clauses.values() if counts(one, chart)]
        chosen = _chosen(clauses, chart)
        text = chart.tagged.tree.text
        we = ("we",) if re.match(r"We\b", text) else ()
        if _opens_bare(chart) and chart.tagged.words[_first_verb(chart)] in _telling():  # to note that it was filled
            return Duty(we, "statement", explicit=True, whole=False, begins=False)
        if chosen is None:
            agents = self._doers.agents(chart)
            named = () if agents else self._doers.before_to(chart)
            doers = agents or named or we
            forbids = NONE_OF.match(text) or NOT_TO.search(text)
            return Duty(
                doers, "prohibition" if forbids else "obligation", explicit=False, whole=bool(named), begins=False
            )
        modality, explicit = modality_of(chosen, chart)
        subject = subject_of(chosen, chart)
        bare = _opens_bare(chart)
        whole = subject is not None and subject.i <= chosen.verb and not bare
        binding = [chosen, *(one for one in clauses if one is not chosen and one.modal in BINDING | ALLOWING)]
        found = (self._doers.of_clause(one, subject_of(one, chart), chart) for one in binding)
        named = () if bare else next(filter(None, found), ())
        if not (named or bare) and (voucher := _vouches(clauses, chosen, chart)) is not None:
            named = self._doers.of_clause(voucher, subject_of(voucher, chart), chart)
        if modality == "statement" and takes_effect(chosen, chart):  # it, the agreement
            named = ()
        if named and chosen.relation == "main" and chosen.modal in BINDING:
            named = tuple(dict.fromkeys((*named, *self._beside(chosen, clauses, chart))))
        if (
            NOT_TO.search(text)
            and modality == "obligation"
            and (not whole or NOT_TO.search(text[chart.tagged.tree.offsets[chosen.lead] :]))
        ):
            modality = "prohibition"
        begins = chart.tagged.words[chosen.verb] in word_set("agreement_text", "duties", "beginnings")
        return Duty(named or we, modality, explicit, whole, begins, phrase_of(subject) if subject is not None else "")

    def _beside(self, chosen: Clause, clauses: list[Clause], chart: Chart) -> tuple[str, ...]:
        """The doers of a duty joined to another: Peru will withdraw, and Chile will pay."""
        joined = [
            one for one in clauses if one.relation == "joined" and one.modal in BINDING and one.parent == chosen.verb
        ]
        own = [(one, subject_of(one, chart)) for one in joined if one.own]
        return tuple(name for one, subject in own if subject for name in self._doers.of_clause(one, subject, chart))


def _first_verb(chart: Chart) -> int:
    """The verb that words open with, behind its "to"."""
    at = chart.tagged.past_adverbs(0)
    return at + 1 if chart.tagged.tag(at) == "TO" and at + 1 < len(chart.tagged.words) else at


def _telling() -> frozenset[str]:
    """Verbs that only tell: to note, to reaffirm."""
    return word_set("agreement_text", "duties", "statements") - _HELPERS


def _opens_bare(chart: Chart) -> bool:
    """Whether words open with a verb that has no subject: take steps, to call a meeting, lifting the ban."""
    at = chart.tagged.past_adverbs(0)
    tag = chart.tagged.tag(at)
    return tag in {"VB", "TO"} or (
        tag == "VBG"
        and chart.tagged.token(at).dep_ in {"ROOT", "advcl", "csubj"}
        and chart.tagged.tree.text[:1].islower()
    )


def _only_told(clause: Clause, chart: Chart) -> bool:
    """Whether what binds is only spoken of: they reaffirm that nobody may."""
    verb = chart.tagged.words[clause.parent] if clause.parent is not None else ""
    return verb in word_set("agreement_text", "duties", "statements") and verb not in _HELPERS


def _vouches(clauses: list[Clause], chosen: Clause, chart: Chart) -> Clause | None:
    """The clause whose subject answers for what another lays down: the Front pledges that posts will be opened."""
    parent = next((one for one in clauses if one.verb == chosen.parent), None) if chosen.relation == "content" else None
    vouching = word_set("agreement_text", "duties", "vouching")
    return parent if parent is not None and chart.tagged.words[parent.verb] in vouching else None


def _chosen(clauses: list[Clause], chart: Chart) -> Clause | None:
    """The clause that binds; else the first with a finite verb, of whatever is said in the sentence."""
    binding = [one for one in clauses if one.modal in BINDING | ALLOWING or is_to(one, chart)]
    binding = [one for one in binding if one.relation != "content" or not _only_told(one, chart)]
    if binding:
        content = [one for one in binding if one.relation == "content"]
        return content[-1] if content and binding[0] is content[0] else binding[0]
    return next((one for one in clauses if one.form == "finite" and one.subject is not None), None)
