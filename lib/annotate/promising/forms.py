"""Commitments in forms that no modal or verb of promising gives away: rows of lib/codebooks/forms.toml on the chart."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from lib.annotate.charting.chart import SUBJECTS, Chart, Clause
from lib.annotate.charting.subjects import left_edge
from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.promises import Promise
from lib.codebooks import load_words
from lib.models import Modality

NOT_ASKED = frozenset({"name", "is", "reason"})
SET_OFF = frozenset({",", "-", "–", "—", "--", "(", ")", ";"})
# What is asked of a clause's own words is looked for this far behind its verb.
REACH = 20


class Row(NamedTuple):
    """One form: what it asks of a clause, what the clause then is, and why in a reader's words."""

    name: str
    asked: Mapping[str, Any]
    states: Modality
    reason: str


@lru_cache(maxsize=1)
def load_rows() -> tuple[Row, ...]:
    """The rows of the codebook, in its order."""
    rows: Any = load_words("forms")["form"]
    return tuple(
        Row(
            row["name"],
            {key: _listed(value) for key, value in row.items() if key not in NOT_ASKED},
            row["is"],
            row["reason"],
        )
        for row in rows
    )


def _listed(value: Any) -> Any:  # noqa: ANN401  # TOML has no narrower type
    """What a row asks for, lists of the commitments codebook looked up."""
    if isinstance(value, str) and value.startswith("list:"):
        section, _, key = value.removeprefix("list:").partition(".")
        return words_of(section, key)
    return frozenset(value) if isinstance(value, list) else value


def formed_promises(tagged: Tagged, chart: Chart, bounds: tuple[int, int], taken: Collection[int]) -> Iterator[Promise]:
    """The commitments of a sentence that a form gives away; `taken` are the verbs of those that are read already."""
    promised = set(taken)
    for clause in chart.within(*bounds):
        if clause.verb in promised:
            continue
        row = next((row for row in load_rows() if _fits(_Asked(tagged, chart, clause, promised), row)), None)
        if row is not None:
            promised.add(clause.verb)
            yield _promise(tagged, clause, row)


def _promise(tagged: Tagged, clause: Clause, row: Row) -> Promise:
    modality: Modality = "prohibition" if clause.negated and row.states == "obligation" else row.states
    subject = clause.subject
    if row.states == "permission" and clause.form == "gerund":
        allowed = tagged.tree.kid(tagged.token(clause.verb), "dobj", "ccomp")
        whom = tagged.tree.kid(allowed, "nsubj") if allowed is not None and allowed.dep_ == "ccomp" else allowed
        subject = whom.i if whom is not None else None
    if "called_on" in row.asked:
        subject = _called_on(tagged, clause)
    own = clause.own and subject is not None and subject < clause.verb
    first = left_edge(tagged, tagged.token(subject)) if own and subject is not None else clause.lead
    if clause.relation == "relative" and clause.own:
        opening = tagged.tree.kid(tagged.token(clause.verb), *SUBJECTS)
        first = left_edge(tagged, opening) if opening is not None and opening.i < clause.lead else clause.lead
    return Promise(first, clause.lead, clause.verb, clause.verb, subject, modality, "called" if "called_on" in row.asked else "form")


def _called_on(tagged: Tagged, clause: Clause) -> int | None:
    """Whom somebody called on to do it, or told to."""
    verb = tagged.token(clause.parent) if clause.parent is not None else None
    tie = next((kid for kid in tagged.tree.kids[verb.i] if kid.lower_ == "on" and kid.i > verb.i), verb) if verb is not None else None
    whom = tagged.tree.kid(tie, "pobj", "dobj") if tie is not None else None
    return whom.i if whom is not None and whom.i < clause.lead else None


def _fits(asked: "_Asked", row: Row) -> bool:
    return all(getattr(asked, f"is_{key}")(value) for key, value in row.asked.items())


