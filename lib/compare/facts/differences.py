"""Where values differ: which two cannot both be, and which of them two voices give of the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import inf

from lib.compare.duties.beginnings import BEGINS
from lib.compare.duties.days import WHEN
from lib.compare.duties.deeds import DEED, WHO, WHOSE, deed_family
from lib.compare.duties.outcomes import OUTCOME, ROLE
from lib.compare.duties.routes import ROUTE
from lib.compare.duties.slots import HOUR, MAKERS, MEMBERS, SLOTS, SOON, SURE, TASK, WHERE, WHICH, slots_apart
from lib.compare.duties.states import CONTESTS, DONE_ON, STATE
from lib.compare.facts.claims import UNTIL
from lib.compare.facts.events import ON
from lib.compare.facts.measured import MASS
from lib.compare.facts.same_events import one_day
from lib.compare.facts.topics import Topic
from lib.compare.records import Difference, DifferenceKind, Fact

# "About 10,000" and 9,500 are one estimate; judged, not measured.
ROUGHLY = 0.1
# What a number may lose when it is given in another unit: 25 km is printed as 15 and as 16 miles.
CONVERTED = 0.05
EXACTLY = 0.001
# A load that is so many times another is another one; judged, not measured.
MOST_TIMES = 1.5


KINDS: Mapping[str, DifferenceKind] = {
    **dict.fromkeys((WHEN, ON, DONE_ON, HOUR, UNTIL, ROLE, BEGINS, SOON), "day"),
    **dict.fromkeys((WHO, WHOSE, WHICH, MEMBERS, MAKERS), "who"),
    **dict.fromkeys((DEED, STATE, WHERE, SURE, OUTCOME, TASK, ROUTE), "what"),
}


def kind_of(one: Difference) -> DifferenceKind:
    """In what a difference lies: in a day, in who, in what is to be done or was, or in a number."""
    return KINDS.get(one.measure, "number") if one.kind != "quantity" else "number"


def consequence(one: Difference) -> tuple[int, int, str]:
    """The order of differences, the gravest first: days and bans, what was done, numbers and people, all else.

    Of equal ones that comes first of which most outlets speak.
    """
    facts = [fact for side in one.sides for fact in side]
    banned = any((fact.meaning or "").startswith("not ") for fact in facts)
    kind = kind_of(one)
    grave = 0 if kind == "day" or banned else 1 if one.measure == STATE else 3 if kind == "what" else 2
    return grave, -len({fact.outlet for fact in facts}), one.subject


def find_differences(rows: Iterable[Topic], own_days: Mapping[str, date | None] | None = None) -> Iterator[Difference]:
    """The rows in which two voices give values that are apart, each value with the facts that give it.

    `own_days` has the day that an agreement's own text gives for each clause, or None where it gives none: a reported
    day that is not the text's is a difference too.
    """
    for row in rows:
        sides = _sides([fact for fact in row.facts if fact.comparable and not fact.headline and has_value(fact)])
        between = any(_between(a, b) for a, b in combinations(sides, 2))
        if between or (row.measure == WHEN and _days_not_in_text(row, own_days or {})):
            yield Difference(row.kind, row.subject, row.measure, row.place, tuple(map(tuple, sides)), row.name)


def _between(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """Whether two voices are on two sides, in a frame that both have."""
    if not apart(one[0], other[0]):
        return False
    voices = [{(fact.frame, fact.voice) for fact in side} for side in (one, other)]
    frames = {frame for frame, _ in voices[0]} & {frame for frame, _ in voices[1]}
    return any(len({voice for some in voices for known, voice in some if known == frame}) > 1 for frame in frames)


def apart(one: Fact, other: Fact) -> bool:
    """Whether two facts about the same give values that cannot be one: ranges keep both ends, bounds stay open.

    "Thousands" and "about 10,000" can be one number; 15 to 20 and 15 to 25 kilometres are two ranges.
    """
    if one.measure in SLOTS:
        return slots_apart(one, other)
    if one.meaning is not None and other.meaning is not None:
        return _meanings_apart(one, other)
    if one.unit != other.unit or not (has_value(one) and has_value(other)):
        return False
    if one.unit == MASS and not _of_one_size(one, other):
        return False
    if None in (one.low, one.high, other.low, other.high):
        return not _overlap(one, other)
    return not _alike(one, other)


def _of_one_size(one: Fact, other: Fact) -> bool:
    """Whether two loads are near enough to be one load told in two ways; else one is a part, or another one."""
    small, great = sorted(max(fact.high or 0, fact.low or 0) for fact in (one, other))
    return great <= MOST_TIMES * small


def _alike(one: Fact, other: Fact) -> bool:
    """Whether closed values are one: both ends agree, or a single number lies in the other's range."""
    ranges = [fact.low != fact.high for fact in (one, other)]
    if ranges[0] != ranges[1]:
        return _overlap(one, other)
    slack = _slack(one, other)
    return _near(one.low or 0, other.low or 0, slack) and _near(one.high or 0, other.high or 0, slack)


