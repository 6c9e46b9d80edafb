"""One utterance in several articles: which statements are one, measured on gold, and what differs word by word."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools, annotate_all
from lib.compare.speech.said import ReadQuote, Said, find_statements
from lib.compare.speech.utterances import Utterance, find_utterances, same_speaker
from lib.compare.speech.wordings import wordings
from lib.models import Document, Filters, Span
from lib.queries.sources.utterances import quotes_said, utterances
from lib.store import open_version, save
from tests.conftest import file_row, make_document

GOLD = Path(__file__).parent / "gold"
ROWS = [json.loads(line) for line in (GOLD / "utterances.jsonl").read_text(encoding="utf-8").splitlines()]
OF_SEEDS = json.loads((GOLD / "utterances-seeds.json").read_text(encoding="utf-8"))
# Precision and recall that the rule has on each half, rounded down: no lower, please. The rule was written against the
# dev half; of the check half only these totals were read.
FLOORS = {"dev": (1.0, 0.92), "check": (0.75, 0.69)}
# One report of the seeds is in words that share too little: "no new military operation", "no military action".
SEEDS_FOUND = 8

Pair = tuple[str, str]


def said(text: str, document: str = "a", speaker: str | None = "amina-sesay", **fields: Any) -> Said:
    """A reported statement of Amina Sesay's, with the fields a test does not care about filled in."""
    known = {"outlet": document, "story": "s", "published": date(2019, 5, 4), "name": "Sesay", "kind": "indirect"}
    return Said(document=document, speaker=speaker, cue="said", span=Span(0, len(text), text), **{**known, **fields})


def marked(text: str, words: str, document: str, **fields: Any) -> Said:
    """A statement of which some words stand between quotation marks."""
    start = text.index(words)
    return said(text, document, kind="mixed", marked=(Span(start, start + len(words), words),), **fields)


def pairs_of(found: Iterable[Utterance]) -> set[frozenset[str]]:
    """The pairs of articles that have an utterance in common."""
    return {
        frozenset((a.said.document, b.said.document))
        for one in found
        for a, b in combinations(one.versions, 2)
        if a.said.document != b.said.document
    }


@pytest.fixture(scope="module")
def measured(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, float]]:
    """Precision and recall of each half, all articles of the gold in one corpus."""
    documents = [_article(row, side) for side in "ab" for row in ROWS]
    table = tmp_path_factory.mktemp("gold") / "table"
    contents = annotate_all(documents, tools)
    save(table, [file_row(*content, root=f"folder {at:03}") for at, content in enumerate(contents)])
    found = pairs_of(find_utterances(quotes_said(open_version(table), Filters())))
    return {half: _precision_and_recall(half, found) for half in FLOORS}


def _article(row: dict[str, Any], side: str) -> Document:
    day = date.fromisoformat(row["published"])
    return make_document(f"{row['id']}{side}", row[side], f"Outlet {side}", story=row["agreement"], published=day)


def _precision_and_recall(half: str, found: set[frozenset[str]]) -> tuple[float, float]:
    """A pair across two rows of the gold is wrong too."""
    ids = {row["id"] for row in ROWS if row["half"] == half}
    wanted = {frozenset((f"{row['id']}a", f"{row['id']}b")) for row in ROWS if row["same"] and row["half"] == half}
    got = {pair for pair in found if any(name[:-1] in ids for name in pair)}
    return len(wanted & got) / len(got), len(wanted & got) / len(wanted)


@pytest.mark.parametrize("half", FLOORS)
def test_gold_pairs_are_found_and_few_others(measured: dict[str, tuple[float, float]], half: str) -> None:
    assert measured[half] >= FLOORS[half]
    assert measured[half][1] >= FLOORS[half][1]


def test_gold_pairs_of_the_seeds(seed_connection: Any) -> None:
    paths = dict(seed_connection.execute("SELECT path, document FROM documents").fetchall())
    ids = {Path(path).name: name for path, name in paths.items()}
    found = utterances(seed_connection, Filters())
    texts = [{(v.said.document, v.span.exact) for v in one.versions} for one in found]
    hits = sum(any(_holds(row, ids, some) for some in texts) for row in OF_SEEDS)
    assert hits >= SEEDS_FOUND
    assert len(found) <= hits, "an utterance that is none"


def _holds(row: dict[str, Any], ids: dict[str, str], some: set[Pair]) -> bool:
    """Whether an utterance has both sides of a gold pair; gold may begin or end a little elsewhere."""
    return all(
        any(name == ids[side["doc"]] and (side["text"] in text or text in side["text"]) for name, text in some)
        for side in (row["a"], row["b"])
    )


TWO = [
    # translated anew: other words, other order
    ("We will never shell the harbour or its market", "there would be no shelling of market and harbour", True),
    # one of many words that two speeches share
    ("We will never shell the harbour", "the harbour would be dredged in spring", False),
    # names alone are not something said
    ("Sierra Leone and Guinea met Liberia", "Liberia asked Guinea and Sierra Leone", False),
    # nothing but small words
    ("it is what it is and that is that", "it is what it was and so it is", False),
]


@pytest.mark.parametrize(("one", "other", "same"), TWO)
def test_two_statements(one: str, other: str, *, same: bool) -> None:
    assert bool(find_utterances([said(one, "a"), said(other, "b")])) is same


