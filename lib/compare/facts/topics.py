"""One subject with all that is said of it, and which subjects an outlet alone has or alone lacks."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from lib.compare.records import Difference, Fact, FactKind

# Of these all that is said in any respect is one topic.
WHOLE = frozenset({"deed", "event"})


class Topic(NamedTuple):
    """One subject and measure with all facts about it, in the corpus's order; `name` as in `Difference`."""

    kind: FactKind
    subject: str
    measure: str
    place: str | None
    facts: tuple[Fact, ...]
    name: str = ""

    @property
    def key(self) -> str:
        """What the link calls the row."""
        return "/".join(filter(None, (self.kind, self.subject, self.measure, self.place)))

    def outlets(self) -> list[str]:
        """Who says something, each once."""
        return list(dict.fromkeys(fact.outlet for fact in self.facts))


def alone(rows: Sequence[Topic], outlets: Sequence[str]) -> dict[str, tuple[list[str], list[str]]]:
    """For each outlet the topics that it alone has, and those that it alone lacks; both empty with one outlet.

    A topic is a subject, whatever is said of it, as `topic` writes it. Dated events are left out: an outlet
    that gives no day for a meeting has not left out the meeting. With two outlets what one lacks is what the other
    alone has, and is not said twice. Raises KeyError for a fact of an outlet that is not among the `outlets`.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind != "event":
            told[topic(row)].update(row.outlets())
    topics_of: dict[str, tuple[list[str], list[str]]] = {outlet: ([], []) for outlet in outlets}
    for name, tellers in told.items():
        silent = set(outlets) - tellers
        if len(tellers) == 1 and len(outlets) > 1:
            topics_of[next(iter(tellers))][0].append(name)
        elif len(silent) == 1 and len(outlets) > 2:
            topics_of[next(iter(silent))][1].append(name)
    return topics_of


def topic(row: Topic | Difference) -> str:
    """The key of what a row belongs to: one topic for all that is said of a deed or event, else the row's own."""
    measure = "" if row.kind in WHOLE else row.measure
    return "/".join(filter(None, (row.kind, row.subject, measure, row.place)))


def topics(rows: Sequence[Topic]) -> list[Topic]:
    """The rows with all that is said of one deed or event as one, without measure; a row's key is then its topic."""
    by_topic: dict[str, list[Topic]] = defaultdict(list)
    for row in rows:
        by_topic[topic(row)].append(row)
    return [_whole(some) if some[0].kind in WHOLE else some[0] for some in by_topic.values()]


def _whole(some: Sequence[Topic]) -> Topic:
    place = some[0].place if some[0].kind == "event" else None
    return Topic(
        some[0].kind, some[0].subject, "", place, tuple(fact for row in some for fact in row.facts), some[0].name
    )
