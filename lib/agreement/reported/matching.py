"""From what articles report to the clauses of an agreement, by words, days and doers, along each article."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import nlargest
from typing import Any, NamedTuple

from lib.agreement.reported.profiles import Learned, Profile, profiles_of
from lib.agreement.reported.reports import Report
from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.models import Agreement

# How much the words around a report and in the sentence before tell beside its own, and at most in all; more, and from
# 0.7 to 1.5 it is much the same, where its own name neither who nor what.
AROUND, BEFORE, MOST_BESIDE, MOST_ALONE, MOST_ELIDED = 0.5, 0.49, 1.68, 0.35, 1.0
# A day that the clause has, shared by no other; the same doer, who has much or little else to do; another party.
SAME_DAY, SAME_DOER, SOLE_DOER, OTHER_DOER = 0.36, 0.36, 0.35, 2.36
CONTRARY = 0.56
# What a party is called tells who has to do something, and little of what.
OF_PARTY = 0.25
# What both parties do is of no clause of one of them where the other has one that fits so nearly as well.
MIRRORED = 0.7
# Articles tell an agreement's points in order: the clause told before, and the one after it, are likelier.
SAME_CLAUSE, NEXT_CLAUSE = 0.34, 0.49
# What is denied, disputed or checked is mostly what was told just before, and so is what says little of its own.
FOLLOWING = frozenset({"denied", "disputed", "verified", "delayed"})
FOLLOWS, SAME_FOLLOWS, SAME_FAINT, FAINT = 0.95, 1.72, 2.6, 2.0
# What a match must reach, at first and once words were learned; by how much it must lead the next.
LEAST_AT_FIRST, LEAST, LEAST_OF_DEED, LEAD = 2.72, 3.36, 2.74, 0.025
SLIGHTEST = 0.42
# Rounds in which the words of what was matched are learned, and how many clauses are weighed for one report.
ROUNDS, CANDIDATES, MOST_WAYS = 3, 8, 40
MOST_SHOWN = 4
# Reports of one deed are of one clause where so many words, and no others, say what it is done to.
LEAST_OF_THING = 2


# The last clause of a way through an article, None for a report of none, and the way before it.
Way = tuple[Any, ...]


class Matched(NamedTuple):
    """A report with the clause that it is of (its place in the agreement), how well that was seen, and why; or none.

    `score` is w / (w + least) of the weight of all that is shared, as that of `lib.models.ClauseMatch`. `mirrored` are
    the clauses, one of each party, that it is of together where it is of none alone.
    """

    report: Report
    clause: int | None
    score: float
    reason: str = ""
    mirrored: tuple[int, ...] = ()


def match_reports(agreement: Agreement, reports: Sequence[Report]) -> list[Matched]:
    """Each report with the clause of the agreement that it is of, in the order given.

    In the first round only clear matches count; the words in which they tell their clause then help to find others.
    """
    by_article: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_article[report.document].append(report)
    learned: list[Learned] = []
    matched: list[Matched] = []
    parties = _told_apart([frozenset(keys_in(party)) for party in agreement.parties])
    for turn in range(ROUNDS):
        profiles = profiles_of(agreement, learned)
        scorer = _Scorer(profiles, parties)
        matched = [m for told in by_article.values() for m in _match_article(told, scorer, first=turn == 0)]
        learned = _learn(matched, len(agreement.clauses))
    matched = _alike_as_one(matched)
    return [
        _told(match, profiles) if match.clause is not None else match._replace(mirrored=scorer.mirrored(match.report))
        for match in matched
    ]


def _told_apart(parties: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Each party's words that no other has."""
    spread = Counter(key for party in parties for key in party)
    return [frozenset(key for key in party if spread[key] == 1) for party in parties]


