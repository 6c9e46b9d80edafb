"""What a row of lib/codebooks/deeds_told.toml may ask of a clause that may report a deed."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from lib.annotate.charting.chart import SUBJECTS, Chart, Clause, dateline_end, left_edge
from lib.annotate.charting.rows import Row, first_row
from lib.annotate.promising.calendars import WEEKDAY
from lib.annotate.promising.spans import clause_end
from lib.annotate.quotes import NESTED
from lib.annotate.telling.phrases import Phrased, plain_forms, rows_for
from lib.codebooks import load_words, word_set
from lib.models import Quote, Timex

if TYPE_CHECKING:
    from spacy.tokens import Token

# What was done longer ago is background; what was agreed longer ago is not told as news.
BACKGROUND, LATELY, WEEK = timedelta(300), timedelta(7), timedelta(7)
RELATIVES = frozenset({"that", "which", "who"})
NAMED = frozenset({*SUBJECTS, "dobj"})
# What a thing is made of: the guns of the army, fighters and their families.
MADE_OF = frozenset({"pobj", "conj", "compound", "nmod", "prep", "appos"})
NUMBER_OF = frozenset({"of", "out"})
# An article's first sentences.
FIRST = 3
# So many words: "as agreed" behind a clause; those left behind a part.
BEHIND, NEAR = 8, 60


@dataclass(frozen=True)
class Telling:
    """A text as deeds are read of it: `heads` are the first tokens of its headlines, `opening` those and the lead's."""

    chart: Chart
    published: date | None
    quotes: Sequence[Quote]
    heads: frozenset[int]
    opening: frozenset[int]

    def row(self, clause: Clause, table: str = "told") -> Row | None:
        """The row that reads a clause; None where it tells no deed."""
        asked = Reported(self.chart.tagged, self.chart, clause, self)
        rows = rows_for("deeds_told", table, asked.verb)
        row = first_row(asked, (row for row in rows if row.states != "none"))
        # What keeps a clause from being read is asked last: few clauses come so far.
        before = takewhile(lambda one: one is not row, rows) if row is not None else ()
        return row if first_row(asked, (one for one in before if one.states == "none")) is None else None

    def bounds(self, clause: Clause) -> tuple[int, int]:
        """The first token of a clause and its end."""
        return Reported(self.chart.tagged, self.chart, clause, self).bounds

    @cached_property
    def fresh(self) -> bool:
        """Whether headline or first sentences tell that something has just been agreed."""
        end = max(self.opening)
        for _ in range(FIRST):
            end = self.chart.tagged.end_of(end)
        return any(self.row(one, "made") is not None and self._lately(one) for one in self.chart.within(0, end))

    def _lately(self, clause: Clause) -> bool:
        start, end = self.chart.tagged.tree.sentences[clause.verb]
        days, published = [timex.finish for timex in self.times(start, end) if timex.finish], self.published
        return published is None or not days or any(published - LATELY <= day <= published for day in days)

    def times(self, first: int, end: int) -> Iterator[Timex]:
        """The times between two tokens."""
        tagged = self.chart.tagged
        return (tagged.timexes[at] for at in range(first, end) if tagged.times.get(at, end + 1) <= end)

    def days(self, first: int, end: int) -> Iterator[tuple[int, date]]:
        """The single past days between two tokens, each with its first token; a weekday is the last one."""
        published = self.published
        for timex in self.times(first, end) if first < end else ():
            day = timex.begin if timex.begin == timex.finish else None
            if day is not None and published is not None and day > published and WEEKDAY.search(timex.span.exact):
                day -= WEEK
            if day is not None and (published is None or day <= published):
                yield self.chart.tagged.tree.at(timex.span.start), day


