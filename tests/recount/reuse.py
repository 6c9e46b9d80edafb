"""Shared words by brute force: the writers' own words of two articles, run by run, and how many sources that makes.

Which reworded stretches are one passage is the comparison's own judgement. So every run of eight equal words is looked
for here by trying all places, and of each passage that is shown its words are counted again from its two stretches.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lib.codebooks import load_words
from tests.recount.kept import Record

LEAST = 8
_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*")
_MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Word(NamedTuple):
    """A word as it is compared, where it stands, and whether it is the writer's own and says something."""

    word: str
    start: int
    end: int
    own: bool
    plain: bool


class Run(NamedTuple):
    """Equal words in a row of two articles' own voice: of each the places of their first and last letter."""

    words: tuple[str, ...]
    a: tuple[int, int]
    b: tuple[int, int]


def even(word: str) -> str:
    """A word without case, hyphens and apostrophes, in one spelling."""
    bare = re.sub("['’‐‑,-]", "", word.casefold())
    return bare.replace("iz", "is").replace("yz", "ys").replace("our", "or")


def read_words(record: Record) -> tuple[Word, ...]:
    """The words of an article, its headline too; what stands between quotation marks is a speaker's."""
    return _words(record["text"])


@cache
def _words(text: str) -> tuple[Word, ...]:
    light = {even(word) for word in load_words("reuse")["function_words"]}
    marked = [match.span() for match in _MARKED.finditer(text)]
    return tuple(
        Word(
            even(match[0]), match.start(), match.end(),
            own=not any(start <= match.start() < end for start, end in marked),
            plain=even(match[0]) not in light and not match[0][0].isupper(),
        )
        for match in _WORD.finditer(text)
    )  # fmt: skip


def own(words: Iterable[Word]) -> list[Word]:
    """Those of the writer's own voice."""
    return [word for word in words if word.own]


def inside(words: Iterable[Word], start: int, end: int) -> list[Word]:
    """The words that stand between two places."""
    return [word for word in words if start <= word.start < end]


def shared_runs(a: Sequence[Word], b: Sequence[Word]) -> Iterator[Run]:
    """Every longest run of eight and more equal words, found by trying every place of one with every of the other."""
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            if one.word != other.word or (i and j and a[i - 1].word == b[j - 1].word):
                continue
            size = 1
            while i + size < len(a) and j + size < len(b) and a[i + size].word == b[j + size].word:
                size += 1
            if size >= LEAST:
                places = (one.start, a[i + size - 1].end), (other.start, b[j + size - 1].end)
                yield Run(tuple(word.word for word in a[i : i + size]), *places)


def is_told(run: Run, a: Sequence[Word]) -> bool:
    """Whether two of the words are neither names nor function words, and the run is no stock phrase."""
    plain = {word.word for word in inside(a, *run.a) if word.plain}
    phrases = [" ".join(map(even, phrase.split())) for phrase in load_words("reuse")["stock_phrases"]]
    return len(plain) >= 2 and not any(" ".join(run.words) in phrase for phrase in phrases)


def most_in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words stand in both in the same order, at most: the longest common subsequence."""
    before = [0] * (len(b) + 1)
    for word in a:
        row = [0]
        for at, other in enumerate(b):
            row.append(before[at] + 1 if word == other else max(before[at + 1], row[at]))
        before = row
    return before[-1]


def source_groups(
    outlets: Mapping[str, str],
    sizes: Mapping[str, int],
    shared: Mapping[tuple[str, str], int],
    credited: Iterable[tuple[str, str]],
) -> set[frozenset[str]]:
    """The outlets that count as one source, put together pair by pair until nothing changes.

    `outlets` and `sizes` are of articles: whose they are, and how many own words they have. `shared` are the own words
    that two have in common, `credited` articles with the outlet or agency that they are credited to as a whole.
    """
    linked = {pair for pair, words in shared.items() if 2 * words >= min(sizes[name] for name in pair)}
    credited = list(credited)
    linked |= {(a, b) for a, one in credited for b, other in credited if one == other and a != b}
    linked |= {(a, b) for a, source in credited for b, outlet in outlets.items() if outlet == source and a != b}
    groups = [{outlet} for outlet in dict.fromkeys(outlets.values())]
    for one in dict.fromkeys(outlets.values()):
        for other in dict.fromkeys(outlets.values()):
            if one != other and _hang_together(one, other, outlets, linked):
                joined = [group for group in groups if group & {one, other}]
                groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return {frozenset(group) for group in groups}


def _hang_together(one: str, other: str, outlets: Mapping[str, str], linked: set[tuple[str, str]]) -> bool:
    """Whether half of one's articles are linked to the other's."""
    mine = [name for name, outlet in outlets.items() if outlet == one]
    its = [name for name, outlet in outlets.items() if outlet == other]
    found = [name for name in mine if any((name, far) in linked or (far, name) in linked for far in its)]
    return 2 * len(found) >= len(mine)
