"""The chart of clauses: sentences in, clauses out."""

import pytest

from lib.annotate.charting.chart import Chart
from lib.annotate.tree import read_tagged
from tests.parsed import parsed


def clauses(text: str) -> list[tuple[str, ...]]:
    """Each clause's verb group from first word to verb, its subject, its relation and form, and what else it is."""
    tagged = read_tagged(parsed(text), ())
    told = []
    for clause in Chart(tagged).clauses.values():
        words = tagged.tree.doc[clause.lead : clause.verb + 1].text
        subject = tagged.words[clause.subject] if clause.subject is not None else ""
        also = [name for name in ("past", "perfect", "passive", "negated") if getattr(clause, name)]
        told.append((words, subject, clause.relation, clause.form, *also))
    return told


SENTENCES = [
    ("Rebels must leave the town.", [("must leave", "rebels", "main", "finite")]),
    ("Rebels may not leave the town.", [("may not leave", "rebels", "main", "finite", "negated")]),
    ("All tanks must be withdrawn.", [("must be withdrawn", "tanks", "main", "finite", "passive")]),
    ("The army has left the town.", [("has left", "army", "main", "finite", "perfect")]),
    ("The army left the town.", [("left", "army", "main", "finite", "past")]),
    # whom one of two joined verbs leaves out
    (
        "Kenya will open the road and free the captives.",
        [("will open", "kenya", "main", "finite"), ("free", "kenya", "joined", "bare")],
    ),
    # what a relative clause describes is its subject
    (
        "A centre, which will be set up in Penang, checks ships.",
        [("will be set", "centre", "relative", "finite", "passive"), ("checks", "centre", "main", "finite")],
    ),
    # an infinitive is done by the subject of its verb
    (
        "Oslo agreed to sign.",
        [("agreed", "oslo", "main", "finite", "past"), ("to sign", "oslo", "completing", "infinitive")],
    ),
    # what is said
    (
        "Ankara said that troops would stay.",
        [("said", "ankara", "main", "finite", "past"), ("would stay", "troops", "content", "finite")],
    ),
    # a participle with a subject of its own after "with"
    (
        "The strip will be empty, with troops policing it.",
        [("will be", "strip", "main", "finite"), ("policing", "troops", "object", "gerund")],
    ),
    (
        "Tracked by planes, the ships cross the sea.",
        [("Tracked", "ships", "adverbial", "participle", "passive"), ("cross", "ships", "main", "finite")],
    ),
    # a modal that the parser hangs elsewhere
    (
        "By 15 October, under the deal, all heavy weapons must be gone.",
        [("must be gone", "weapons", "main", "finite", "passive")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_is_read_as_its_clauses(text: str, expected: list[tuple[str, ...]]) -> None:
    assert clauses(text) == expected


def test_a_clause_knows_those_that_it_is_part_of() -> None:
    tagged = read_tagged(parsed("Ankara said that troops would stay to guard the road."), ())
    chart = Chart(tagged)
    guard = next(c for c in chart.clauses.values() if tagged.words[c.verb] == "guard")
    assert [tagged.words[above.verb] for above in chart.above(guard)] == ["stay", "said"]


def test_a_text_without_verbs_has_no_clauses() -> None:
    assert clauses("No deal.") == []
