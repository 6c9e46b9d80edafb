"""Distinctive words: the paper's log-odds, a limit from split halves, and "not enough text" where that is so."""

import random
from typing import Any

import numpy as np
import pytest

from lib.compare.distinctive import find_distinctive, log_odds
from lib.models import Annotations, Filters
from lib.queries.sources.distinctive import distinctive_table, distinctive_words, word_sentences
from lib.views.kit.looks import Looks
from lib.views.sources.words import distinctive_html
from tests.conftest import digests_of, make_document, sentences_of

OPEN = Filters()
COMMON = ["peace", "talks", "city", "border", "leaders", "plan", "forces", "said", "agreed", "week"]


def sentences(count: int, seed: int, *own: str) -> list[str]:
    """Sentences of ten words drawn from the same list, with the outlet's own words in every second."""
    chance = random.Random(seed)  # noqa: S311  test data, no secret
    lines = [" ".join(chance.choices(COMMON, k=10)) for _ in range(count)]
    return [f"{line} {' '.join(own)}" if n % 2 else line for n, line in enumerate(lines)]


def test_the_papers_numbers() -> None:
    # Worked by hand from equations 16, 20 and 22: words 10 and 90 here, 30 and 70 there, prior 4 and 16.
    z = log_odds(np.array([10.0, 90.0]), np.array([30.0, 70.0]), np.array([4.0, 16.0]))
    expected = (np.log(14 / 106) - np.log(34 / 86)) / np.sqrt(1 / 14 + 1 / 34)
    assert z[0] == pytest.approx(expected)
    assert z[1] == pytest.approx((np.log(106 / 14) - np.log(86 / 34)) / np.sqrt(1 / 106 + 1 / 86))
    assert z[0] < 0 < z[1]


def test_a_word_that_one_outlet_keeps_using_passes() -> None:
    found = {
        one.outlet: one
        for one in find_distinctive({"a": sentences(120, 1, "regime"), "b": sentences(120, 2), "c": sentences(120, 3)})
    }
    assert [word.word for word in found["a"].passing] == ["regime"]
    [regime] = found["a"].passing
    assert (regime.count, regime.count_elsewhere) == (60, 0)
    assert regime.rate == pytest.approx(1000 * 60 / found["a"].tokens)


@pytest.mark.parametrize("seed", range(3))
def test_outlets_that_write_alike_have_no_words_of_their_own(seed: int) -> None:
    found = list(find_distinctive({"a": sentences(60, seed), "b": sentences(60, seed + 10)}))
    assert sum(len(one.passing) for one in found) <= 1


def test_few_sentences_say_nothing() -> None:
    found = list(find_distinctive({"a": sentences(4, 1, "regime", "regime", "regime"), "b": sentences(40, 2)}))
    assert [one.limit for one in found] == [None, None]
    assert [one.passing for one in found] == [(), ()]


@pytest.mark.parametrize("texts", [{}, {"a": ["some words"]}, {"a": ["some words"], "b": ["12 !"]}])
def test_one_outlet_has_nothing_to_be_set_apart_from(texts: dict[str, list[str]]) -> None:
    assert list(find_distinctive(texts)) == []


def test_the_same_text_gives_the_same_answer() -> None:
    texts = {"a": sentences(30, 1, "regime"), "b": sentences(30, 2)}
    assert list(find_distinctive(texts)) == list(find_distinctive(texts))


@pytest.mark.parametrize("outlets", [1, 2, 12])
def test_any_number_of_outlets_drawn(make_store: Any, outlets: int) -> None:
    contents = []
    for n in range(outlets):
        lines = [f"{line} <b>{'xa' * (n + 1)}</b>." for line in sentences(12, n, "it’s")]
        text = " ".join(lines)
        contents.append(
            (make_document(f"d{n}", text, f"Outlet {n}"), Annotations(sentences=sentences_of(text, *lines)))
        )
    store = make_store(*contents)
    known = digests_of(store)
    found = distinctive_words(known)
    assert len(found) == (outlets if outlets > 1 else 0)
    page = distinctive_html(found, Looks({}, {}, {}), lambda word: f"?word={word}")
    assert page.count("<section") == len(found)
    rows = word_sentences(store, OPEN, known, "it's")
    assert len(rows) == 6 * outlets


def test_the_seeds_are_too_short_to_say(seed_connection: Any) -> None:
    found = distinctive_words(digests_of(seed_connection))
    assert [one.passing for one in found] == [(), (), ()]
    assert all(one.limit for one in found)
    page = distinctive_html(found, Looks({}, {}, {}), lambda word: word)
    assert page.count("Not enough text") == 3
    table = distinctive_table(found, {})
    assert not table["beyond"].any()
    assert (table["z"] <= table["limit"]).all()