def _alike_as_one(matched: Sequence[Matched]) -> list[Matched]:
    """The matches, those of one deed done to one thing with the clause of the surest of them.

    What one sentence tells twice it tells apart, half of the arms by one day and the rest by another; and what others
    do is another deed.
    """
    by_deed: dict[tuple[frozenset[str], frozenset[str]], list[Matched]] = defaultdict(list)
    for match in matched:
        said = match.report.said
        thing = frozenset(keys_in(said.object or "")) if match.report.state is None else frozenset[str]()
        if len(thing) >= LEAST_OF_THING:
            by_deed[frozenset(keys_in(said.action)), thing].append(match)
    together: dict[int, int | None] = {}
    for alike in by_deed.values():
        if not _told_apart_in(alike):
            surest = max(alike, key=lambda match: (match.clause is not None, match.score))
            together |= dict.fromkeys(map(id, alike), surest.clause)
    return [match._replace(clause=together.get(id(match), match.clause)) for match in matched]


def _told_apart_in(alike: Sequence[Matched]) -> bool:
    """Whether one sentence has two of some matches, or others do them."""
    reports = [match.report for match in alike]
    places = {(report.document, report.sentence) for report in reports}
    doers = [report.who for report in reports if report.who]
    return len(places) < len(reports) or any(doers[0].isdisjoint(who) for who in doers)


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
        if match.clause is not None and match.score >= FAINT:  # what only follows another teaches none
            told[match.clause].append(match.report)
    return [
        Learned(
            Counter(key for report in reports for key in report.words if not key.startswith(NUMBER)),
            frozenset(day for report in reports for day in report.days),
        )
        for reports in told
    ]


def _match_article(reports: Sequence[Report], scorer: "_Scorer", *, first: bool) -> list[Matched]:
    """The reports of one article along the likeliest way through the clauses (Viterbi 1967)."""
    scores = [scorer.scores(report) for report in reports]
    same, then = (0.0, 0.0) if first else (SAME_CLAUSE, NEXT_CLAUSE)
    ways: dict[int | None, tuple[float, Way]] = {None: (0.0, ())}
    before: Report | None = None
    for report, scored in zip(reports, scores, strict=True):
        least = LEAST_AT_FIRST if first else LEAST if report.state is None else LEAST_OF_DEED
        beside = before is not None and before.paragraph == report.paragraph
        faint = beside and max(scored.values(), default=0.0) < FAINT
        follows = not first and (report.state in FOLLOWING or faint)
        before = report
        further: dict[int | None, tuple[float, Way]] = {}
        for last, (value, way) in ways.items():
            none = least * (FOLLOWS if follows else 1.0)
            held = {last: max(scored.get(last, 0.0), 0.0)} if follows and last is not None else {}
            for clause, score in ((None, none), *(scored | held).items()):
                again = same if first or not follows else SAME_FAINT if report.state is None else SAME_FOLLOWS
                step = 0.0 if clause is None or last is None else again * (clause == last) + then * (clause == last + 1)
                total, now = value + score + step, last if clause is None else clause
                if now not in further or total > further[now][0]:
                    further[now] = (total, (way, clause))
        ways = {last: further[last] for last in nlargest(MOST_WAYS, further, key=lambda last: further[last][0])}
    _, way = max(ways.values(), key=lambda found: found[0])
    matched, last = list[Matched](), None
    for report, scored, clause in zip(reports, scores, _along(way), strict=True):
        matched.append(_clear(report, scored, clause, last, then))
        last = last if clause is None else clause
    return matched


def _along(way: Way) -> list[int | None]:
    """The clauses on a way, from its beginning."""
    clauses: list[int | None] = []
    while way:
        way, clause = way
        clauses.append(clause)
    return clauses[::-1]


def _clear(report: Report, scored: Mapping[int, float], clause: int | None, last: int | None, step: float) -> Matched:
    """A match, none where another clause fits about as well, unless it follows the last one told."""
    if clause is None:
        return Matched(report, None, 0.0)
    score = scored.get(clause, 0.0)
    if clause == last and (report.state in FOLLOWING or score < FAINT):
        return Matched(report, clause, score)
    rival = max((other for at, other in scored.items() if at != clause), default=0.0)
    return Matched(report, clause if score + step - rival >= LEAD * score else None, score)


