"""The places of a sentence that a row of lib/codebooks/forms.toml asks about, seen from one clause.

A row asks of a place which word stands there ("governor"), with which tag ("lead_tag"), tie ("kid_dep") or time
("next_timed"), or what the clause there is like ("base_relation").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from lib.annotate.charting.chart import SUBJECTS, Clause
from lib.annotate.charting.rows import Asked
from lib.annotate.charting.tagged import FINITE_TAG
from lib.annotate.charting.words import words_of
from lib.models import Modality

# A verb over one of these is no frame but one of doubt; the way up to a frame leads past the others.
DOUBTED = frozenset({"completing", "describing"})
PASSED = frozenset({"joined", "adverbial", "completing", "object", "loose"})
DEED_ENDINGS = ("tion", "sion", "ment", "wal", "val", "sal", "ing", "ance")
# What is asked of a clause's own words is looked for this far behind its verb; so many heads up or words on.
REACH, CLIMB, CLOSE = 20, 8, 6


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises: its first token, the word that makes it a promise, the verb or noun that says what.

    `clause` is the verb of the clause that promises, `way` what kind of row read it, `weak` whether it counts only
    beside another, `speaker` the head of the words for who says so before it, `against` why it is no promise after all.
    """

    first: int
    lead: int
    action: int
    clause: int
    subject: int | None
    modality: Modality
    way: str
    reason: str = ""
    weak: bool = False
    speaker: int | None = None
    against: str = ""


@dataclass(frozen=True)
class Standing(Asked):
    """Where one clause stands: the words around it by their place.

    `read` are the sentence's promises so far by their deeds, `made` the one that the clause makes, and `after` whether
    the sentence before promises something; `fresh` where the text tells of something that has just been agreed.
    """

    read: Mapping[int, Promise]
    after: bool = False
    made: Promise | None = None
    fresh: bool = True

    def answer(self, name: str) -> Any:  # noqa: ANN401  # a word, words, or whether
        """What stands at a place, by name and aspect; else what the chart has of the clause."""
        place, _, aspect = name.partition("_")
        if place == "read":
            return getattr(self.made, aspect, "")
        if place not in PLACES:
            return super().answer(name)
        at = list(self.at(place))
        if aspect in {"", "tag"}:
            return frozenset((self.tagged.tags if aspect else self.tagged.words)[one] for one in at)
        if aspect == "timed":
            return any(one in self.tagged.times for one in at)
        if aspect == "dep":
            return frozenset(self.tagged.token(one).dep_ for one in at)
        return frozenset(getattr(clause, aspect) for one in at if (clause := self.chart.clause(one))) - {False}

    def at(self, place: str) -> Iterator[int]:
        """The tokens at a place; none for no place."""
        found = PLACES[place](self) if place else ()
        return (one for one in found if one is not None and 0 <= one < len(self.tagged.words))

    @cached_property
    def up(self) -> list[int]:
        """What the verb hangs on, up to the verb or adjective that governs it: week, has; crews, requires; due."""
        token, way = self.tagged.token(self.clause.verb), list[int]()
        for _ in range(CLIMB if self.clause.relation != "joined" else 0):
            if token.head.i == token.i:
                break
            token = token.head
            way.append(token.i)
            # "Ten days left to": what is left of a term governs nothing.
            if (token.tag_.startswith(("V", "MD")) and token.lower_ != "left") or token.dep_ in {"acomp", "oprd"}:
                break
        return way

    @property
    def nouns(self) -> list[int]:
        """The nouns that it hangs on, before it."""
        return [at for at in self.up if self.tagged.tags[at].startswith("N") and at < self.clause.verb]

    @cached_property
    def above(self) -> Clause | None:
        """The clause that governs the deed."""
        return self.chart.clause(self.up[-1] if self.up else None) or self.chart.clause(self.clause.parent)

    @property
    def promised(self) -> Promise | None:
        """The commitment that the clause hangs on."""
        return self.read.get(self.clause.parent if self.clause.parent is not None else -1)

    @property
    def basis(self) -> Clause:
        """The clause that promises."""
        return self.chart.clause(self.made.clause if self.made is not None else None) or self.clause

    def kids(self, at: int, *deps: str) -> Iterator[int]:
        """The words that hang on one, in these ways."""
        return (kid.i for kid in self.tagged.tree.kids[at] if not deps or kid.dep_ in deps)

    @cached_property
    def frames(self) -> list[int]:
        """The verbs that the clause is the content of, the nearest first."""
        below, found = self.basis, list[int]()
        for above in self.chart.above(below):
            doubted = self.tagged.words[above.verb] in words_of("frames", "doubting")
            if below.relation == "content" or (below.relation in DOUBTED and doubted):
                found.append(above.verb)
            elif below.relation not in PASSED:
                break
            below = above
        return [*found, *self.kids(self.basis.verb, "parataxis")]

    @property
    def speaker(self) -> int | None:
        """The head of the words for who says it, before it: | the union said it would."""
        frame = next(iter(self.frames), self.basis.verb)
        told = frame < self.basis.verb and self.tagged.words[frame] in words_of("frames", "speaking")
        return next(self.kids(frame, "nsubj"), None) if told else None

    @property
    def whom(self) -> int | None:
        """Whom somebody called on, told, gave or obliged to do it."""
        kids = self.tagged.tree.kids[self.clause.parent] if self.clause.parent is not None else []
        kids = [kid for kid in kids if (self.clause.parent or 0) < kid.i < self.clause.lead]
        tie = next((kid for kid in kids if kid.lower_ == "on"), None)
        inside = self.tagged.tree.kid(tie, "pobj") if tie is not None else None
        named = [*([inside] if inside is not None else []), *(k for k in kids if k.dep_ in {"dative", "dobj"})]
        return next((kid.i for kid in named if not self.tagged.in_time(kid.i)), None)

    def times(self) -> Iterator[int]:
        """The times that stand in the clause, before the next verb, or are its own before it: From May | they are."""
        first, verb, tagged = self.clause.lead, self.clause.verb, self.tagged
        for at in range(max(first - REACH, tagged.start_of(first)), first):
            last = tagged.token(tagged.times[at] - 1) if at in tagged.times else None
            if last is not None and any(one.i == verb for one in (last, *last.ancestors)):
                yield at
        near = range(verb + 1, min(verb + REACH, tagged.end_of(verb)))
        stop = next((at for at in near if tagged.tags[at] in FINITE_TAG or tagged.words[at] == ";"), near.stop)
        yield from (at for at in range(verb + 1, stop) if at in tagged.times)


