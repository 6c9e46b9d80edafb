"""What an agreement is to others, in a line; beside a clause the earlier wording that it changes, or what changed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from lib.agreement import Change, related_ones
from lib.models import Agreement, Clause, RelatedKind
from lib.queries.agreement.changed import hand_words, set_by_hand
from lib.text.words import find_words
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked
from lib.views.kit.text import day

SAID: Mapping[RelatedKind, tuple[str, str]] = {
    "amends": ("amends", "amended by"),
    "implements": ("implements", "implemented by"),
    "supplements": ("supplements", "supplemented by"),
    "replaces": ("replaces", "replaced by"),
}
BY = {"number": "by the number that it gives", "words": "by the words that they share"}
# Wordings that share less than this of their words are others altogether: nothing in them is set off. Of longer ones it
# would take long to find out.
LEAST_SHARED, MOST_WORDS = 1 / 3, 400


# The address of a clause's row, by its key.
RowLink = Callable[[str], str]


class Changes(NamedTuple):
    """What clauses change, by the clause (agreement-id/clause-id) that does, and by the one that is changed.

    `hand` says by clause and field what an analyst set, as `lib.queries.agreement.changed.set_by_hand` does.
    """

    makes: Mapping[str, Change]
    has: Mapping[str, Sequence[Change]]
    hand: Mapping[str, Mapping[str, str]] = {}  # never changed

    def words(self, matter: str) -> str:
        """What a clause changes, what changed it, and what of it an analyst set, in short; nothing for most."""
        makes = self.makes.get(matter)
        changes = [f"changes {_point(makes.earlier_clause)} of {makes.earlier.title}"] if makes else []
        changes += [f"changed by {_point(one.clause)} of {one.agreement.title}" for one in self.has.get(matter, ())]
        return "; ".join(filter(None, [*changes, hand_words(self.hand.get(matter, {}))]))

    def earlier(self, matter: str) -> str:
        """The earlier wording of what a clause changes; nothing for most."""
        return self.makes[matter].earlier_clause.text if matter in self.makes else ""

    def day_note(self, matter: str) -> Html:
        """Who set its last day, and what that was before; nothing for most."""
        said = self.hand.get(matter, {}).get("due")
        return element("small", f"({said})", class_="how-many") if said else Html("")

    def note(self, matter: str) -> Html:
        """The same in small letters."""
        words = self.words(matter)
        return element("small", words, class_="how-many") if words else Html("")

    def inside(self, matter: str, row: RowLink) -> Html:
        """The earlier wording and the new one, differing words marked, with the way to the other clause's row."""
        makes = self.makes.get(matter)
        parts = [_pair(makes, makes.earlier, makes.earlier_clause, row, "Changes")] if makes else []
        parts += [_pair(one, one.agreement, one.clause, row, "Changed by") for one in self.has.get(matter, ())]
        return element("div", *parts, class_="wordings") if parts else Html("")


def changes_of(changes: Sequence[Change], agreements: Sequence[Agreement] = ()) -> Changes:
    """Changes by the clauses that they are of, and what analysts changed of the agreements themselves."""
    has = defaultdict[str, list[Change]](list)
    for one in changes:
        has[_key(one.earlier, one.earlier_clause)].append(one)
    return Changes({_key(one.agreement, one.clause): one for one in changes}, has, set_by_hand(agreements))


def related_words(agreement: Agreement, known: Sequence[Agreement]) -> str:
    """What an agreement is to others, and others that the desk knows to it, in words; nothing where it names none."""
    return "; ".join(dict.fromkeys((*_named(agreement, known), *_named_by(agreement, known))))


def _named(agreement: Agreement, known: Sequence[Agreement]) -> Iterator[str]:
    found = {related: other for one, related, other in related_ones(known) if one.id == agreement.id}
    for related in agreement.related:
        other = found.get(related)
        signed = other.signed if other and other.signed else related.signed
        of = f" of {day(signed)}" if signed else ""
        name = other.title if other else f"{related.name} (not known here)"
        yield f"{SAID[related.kind][0]} {name}{of}"


def _named_by(agreement: Agreement, known: Sequence[Agreement]) -> Iterator[str]:
    for one, related, other in related_ones(known):
        if other.id == agreement.id:
            yield f"{SAID[related.kind][1]} {one.title}{f' of {day(one.signed)}' if one.signed else ''}"


def _pair(change: Change, other: Agreement, clause: Clause, row: RowLink, how: str) -> Html:
    """The two wordings under each other, the earlier first."""
    earlier, new = change.earlier_clause.text, change.words
    marks = _differing(earlier, new)
    sides = (("Earlier", earlier, marks[0]), ("Now", new, marks[1]))
    head = element(
        "p", f"{how} ", link(f"{_point(clause)} of {other.title}", row(_key(other, clause))),
        element("span", f", known {BY[change.by]}", class_="side"),
    )  # fmt: skip
    words = (
        element("p", element("span", f"{name}: ", class_="side"), marked(text, some), class_="article-text")
        for name, text, some in sides
    )
    return joined([head, *words])


def _differing(earlier: str, new: str) -> tuple[list[Mark], list[Mark]]:
    """The words of each that the other has not so; none where they share too few, or are too long.

    >>> [[(mark.start, mark.end) for mark in one] for one in _differing("they leave in May", "they leave in two days")]
    [[(14, 17)], [(14, 22)]]
    """
    bounds = find_words(earlier), find_words(new)
    if max(map(len, bounds)) > MOST_WORDS:
        return [], []
    words = [
        [text[start:end].casefold() for start, end in some] for text, some in zip((earlier, new), bounds, strict=True)
    ]
    matcher = SequenceMatcher(a=words[0], b=words[1], autojunk=False)
    if matcher.ratio() < LEAST_SHARED:
        return [], []
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    return (
        [Mark(bounds[0][one[1]][0], bounds[0][one[2] - 1][1], "differs") for one in steps if one[2] > one[1]],
        [Mark(bounds[1][one[3]][0], bounds[1][one[4] - 1][1], "differs") for one in steps if one[4] > one[3]],
    )


def _point(clause: Clause) -> str:
    return f"point {clause.number}" if clause.number else f"“{clause.text[:40]}…”"


def _key(agreement: Agreement, clause: Clause) -> str:
    return f"{agreement.id}/{clause.id}"