class _Scorer:
    """How well clauses fit reports; by an index of their words, so that long agreements cost what they share."""

    def __init__(self, profiles: Sequence[Profile], parties: Sequence[frozenset[str]]) -> None:
        self._profiles, self._parties = profiles, parties
        self._index = defaultdict[str, list[tuple[int, float]]](list)
        self._who, self._days = Counter[str](), Counter[date]()
        for at, profile in enumerate(profiles):
            for key, weight in profile.weights.items():
                self._index[key].append((at, weight))
            self._who.update(profile.who)
            self._days.update(profile.days)

    def scores(self, report: Report) -> dict[int, float]:
        """The clauses that fit a report best, each with how well."""
        best = self._best(report)
        of_one = self._mirrored(report, best)
        return {at: score for at, score in best.items() if score >= SLIGHTEST and at not in of_one}

    def mirrored(self, report: Report) -> tuple[int, ...]:
        """Of a report of several parties, the clause of each that fits best, where those of two fit much alike."""
        best = self._best(report)
        if report.state is not None or max(best.values(), default=0.0) < FAINT:
            return ()
        of_party = {named: at for at, named in reversed(self._mirrored(report, best).items())}
        return tuple(sorted(of_party.values()))

    def _best(self, report: Report) -> dict[int, float]:
        """The clauses that share most with a report, the likeliest first."""
        own, beside = defaultdict[int, float](float), defaultdict[int, float](float)
        named = self._titles(report) if report.state is None and self._named(report.who) else frozenset[str]()
        for key, told in report.words.items():
            worth = told * (OF_PARTY if key in named else 1.0)
            for at, weight in self._index.get(key, ()):
                (own if told >= 1 else beside)[at] += weight * worth
        for keys, share in ((report.around, AROUND), (report.before - report.around, BEFORE)):
            for key in keys - report.words.keys():
                for at, weight in self._index.get(key, ()):
                    beside[at] += share * weight
        scores = {at: self._score(report, at, own[at], beside[at]) for at in {*own, *beside}}
        return {at: scores[at] for at in nlargest(CANDIDATES, scores, key=lambda at: (scores[at], -at))}

    def _titles(self, report: Report) -> frozenset[str]:
        """What who has to do it is called, but for a name of his own that no party has: that tells what is meant."""
        return report.who - (report.named - frozenset().union(*self._parties))

    def _named(self, who: frozenset[str]) -> frozenset[int]:
        """The parties that are named among some words."""
        return frozenset(number for number, party in enumerate(self._parties) if who & party)

    def _mirrored(self, report: Report, best: Mapping[int, float]) -> dict[int, frozenset[int]]:
        """Of a report of several parties, the clauses of one party, where the best of two of them are much alike."""
        if not best or len(self._named(report.who)) < 2:
            return {}
        of_one = {at: named for at in best if len(named := self._named(self._profiles[at].who)) == 1}
        near = {named for at, named in of_one.items() if best[at] >= MIRRORED * max(best.values())}
        return of_one if len(near) > 1 else {}

    def _score(self, report: Report, at: int, own: float, beside: float) -> float:
        profile = self._profiles[at]
        score = own + min(beside, MOST_BESIDE * own + (MOST_ELIDED if report.elided else MOST_ALONE))
        if same := report.days & profile.days:
            score += SAME_DAY / max(self._days[day] for day in same) ** 0.5
        if who := report.who & profile.who:
            busy = max(self._who[key] for key in who) / len(self._profiles)
            score += SAME_DOER + SOLE_DOER * (1 - busy) ** 2
        elif profile.who and self._named(report.who):
            score -= OTHER_DOER
        if report.modality is not None and profile.forbids != (report.modality == "prohibition"):
            score *= CONTRARY
        return score / profile.length