@dataclass(frozen=True)
class Reported(Phrased):
    """A clause of a text, with the answers to what a row may ask of it."""

    text: Telling

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first token of the clause and its end."""
        clause = self.clause
        first = clause.lead
        if clause.own and clause.subject is not None and clause.subject < first and clause.relation != "relative":
            edge = left_edge(self.tagged, self.tagged.token(clause.subject))
            first = max(edge, dateline_end(self.tagged, clause.verb))
        return first, clause_end(self.chart, first, clause.verb, ())

    @cached_property
    def thing(self) -> frozenset[str]:
        """The clause's own words with the noun that it describes, without those of what it says that somebody says."""
        first, end = self.bounds
        contents = (one for one in self.content if one.verb > self.clause.verb)
        said = (one.subject if one.own and one.subject is not None else one.lead for one in contents)
        described = {self.tagged.token(self.clause.verb).head.lower_} if self.clause.relation == "relative" else set()
        return frozenset(described.union(self.tagged.words[first : min([end, *said])]))

    @cached_property
    def content(self) -> list[Clause]:
        """The clauses for what it says."""
        near = self.chart.within(*self.tagged.tree.sentences[self.clause.verb])
        return [one for one in near if one.parent == self.clause.verb and one.relation == "content"]

    @property
    def cited(self) -> bool:
        """Whether somebody is given as its source."""
        return bool(self.source)

    @cached_property
    def source(self) -> frozenset[str]:
        """The words that name who says so; none where the text itself does."""
        at = self.tagged.tree.offsets[self.clause.verb]
        last = bisect_right(self.text.quotes, at, key=lambda quote: quote.span.start)
        near = self.text.quotes[max(0, last - NESTED) : last]
        around = [quote for quote in near if at < quote.span.end and quote.speaker]
        speaker = min(around, key=lambda quote: quote.span.end - quote.span.start).speaker if around else None
        if speaker is not None:
            return frozenset(speaker.span.exact.lower().split())
        above = next(self.governing(), None) if self.clause.relation == "content" else None
        named = self.tagged.token(above.subject).subtree if above is not None and above.subject is not None else ()
        return frozenset(token.lower_ for token in named)

    @cached_property
    def time(self) -> str:
        """When it is: past, perfect, present; headline where one tells it in its own tense; else the verb's form."""
        clause = self.clause
        if clause.modal:
            return "modal"
        going_on = (
            self.tagged.words[clause.lead] in word_set("commitments", "carriers", "perfect")
            and self.tagged.tags[clause.verb] == "VBG"
        )
        time = "perfect" if clause.perfect or going_on else "past" if clause.past else "present"
        # A participle alone makes no clause with a subject: the tag is wrong.
        named = clause.own or not self.beside.isdisjoint(RELATIVES)
        alone = clause.form == "participle" and clause.relation in {"relative", "content"} and named
        time = time if clause.form == "finite" else "past" if alone else clause.form
        head = self.tagged.start_of(clause.verb) in self.text.heads
        return "headline" if head and time in {"present", "participle"} else time

    @cached_property
    def matter(self) -> frozenset[str]:
        """The words for who does it, what it is done to, and where: each with what it is made of."""
        if self.clause.verb not in self.chart.clauses:
            return self.thing
        kids = [kid for kid in self.tagged.tree.kids[self.clause.verb] if kid.i not in self.chart.clauses]
        named = {self.subject}
        for _ in range(3):
            named.update(kid.lower_ for kid in kids if kid.tag_.startswith(("N", "PRP", "CD")))
            kids = [one for kid in kids for one in self.tagged.tree.kids[kid.i] if one.dep_ in MADE_OF]
        return frozenset(named)

    @cached_property
    def nobody(self) -> bool:
        """Whether it is said of nobody and nothing: no shot, neither side, none of them."""
        subject = self.clause.subject
        named = [] if subject is None else [self.tagged.token(subject), *self.tagged.tree.kids[subject]]
        words = {token.lower_ for token in named if token.i < self.clause.lead}
        nor = self.tagged.words[self.tagged.start_of(self.clause.verb)] == "nor"
        return nor or not words.isdisjoint(word_set("commitments", "nouns", "no_one"))

    @property
    def negated(self) -> bool:
        """Whether it is said not to be so."""
        none = {"neither", "nothing", "no"} if "be" in plain_forms(self.verb) else {"neither", "nothing"}
        return self.clause.negated or self.nobody or not self.beside.isdisjoint(none)

    @property
    def named(self) -> frozenset[str]:
        """The words for who does it, and for what it is done to, by their heads."""
        return frozenset(kid.lower_ for kid in self._named)

    @property
    def _named(self) -> "list[Token]":
        return [kid for kid in self.tagged.tree.kids[self.clause.verb] if kid.dep_ in NAMED]

    def says(self, wanted: Collection[str]) -> bool:
        """Whether these words open the sentence, or stand in the clause or close behind it: as agreed, by its books."""
        start, stop = self.tagged.tree.sentences[self.clause.verb]
        near = " ".join(self.tagged.words[start : min(self.bounds[1] + BEHIND, stop)])
        return any(f" {words} " in f" {near} " for words in wanted)

    @property
    def fresh(self) -> bool:
        """Whether the text tells how it was agreed."""
        return self.text.fresh

    @property
    def old(self) -> bool:
        """Whether all days in it are of long ago."""
        published = self.text.published
        ends = [timex.finish for timex in self.text.times(*self.bounds) if timex.finish]
        return published is not None and bool(ends) and max(ends) < published - BACKGROUND

    @property
    def counted(self) -> bool:
        """Whether a number says how many do it, or of how many it is done."""
        near = (token for head in self._named for token in (head, *self.tagged.tree.kids[head.i]))
        return any(token.tag_ == "CD" and token.i not in self.tagged.timed for token in near)

    def _of_named(self, words: Collection[str]) -> bool:
        """Whether one of these stands with who does it, or with what it is done to."""
        among = (self.tagged.token(at) for at in range(*self.bounds) if self.tagged.words[at] in words)
        return any({token.dep_, token.head.dep_} & NAMED for token in among)

    @cached_property
    def part(self) -> bool:
        """Whether it is said of a part: the first, some, five of the twelve; 52, where 32 others are spoken of."""
        tagged, (first, end), amounts = self.tagged, self.bounds, load_words("deeds_told")["amounts"]
        if self._of_named(amounts["whole"]):
            return False
        numbers = [at for at in range(first, end) if tagged.tags[at] == "CD" and at not in tagged.timed]
        of = any(NUMBER_OF.intersection(tagged.words[at + 1 : at + 3]) for at in numbers)
        if of or self._of_named(amounts["part"]):
            return True
        after = range(end, min(end + NEAR, len(tagged.words)))
        left = any(tagged.words[at] in amounts["left"] and "CD" in tagged.tags[at - 2 : at + 3] for at in after)
        return bool(numbers) and (left or tagged.words[tagged.start_of(first)] == "of")
