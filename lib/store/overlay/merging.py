"""Groups of commitments put together where as a whole they say much the same, in the words that few others have."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import log, sqrt

from lib.agreement.reported.vocabulary import NUMBER, keys_in
from lib.store.overlay.alike import Gist, ReportedDuty, gist_of, of_one_story

# How alike two groups are that are one, from 0 to 1, and what the same doer and thing make of it. Measured on
# commitments of seven made stories, each left out once.
LEAST, SAME_DOER, SAME_THING = 0.25, 1.25, 1.5
# Two that are done by others, another deed, and one that is not to be done where the other is, are seldom the same.
OTHER_DOER, OTHER_DEED, CONTRARY = 0.4, 0.4, 0.1
# What stands behind the first comma tells less, and a number little, since outlets give different ones; a verb more,
# the last day as much as a word, and the rest of the sentence a little.
BEHIND_COMMA, OF_NUMBER, OF_VERB, OF_DAY, AROUND = 0.45, 0.4, 1.25, 1.0, 0.1
# A word that so many have leads to none of them.
MOST_NEAR = 100


Alike = Mapping[tuple[int, int], float]
Links = Mapping[int, Mapping[int, float]]


def merge_groups(numbers: Sequence[int], promises: Sequence[ReportedDuty]) -> list[int]:
    """The number of each commitment's group, groups whose words are alike as a whole put together.

    How alike two groups are is the cosine of the sums of their members, so that a group which tells its duty in several
    ways is found by each of them (Manning, Raghavan and Schütze 2008, ch. 17.3).
    """
    members: dict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(numbers):
        members[number].append(at)
    links = _links(numbers, alike_in_words(promises))
    waiting = [(-_cosine(links, one, other), one, other) for one in links for other in links[one] if one < other]
    heapify(waiting)
    while waiting:
        less, one, other = heappop(waiting)
        if -less < LEAST:
            break
        if one in members and other in members:
            for new, near in _join(links, members, one, other):
                heappush(waiting, (-_cosine(links, new, near), new, near))
    settled = {at: min(some) for some in members.values() for at in some}
    return [settled[at] for at in range(len(numbers))]


def alike_in_words(promises: Sequence[ReportedDuty]) -> Alike:
    """How alike two commitments are, by the places of both, the smaller first; nothing for those that share no word."""
    vectors, gists = _vectors(promises), [gist_of(one) for one in promises]
    things = [frozenset(keys_in(one.thing)) for one in promises]
    having: dict[str, list[int]] = defaultdict(list)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for at, vector in enumerate(vectors):
        for key, weight in vector.items():
            for other in having[key] if len(having[key]) <= MOST_NEAR else ():
                found[other, at] += weight * vectors[other][key]
            having[key].append(at)
    return {
        (one, other): _weighed(score, gists[one], gists[other], same=bool(things[one]) and things[one] == things[other])
        for (one, other), score in found.items()
        if of_one_story(gists[one], gists[other])
    }


def _weighed(score: float, one: Gist, other: Gist, *, same: bool) -> float:
    """How alike two are by their words, weighed by all else; `same` where they are done to the same thing."""
    others = one.who and other.who and one.who.isdisjoint(other.who)
    if one.who and other.who:
        score *= OTHER_DOER if others else SAME_DOER
    if same and not others:
        score *= SAME_THING
    if one.deeds and other.deeds and one.deeds.isdisjoint(other.deeds):
        score *= OTHER_DEED
    return score if one.banned == other.banned else score * CONTRARY


def _vectors(promises: Sequence[ReportedDuty]) -> list[dict[str, float]]:
    """Each commitment's words by how much they tell, of length one."""
    told = [_told(one) for one in promises]
    spread = Counter(key for keys in told for key in keys)
    vectors = []
    for keys in told:
        vector = {key: weight * log(1 + len(told) / spread[key]) for key, weight in keys.items()}
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({key: weight / length for key, weight in vector.items()})
    return vectors


def _told(promise: ReportedDuty) -> dict[str, float]:
    """What a report's words weigh; of a verb with its particle the verb alone tells more.

    >>> told = _told(ReportedDuty("the boats will be towed away", "", "", (), "towed away", False, ""))
    >>> told["away"], told["towed"] == OF_VERB
    (1.0, True)
    """
    text = promise.words.replace(promise.when, " ") if promise.when else promise.words
    before, _, behind = text.partition(",")
    weights = dict.fromkeys(keys_in(promise.around), AROUND) | dict.fromkeys(keys_in(behind), BEHIND_COMMA)
    verb = promise.action.partition(" ")[0]
    weights |= dict.fromkeys(keys_in(before), 1.0) | dict.fromkeys(keys_in(verb), OF_VERB)
    if promise.due:
        weights[promise.due] = OF_DAY
    return {key: weight * (OF_NUMBER if key.startswith(NUMBER) else 1.0) for key, weight in weights.items()}


def _links(numbers: Sequence[int], alike: Alike) -> dict[int, dict[int, float]]:
    """For each group those that share words with it, and how alike their members are, summed over all pairs.

    A group is linked with itself too: each member with itself, and each pair both ways.
    """
    links: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for number in numbers:
        links[number][number] += 1.0
    for (one, other), score in alike.items():
        links[numbers[one]][numbers[other]] += score
        links[numbers[other]][numbers[one]] += score
    return links


def _cosine(links: Links, one: int, other: int) -> float:
    return links[one][other] / sqrt(links[one][one] * links[other][other])


def _join(
    links: dict[int, dict[int, float]], members: dict[int, list[int]], one: int, other: int
) -> list[tuple[int, int]]:
    """Make two groups a new one, and give it with each group that shares words with it."""
    new = max(members) + 1
    members[new] = members.pop(one) + members.pop(other)
    own = links[one][one] + links[other][other] + 2 * links[one][other]
    for near, score in (*links.pop(one).items(), *links.pop(other).items()):
        if near in members:
            links[new][near] += score
            links[near][new] += score
            links[near].pop(one, None)
            links[near].pop(other, None)
    others = [(new, near) for near in links[new]]
    links[new][new] = own
    return others
