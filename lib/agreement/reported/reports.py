"""What one article reports of something agreed, commitments and deeds alike, as it is compared with clauses."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.codebooks import word_set
from lib.models import Commitment, DeedState, Modality, Obligor, ReportedDeed, Sentence, Span

# What stands behind the first comma of a report tells less of which clause it is of; its verb and object tell more.
BEHIND_COMMA, DEED = 0.6, 1.68
# The words of a report before its first comma are no fewer characters than this, or the comma is one of an aside.
LEAST_BEFORE = 25
# What is listed between two commas has at most so many words.
LISTED = 3
# Of a long object only so many words say what is meant.
OBJECT_WORDS = 5
# What "which" stands for is among so many words before it.
ANTECEDENT = 2
_RELATIVE = re.compile(r"(?:which|whose|whom|who|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """One statement of an article: that something is to be done, or that it was done, begun, broken, ...

    `sentence` is its place among those of the article. `words` are what its own words are compared by, with how much
    each tells; `around` those of the rest of its sentence, `before` those of the sentence before it in its paragraph;
    `who` those of who is to do it or did it, `named` those of them that are a name known to the desk.
    `when` is the day of publication, or the newest that the article tells of.
    """

    document: str
    when: date | None
    said: Commitment | ReportedDeed
    paragraph: int
    sentence: int
    words: Mapping[str, float]
    around: frozenset[str]
    before: frozenset[str]
    who: frozenset[str]
    named: frozenset[str]
    days: frozenset[date]

    @property
    def span(self) -> Span:
        """The words of the report."""
        return self.said.span

    @property
    def state(self) -> DeedState | None:
        """What a deed tells; None for a commitment."""
        return None if isinstance(self.said, Commitment) else self.said.state

    @property
    def elided(self) -> bool:
        """Whether it names neither who nor what, so that what stands before has to tell: "25 will follow"."""
        who = self.said.obligor if isinstance(self.said, Commitment) else self.said.doer
        told = [key for key in keys_in(self.said.object or "") if not key.startswith(NUMBER)]
        pronouns = word_set("facts", "lists", "pronouns")
        said = who.text.lower().split() if who is not None else []
        return bool(said) and not told and all(word in pronouns or word.isdecimal() for word in said)

    @property
    def modality(self) -> Modality | None:
        """What a commitment states; None for a deed."""
        return self.said.modality if isinstance(self.said, Commitment) else None


def reports_in(
    document: str,
    when: date | None,
    sentences: Sequence[Sentence],
    commitments: Sequence[Commitment],
    deeds: Sequence[ReportedDeed],
) -> list[Report]:
    """The reports of an article in text order; `when` is its day of publication, None where it has none of its own."""
    said: list[Commitment | ReportedDeed] = [*commitments, *deeds]
    said.sort(key=lambda one: (one.span.start, one.span.end))
    when = when or max((deed.on for deed in deeds if deed.on is not None), default=None)
    starts = [sentence.span.start for sentence in sentences]
    places = (bisect_right(starts, one.span.start) - 1 for one in said)
    return [_report(document, when, one, sentences, at, said) for one, at in zip(said, places, strict=True) if at >= 0]


def _report(  # one record of many sources
    document: str,
    when: date | None,
    said: Commitment | ReportedDeed,
    sentences: Sequence[Sentence],
    at: int,
    others: Sequence[Commitment | ReportedDeed],
) -> Report:
    sentence = sentences[at]
    before = sentences[at - 1] if at > 0 and sentences[at - 1].paragraph == sentence.paragraph else None
    who = said.obligor if isinstance(said, Commitment) else said.doer
    return Report(
        document=document,
        when=when,
        said=said,
        paragraph=sentence.paragraph,
        sentence=at,
        words=_words(said, sentence.span),
        around=frozenset(keys_in(_rest(sentence.span, [one for one in others if not _within(said, one)]))),
        before=frozenset(keys_in(before.span.exact)) if before else frozenset(),
        who=frozenset(keys_in(" ".join(_names(who)))),
        named=frozenset(keys_in(_known_as(who))),
        days=frozenset(_days(said)),
    )


def _words(said: Commitment | ReportedDeed, sentence: Span) -> dict[str, float]:
    """What the words of a report are compared by, with how much each tells."""
    text = f"{_meant(said.span, sentence)} {said.span.exact}".lstrip()
    comma = text.find(",")
    end = comma if comma >= LEAST_BEFORE and not _lists(text[comma + 1 :]) else len(text)
    words = dict.fromkeys(keys_in(text[end:]), BEHIND_COMMA) | dict.fromkeys(keys_in(text[:end]), 1.0)
    deed = f"{said.action} {' '.join((said.object or '').split()[:OBJECT_WORDS])}"
    return words | dict.fromkeys(keys_in(deed), DEED)


def _lists(behind: str) -> bool:
    """Whether the words behind a comma go on with a list.

    >>> _lists(" the United Kingdom, or a third country"), _lists(" chaired by the president, and last for three weeks")
    (True, False)
    """
    item, comma, last = behind.partition(",")
    return bool(comma) and len(item.split()) <= LISTED and last.split()[:1] in (["and"], ["or"])


def _meant(report: Span, sentence: Span) -> str:
    """What a relative pronoun that opens a report stands for: the last words before it."""
    if not _RELATIVE.match(report.exact):
        return ""
    return " ".join(sentence.exact[: max(report.start - sentence.start, 0)].split()[-ANTECEDENT:])


def _rest(sentence: Span, others: Sequence[Commitment | ReportedDeed]) -> str:
    """The words of a sentence that no report takes up."""
    text = sentence.exact
    for other in others:
        if other.span.overlaps(sentence):
            start, end = max(other.span.start - sentence.start, 0), min(other.span.end - sentence.start, len(text))
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _within(said: Commitment | ReportedDeed, other: Commitment | ReportedDeed) -> bool:
    """Whether a report is a part of another's words, so that those say what it is of."""
    inner, outer = said.span, other.span
    return outer.start <= inner.start and inner.end <= outer.end and len(inner.exact) < len(outer.exact)


def _names(who: Obligor | None) -> Iterator[str]:
    if who is not None:
        yield from filter(None, (who.text, who.name, _known_as(who)))


def _known_as(who: Obligor | None) -> str:
    """The name of the entity that has to do something."""
    return ((who and who.entity) or "").replace("-", " ")


def _days(said: Commitment | ReportedDeed) -> Iterator[date]:
    if isinstance(said, Commitment):
        yield from filter(None, (said.deadline.due if said.deadline else None, said.starts))
