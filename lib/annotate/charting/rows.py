"""Rows of a codebook that say what a clause of the chart is: what each asks of one, and what that then is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from lib.annotate.charting.chart import Chart, Clause
from lib.annotate.charting.tagged import Tagged
from lib.codebooks import load_words, words_of

# What a verb's phrase is made of stands at most so many words from it.
REACH = 12
# What is let go or let through is no clause of its own.
LETTING = frozenset({"let", "lets", "letting"})
# Endings of regular verbs, each with what the plain verb has in its place.
ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"))


class Row(NamedTuple):
    """One row: what it asks of a clause, what the clause then is, and why in a reader's words.

    `questions` are what it asks for: name, answer, and whether that is to be so. `again` where it may speak of what has
    been told just before; `way` is the kind of row, `whose` deed it is where that is not the governing clause's, `deed`
    what names it where no verb does, `weak` what counts only beside others.
    """

    asked: Mapping[str, Any]
    questions: Sequence[tuple[str, Any, bool]]
    states: str
    name: str = ""
    reason: str = ""
    again: bool = False
    way: str = "form"
    whose: str = ""
    deed: str = ""
    weak: bool = False


NOT_ASKED = frozenset({*Row._fields, "is", "like"})


@lru_cache(maxsize=8)
def load_rows(codebook: str, table: str) -> tuple[Row, ...]:
    """The rows of a codebook's table, in its order; a "list:" is one of its own, or of the commitments codebook."""
    words: Any = load_words(codebook)
    alike, rows = {like["name"]: like for like in words.get("like", ())}, list[Row]()
    for row in words[table]:
        asked = {key: _listed(words, value) for key, value in (alike.get(row.get("like"), {}) | row).items()}
        told = {key: row[key] for key in Row._fields if key in row}
        asked = {key: value for key, value in asked.items() if key not in NOT_ASKED}
        questions = [(key.removesuffix("_not"), value, not key.endswith("_not")) for key, value in asked.items()]
        rows.append(Row(asked, questions, row["is"], **told))
    return tuple(rows)


def _listed(words: Mapping[str, Any], value: Any) -> Any:  # noqa: ANN401  # TOML has no narrower type
    if isinstance(value, list):
        return frozenset().union(*(_listed(words, one) for one in value))
    if not isinstance(value, str) or not value.startswith("list:"):
        return frozenset([value]) if isinstance(value, str) else value
    section, _, key = value.removeprefix("list:").partition(".")
    own = words.get(section, {}).get(key)
    return words_of(section, key) if own is None else frozenset(own)


def first_row(asked: "Asked", rows: Iterable[Row]) -> Row | None:
    """The first row that asks for nothing else than the clause is; None where there is none."""
    answers: dict[str, Any] = {}
    for row in rows:
        for name, wanted, so in row.questions:
            if name not in answers:
                answers[name] = asked.answer(name)
            if _is(answers[name], wanted) != so:
                break
        else:
            return row
    return None


def _is(answer: Any, wanted: Any) -> bool:  # noqa: ANN401  # TOML has no narrower type
    if isinstance(wanted, bool):
        return bool(answer) == wanted
    if isinstance(answer, str):
        return answer in wanted
    return bool(answer(wanted)) if callable(answer) else not answer.isdisjoint(wanted)


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
def rows_for(codebook: str, table: str, verb: str, **is_: str) -> tuple[Row, ...]:
    """The rows that a clause with this verb, in lower case, and of this form, relation and modal may fit."""
    rows, forms = load_rows(codebook, table), {*plain_forms(verb), "*"}
    rows = tuple(row for row in rows if all(is_[key] in row.asked[key] for key in is_ if key in row.asked))
    return tuple(row for row in rows if "phrase" not in row.asked or forms & _by_verb(row.asked["phrase"]).keys())


@dataclass(frozen=True)
class Asked:
    """The answers to what a row may ask of a clause, beside what the chart has of it."""

    tagged: Tagged
    chart: Chart
    clause: Clause

    def answer(self, name: str) -> Any:  # noqa: ANN401  # a word, words, or whether
        """The answer by its name; what is not said here, the chart has of the clause."""
        return getattr(self if hasattr(type(self), name) else self.clause, name)

    @property
    def verb(self) -> str:
        """The verb as it stands."""
        return self.tagged.words[self.clause.verb]

    @property
    def subject(self) -> str:
        """The head of the words for who or what; nothing where there is none."""
        return self.tagged.words[self.clause.subject] if self.clause.subject is not None else ""

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
