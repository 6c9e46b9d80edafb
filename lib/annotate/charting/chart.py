"""The clauses of a parsed text: for each verb its helpers, subject and place among the others, parser's slips mended.

Which words help a verb, who is its subject where it has none of its own, which clause it is part of and how.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from lib.annotate.tree import Tagged, read_tagged
from lib.codebooks import words_of
from lib.models import Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE_TAG = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG"})
Form = Literal["finite", "infinitive", "gerund", "participle", "bare"]
Relation = Literal["main", "joined", "content", "relative", "describing", "adverbial", "completing", "object", "loose"]
OPENING = frozenset({"WDT", "WP", "WRB"})
HELPING = frozenset({"aux", "auxpass"})
# A verb that only qualifies a noun, or stands for a preposition, is no clause: "the agreed line", "including".
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "prep", "case", "punct", "prt"})
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_RELATIONS: dict[str, Relation] = {
    "ROOT": "main", "conj": "joined", "ccomp": "content", "relcl": "relative", "acl": "describing",
    "advcl": "adverbial", "xcomp": "completing", "pcomp": "object", "pobj": "object", "dobj": "object",
}  # fmt: skip
_FORMS: dict[str, Form] = {"TO": "infinitive", "VBG": "gerund", "VBN": "participle", "VB": "bare"}
# A verb's helpers stand this close before it: "will, under the accord of Friday, be".
REACH = 14
# So many clauses above one are asked for; the bounds keep a broken parse cheap.
CLIMB, DEEPEST = 8, 60
# A doer's words are rarely more; the bound keeps broken text cheap.
LONGEST = 40
# "KOTA BHARU, Malaysia, 4 May (BNA) -": places, a day and who sends it.
LONGEST_DATELINE = 16
DATELINE = frozenset({"NNP", "NNPS", "NN", "CD", ",", ".", ":", "SYM", "CC", "-LRB-", "-RRB-", "HYPH", "_SP"})
DAYS_AND_CREDITS = frozenset({"CD", "-LRB-"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with all that makes it a clause; tokens by number.

    `lead` is the first word of the verb group (a modal, "to", "has", or the verb), `subject` the head of the words
    that name who or what, `own` whether they are the clause's own and not those of one above. `parent` is the verb of
    the clause that it hangs on, None for a sentence's first. `modal` is the word that is one, "" for none. `mark` is
    the word that opens it where that makes it part of another: "if", "that", "which".
    """

    verb: int
    lead: int
    subject: int | None
    own: bool
    parent: int | None
    relation: Relation
    form: Form
    modal: str
    mark: str
    past: bool
    perfect: bool
    passive: bool
    negated: bool