def _deed_nouns(one: Standing) -> Iterator[int]:
    """The noun that names what is agreed: agreed on | the release of, agreed | a cut."""
    verb, tagged = one.clause.verb, one.tagged
    ties = [at for at in one.kids(verb) if at > verb and tagged.words[at] in {"on", "to", "upon"}]
    inside = [noun for tie in ties for noun in one.kids(tie, "pobj", "pcomp")]
    for noun in (*inside, *one.kids(verb, "dobj")):
        named = noun in inside and tagged.words[noun].endswith(DEED_ENDINGS)
        if named or tagged.words[noun] in words_of("nouns", "deeds"):
            yield noun


def _refused(one: Standing) -> Iterator[int]:
    """What a headline says "no" to: says | no Syria assault."""
    after = one.clause.verb + 1
    near = range(after, min(after + CLOSE, one.tagged.end_of(after))) if one.tagged.word(after) == "no" else ()
    return (at for at in near if one.tagged.words[at] in words_of("nouns", "forsworn"))


def _awaited(one: Standing) -> Iterator[int]:
    """What a deadline is for: the deadline for | handing in arms is; the deadline itself where it is not said."""
    subject, verb = one.clause.subject, one.clause.verb
    yield from (at for at in range(subject or verb, verb) if one.tagged.tags[at] in {"VB", "VBG"})
    yield from () if subject is None else (subject,)


def _openers(one: Standing) -> Iterator[int]:
    """The words that join the clause to another: if, when; no adverbs."""
    kids = (kid for kid in one.tagged.tree.kids[one.basis.verb] if kid.dep_ in {"mark", "advmod"})
    return (kid.i for kid in kids if kid.i < one.basis.verb and (kid.dep_ == "mark" or kid.tag_ != "RB"))


def _amid(one: Standing) -> range:
    """The tokens from two before the clause's beginning to its deed."""
    first, last = (one.made.first, one.made.action + 1) if one.made is not None else (0, 0)
    return range(max(one.tagged.start_of(one.clause.verb), first - 2), last)


