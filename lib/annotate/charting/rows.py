"""Rows of a codebook that say what a clause of the chart is: what each asks of a clause, and what the clause then is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from lib.annotate.charting.chart import SUBJECTS, Chart, Clause
from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.codebooks import load_words

NOT_ASKED = frozenset({"name", "is", "reason", "again"})
# What a verb's phrase is made of stands at most so many words from it.
REACH = 12
# What is let go or let through is no clause of its own.
LETTING = frozenset({"let", "lets", "letting"})
# Endings of regular verbs, each with what the plain verb has in its place.
ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"))


class Row(NamedTuple):
    """One row: what it asks of a clause, what the clause then is, and why in a reader's words.

    `again` where it may speak of what has been told just before.
    """

    name: str
    asked: Mapping[str, Any]
    states: str
    reason: str
    again: bool = False


@lru_cache(maxsize=8)
def load_rows(codebook: str, table: str) -> tuple[Row, ...]:
    """The rows of a codebook's table, in its order; a "list:" is one of its own, or one of the commitments codebook."""
    words: Any = load_words(codebook)
    return tuple(
        Row(
            row.get("name", ""),
            {key: _listed(words, value) for key, value in row.items() if key not in NOT_ASKED},
            row["is"],
            row.get("reason", ""),
            row.get("again", False),
        )
        for row in words[table]
    )


def _listed(words: Mapping[str, Any], value: Any) -> Any:  # noqa: ANN401  # TOML has no narrower type
    """What a row asks for, lists looked up."""
    if isinstance(value, str) and value.startswith("list:"):
        section, _, key = value.removeprefix("list:").partition(".")
        own = words.get(section, {}).get(key)
        return words_of(section, key) if own is None else frozenset(own)
    if isinstance(value, list):
        return frozenset(word for one in value for word in _several(words, one))
    return value


def _several(words: Mapping[str, Any], value: str) -> Iterable[str]:
    return _listed(words, value) if value.startswith("list:") else (value,)


def first_row(asked: object, rows: Iterable[Row]) -> Row | None:
    """The first row all of whose questions the asked answers as it wants; None where there is none."""
    return next((row for row in rows if all(getattr(asked, f"is_{k}")(v) for k, v in row.asked.items())), None)


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
    """The further words of each phrase, by its verb."""
    table: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        verb, *others = phrase.split()
        table.setdefault(verb, []).append(frozenset(others))
    return table


@dataclass(frozen=True)
class Asked:
    """What any row may ask of a clause; each answer takes what the row asks for."""

    tagged: Tagged
    chart: Chart
    clause: Clause

    @property
    def word(self) -> str:
        return self.tagged.words[self.clause.verb]

    def is_relation(self, wanted: Collection[str]) -> bool:
        return self.clause.relation in wanted

    def is_form(self, wanted: Collection[str]) -> bool:
        return self.clause.form in wanted

    def is_modal(self, wanted: Collection[str]) -> bool:
        return self.clause.modal in wanted

    def is_mark(self, wanted: Collection[str]) -> bool:
        return self.clause.mark in wanted

    def is_passive(self, wanted: bool) -> bool:
        return self.clause.passive == wanted

    def is_perfect(self, wanted: bool) -> bool:
        return self.clause.perfect == wanted

    def is_own(self, wanted: bool) -> bool:
        return self.clause.own == wanted

    def is_phrase(self, wanted: frozenset[str]) -> bool:
        """Whether verb and what hangs on it are one of these phrases, the verb in any form, "*" any: turned | back."""
        table = _by_verb(wanted)
        ways = [others for verb in {*plain_forms(self.word), "*"} for others in table.get(verb, ())]
        return any(others <= self.beside for others in ways)

    def is_phrase_not(self, wanted: frozenset[str]) -> bool:
        return not self.is_phrase(wanted)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The words that hang on the verb, on what hangs on it and on what hangs on that, in any form."""
        level, found = [self.clause.verb], set[str]()
        if self.clause.verb not in self.chart.clauses:
            near = self.tagged.words[max(self.clause.verb - 2, 0) : self.clause.verb + 5]
            return frozenset(form for word in near for form in plain_forms(word))
        for _ in range(3):
            kids = [kid for at in level for kid in self.tagged.tree.kids[at]]
            level = [kid.i for kid in kids if abs(kid.i - self.clause.verb) < REACH and self._near(kid.i)]
            found.update(form for at in level for form in plain_forms(self.tagged.words[at]))
        return frozenset(found)

    def _near(self, at: int) -> bool:
        """Whether a word is no other clause's verb, unless that only completes this one."""
        other = self.chart.clauses.get(at)
        part = other is None or not other.own or other.form == "bare" or other.relation in {"completing", "loose"}
        return part or self.word in LETTING

    def is_subject(self, wanted: Collection[str]) -> bool:
        return self.clause.subject is not None and self.tagged.words[self.clause.subject] in wanted

    def is_subject_not(self, wanted: Collection[str]) -> bool:
        return not self.is_subject(wanted)

    def is_above(self, wanted: frozenset[str]) -> bool:
        """Whether it is content or completion of a verb that is a form of one of these."""
        return any(plain_forms(self.tagged.words[one.verb]) & wanted for one in self.governing())

    def is_modal_above(self, wanted: bool) -> bool:
        return any(one.modal and not one.perfect for one in self.governing()) == wanted

    def governing(self) -> Iterator[Clause]:
        """The clauses that this one is content, completion or adjunct of, the nearest first."""
        below = self.clause
        for above in self.chart.above(below):
            if below.relation in {"main", "relative", "loose"}:
                return
            if below.relation != "joined" and above.verb < self.clause.verb:
                yield above
            below = above


__all__ = ["SUBJECTS", "Asked", "Row", "first_row", "load_rows", "plain_forms"]
