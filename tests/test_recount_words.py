"""The words that set each outlet apart: counts, rates, z and what chance reaches, counted again."""

import re

import pytest

from lib.queries.sources import distinctive
from tests.recount.corpora import Case, Corpus
from tests.recount.evidence import assert_evidence
from tests.recount.words import best_words, chance_limits, outlet_sentences, total

FEWEST_SENTENCES = 8


def test_counts_rates_and_scores_of_distinctive_words(case: Case) -> None:
    found = distinctive.distinctive_words(case.digests())
    sentences = outlet_sentences(case.again)
    counts = {outlet: total(some) for outlet, some in sentences.items()}
    whole = total([one for some in sentences.values() for one in some])
    if sum(bool(words) for words in counts.values()) < 2:
        assert not found
        return
    named = case.corpus.names
    assert [named[one.outlet] for one in found] == list(counts)
    table = distinctive.distinctive_table(found, named)
    for one in found:
        here = counts[named[one.outlet]]
        there = whole - here
        assert one.tokens == here.total()
        rows = table[table["outlet"] == one.outlet]
        again = best_words(here, there) if here else []
        assert rows["z"].tolist() == pytest.approx([z for _, z in again])
        for row in rows.itertuples():
            assert (row.count, row.count_elsewhere) == (here[row.word], there[row.word])
            assert row.z == pytest.approx(dict(best_words(here, there, len(here)))[row.word])
            assert row.rate == pytest.approx(1000 * here[row.word] / here.total())
            assert row.rate_elsewhere == pytest.approx(1000 * there[row.word] / there.total())
        others = sum(len(some) for outlet, some in sentences.items() if outlet != named[one.outlet])
        told = min(len(sentences[named[one.outlet]]), others) >= FEWEST_SENTENCES
        assert (one.limit is not None) == told
        assert all(row.beyond == (told and row.z > row.limit) for row in rows.itertuples())


@pytest.mark.parametrize(("name", "at"), [("seeds", 0), ("seeds", 3), ("made", 2)])
def test_what_chance_reaches(corpora: dict[str, Corpus], name: str, at: int) -> None:
    case = corpora[name].cases[at]
    again = chance_limits(outlet_sentences(case.again))
    for one, outlet in zip(distinctive.distinctive_words(case.digests()), again, strict=True):
        assert one.limit is None or one.limit == pytest.approx(again[outlet])


def test_a_words_number_opens_just_its_uses(case: Case) -> None:
    digests = case.digests()
    sentences = outlet_sentences(case.again)
    counts = total([one for some in sentences.values() for one in some])
    parts = {part for word in counts if "-" in word or "'" in word for part in re.split("[-']", word)}
    asked = [word for word in counts if word in parts or "-" in word]
    for word in [*asked[:: 1 + len(asked) // 3], *(word for word, _ in counts.most_common(1))]:
        rows = distinctive.word_sentences(case.data, case.filters, digests, word)
        assert_evidence(rows, case.again)
        of_outlet = rows["outlet_name"].value_counts().to_dict()
        assert of_outlet == {outlet: n for outlet, some in sentences.items() if (n := total(some)[word])}, word