PLACES: Mapping[str, Callable[[Standing], Iterable[int | None]]] = MappingProxyType(
    {
        # what governs the deed (agreed, due); the nouns between (has the | right to), what hangs on these, who does it
        "governor": lambda one: (
            one.up[-1:] if one.up and one.up[-1] < one.clause.verb and one.up[-1] not in one.nouns else []
        ),
        "through": lambda one: [at for at in one.nouns if not one.tagged.in_time(at)],
        "owed": lambda one: [kid for at in one.nouns for kid in one.kids(at)],
        "author": lambda one: [one.above.subject] if one.above else [],
        "carrier": lambda one: range(one.above.lead, one.up[-1] + 1) if one.above and one.up else [],
        "gap": lambda one: range(one.up[-1] + 1, one.clause.lead) if one.up else [],
        "parent": lambda one: [one.clause.parent],
        "promise": lambda one: [one.clause.parent] if one.promised else [],
        "head": lambda one: [one.tagged.token(one.clause.verb).head.i],
        "whom": lambda one: [one.whom],
        # whose deed it is
        "nobody": lambda _: [],
        "bound": lambda one: [one.clause.subject if one.clause.own else one.whom],
        "receiver": lambda one: [
            one.above.subject if one.above and (one.above.passive or one.whom is None) else one.whom
        ],
        "owner": lambda one: one.kids(one.tagged.token(one.clause.verb).head.i, "poss"),
        "preceding": lambda one: [one.clause.lead - 1 - (one.tagged.word(one.clause.lead - 1) == "not")],
        "allowed": lambda one: [
            *(at for said in one.kids(one.clause.verb, "ccomp") for at in one.kids(said, "nsubj")),
            *one.kids(one.clause.verb, "dobj"),
        ],
        "sharing": lambda one: [one.promised.subject] if one.promised else [],
        # its own words
        "subject": lambda one: [one.made.subject if one.made else one.clause.subject],
        "lead": lambda one: [one.made.lead if one.made else one.clause.lead],
        "helper": lambda one: range(one.clause.lead, one.clause.verb),
        "deed": lambda one: [one.clause.verb],
        "next": lambda one: [one.tagged.past_adverbs(one.clause.verb + 1)],
        "kid": lambda one: one.kids(one.clause.verb),
        "named": lambda one: one.kids(one.clause.verb, *SUBJECTS),
        "thing": lambda one: one.kids(one.clause.verb, "dobj"),
        "modifier": lambda one: (at for at in one.kids(one.clause.verb, "attr", "acomp") if at > one.clause.verb),
        "dating": lambda one: [at - 1 for at in one.times()],
        "agreed": _deed_nouns,
        "refused": _refused,
        "awaited": _awaited,
        # the clause that promises, what opens, completes and describes it
        "base": lambda one: [one.basis.verb],
        "doer": lambda one: one.kids(one.basis.verb, *SUBJECTS),
        "behind": lambda one: (
            at for at in one.kids(one.basis.verb, *SUBJECTS) if one.basis.lead < at < one.basis.verb
        ),
        "completion": lambda one: one.kids(one.basis.verb, "xcomp", "ccomp"),
        "opener": _openers,
        "before": lambda one: [min([*one.kids(one.basis.verb), one.basis.lead]) - 1],
        "content": lambda one: (at for said in one.kids(one.clause.verb, "ccomp") for at in one.kids(said, *SUBJECTS)),
        "brought": lambda one: (at for at in one.kids(one.clause.verb) if at in one.read),
        # what stands around it
        "amid": _amid,
        "frame": lambda one: one.frames,
        "teller": lambda one: (at for frame in one.frames for at in one.kids(frame, "nsubj")),
        "others": lambda one: (at for at in one.read if at != one.clause.verb),
        "sentence": lambda one: range(*one.tagged.tree.sentences[one.clause.verb]),
        "opening": lambda one: range(one.tagged.start_of(one.clause.verb), one.tagged.start_of(one.clause.verb) + 2),
        "ending": lambda one: range(one.tagged.end_of(one.clause.verb) - 3, one.tagged.end_of(one.clause.verb)),
    }
)
