"""Verbs with what hangs on them, in any form, as rows of lib/codebooks/deeds_told.toml ask for them: turned | back."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from lib.annotate.charting.chart import Clause
from lib.annotate.charting.rows import Asked, Row, load_rows
from lib.codebooks import load_words

# What a verb's phrase is made of stands at most so many words from it.
REACH = 12
# What is let go or let through is no clause of its own.
LETTING = frozenset({"let", "lets", "letting"})
# Endings of regular verbs, each with what the plain verb has in its place.
ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"))


@lru_cache(maxsize=4096)
def plain_forms(word: str) -> frozenset[str]:
    """The verbs that a word in lower case may be a form of, itself among them.

    >>> sorted(plain_forms("left")), "carry" in plain_forms("carried"), "stop" in plain_forms("stopped")
    (['leave', 'left'], True, True)
    """
    irregular: Mapping[str, list[str]] = load_words("irregular")["forms"]
    if word in irregular:
        return frozenset([word, *irregular[word]])
    bare = [word.removesuffix(end) + put for end, put in ENDINGS if word.endswith(end)]
    undoubled = [one[:-1] for one in bare if len(one) > 3 and one[-1] == one[-2]]
    return frozenset([word, *bare, *undoubled])


@lru_cache(maxsize=256)
def _by_verb(phrases: frozenset[str]) -> Mapping[str, list[frozenset[str]]]:
    table: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        verb, *others = phrase.split()
        table.setdefault(verb, []).append(frozenset(others))
    return table


@lru_cache(maxsize=8192)
def rows_for(codebook: str, table: str, verb: str) -> tuple[Row, ...]:
    """The rows of a table that a verb in lower case may fit: those without a phrase, or with one that begins so."""
    forms = {*plain_forms(verb), "*"}
    rows = load_rows(codebook, table)
    return tuple(row for row in rows if "phrase" not in row.asked or forms & _by_verb(row.asked["phrase"]).keys())


class Phrased(Asked):
    """The answers to what a row may ask of a clause's verb."""

    def phrase(self, wanted: frozenset[str]) -> bool:
        """Whether verb and what hangs on it are one of these phrases, the verb in any form, "*" any: turned | back."""
        table = _by_verb(wanted)
        ways = [others for verb in {*plain_forms(self.verb), "*"} for others in table.get(verb, ())]
        return any(others <= self.beside for others in ways)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The words that hang on the verb, on what hangs on it and on what hangs on that, in any form."""
        at, words = self.clause.verb, list[str]()
        if self.chart.clause(at) is None:
            words = self.tagged.words[max(at - 2, 0) : at + 5]
        level = [at] if not words else []
        for _ in range(3):
            kids = [kid.i for one in level for kid in self.tagged.tree.kids[one]]
            level = [kid for kid in kids if abs(kid - at) < REACH and self._is_part(kid)]
            words += [self.tagged.words[kid] for kid in level]
        return frozenset(form for word in words for form in plain_forms(word))

    def _is_part(self, at: int) -> bool:
        """Whether a word is no other clause's verb, unless that only completes this one."""
        other = self.chart.clause(at)
        part = other is None or not other.own or other.form == "bare" or other.relation in {"completing", "loose"}
        return part or self.verb in LETTING

    @property
    def governed(self) -> frozenset[str]:
        """The plain verbs that it is the content, completion or adjunct of."""
        return frozenset(form for one in self.governing() for form in plain_forms(self.tagged.words[one.verb]))

    @property
    def modal_above(self) -> bool:
        """Whether one of these is what may, will or would be."""
        return any(one.modal and not one.perfect for one in self.governing())

    def governing(self) -> Iterator[Clause]:
        """The clauses before it that it is content, completion or adjunct of, the nearest first."""
        below = self.clause
        for above in self.chart.above(below):
            if below.relation in {"main", "relative", "loose"}:
                return
            if below.relation != "joined" and above.verb < self.clause.verb:
                yield above
            below = above