LINE = "the wells of our grandfathers will not be signed away"


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        # the same article twice says nothing about outlets
        ({"document": "a"}, False),
        ({"published": date(2019, 5, 30)}, False),
        # without a day the story decides
        ({"published": None}, True),
        ({"published": None, "story": "other"}, False),
        # somebody else
        ({"speaker": "tomas-brod", "name": "Brod"}, False),
        ({"speaker": None, "name": "Tomas Brod"}, False),
        # somebody the text does not name, in these very words
        ({"speaker": None, "name": "he"}, True),
        # a surname for the full name
        ({"speaker": "sesay"}, True),
        ({"speaker": None, "name": "Amina Sesay"}, True),
    ],
)
def test_who_and_when(changes: dict[str, Any], *, same: bool) -> None:
    other = replace(said(LINE, "b"), **changes)
    assert bool(find_utterances([said(LINE, "a"), other])) is same


def test_numbers_that_differ_are_two_statements_unless_in_the_same_words() -> None:
    texts = "Boats with 40 crates may dock at the pier", "at the pier boats may dock that hold 90 crates"
    one, other = (replace(said(text, name), read=_figure(text)) for text, name in zip(texts, "ab", strict=True))
    assert not find_utterances([one, other])
    told = texts[0].replace("40", "90")
    [found] = find_utterances([one, replace(said(told, "b"), read=_figure(told))])
    assert not found.verbatim  # the words are the same but for the number


def test_one_wording_in_many_outlets_is_said_to_be_one() -> None:
    # More outlets than each statement is compared with; the words are too few to be looked for in a row.
    [found] = find_utterances([said("the harbour market never closed again", f"outlet {n}") for n in range(20)])
    assert len(found.versions) == 20
    assert found.verbatim


def _figure(text: str) -> tuple[ReadQuote, ...]:
    number = "40" if "40" in text else "90"
    at = text.index(number)
    return (ReadQuote(at, at + 2, f"figure {number}.0 {number}.0 crate"),)


def test_the_same_marked_words_of_two_speakers_are_shown_together() -> None:
    words = "nobody will leave the island while one boat lies burning in the harbour"
    one = marked(f'that "{words}"', words, "a")
    assert find_utterances([one, marked(f'"{words}"', words, "b", speaker="tomas-brod", name="Brod")])


def test_three_versions_are_one_utterance_led_by_the_one_most_quoted() -> None:
    words = "we will never shell the harbour or its market again"
    some = [said("the harbour and its market would not be shelled again", "a"), marked(f'"{words}"', words, "b")]
    [found] = find_utterances([*some, said("market and harbour would never be shelled again", "c")])
    assert [version.said.document for version in found.versions] == ["b", "a", "c"]
    assert not found.verbatim


def test_what_is_told_inside_a_quote_is_the_inner_speakers() -> None:
    text = "Tomas Brod said the boats would sail at dawn"
    inner = replace(said("the boats would sail at dawn"), span=Span(16, 44, "the boats would sail at dawn"))
    assert [s.span.exact.strip() for s in find_statements([said(text), inner])] == [
        "Tomas Brod said",
        "the boats would sail at dawn",
    ]


def test_the_words_that_say_who_speaks_are_no_part() -> None:
    [statement] = find_statements([replace(said("The boats, Sesay said, would sail."), at_cue="Sesay")])
    assert statement.words == ("the", "boats", "would", "sail")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("vladimir-putin", "putin", True),
        ("bilal-erdogan", "recep-tayyip-erdogan", False),
        ("erdogan", "recep-tayyip-erdogan", True),
        ("united-states", "gulf-states", False),
    ],
)
def test_speakers_by_their_ids(one: str, other: str, *, same: bool) -> None:
    assert same_speaker(said("x y", speaker=one), said("x y", speaker=other)) is same


def test_descriptions_of_two_groups_are_two_speakers() -> None:
    fishermen, residents, he = (said("x y", speaker=None, name=name) for name in ("Fishermen", "Residents", "he"))
    assert same_speaker(fishermen, residents) is False
    assert same_speaker(fishermen, he) is None
    assert same_speaker(fishermen, fishermen) is True


def test_words_are_held_against_the_first_version() -> None:
    texts = "The boats will sail at dawn", "that the ships would sail at dawn with ice", "The boats will sail at dawn"
    first, other, equal = wordings(
        list(find_statements(said(text, name) for name, text in zip("abc", texts, strict=True)))
    )
    assert [(run.span.exact, run.kind) for run in other] == [
        ("ships would", "changed"),
        ("with ice", "only"),
    ] or [(run.span.exact, run.kind) for run in other][-1] == ("with ice", "only")
    assert first == equal == ()


HOSTILE = [
    "",
    " \n\n ",
    '"“”' * 900,
    "a " * 9_000,
    "word" * 9_000,
    "<script>alert(1)</script> " * 900,
    "\u202e\x00 " * 900,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_text_yields_wordings_of_itself(text: str) -> None:
    quotes = [said(text, name, kind=kind) for name in "abc" for kind in ("indirect", "direct")]
    for one in find_utterances(quotes):
        assert {version.said.document for version in one.versions} <= set("abc")
        wordings(one.versions)
