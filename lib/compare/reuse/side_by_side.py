"""Two articles sentence by sentence: what stands in both, what was changed, what only one has."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from lib.compare.matching import find_match
from lib.compare.reuse.passages import LEAST_SHARED, LEAST_WORDS
from lib.compare.words import Text, function_words, read_text
from lib.models import Document, Span

RowKind = Literal["same", "changed", "shared-quote", "only-a", "only-b"]

# Of the sentences that share content words with one, so many are compared with it word by word.
TRIED = 3
# Of the sentences that hold one word, so many count: a name that stands in all of them tells none apart.
MOST_HOLDING = 40


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A sentence of each text, or of one; and the words of each that the other does not have there, run by run."""

    kind: RowKind
    a: Span | None
    b: Span | None
    a_differs: tuple[Span, ...] = ()
    b_differs: tuple[Span, ...] = ()


def aligned(a: Document, b: Document) -> tuple[AlignedRow, ...]:
    """The sentences of two texts beside each other in the order of `a`; what only `b` has stands where it stands there.

    A sentence that answers to two of the other text is shown with each.

    >>> one, other = (Document(n, None, "", None, t, *(None,) * 3, "") for n, t in (
    ...     ("a", "The talks ended late. Both sides signed."), ("b", "The talks ended early. Rain fell.")))
    >>> [(row.kind, row.a_differs and row.a_differs[0].exact) for row in aligned(one, other)]
    [('changed', 'late'), ('only-b', ()), ('only-a', ())]
    """
    one, other = read_text(a), read_text(b)
    fits = _best_partners(one, other)
    back = _best_partners(other, one)
    taken = set(fits.values())
    places: list[tuple[tuple[int, int, int], AlignedRow]] = []
    last = -1
    before: dict[int, int] = {}
    for i in range(len(one.sentences)):
        j = fits.get(i)
        places.append(((i, 0, 0), _row(one, i, other, j)))
        if j is not None:
            before.setdefault(j, i)
    for j in range(len(other.sentences)):
        last = before.get(j, last)
        if j not in taken:
            partner = back.get(j)
            row = AlignedRow("only-b", None, other.spans[j]) if partner is None else _row(one, partner, other, j)
            places.append(((last if partner is None else partner, 1, j), row))
    return tuple(row for _, row in sorted(places, key=lambda place: place[0]))


def _best_partners(a: Text, b: Text) -> dict[int, int]:
    """For each sentence of `a` that says what one of `b` says, that one: the same words first, then the most words."""
    equal: dict[tuple[str, ...], list[int]] = {}
    holding: dict[str, list[int]] = {}
    for j, words in enumerate(_sentences(b)):
        equal.setdefault(words, []).append(j)
        for word in set(words) - function_words():
            holding.setdefault(word, []).append(j)
    found: dict[int, int] = {}
    for i, words in enumerate(_sentences(a)):
        if words in equal:
            found[i] = equal[words].pop(0) if len(equal[words]) > 1 else equal[words][0]
            continue
        shared = Counter(j for word in set(words) for j in holding.get(word, ())[:MOST_HOLDING])
        tried = [(_likeness(words, b.words[slice(*b.sentences[j])]), -j) for j, _ in shared.most_common(TRIED)]
        best = max(tried, default=(0.0, 0))
        if best[0]:
            found[i] = -best[1]
    return found


def _sentences(text: Text) -> Iterator[tuple[str, ...]]:
    return (text.words[start:end] for start, end in text.sentences)


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """How much two sentences say the same, above 0 where it is enough to stand beside each other."""
    match = find_match(a, b)
    if match is None or match.containment < LEAST_SHARED:
        return 0.0
    whole = match.words / max(len(a), len(b))
    return match.words * match.containment if match.words >= LEAST_WORDS or whole >= LEAST_SHARED else 0.0


def _row(a: Text, i: int, b: Text, j: int | None) -> AlignedRow:
    """A sentence of `a` beside its partner, if it has one."""
    if j is None:
        return AlignedRow("only-a", a.spans[i], None)
    (a_start, a_end), (b_start, b_end) = a.sentences[i], b.sentences[j]
    matcher = SequenceMatcher(None, a.words[a_start:a_end], b.words[b_start:b_end], autojunk=False)
    steps = matcher.get_opcodes()
    same = {a_start + at for tag, start, end, _, _ in steps if tag == "equal" for at in range(start, end)}
    differs = [step[1:] for step in steps if step[0] != "equal"]
    return AlignedRow(
        _kind(a, same) if differs else "same",
        a.spans[i],
        b.spans[j],
        tuple(a.span(a_start + start, a_start + end) for start, end, _, _ in differs if end > start),
        tuple(b.span(b_start + start, b_start + end) for _, _, start, end in differs if end > start),
    )


def _kind(a: Text, same: set[int]) -> RowKind:
    """Whether most of what two sentences share is a speaker's, or the writers' own."""
    return "changed" if 2 * len(same.intersection(a.own)) >= len(same) else "shared-quote"
