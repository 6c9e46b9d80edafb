"""Rows of a codebook that say what a clause of the chart is: what each asks of one, and what that then is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from lib.annotate.charting.chart import Chart, Clause
from lib.annotate.tree import Tagged
from lib.codebooks import load_words, words_of


class Row(NamedTuple):
    """One row: what it asks of a clause, what the clause then is, and why; the head of forms.toml explains the rest.

    `questions` are what it asks for: name, answer, and whether that is to be so.
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
def rows_for(codebook: str, table: str, form: str, relation: str, modal: str) -> tuple[Row, ...]:
    """The rows of a table that a clause of this form, relation and modal may fit, so that few are asked of each."""
    is_ = {"form": form, "relation": relation, "modal": modal}
    rows = load_rows(codebook, table)
    return tuple(row for row in rows if all(is_[key] in row.asked[key] for key in is_ if key in row.asked))


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