class _Asked(NamedTuple):
    """What a row may ask of a clause; each answer takes what the row asks for."""

    tagged: Tagged
    chart: Chart
    clause: Clause
    promised: Collection[int]

    def is_relation(self, wanted: Collection[str]) -> bool:
        return self.clause.relation in wanted

    def is_form(self, wanted: Collection[str]) -> bool:
        return self.clause.form in wanted

    def is_modal(self, wanted: Collection[str]) -> bool:
        return self.clause.modal in wanted

    def is_modal_not(self, wanted: bool) -> bool:
        return (not self.clause.modal) == wanted

    def is_verb(self, wanted: Collection[str]) -> bool:
        return self.tagged.words[self.clause.verb] in wanted

    def is_verb_not(self, wanted: Collection[str]) -> bool:
        return self.tagged.words[self.clause.verb] not in wanted

    def is_subject(self, wanted: Collection[str]) -> bool:
        return self.clause.subject is not None and self.tagged.words[self.clause.subject] in wanted

    def is_above(self, wanted: Collection[str]) -> bool:
        return self.clause.parent is not None and self.tagged.words[self.clause.parent] in wanted

    def is_called_on(self, wanted: bool) -> bool:
        return (_called_on(self.tagged, self.clause) is not None) == wanted

    def is_length(self, wanted: bool) -> bool:
        """Whether a length stands right behind the verb: lasts | 150 days, is valid for | a year."""
        near = range(self.clause.verb + 1, self.clause.verb + 6)
        at = next((at for at in near if at in self.tagged.times), None)
        unit = self.tagged.words[self.tagged.times[at] - 1] if at is not None else ""
        return (unit in word_values("units") or unit in word_values("units_plural")) == wanted

    def is_for_whom(self, wanted: bool) -> bool:
        """Whether it is the task of those named after "for": it is | for the army | to leave."""
        subject = self.clause.subject
        told = self.clause.own and subject is not None and subject < self.clause.lead
        first = left_edge(self.tagged, self.tagged.token(subject)) if told and subject is not None else 0
        task = self.tagged.words[max(0, first - 4) : first - 1]
        named = self.tagged.word(first - 1) == "for" and "it" in task and ("is" in task or "was" in task)
        return named == wanted

    def is_subject_not(self, wanted: Collection[str]) -> bool:
        return self.clause.subject is None or self.tagged.words[self.clause.subject] not in wanted

    def is_only(self, wanted: bool) -> bool:
        """Whether no helper but "be" stands before the verb: "that all be withdrawn", not "will be"."""
        return (self.tagged.words[self.clause.lead] == "be") == wanted

    def is_passive(self, wanted: bool) -> bool:
        return self.clause.passive == wanted

    def is_past(self, wanted: bool) -> bool:
        return self.clause.past == wanted

    def is_perfect(self, wanted: bool) -> bool:
        return self.clause.perfect == wanted

    def is_own(self, wanted: bool) -> bool:
        return self.clause.own == wanted

    def is_described(self, wanted: bool) -> bool:
        subject = self.tagged.tree.kid(self.tagged.token(self.clause.verb), *SUBJECTS)
        return (subject is not None and subject.tag_ in {"WDT", "WP"}) == wanted

    def is_promised(self, wanted: bool) -> bool:
        return (self.clause.parent in self.promised) == wanted

    def is_joined_to(self, wanted: str) -> bool:
        above = next(self.chart.above(self.clause), None)
        return above is not None and above.relation == wanted and above.verb in self.promised

    def is_object(self, wanted: bool) -> bool:
        return (self.tagged.tree.kid(self.tagged.token(self.clause.verb), "dobj") is not None) == wanted

    def is_agent(self, wanted: bool) -> bool:
        amid = self.clause.own is False and self.tagged.start_of(self.clause.verb) < self.clause.lead < (self.clause.parent or 0)
        return not amid and (self.tagged.tree.kid(self.tagged.token(self.clause.verb), "agent") is not None) == wanted

    def is_mark(self, wanted: Collection[str]) -> bool:
        return self.clause.mark in wanted

    def is_preposition(self, wanted: Collection[str]) -> bool:
        return self.tagged.token(self.clause.verb).head.lower_ in wanted

    def is_set_off(self, wanted: bool) -> bool:
        opener = min(
            (kid.i for kid in self.tagged.tree.kids[self.clause.verb] if kid.i <= self.clause.lead),
            default=self.clause.lead,
        )
        opener = min(opener, self.clause.lead)
        while opener > 0 and self.tagged.tags[opener - 1] in {"RB", "IN", "WDT", "WP", "CC", "WRB"}:
            opener -= 1
        return (self.tagged.word(opener - 1) in SET_OFF) == wanted

    def is_dated(self, wanted: bool) -> bool:
        return any(True for _ in self._times()) == wanted

    def is_ahead(self, wanted: bool) -> bool:
        before = words_of("deadlines", "by", "from", "before") | {"for", "to", "until"}
        return any(self.tagged.word(at - 1) in before for at in self._times()) == wanted

    def _hangs_on_it(self, at: int) -> bool:
        """Whether a time before the verb is one of its own: From 1 February, | they are taken away."""
        head = self.tagged.token(self.tagged.times[at] - 1)
        for _ in range(REACH):
            if head.i == self.clause.verb or head.head.i == head.i:
                break
            head = head.head
        return head.i == self.clause.verb

    def _times(self) -> Iterator[int]:
        """The times that stand in the clause, before the next verb."""
        first = self.clause.lead
        for at in range(first - REACH, first):
            if at in self.tagged.times and at >= self.tagged.start_of(first) and self._hangs_on_it(at):
                yield at
        for at in range(self.clause.verb + 1, min(self.clause.verb + REACH, self.tagged.end_of(self.clause.verb))):
            if self.tagged.tags[at] in FINITE_TAG or self.tagged.words[at] == ";":
                return
            if at in self.tagged.times:
                yield at