def _overlap(one: Fact, other: Fact) -> bool:
    """Whether some number fits both, an end that is not given being open."""
    low = max((fact.low for fact in (one, other) if fact.low is not None), default=-inf)
    high = min((fact.high for fact in (one, other) if fact.high is not None), default=inf)
    return low <= high or _near(low, high, _slack(one, other))


def _slack(one: Fact, other: Fact) -> float:
    if one.approximate or other.approximate:
        return ROUGHLY
    return EXACTLY if one.written_in == other.written_in else CONVERTED


def _near(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= slack * max(abs(one), abs(other))


def _meanings_apart(one: Fact, other: Fact) -> bool:
    """Whether two days, two deeds of one family, or two parties differ."""
    first, second = one.meaning or "", other.meaning or ""
    if one.measure == WHOSE:
        return _parties_apart(first, second)
    if one.measure == ON:
        return not one_day([first, second])
    if one.days is not None and other.days is not None:
        return one.days[1] < other.days[0] or other.days[1] < one.days[0]
    if one.measure == STATE:
        return (first in CONTESTS) != (second in CONTESTS)
    families = deed_family(first), deed_family(second)
    return first != second and families[0] == families[1]


def _parties_apart(one: str, other: str) -> bool:
    """Whether the parties are two, or one is all of them and the other only those of a place."""
    (name, reach), (other_name, other_reach) = one.split("|"), other.split("|")
    if name != other_name:
        return True
    return bool(reach and other_reach and reach != other_reach)


def _days_not_in_text(row: Topic, own_days: Mapping[str, date | None]) -> bool:
    """Whether some outlet gives a clause another day than the agreement's own text, or one where the text has none."""
    if row.subject not in own_days:
        return False
    own = own_days[row.subject]
    told = [fact for fact in row.facts if fact.comparable and not fact.headline and not fact.frame]
    return any(_is_exact(fact) and (own is None or fact.meaning != own.isoformat()) for fact in told)


def _is_exact(fact: Fact) -> bool:
    """Whether a fact names its day: one that is counted by weeks or months is given by no text."""
    return fact.days is None or fact.days[0] == fact.days[1]


def has_value(fact: Fact) -> bool:
    """Whether a fact can be held against another."""
    return fact.meaning is not None or fact.low is not None or fact.high is not None


def _sides(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts by value, looked at once: each value joins the first side from whose first fact it is not apart."""
    sides: list[list[Fact]] = []
    known: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        value = value_of(fact)
        if value not in known:
            side = next((side for side in sides if not apart(side[0], fact)), None)
            known[value] = [] if side is None else side
            sides += [known[value]] * (side is None)
        known[value].append(fact)
    return sides


def value_of(fact: Fact) -> tuple[object, ...]:
    """What is one value where it is given in the same way."""
    return fact.meaning, fact.low, fact.high, fact.unit, fact.written_in, fact.approximate