class Chart:
    """The clauses of one text, by their verbs."""

    def __init__(self, tagged: Tagged) -> None:
        self.tagged = tagged

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        """Every clause by its verb's number, in text order."""
        tags, token, made = self.tagged.tags, self.tagged.token, dict[int, Clause]()
        # What a modal helps is a verb, whatever its tag.
        modals = (kid.i for kids in self.tagged.tree.kids for kid in kids if kid.tag_ == "MD")
        helped = {head for at in modals if tags[head := token(at).head.i] == "NN"}
        verbs = {at for at, tag in enumerate(tags) if tag in VERBAL} | helped
        verbs = {at for at in verbs if token(at).dep_ not in NO_CLAUSE}
        above = {at: [one.i for one in islice(token(at).ancestors, DEEPEST) if one.i in verbs] for at in verbs}
        # Those above first, for they say who is the subject of others.
        for verb in sorted(verbs, key=lambda at: len(above[at])):
            made[verb] = self._clause(verb, next(iter(above[verb]), None), made)
        return dict(sorted(made.items()))

    def clause(self, verb: int | None) -> Clause | None:
        """The clause of a verb; None for no verb."""
        return self.clauses.get(verb) if verb is not None else None

    def within(self, first: int, end: int) -> Iterator[Clause]:
        """The clauses whose verbs stand between two tokens."""
        return (self.clauses[at] for at in range(first, end) if at in self.clauses)

    def above(self, clause: Clause) -> Iterator[Clause]:
        """The clauses that one is part of, the nearest first."""
        parent = self.clause(clause.parent)
        for _ in range(CLIMB):
            if parent is None:
                return
            yield parent
            parent = self.clause(parent.parent)

    def _clause(self, verb: int, parent: int | None, made: dict[int, Clause]) -> Clause:
        tagged, token = self.tagged, self.tagged.token(verb)
        near = (kid for kid in tagged.tree.kids[verb] if verb - REACH < kid.i < verb)
        helpers = [kid.i for kid in near if kid.dep_ in HELPING and kid.tag_[0] in "MVT"]
        helpers += self._stray_modal(min(helpers, default=verb))
        lead = min(helpers, default=verb)
        relation = _RELATIONS.get(token.dep_, "loose")
        above = made.get(parent) if parent is not None else None
        shared = above if relation == "joined" and not helpers else None
        kids = [*tagged.tree.kids[verb], *(kid for at in helpers for kid in tagged.tree.kids[at])]
        named = [kid for kid in kids if kid.dep_ in SUBJECTS and kid.i < verb + REACH]
        if not named and tagged.tags[lead] in FINITE_TAG:
            named = [kid for kid in tagged.tree.kids[lead] if kid.i == lead - 1 and kid.dep_ == "compound"]
        # Of two, the nearer: "GENEVA, 8 May (AFP) - | The army said".
        own = max((kid for kid in named if kid.i < verb), key=lambda kid: kid.i, default=next(iter(named), None))
        if own is not None and own.i < (begin := dateline_end(tagged, own.i)):
            behind = (kid for kid in tagged.tree.kids[own.i] if kid.i >= begin and kid.dep_ in {"appos", "conj"})
            own = next(behind, own)
        verbal, words = _FORMS.get(tagged.tags[verb], "finite"), [tagged.words[at] for at in helpers]
        form = "finite" if tagged.tags[lead] in FINITE_TAG else _FORMS.get(tagged.tags[lead], verbal)
        modal = next((tagged.words[at] for at in helpers if tagged.tags[at] == "MD"), "")
        return Clause(
            verb=verb,
            lead=lead,
            subject=self._subject(token, own, relation, above),
            own=own is not None,
            parent=parent,
            relation=relation,
            form="bare" if tagged.made_to(verb) else form,
            modal=modal or (shared.modal if shared and tagged.tags[verb] in {"VB", "VBP"} and own is None else ""),
            mark=next((kid.lower_ for kid in kids if kid.i < lead and (kid.dep_ == "mark" or kid.tag_ in OPENING)), ""),
            past=tagged.tags[lead] == "VBD",
            perfect=any(word in words_of("carriers", "perfect") for word in words) and tagged.tags[verb] == "VBN",
            passive=any(tagged.token(at).dep_ == "auxpass" for at in helpers) or (verbal == "participle" and not words),
            negated=tagged.negated(lead, verb) or any(kid.dep_ == "neg" for kid in tagged.tree.kids[verb]),
        )

    def _stray_modal(self, lead: int) -> list[int]:
        """A modal right before the verb group that the parser hung elsewhere: "all weapons | must be gone"."""
        at = lead - 1
        while at > 0 and self.tagged.tags[at] == "RB":
            at -= 1
        bare = self.tagged.tags[lead] in {"VB", "VBP"} and at >= self.tagged.start_of(lead)
        return [at] if bare and self.tagged.tag(at) == "MD" else []

    def _subject(self, token: "Token", own: "Token | None", relation: Relation, parent: Clause | None) -> int | None:
        """The head of the words that name who or what: its own, the noun described, or that of the clause above."""
        if own is not None:
            described = own.tag_ in {"WDT", "WP"} and relation == "relative"
            return token.head.i if described else own.i
        if relation == "describing":
            return token.head.i if token.head.tag_.startswith(("N", "PRP", "DT", "CD")) else None
        if parent is None or relation == "content":
            return None
        moved = self.tagged.tree.kid(self.tagged.token(parent.verb), "dobj") if relation == "completing" else None
        return moved.i if moved is not None and moved.i < token.i else parent.subject


@lru_cache(maxsize=1)
def read_chart(doc: "Doc", timexes: tuple[Timex, ...]) -> Chart:
    """The chart of one parsed Doc; the last one is kept, because several finders read the same text in turn."""
    return Chart(read_tagged(doc, timexes))


def dateline_end(tagged: Tagged, at: int) -> int:
    """The first token behind the dateline that opens a sentence; its first token where none does."""
    start = tagged.start_of(at)
    for i in range(start + 1, min(start + LONGEST_DATELINE, tagged.end_of(at))):
        # No "Reed (D-Ohio), who chairs the panel,".
        closed = tagged.words[start:i].count("(") == tagged.words[start:i].count(")")
        dashed = closed and tagged.words[i] in words_of("marks", "dashes")
        if dashed and not DAYS_AND_CREDITS.isdisjoint(tagged.tags[start:i]):
            return i + 1
        if tagged.tags[i] not in DATELINE:
            break
    return start


def left_edge(tagged: Tagged, subject: "Token") -> int:
    """The first token of the words that name somebody, not past a semicolon, a colon or a whole clause."""
    edge = max(subject.left_edge.i, dateline_end(tagged, subject.i), subject.i - LONGEST)
    for at in range(subject.i - 1, edge - 1, -1):
        word, before = tagged.words[at], at - 1
        clause = word == "," and tagged.tag(before) in FINITE_TAG
        clause |= word in words_of("marks", "dashes") and bool(tagged.token(before).whitespace_)
        if word in {";", ":", "that"} or clause or (word in {"and", "but"} and tagged.word(before) == ","):
            return at + 1
    stop = tagged.times.get(edge, edge)
    inside = edge > tagged.start_of(subject.i) and tagged.tag(edge - 1) in {"IN", "VBN"}
    return stop if stop <= subject.i and inside and tagged.tag(stop) != "POS" else edge
