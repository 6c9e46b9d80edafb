"""From what an article says to the clause of a known agreement that it reports, with how well and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.annotate.clausing.evidence import (
    ReportedWords,
    SharedWords,
    Tie,
    shared_by_promise,
    shared_by_sentence,
    shared_words,
    tie_of,
)
from lib.annotate.clausing.points import Points, Word, key_of, points_of
from lib.annotator import Annotator
from lib.models import Agreement, ClauseMatch, Commitment, MatchOf, Sentence, Span

# The best clause must lead the next by this part of the least weight, or the report could be of either.
LEAST_MARGIN = 0.067
# So many clauses may a sentence report beside those of its commitments.
MOST_CLAUSES = 3
DECIMALS = 3
CAPITAL = re.compile(r"[A-ZÀ-Þ]\w*")

Tied = Sequence[tuple[Points, Tie]]


def match_clauses(
    sentences: Sequence[Sentence], commitments: Sequence[Commitment], agreements: Sequence[Agreement]
) -> Iterator[ClauseMatch]:
    """The clauses that commitments report, and those that sentences report without a commitment, in text order.

    Words are compared with each clause's terms, by stem and by deed; a name of the agreement must stand near. What
    matches no clause well, or two alike, is left out.

    >>> from lib.models import Clause
    >>> clause = Clause("patrols", "7", "The armies patrol together.", None, ("joint patrols", "Idlib"))
    >>> agreement = Agreement("some-deal", "Some deal", (), None, "", (clause,))
    >>> words = "Joint patrols began in Idlib."
    >>> found = match_clauses([Sentence(Span(0, len(words), words), 0)], (), [agreement])
    >>> [(match.clause, match.score, match.reason, match.span.exact) for match in found]
    [('some-deal/patrols', 0.615, 'shares ‘Joint patrols’; names Idlib', 'Joint patrols')]
    """
    known = _named_anywhere(sentences, agreements)
    before: ReportedWords | None = None
    rest = list(reversed(commitments))
    for sentence in sentences if known else ():
        promises = []
        while rest and rest[-1].span.start < sentence.span.end:
            promises.append(rest.pop())
        before = said = ReportedWords(sentence, before)
        tied = [(p, tie) for p in known if not p.keys.isdisjoint(said.keys) and (tie := tie_of(p, said))]
        if tied:
            yield from sorted(_matches(said, promises, tied), key=lambda match: match.span.start)


def find_clauses(
    sentences: Sequence[Sentence], commitments: Sequence[Commitment], agreements: Sequence[Agreement]
) -> tuple[list[ClauseMatch], list[Commitment]]:
    """The matches, and the commitments, each with the clause that its own match gives."""
    matches = list(match_clauses(sentences, commitments, agreements))
    own = {match.span: match.clause for match in matches if match.of == "commitment"}
    return matches, [replace(commitment, clause=own.get(commitment.span)) for commitment in commitments]


def _named_anywhere(sentences: Sequence[Sentence], agreements: Sequence[Agreement]) -> list[Points]:
    """The agreements of which a name or a party stands anywhere in the text: most articles have none."""
    if not agreements:
        return []
    names = {name for sentence in sentences for name in CAPITAL.findall(sentence.span.exact)}
    capitals = {key_of(name) for name in names}
    known = map(points_of, agreements)
    return [p for p in known if any(name.capitals <= capitals for name in (*p.names, *p.parties))]


def _matches(said: ReportedWords, promises: Sequence[Commitment], tied: Tied) -> Iterator[ClauseMatch]:
    """What the commitments of one sentence report, then what the rest of its words does."""
    used: set[int] = set()
    told: set[str] = set()
    for promise in promises:
        words = said.words_in(promise.span)
        scored = [
            shared
            for points, tie in tied
            for point in points.points
            if (shared := shared_by_promise(promise, words, point, tie))
        ]
        if best := _clear_best(scored):
            yield _match(promise.span, said, best, "commitment")
            used |= {word.at for word in best.words}
            told.add(best.clause)
    for shared in _of_rest(said, used, told, tied):
        first, last = shared.words[0], max(shared.words, key=lambda word: word.end)
        yield _match(Span(first.start, last.end, said.exact(first, last)), said, shared, "sentence")


def _of_rest(said: ReportedWords, used: set[int], told: set[str], tied: Tied) -> Iterator[SharedWords]:
    """What the words that told of nothing yet report, the plainest first."""
    for _ in range(MOST_CLAUSES):
        words: list[Word] = [word for word in said.words if word.at not in used]
        scored = [
            shared
            for points, tie in tied
            for point in points.points
            if point.key not in told and (shared := shared_by_sentence(words, said, point, tie))
        ]
        best = _clear_best(scored)
        if best is None:
            return
        yield best
        used |= {word.at for word in best.words}
        told.add(best.clause)


def _clear_best(scored: Sequence[SharedWords]) -> SharedWords | None:
    """The match that leads all that rest on the same words; None where two are alike."""
    ordered = sorted(scored, key=lambda shared: (-shared.ratio, shared.clause))
    if not ordered:
        return None
    best, words = ordered[0], {word.at for word in ordered[0].words}
    rivals = (other for other in ordered[1:] if words & {word.at for word in other.words})
    return None if any(best.ratio - other.ratio < LEAST_MARGIN for other in rivals) else best


def _match(span: Span, said: ReportedWords, shared: SharedWords, of: MatchOf) -> ClauseMatch:
    words = ", ".join(f"‘{exact}’" for exact in shared_words(said, shared.words))
    score = round(shared.ratio / (shared.ratio + 1), DECIMALS)
    return ClauseMatch(span, shared.clause, score, f"shares {words}; {shared.tie.words}", of)


ANNOTATOR = Annotator(
    "clause_matches",
    ClauseMatch,
    ("sentences", "commitments", "agreements"),
    find_clauses,
    also=("commitments",),
    reads="clauses",
)
