"""Commitments in forms that no modal or verb of promising gives away: rows of lib/codebooks/forms.toml on the chart."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lib.annotate.charting.chart import SUBJECTS, Chart, Clause
from lib.annotate.charting.subjects import left_edge
from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.promises import Promise
from lib.codebooks import load_words
from lib.models import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT_ASKED = frozenset({"name", "is", "reason"})
SET_OFF = frozenset({",", "-", "–", "—", "--", "(", ")", ";"})
# What may stand between a comma and a clause: from which, and now.
OPENING = frozenset({"RB", "IN", "WDT", "WP", "CC", "WRB"})
# "Is good for | 150 days", "it is now | for the army to": what belongs together stands this close.
NEAR = 6
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
    return Promise(
        first,
        clause.lead,
        clause.verb,
        clause.verb,
        subject,
        modality,
        "called" if "called_on" in row.asked else "form",
        _reason(tagged, clause, row),
    )


def _reason(tagged: Tagged, clause: Clause, row: Row) -> str:
    """The row's reason with the words of the clause in it."""
    above = tagged.token(clause.parent).text if clause.parent is not None else ""
    return row.reason.replace("{verb}", tagged.token(clause.verb).text).replace("{above}", above)


def _called_on(tagged: Tagged, clause: Clause) -> int | None:
    """Whom somebody called on to do it, or told to."""
    verb = tagged.token(clause.parent) if clause.parent is not None else None
    tie = (
        next((kid for kid in tagged.tree.kids[verb.i] if kid.lower_ == "on" and kid.i > verb.i), verb)
        if verb is not None
        else None
    )
    whom = tagged.tree.kid(tie, "pobj", "dobj") if tie is not None else None
    return whom.i if whom is not None and whom.i < clause.lead else None


def _fits(asked: "_Asked", row: Row) -> bool:
    """Whether a clause is as a row asks: one of the words listed, none of those under "..._not", or just so."""
    for key, wanted in row.asked.items():
        told = getattr(asked, key.removesuffix("_not"))()
        one_of = told in wanted if isinstance(wanted, frozenset) else told == wanted
        if one_of == key.endswith("_not"):
            return False
    return True


class _Asked(NamedTuple):
    """What a row may ask of a clause, a word or a yes or no each."""

    tagged: Tagged
    chart: Chart
    clause: Clause
    promised: Collection[int]

    def relation(self) -> str:
        return self.clause.relation

    def form(self) -> str:
        return self.clause.form

    def modal(self) -> str:
        return self.clause.modal

    def mark(self) -> str:
        return self.clause.mark

    def verb(self) -> str:
        return self.tagged.words[self.clause.verb]

    def subject(self) -> str:
        return self.tagged.words[self.clause.subject] if self.clause.subject is not None else ""

    def above(self) -> str:
        return self.tagged.words[self.clause.parent] if self.clause.parent is not None else ""

    def preposition(self) -> str:
        return self._verb().head.lower_

    def passive(self) -> bool:
        return self.clause.passive

    def past(self) -> bool:
        return self.clause.past

    def perfect(self) -> bool:
        return self.clause.perfect

    def own(self) -> bool:
        return self.clause.own

    def promised_above(self) -> bool:
        return self.clause.parent in self.promised

    def joined_to(self) -> str:
        above = next(self.chart.above(self.clause), None)
        return above.relation if above is not None and above.verb in self.promised else ""

    def object(self) -> bool:
        return self.tagged.tree.kid(self._verb(), "dobj") is not None

    def agent(self) -> bool:
        """Whether "by" and somebody follow, and the words do not stand between a subject and its verb."""
        first = self.tagged.start_of(self.clause.verb)
        amid = not self.clause.own and first < self.clause.lead < (self.clause.parent or 0)
        return not amid and self.tagged.tree.kid(self._verb(), "agent") is not None

    def bare_be(self) -> bool:
        """Whether no helper but "be" stands before the verb: "that all be withdrawn", not "will be"."""
        return self.tagged.words[self.clause.lead] == "be"

    def described(self) -> bool:
        subject = self.tagged.tree.kid(self._verb(), *SUBJECTS)
        return subject is not None and subject.tag_ in {"WDT", "WP"}

    def called_on(self) -> bool:
        return _called_on(self.tagged, self.clause) is not None

    def length(self) -> bool:
        """Whether a length stands right behind the verb: lasts | 150 days, is valid for | a year."""
        near = range(self.clause.verb + 1, self.clause.verb + NEAR)
        at = next((at for at in near if at in self.tagged.times), None)
        unit = self.tagged.words[self.tagged.times[at] - 1] if at is not None else ""
        return unit in word_values("units") or unit in word_values("units_plural")

    def for_whom(self) -> bool:
        """Whether it is the task of those named after "for": it is | for the army | to leave."""
        subject = self.clause.subject
        if not self.clause.own or subject is None or subject > self.clause.lead:
            return False
        first = left_edge(self.tagged, self.tagged.token(subject))
        task = self.tagged.words[max(0, first - NEAR) : first - 1]
        return self.tagged.word(first - 1) == "for" and "it" in task and not {"is", "was"}.isdisjoint(task)

    def set_off(self) -> bool:
        """Whether a comma or a dash stands before the words that open the clause."""
        kids = (kid.i for kid in self.tagged.tree.kids[self.clause.verb])
        opener = min([self.clause.lead, *kids])
        while opener > 0 and self.tagged.tags[opener - 1] in OPENING:
            opener -= 1
        return self.tagged.word(opener - 1) in SET_OFF

    def dated(self) -> bool:
        return any(True for _ in self._times())

    def ahead(self) -> bool:
        """Whether a day stands in the clause that words lead to which say by or from when, or until."""
        before = words_of("deadlines", "by", "from", "before") | {"for", "to", "until"}
        return any(self.tagged.word(at - 1) in before for at in self._times())

    def _verb(self) -> "Token":
        return self.tagged.token(self.clause.verb)

    def _times(self) -> Iterator[int]:
        """The times that stand in the clause, before the next verb."""
        first, verb, end = self.clause.lead, self.clause.verb, self.tagged.end_of(self.clause.verb)
        for at in range(max(first - REACH, self.tagged.start_of(first)), first):
            if at in self.tagged.times and self._hangs_on_it(at):
                yield at
        for at in range(verb + 1, min(verb + REACH, end)):
            if self.tagged.tags[at] in FINITE_TAG or self.tagged.words[at] == ";":
                return
            if at in self.tagged.times:
                yield at

    def _hangs_on_it(self, at: int) -> bool:
        """Whether a time before the verb is one of its own: From 1 February, | they are taken away."""
        head = self.tagged.token(self.tagged.times[at] - 1)
        for _ in range(REACH):
            if head.i in {self.clause.verb, head.head.i}:
                break
            head = head.head
        return head.i == self.clause.verb
