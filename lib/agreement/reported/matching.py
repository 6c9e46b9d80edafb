"""From what articles report to the clauses of an agreement, by words, days and doers, along each article."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from lib.agreement.reported.profiles import Learned, Profile, profiles_of
from lib.agreement.reported.reports import Report
from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.models import Agreement

# How much the words around a report and in the sentence before tell beside its own, and at most in all.
AROUND, BEFORE, MOST_BESIDE, MOST_ALONE = 0.5, 0.49, 1.68, 0.35
# A day that the clause has, shared by no other; the same doer, who has much or little else to do; another party.
SAME_DAY, SAME_DOER, SOLE_DOER, OTHER_DOER = 0.36, 0.36, 0.18, 2.36
CONTRARY = 0.56
# Articles tell an agreement's points in order: the clause told before, and the one after it, are likelier.
SAME_CLAUSE, NEXT_CLAUSE = 0.34, 0.49
# What is denied, disputed or checked is mostly what was told just before.
FOLLOWING = frozenset({"denied", "disputed", "verified", "delayed"})
FOLLOWS, SAME_FOLLOWS, FAINT = 0.95, 1.72, 2.0
# What a match must reach, at first and once words were learned; by how much it must lead the next.
LEAST_AT_FIRST, LEAST, LEAST_OF_DEED, LEAD = 2.72, 3.36, 2.74, 0.025
SLIGHTEST = 0.42
# Rounds in which the words of what was matched are learned, and how many clauses are weighed for one report.
ROUNDS, CANDIDATES = 3, 8
MOST_SHOWN = 4


class Matched(NamedTuple):
    """A report with the clause that it is of (its place in the agreement), how well that was seen, and why; or none.

    `score` is w / (w + least) of the weight of all that is shared, as that of `lib.models.ClauseMatch`.
    """

    report: Report
    clause: int | None
    score: float
    reason: str = ""


def match_reports(agreement: Agreement, reports: Sequence[Report]) -> list[Matched]:
    """Each report with the clause of the agreement that it is of, in the order given.

    In the first round only clear matches count; the words in which they tell their clause then help to find others.
    """
    by_article: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_article[report.document].append(report)
    learned: list[Learned] = []
    matched: list[Matched] = []
    parties = frozenset(key for party in agreement.parties for key in keys_in(party))
    for turn in range(ROUNDS):
        profiles = profiles_of(agreement, learned)
        matched = [m for told in by_article.values() for m in _match_article(told, profiles, parties, first=turn == 0)]
        learned = _learn(matched, len(agreement.clauses))
    return [_told(match, profiles) for match in matched]


def _told(match: Matched, profiles: Sequence[Profile]) -> Matched:
    """A match with its score and its reason as readers see them."""
    if match.clause is None:
        return match
    profile, shared = profiles[match.clause], dict[str, str]()
    for word in match.report.span.exact.split():
        shared |= {key: word.strip(",.;:()") for key in keys_in(word) if key in profile.weights and key not in shared}
    tells = nlargest(MOST_SHOWN, shared, key=lambda key: profile.weights[key])
    words = ", ".join(f"‘{shared[key]}’" for key in shared if key in tells)
    reason = f"shares {words}" if words else "follows a report of this clause"
    return match._replace(score=round(match.score / (match.score + LEAST), 3), reason=reason)


def _learn(matched: Iterable[Matched], clauses: int) -> list[Learned]:
    """The words and the days with which the reports of each clause tell it."""
    told: list[list[Report]] = [[] for _ in range(clauses)]
    for match in matched:
        if match.clause is not None:
            told[match.clause].append(match.report)
    return [
        Learned(
            Counter(key for report in reports for key in report.words if not key.startswith(NUMBER)),
            frozenset(day for report in reports for day in report.days),
        )
        for reports in told
    ]


def _match_article(
    reports: Sequence[Report], profiles: Sequence[Profile], parties: frozenset[str], *, first: bool
) -> list[Matched]:
    """The reports of one article along the likeliest way through the clauses (Viterbi 1967)."""
    scores = [_scores(report, profiles, parties) for report in reports]
    same, then = (0.0, 0.0) if first else (SAME_CLAUSE, NEXT_CLAUSE)
    ways: dict[int | None, tuple[float, list[int | None]]] = {None: (0.0, [])}
    before: Report | None = None
    for report, scored in zip(reports, scores, strict=True):
        least = LEAST_AT_FIRST if first else LEAST if report.state is None else LEAST_OF_DEED
        beside = before is not None and before.paragraph == report.paragraph
        faint = beside and max(scored.values(), default=0.0) < FAINT
        follows = not first and (report.state in FOLLOWING or faint)
        before = report
        further: dict[int | None, tuple[float, list[int | None]]] = {}
        for last, (value, way) in ways.items():
            none = least * (FOLLOWS if follows else 1.0)
            held = {last: max(scored.get(last, 0.0), 0.0)} if follows and last is not None else {}
            for clause, score in ((None, none), *(scored | held).items()):
                again = SAME_FOLLOWS if follows and not first else same
                step = 0.0 if clause is None or last is None else again * (clause == last) + then * (clause == last + 1)
                total, now = value + score + step, last if clause is None else clause
                if now not in further or total > further[now][0]:
                    further[now] = (total, [*way, clause])
        ways = further
    _, way = max(ways.values(), key=lambda found: found[0])
    return [_clear(report, scored, clause, then) for report, scored, clause in zip(reports, scores, way, strict=True)]


def _clear(report: Report, scored: Mapping[int, float], clause: int | None, step: float) -> Matched:
    """A match, none where another clause fits about as well."""
    if clause is None:
        return Matched(report, None, 0.0)
    score = scored.get(clause, 0.0)
    if report.state in FOLLOWING or score < FAINT:
        return Matched(report, clause, score)
    rival = max((other for at, other in scored.items() if at != clause), default=0.0)
    return Matched(report, clause if score + step - rival >= LEAD * score else None, score)


def _scores(report: Report, profiles: Sequence[Profile], parties: frozenset[str]) -> dict[int, float]:
    """How well each of the clauses that fit best fits a report."""
    scores = {at: _score(report, profile, profiles, parties) for at, profile in enumerate(profiles)}
    return {at: scores[at] for at in nlargest(CANDIDATES, scores, key=scores.__getitem__) if scores[at] >= SLIGHTEST}


def _score(report: Report, profile: Profile, profiles: Sequence[Profile], parties: frozenset[str]) -> float:
    weights = profile.weights
    own = beside = 0.0
    for key, weight in weights.items():
        told = report.words.get(key)
        if told is not None:
            own, beside = (own + weight * told, beside) if told >= 1 else (own, beside + weight * told)
        elif key in report.around:
            beside += AROUND * weight
        elif key in report.before:
            beside += BEFORE * weight
    score = own + min(beside, MOST_BESIDE * own + MOST_ALONE)
    if score <= 0:
        return 0.0
    if report.days & profile.days:
        score += SAME_DAY / sum(bool(report.days & other.days) for other in profiles) ** 0.5
    if report.who & profile.who:
        busy = sum(bool(report.who & other.who) for other in profiles) / len(profiles)
        score += SAME_DOER + SOLE_DOER * (1 - busy) ** 2
    elif profile.who and report.who & parties:
        score -= OTHER_DOER
    if report.modality is not None and profile.forbids != (report.modality == "prohibition"):
        score *= CONTRARY
    return score / profile.length
