"""What a row of lib/codebooks/forms.toml may ask of a clause beside the words at its places."""

from lib.annotate.charting.chart import SUBJECTS, left_edge
from lib.annotate.charting.tagged import FINITE_TAG
from lib.annotate.charting.words import words_of
from lib.annotate.promising.places import CLIMB, CLOSE, Standing

OPENING_TAGS = frozenset({"RB", "IN", "WDT", "WP", "CC", "WRB"})
# What completes a verb, so that it stands alone: stay | in the union.
COMPLEMENTS = frozenset({"npadvmod", "dobj", "prep", "attr", "acomp", "prt", "xcomp", "dative", "advmod", "ccomp"})
# What ties a clause to the verb that it completes or describes.
LEADING_IN = frozenset(
    {"relcl", "acl", "ccomp", "pcomp", "csubj", "xcomp", "prep", "pobj", "dobj", "attr", "nsubj", "appos", "advcl"}
)


class Duty(Standing):
    """The answers for one clause, by the names that rows ask for."""

    @property
    def term(self) -> bool:
        """Whether a term stands between what governs the deed and the deed: has | until July to, gave it two weeks."""
        start = (self.up[-1] if self.up else self.clause.lead) + 1
        limits = words_of("deadlines", "by", "nouns") | {"of", "from", "after"}
        times = [at for at in range(start, self.clause.lead) if at in self.tagged.times]
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
    def set_off(self) -> bool:
        """Whether it stands after a comma or a dash."""
        marks = words_of("marks", "setting_off")
        kids = (at for at in self.kids(self.clause.verb) if self.tagged.words[at] not in marks)
        opener = min(*kids, self.clause.lead, self.clause.lead)
        while opener > 0 and self.tagged.tags[opener - 1] in OPENING_TAGS:
            opener -= 1
        return self.tagged.word(opener - 1) in marks

    @property
    def of_its_own(self) -> bool:
        """Whether it and the verb that it is joined to have each what completes them: not destroyed or removed."""
        at, above = self.clause.verb, self.clause.parent or 0
        before = any(above < kid < at for kid in self.kids(above, *COMPLEMENTS))
        return before and "or" not in self.tagged.words[above:at] and max(self.kids(at, *COMPLEMENTS), default=0) > at

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
    def told(self) -> bool:
        """Whether somebody says it, who is named before it."""
        return self.speaker is not None

    @property
    def alone(self) -> bool:
        """Whether nothing beside it is a promise by itself, in its sentence or the one before."""
        return not self.after and all(one.weak for one in self.read.values())

    @property
    def completes(self) -> bool:
        """Whether it only completes or describes the deed of another promise."""
        token, outer = (
            self.tagged.token(self.basis.verb),
            {at for p in self.read.values() for at in (p.action, p.clause)},
        )
        for _ in range(CLIMB):
            own = token.dep_ == "advcl" and any(self.kids(token.i, *SUBJECTS))
            if own or token.dep_ not in LEADING_IN or token.head.i == token.i:
                return False
            token = token.head
            if token.i in outer and token.i < self.basis.verb:
                return ";" not in self.tagged.words[token.i : self.basis.lead]
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
        told = not (FINITE_TAG | {"TO"}).isdisjoint(tagged.tags[first : max(begin, first)])
        listed = opener in words_of("marks", "parting") - {"for"} and (told or opener in {":", ";", "—", "–", "|"})
        if not named or not (due or listed or begin <= first or opener in words_of("promises", "with_clause")):
            return False
        after = next((at for at in range(self.clause.verb + 1, end) if tagged.tags[at] in FINITE_TAG), end)
        alone = after == end or not {",", "as", ":"}.isdisjoint(tagged.words[self.clause.verb : after])
        return due or alone
