"""Commitments in forms that no modal or verb of promising gives away: rows of lib/codebooks/forms.toml on the chart."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lib.annotate.charting.chart import SUBJECTS, Chart, Clause
from lib.annotate.charting.rows import Asked, Row, first_row, load_rows
from lib.annotate.charting.subjects import left_edge
from lib.annotate.charting.tagged import FINITE_TAG, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.promises import Promise
from lib.models import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

SET_OFF = frozenset({",", "-", "–", "—", "--", "(", ")", ";"})
# Rows that ask for one of these read a demand, whatever else the text tells.
DEMANDING = frozenset({"called_on", "for_whom", "above"})
# What is asked of a clause's own words is looked for this far behind its verb.
REACH = 20


def formed_promises(tagged: Tagged, chart: Chart, bounds: tuple[int, int], taken: Collection[int]) -> Iterator[Promise]:
    """The commitments of a sentence that a form gives away; `taken` are the verbs of those that are read already."""
    promised = set(taken)
    for clause in chart.within(*bounds):
        if clause.verb in promised:
            continue
        row = first_row(_Asked(tagged, chart, clause, promised), load_rows("forms", "form"))
        if row is not None:
            promised.add(clause.verb)
            yield _promise(tagged, clause, row)


def _promise(tagged: Tagged, clause: Clause, row: Row) -> Promise:
    barred = clause.negated and row.states == "obligation"
    modality = cast("Modality", "prohibition" if barred else row.states)
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
        "called" if DEMANDING & row.asked.keys() else "form",
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


@dataclass(frozen=True)
class _Asked(Asked):
    """The answers to what a row may ask of a clause; `taken` are the verbs of what is read as a commitment."""

    taken: Collection[int]

    @property
    def above(self) -> str:
        """The verb that it hangs on."""
        return self.tagged.words[self.clause.parent] if self.clause.parent is not None else ""

    @property
    def called_on(self) -> bool:
        """Whether somebody is called on to do it."""
        return _called_on(self.tagged, self.clause) is not None

    @property
    def length(self) -> bool:
        """Whether a length stands right behind the verb: lasts | 150 days, is valid for | a year."""
        near = range(self.clause.verb + 1, self.clause.verb + 6)
        at = next((at for at in near if at in self.tagged.times), None)
        unit = self.tagged.words[self.tagged.times[at] - 1] if at is not None else ""
        return unit in word_values("units") or unit in word_values("units_plural")

    @property
    def for_whom(self) -> bool:
        """Whether it is the task of those named after "for": it is | for the army | to leave."""
        subject = self.clause.subject
        told = self.clause.own and subject is not None and subject < self.clause.lead
        first = left_edge(self.tagged, self.tagged.token(subject)) if told and subject is not None else 0
        task = self.tagged.words[max(0, first - 4) : first - 1]
        return self.tagged.word(first - 1) == "for" and "it" in task and ("is" in task or "was" in task)

    @property
    def bare_be(self) -> bool:
        """Whether no helper but "be" stands before the verb: "that all be withdrawn", not "will be"."""
        return self.tagged.words[self.clause.lead] == "be"

    @property
    def described(self) -> bool:
        """Whether its subject is the noun that it describes."""
        subject = self._kid(*SUBJECTS)
        return subject is not None and subject.tag_ in {"WDT", "WP"}

    def _kid(self, *deps: str) -> "Token | None":
        return self.tagged.tree.kid(self.tagged.token(self.clause.verb), *deps)

    @property
    def promised_above(self) -> bool:
        """Whether the clause above is a commitment."""
        return self.clause.parent in self.taken

    @property
    def joined_to(self) -> str:
        """How the commitment that it hangs on hangs on another."""
        above = next(self.chart.above(self.clause), None)
        return above.relation if above is not None and above.verb in self.taken else ""

    @property
    def object(self) -> bool:
        """Whether it is done to something."""
        return self._kid("dobj") is not None

    @property
    def agent(self) -> bool:
        """Whether "by" names who does it."""
        amid = not self.clause.own and self.tagged.start_of(self.clause.verb) < self.clause.lead < (
            self.clause.parent or 0
        )
        return not amid and self._kid("agent") is not None

    @property
    def preposition(self) -> str:
        """What it hangs on, where that is a preposition."""
        return self.tagged.token(self.clause.verb).head.lower_

    @property
    def set_off(self) -> bool:
        """Whether it stands after a comma or a dash."""
        opener = min(
            (kid.i for kid in self.tagged.tree.kids[self.clause.verb] if kid.i <= self.clause.lead),
            default=self.clause.lead,
        )
        opener = min(opener, self.clause.lead)
        while opener > 0 and self.tagged.tags[opener - 1] in {"RB", "IN", "WDT", "WP", "CC", "WRB"}:
            opener -= 1
        return self.tagged.word(opener - 1) in SET_OFF

    @property
    def dated(self) -> bool:
        """Whether a day or a length stands in it."""
        return any(True for _ in self._times())

    @property
    def ahead(self) -> bool:
        """Whether its day lies ahead: by, from, until."""
        before = words_of("deadlines", "by", "from", "before") | {"for", "to", "until"}
        return any(self.tagged.word(at - 1) in before for at in self._times())

    def _hangs_on_it(self, at: int) -> bool:
        """Whether a time before the verb is one of its own: From 1 February, | they are taken away."""
        head = self.tagged.token(self.tagged.times[at] - 1)
        for _ in range(REACH):
            if head.i in {self.clause.verb, head.head.i}:
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
