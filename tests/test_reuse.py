"""Passages that stand twice, and two articles side by side."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.compare.records import Credit, Passage
from lib.compare.reuse.credits import find_credits
from lib.compare.reuse.independence import independent_sources
from lib.compare.reuse.passages import find_passages
from lib.compare.reuse.side_by_side import aligned
from lib.models import Document
from tests.bench.reuse import planted_articles, recall
from tests.conftest import make_document

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "reuse.json"
LEAD = "Both governments agreed on Friday to open the northern crossing to lorries before the first snow."
BODY = (
    f"{LEAD} Engineers will first clear the road of mines, a task that may take three weeks. "
    "Drivers have waited at the barrier since the spring with little more than tea and patience. "
    "Nobody in the valley expects the queue to vanish overnight."
)


def passages(*texts: str) -> list[Passage]:
    return list(find_passages(make_document(f"d{n}", text, f"Outlet {n}") for n, text in enumerate(texts)))


def kinds(*texts: str) -> list[str]:
    return [passage.kind for passage in passages(*texts)]


def overlap(gold: dict[str, Any], exact: Any) -> float:
    """The share of both spans that they have in common."""
    inner = min(gold["end"], exact.end) - max(gold["start"], exact.start)
    return max(0, inner) / (max(gold["end"], exact.end) - min(gold["start"], exact.start))


@pytest.fixture(scope="module")
def seeds() -> list[Document]:
    """The seed articles as they lie, as the gold counts them."""
    files = sorted((ROOT / "seeds").glob("*.txt"))
    return [make_document(path.name, path.read_bytes().decode(), path.stem) for path in files]


@pytest.mark.parametrize("row", json.loads(GOLD.read_text(encoding="utf-8")), ids=lambda row: row["a"]["text"][:30])
def test_every_gold_passage_is_found_and_classed(seeds: list[Document], row: dict[str, Any]) -> None:
    fits = [
        passage.kind
        for passage in find_passages(seeds)
        if (passage.a_document, passage.b_document) == (row["a"]["doc"], row["b"]["doc"])
        and min(overlap(row["a"], passage.a), overlap(row["b"], passage.b)) >= 0.9
    ]
    assert fits == [row["kind"]]


def test_spans_of_the_seeds_hold_their_words(seeds: list[Document]) -> None:
    texts = {document.id: document.text for document in seeds}
    for passage in find_passages(seeds):
        for document, span in ((passage.a_document, passage.a), (passage.b_document, passage.b)):
            assert texts[document][span.start : span.end] == span.exact


PAIRS = [
    # the same sentence in another article
    (LEAD, f"Rain fell all day. {LEAD} More was not said.", ["verbatim"]),
    # other typography, hyphens and British spelling change nothing
    (
        "The centre’s well-organised staff handed out 3,000 blankets on the last day of the siege.",
        "The centre's wellorganized staff handed out 3,000 blankets on the last day of the siege.",
        ["verbatim"],
    ),
    # a run of the same words inside sentences that differ
    (
        "Critics say the plan to open the northern crossing to lorries before the first snow has no funding at all.",
        "Hopes rose in the bazaar when they spoke of opening the northern crossing to lorries before the first snow.",
        ["partial"],
    ),
    # a word exchanged here and there
    (
        LEAD,
        "The governments agreed on Monday to reopen the northern crossing to lorries before the winter's first snow.",
        ["near"],
    ),
    # reworded without five words in a row the same
    (
        "The proposal, an envoy said, is backed by most elders of the valley and the old miners' union.",
        "Officials spoke of the proposal backed now by elders of the lower valley and miners' union.",
        ["near"],
    ),
    # two sentences made one: each is whole in one of the two articles
    (
        "The bridge was shelled at dawn on Tuesday. Two of its four arches fell into the river.",
        "The bridge was shelled at dawn on Tuesday, and two of its four arches fell into the river.",
        ["verbatim", "verbatim"],
    ),
    # seven words are too few
    ("They opened the northern crossing to lorries.", "Mud closed the northern crossing to lorries and buses.", []),
    # names and titles in their usual order are nobody's words
    (
        "He met President Ilir Meta of Albania and Prime Minister Edi Rama of Albania.",
        "She wrote to President Ilir Meta of Albania and Prime Minister Edi Rama of Albania.",
        [],
    ),
    # a stock phrase
    (
        "The ministry did not immediately respond to a request for comment.",
        "A trader's lawyer did not immediately respond to a request for comment.",
        [],
    ),
    # one event in two writers' words
    (
        "Shells hit the bridge at dawn and two arches collapsed into the river, witnesses said.",
        "Witnesses spoke of early morning shelling that brought down half of the old river bridge.",
        [],
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_classes_of_passages(one: str, other: str, expected: list[str]) -> None:
    assert kinds(one, other) == expected


QUOTED = "we will not sign a paper that gives away the wells of our grandfathers"
QUOTES = [
    # the same quote in both, told in other words
    (f'"{QUOTED.capitalize()}," the elder said.', f"Asked about the deal, he answered: “{QUOTED}”.", ["shared-quote"]),
    # a quote of two words
    ('He called the talks a "bitter comedy".', 'To her the week was a "bitter comedy" and no more.', ["shared-quote"]),
    # one cut the quote
    (f'The elder said: "{QUOTED}".', 'The elder spoke of "a paper that gives away the wells".', ["shared-quote"]),
    # quoted by one, told by the other
    (f'The elder said "{QUOTED}".', f"The elder insisted {QUOTED}.", ["shared-quote"]),
    # a long quote inside a sentence that is the same too: the writers' own words are too few to count
    (f'On Friday he said: "{QUOTED}".', f'On Friday he said: "{QUOTED}".', ["shared-quote"]),
    # a word set off by marks is no quote
    ('The "liberators" came at noon.', 'They were greeted as "liberators" there.', []),
    # a name between marks
    ('He sailed on the "Northern Star".', 'The ferry "Northern Star" sank.', []),
    # five words out of two long quotes are a turn of phrase
    (
        '"I know that the end of the month is near," she said, "and I pay."',
        '"Nobody here will leave before the end of the month," he said.',
        [],
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), QUOTES)
def test_the_same_quote_is_not_the_writers_words(one: str, other: str, expected: list[str]) -> None:
    found = passages(one, other)
    assert [passage.kind for passage in found] == expected
    assert not any(passage.a.exact.startswith(('"', "“")) for passage in found)


def test_own_words_round_a_quote_are_one_passage() -> None:
    text = f'{LEAD} "No," the elder said at once. Drivers have waited at the barrier since the spring.'
    other = text.replace('"No,"', '"Never,"')
    assert [(p.kind, p.a.exact) for p in passages(text, other)] == [("verbatim", text[:-1])]


def test_the_same_article_twice_is_one_passage_and_one_source() -> None:
    documents = [make_document(name, BODY, name) for name in ("a", "b")]
    found = list(find_passages(documents))
    assert [(p.kind, p.a.exact) for p in found] == [("verbatim", BODY[:-1])]
    assert [group.outlets for group in independent_sources(documents, found, [])] == [("a", "b")]
    assert {row.kind for row in aligned(*documents)} == {"same"}


def test_one_article_alone_and_none() -> None:
    assert passages(BODY) == []
    assert passages() == []
    assert list(find_credits([])) == []
    assert independent_sources([], [], []) == ()
    assert [group.outlets for group in independent_sources([make_document("a", BODY, "A")], [], [])] == [("a",)]


def test_a_republished_article_with_one_sentence_changed_is_no_second_source(seeds: list[Document]) -> None:
    for seed in seeds:
        old = next(line for line in reversed(seed.text.split("\n")) if len(line) > 80)
        changed = "Nothing of the kind was ever on the table, an official in the capital insisted later."
        again = replace(make_document("again", seed.text.replace(old, changed), "The Copier"))
        documents = [*seeds, again]
        groups = independent_sources(documents, find_passages(documents), find_credits(documents))
        assert len(groups) == len(seeds)
        merged = next(group for group in groups if "the-copier" in group.outlets)
        assert merged.outlets == (seed.source.id if seed.source else "", "the-copier")
        assert "words of the shorter article are in both" in merged.links[0].reason
        only = [row.b.exact for row in aligned(seed, again) if row.kind == "only-b" and row.b]
        assert only == [changed]


def test_a_third_article_takes_nothing_from_what_two_share() -> None:
    # The third shares a run of the second half first, so that the two meet there before they meet at their beginning.
    third = "Snow fell. Drivers have waited at the barrier since the spring, all alike."
    changed = BODY.replace("clear the road of mines", "mend the bridge over rapids")
    found = [p for p in passages(third, BODY, changed) if (p.a_document, p.b_document) == ("d1", "d2")]
    assert sum(passage.words for passage in found) >= len(BODY.split()) - 5


def test_sentences_beside_each_other() -> None:
    one = make_document("a", f"Rain fell on the pass. {LEAD} Nobody expects much. The elder wept.")
    other = make_document("b", f"{LEAD.replace('Friday', 'Monday')} Snow closed the road. Nobody expects much.")
    rows = [
        (row.kind, [s.exact for s in row.a_differs], [s.exact for s in row.b_differs]) for row in aligned(one, other)
    ]
    assert rows == [
        ("only-a", [], []),
        ("changed", ["Friday"], ["Monday"]),
        ("only-b", [], []),
        ("same", [], []),
        ("only-a", [], []),
    ]


def test_every_sentence_of_both_seeds_has_its_row(seeds: list[Document]) -> None:
    a, b = seeds[1], seeds[2]
    rows = aligned(a, b)
    for text, spans in ((a.text, {row.a for row in rows}), (b.text, {row.b for row in rows})):
        covered = "".join(text[span.start : span.end] for span in sorted(filter(None, spans), key=lambda s: s.start))
        assert "".join(covered.split()) == "".join(text.split())


HOSTILE = [
    "",
    " \n\n ",
    '"""""““““”””',
    "a " * 30_000,
    "Stop. " * 8_000,
    "word" * 20_000,
    '"' + "he said no and went " * 3_000,
    "((((" * 5_000 + ")" * 5_000,
    "<script>alert(1)</script> " * 2_000,
    "\u202eright to left\u202c \U0001f600 \x00 " * 2_000,
    "according to the state-run Turkish " * 4_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_text_yields_little(text: str) -> None:
    documents = [
        make_document("a", text, "A"),
        make_document("b", f"{text} {BODY}", "B"),
        make_document("c", BODY, "C"),
    ]
    found = list(find_passages(documents))
    credits_ = list(find_credits(documents))
    independent_sources(documents, found, credits_)
    aligned(documents[0], documents[1])
    texts = {document.id: document.text for document in documents}
    assert all(texts[p.b_document][p.b.start : p.b.end] == p.b.exact for p in found)
    assert any({p.a_document, p.b_document} == {"b", "c"} for p in found)


def test_planted_passages_are_found() -> None:
    documents, planted = planted_articles(90)
    assert recall(planted, find_passages(documents)) == Counter(one.kind for one in planted)


def test_records_hash() -> None:
    assert len({*passages(BODY, BODY)}) == 1
    assert isinstance(next(find_credits([make_document("d", "It rained, Reuters reported.")])), Credit)
