"""What a row of lib/codebooks/forms.toml may ask of a clause: the places of its sentence, and answers by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from lib.annotate.charting.chart import FINITE_TAG, Clause, left_edge
from lib.annotate.charting.rows import Asked
from lib.annotate.promising.spans import Promise
from lib.codebooks import load_words, words_of

# A verb over one of these is no frame but one of doubt; the way up to a frame leads past the others.
DOUBTED = frozenset({"completing", "describing"})
PASSED = frozenset({"joined", "adverbial", "completing", "object", "loose"})
DEED_ENDINGS = ("tion", "sion", "ment", "wal", "val", "sal", "ing", "ance")
OPENING_TAGS = frozenset({"RB", "IN", "WDT", "WP", "CC", "WRB"})
# What completes a verb, so that it stands alone: stay | in the union.
COMPLEMENTS = frozenset({"npadvmod", "dobj", "prep", "attr", "acomp", "prt", "xcomp", "dative", "advmod", "ccomp"})
# What is asked of a clause's own words is looked for this far behind its verb; so many heads up or words on.
REACH, CLIMB, CLOSE = 20, 8, 6


@dataclass(frozen=True)
class Duty(Asked):
    """Where one clause stands, with the answers by the names that rows ask for.

    `read` are the sentence's promises so far by their deeds, `made` the one that the clause makes; `after` whether the
    sentence before promises something, `fresh` whether something has just been agreed, `spoken` whether anything has.
    """

    read: Mapping[int, Promise]
    made: Promise | None = None
    after: bool = False
    fresh: bool = True
    spoken: bool = True

    def answer(self, name: str) -> Any:  # noqa: ANN401  # a word, words, or whether
        """What stands at a place, by name and aspect; else what the chart has of the clause."""
        place, _, aspect = name.partition("_")
        if place == "read":
            return getattr(self.made, aspect, "")
        if place not in PLACES and place not in load_words("forms")["places"]:
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
        for path in load_words("forms")["places"].get(place, [place] if place else []):
            start, *ties = path.split()
            found = [one for one in PLACES[start](self) if one is not None and 0 <= one < len(self.tagged.words)]
            for tie in ties:
                found = [kid for one in found for kid in self.kids(one, *(tie.split("|") if tie != "*" else ()))]
            yield from found

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

    def over(self, heads: list[int], *, noun: bool) -> list[int]:
        """Those of what it hangs on that stand before it and are nouns, or are none."""
        return [at for at in heads if at < self.clause.verb and self.tagged.tags[at].startswith("N") == noun]

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
        parent = self.clause.parent if self.clause.parent is not None else self.clause.lead
        kids = [at for at in self.kids(parent) if parent < at < self.clause.lead]
        on = [inside for at in kids if self.tagged.words[at] == "on" for inside in self.kids(at, "pobj")]
        named = [*on, *(at for at in kids if self.tagged.token(at).dep_ in {"dative", "dobj"})]
        return next((at for at in named if at not in self.tagged.timed), None)

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

    @property
    def term(self) -> bool:
        """Whether a term stands between what governs the deed and the deed: has | until July to, gave it two weeks."""
        start = (self.up[-1] if self.up else self.clause.lead) + 1
        limits = words_of("deadlines", "by", "nouns") | {"of", "from", "after"}
        gone = words_of("deadlines", "gone")
        times = [
            at for at in range(start, self.clause.lead) if at in self.tagged.times and self.tagged.words[at] not in gone
        ]
        near = ((at, self.tagged.words[max(start, at - 3) : at]) for at in times)
        return any(self.tagged.tag(at - 1) != "IN" or not limits.isdisjoint(words) for at, words in near)

    @property
    def gone(self) -> bool:
        """Whether it is told as past what was to be: was to leave; not where its day is given, or somebody says so."""
        above, words = self.above, self.tagged.words
        if above is None or self.tagged.tags[above.lead] != "VBD":
            return False
        told = words[above.parent or 0] in words_of("frames", "speaking")
        return not (told or (self.clause.lead == self.tagged.past_adverbs(above.lead + 1) and any(self.times())))

    @property
    def asserted(self) -> bool:
        """Whether what governs the deed is said to be so: a finite verb, or one that is promised itself."""
        above = self.above
        return above is not None and (above.verb in self.read or (above.form == "finite" and not above.modal))

    @property
    def of_its_own(self) -> bool:
        """Whether it and the verb that it is joined to have each what completes them: not destroyed or removed."""
        at, above = self.clause.verb, self.clause.parent or 0
        before = any(above < kid < at for kid in self.kids(above, *COMPLEMENTS))
        parted = {"or", "than"}.isdisjoint(self.tagged.words[above:at])
        return before and parted and max(self.kids(at, *COMPLEMENTS), default=0) > at

    @property
    def due(self) -> bool:
        """Whether a day that may be its last stands in it, and no length that it lasts."""
        never, words = words_of("deadlines", "not_due", "lasting"), self.tagged.words
        times = (at for at in self.times() if at > self.clause.verb)
        return any(words[at - 1] not in never or words[at - 2 : at] == ["later", "than"] for at in times)

    @property
    def under(self) -> bool:
        """Whether the sentence says that it is so under an agreement: part of a deal, according to the truce."""
        words, (first, end) = self.tagged.words, self.tagged.tree.sentences[self.clause.verb]
        said = (at for at in range(first, end) if words[at] in {"under", "part", "terms", "according"})
        return any(not words_of("nouns", "agreements").isdisjoint(words[at : min(at + CLOSE, end)]) for at in said)

    @property
    def completes(self) -> bool:
        """Whether it only completes or describes the deed of another promise."""
        below, outer = self.basis, {at for one in self.read.values() for at in (one.action, one.clause)}
        for above in self.chart.above(below):
            if below.relation in {"main", "joined", "loose"} or (below.relation == "adverbial" and below.own):
                break
            if above.verb in outer and above.verb < self.basis.verb:
                return ";" not in self.tagged.words[above.verb : self.basis.lead]
            below = above
        return False

    @property
    def headline(self) -> bool:
        """Whether it is an infinitive that a noun has in a headline or a list: Spain | to return it."""
        tagged, (first, end) = self.tagged, self.tagged.tree.sentences[self.clause.verb]
        head = next(self.at("preceding"), first)
        begin = left_edge(tagged, tagged.token(head))
        begin += tagged.words[begin] == ","
        opener, none = tagged.word(begin - 1) if begin > first else "", words_of("nouns", "for_infinitives")
        named = tagged.tags[head].startswith(("NN", "CD")) and (opener == "for" or tagged.words[head] not in none)
        # "The deadline | for militias to clear", "; and | for the army to".
        near = tagged.words[max(first, begin - CLIMB) : begin]
        due = opener == "for" and (bool(self.read) or not words_of("deadlines", "nouns").isdisjoint(near))
        # A list of more than what is told: not "met, and | the Front to"; nor "easier | for a company to".
        told = opener in {",", "and"} and not self.read and not FINITE_TAG.isdisjoint(tagged.tags[first:begin])
        listed = opener in words_of("marks", "parting") - {"for"} and not told
        loose = opener == "for" and (begin - 1 == first or tagged.tag(begin - 2)[:2] == "JJ")
        promised = opener in words_of("promises", "with_clause") and tagged.word(begin) not in {"a", "an"}
        opens = due or listed or promised or begin <= first
        if not named or loose or not opens:
            return False
        after = next((at for at in range(self.clause.verb + 1, end) if tagged.tags[at] in FINITE_TAG), end)
        alone = after == end or not {",", "as", ":"}.isdisjoint(tagged.words[self.clause.verb : after])
        return due or alone


def _deed_nouns(one: Duty) -> Iterator[int]:
    """The noun that names what is agreed: agreed on | the release of, agreed | a cut."""
    verb, words = one.clause.verb, one.tagged.words
    ties = [at for at in one.kids(verb) if at > verb and words[at] in {"on", "to", "upon"}]
    inside = [noun for tie in ties for noun in one.kids(tie, "pobj", "pcomp")]
    for noun in (*inside, *one.kids(verb, "dobj")):
        if words[noun] in words_of("nouns", "deeds") or (noun in inside and words[noun].endswith(DEED_ENDINGS)):
            yield noun


def _before(one: Duty) -> Iterator[int]:
    """The token before the clause and the words that join it to another."""
    marks = words_of("marks", "setting_off")
    kids = (kid for kid in one.kids(one.basis.verb) if one.tagged.words[kid] not in marks)
    at = min([one.basis.lead, *kids])
    while at > 0 and one.tagged.tags[at - 1] in OPENING_TAGS:
        at -= 1
    yield at - 1


def _label(one: Duty) -> Iterator[int]:
    """The verb of what is only put in quotation marks: the | "must sell" | price."""
    marks, words, verb = words_of("marks", "quotes"), one.tagged.words, one.clause.verb
    if words[verb - 2] in marks and words[verb - 1] == one.clause.modal and one.tagged.word(verb + 1) in marks:
        yield verb


PLACES: Mapping[str, Callable[[Duty], Iterable[int | None]]] = MappingProxyType(
    {
        # what governs the deed (agreed, due); the nouns between (has the | right to), who does it, what stands between
        "governor": lambda one: one.over(one.up[-1:], noun=False),
        "through": lambda one: [at for at in one.over(one.up, noun=True) if at not in one.tagged.timed],
        "author": lambda one: [one.above.subject] if one.above else [],
        "carrier": lambda one: range(one.above.lead, one.up[-1] + 1) if one.above and one.up else [],
        "gap": lambda one: range(one.up[-1] + 1, one.clause.lead) if one.up else [],
        "parent": lambda one: [one.clause.parent],
        "promise": lambda one: [one.clause.parent] if one.promised else [],
        "head": lambda one: [one.tagged.token(one.clause.verb).head.i],
        # whose deed it is
        "nobody": lambda _: [],
        "whom": lambda one: [one.whom],
        "bound": lambda one: [one.clause.subject if one.clause.own else one.whom],
        "receiver": lambda one: [one.above.subject if one.above and (one.above.passive or not one.whom) else one.whom],
        "preceding": lambda one: [one.clause.lead - 1 - (one.tagged.word(one.clause.lead - 1) == "not")],
        "sharing": lambda one: [one.promised.subject] if one.promised else [],
        # its own words
        "subject": lambda one: [one.made.subject if one.made else one.clause.subject],
        "label": _label,
        "lead": lambda one: [one.made.lead if one.made else one.clause.lead],
        "helper": lambda one: range(one.clause.lead, one.clause.verb),
        "deed": lambda one: [one.clause.verb],
        "next": lambda one: [one.tagged.past_adverbs(one.clause.verb + 1)],
        "dating": lambda one: [at - 1 for at in one.times()],
        "agreed": _deed_nouns,
        # the clause that promises, and what opens it
        "base": lambda one: [one.basis.verb],
        "behind": lambda one: [at for at in one.at("doer") if one.basis.lead < at < one.basis.verb],
        "before": _before,
        "bearing": lambda one: [one.tagged.token(one.basis.verb).head.i],
        "beyond": lambda one: [one.basis.parent],
        "brought": lambda one: (at for at in one.kids(one.clause.verb) if at in one.read),
        # what stands around it
        "amid": lambda one: range(one.made.first - 2, one.made.action + 1) if one.made else [],
        "speaker": lambda one: [one.speaker],
        "frame": lambda one: one.frames,
        "firm": lambda one: (at for at, made in one.read.items() if not made.weak),
        "others": lambda one: (at for at in one.read if at != one.clause.verb),
        "sentence": lambda one: range(*one.tagged.tree.sentences[one.clause.verb]),
        "opening": lambda one: range(one.tagged.start_of(one.clause.verb), one.tagged.start_of(one.clause.verb) + 2),
        "ending": lambda one: range(one.tagged.end_of(one.clause.verb) - 3, one.tagged.end_of(one.clause.verb)),
    }
)
