"""Who is quoted: utterances of several outlets, their versions and words, and how much of each outlet is quoted."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from lib.compare.speech.utterances import Utterance
from lib.queries.sources import quotes
from lib.queries.sources.utterances import utterances, version_table, versions_in_text
from lib.views.sources.quotes import QUOTES, left_out, shown_speakers
from tests.recount.corpora import Case
from tests.recount.kept import Kept, Recount, by
from tests.recount.quoted import is_said, quoted_words, who
from tests.recount.told import quotes_around, share_in_order, words_between

KINDS = ("direct", "mixed", "indirect")


@cache
def counts_of(case: Case) -> quotes.QuoteCounts:
    """Who is quoted by whom as the page has it."""
    return quotes.quote_counts(case.data, case.filters)


@cache
def found_in(case: Case) -> tuple[Utterance, ...]:
    """The utterances of several outlets as the page has them."""
    return utterances(case.data, case.filters)


@pytest.fixture
def found(case: Case) -> tuple[Utterance, ...]:
    """The same, once a case."""
    return found_in(case)


def said(case: Case) -> list[Kept]:
    """The kept quotes that are counted."""
    return [one for one in case.again.kept("quotes") if not one.headline and is_said(one.one)]


def test_outlets_and_versions_of_each_utterance(case: Case, found: tuple[Utterance, ...]) -> None:
    # An entity keeps an utterance whole, in whichever of its versions it is named.
    whole = Recount(case.corpus.lines, replace(case.filters, entities=()))
    outlets = {record["id"]: case.again.outlet_name(record) for record in whole.articles}
    names = case.corpus.names
    for one in found:
        told = {outlets[version.said.document] for version in one.versions}
        assert len(told) > 1
        assert {names[outlet] for outlet in one.outlets()} == told
        places = {(version.said.document, version.span.start) for version in one.versions}
        assert len(places) == len(one.versions)
        for version in one.versions:
            record = next(record for record in whole.articles if record["id"] == version.said.document)
            assert record["text"][version.span.start : version.span.end] == version.span.exact
            around = quotes_around(whole, version.said.document, version.span.start, version.span.end)
            assert version.said.kind in {quote.one["kind"] for quote in around}
    counts = [len({outlets[version.said.document] for version in one.versions}) for one in found]
    assert counts == sorted(counts, reverse=True)


def test_an_utterance_has_a_version_in_a_kept_sentence(case: Case, found: tuple[Utterance, ...]) -> None:
    kept = {(record["id"], record["sentences"][at]["start"], record["sentences"][at]["end"])
            for record in case.again.articles for at in case.again.left(record)}  # fmt: skip
    for one in found:
        assert any(
            name == version.said.document and start <= version.span.start < end
            for version in one.versions
            for name, start, end in kept
        )


def test_the_words_of_versions(case: Case, found: tuple[Utterance, ...]) -> None:
    table = version_table(found, case.corpus.names)
    assert len(table) == sum(len(one.versions) for one in found)
    versions = [version for one in found for version in one.versions]
    texts = {record["id"]: record["text"] for record in case.again.all}
    for row, version in zip(table.itertuples(), versions, strict=True):
        text = texts[version.said.document]
        words = words_between(case.again, version.said.document, version.span.start, version.span.end)
        assert row.text == version.span.exact
        # A name with a hyphen may be two words, and the speaker's own "he said" is none of what is said.
        assert row.words <= len(words) + sum(text[word.start : word.end].count("-") for word in words)
        assert row.only + row.changed <= row.words
    for one in found:
        same = [
            [word.word for word in words_between(case.again, v.said.document, v.span.start, v.span.end)]
            for v in one.versions
        ]
        if one.verbatim:
            assert min(share_in_order(same[0], other) for other in same[1:]) >= 0.5
            digits = [{word for word in words if re.search(r"\d", word)} for words in same]
            assert all(some <= digits[0] or some >= digits[0] for some in digits)


def test_versions_are_shown_in_their_sentences(case: Case, found: tuple[Utterance, ...]) -> None:
    texts = {record["id"]: record["text"] for record in case.again.all}
    for shared in versions_in_text(case.data, found):
        for version in shared.versions:
            text = texts[version.statement.said.document]
            assert text[version.start : version.start + len(version.text)].split() == version.text.split()
            assert version.statement.span.exact in version.text or "\n" in version.statement.span.exact


def test_quotes_by_speaker(case: Case) -> None:
    every = said(case)
    again = Counter((who(found.one), found.outlet) for found in every)
    shown = counts_of(case).speakers
    assert by(shown, "who", "outlet_name") == again
    assert by(shown, "who", "outlet_name", count="quoted") == quoted_words(every)
    kinds = Counter((found.one["kind"], who(found.one)) for found in every)
    for kind in ("direct", "mixed", "indirect"):
        assert by(shown.groupby("who", as_index=False)[kind].sum(), "who", count=kind) == {
            speaker: count for (how, speaker), count in kinds.items() if how == kind
        }
    for speaker in shown["who"].unique()[case.number % 3 :: 3][:1]:
        assert (
            len(quotes.speaker_quotes(case.data, case.filters, speaker))
            == shown[shown["who"] == speaker]["mentions"].sum()
        )


def test_how_much_of_each_outlet_is_quoted(case: Case) -> None:
    shown, every = counts_of(case).outlets, said(case)
    assert by(shown, "outlet_name") == Counter(one.outlet for one in every)
    # A word counts once for its outlet, whoever says it.
    spoken = quoted_words(one._replace(one={**one.one, "speaker": None}) for one in every)
    assert by(shown, "outlet_name", count="quoted") == {outlet: n for (_, outlet), n in spoken.items()}
    marked = quoted_words(one._replace(one={**one.one, "speaker": None, "kind": "direct"}) for one in every)
    assert by(shown, "outlet_name", count="marked") == {outlet: n for (_, outlet), n in marked.items()}
    for row in shown.itertuples():
        words = case.again.words[row.outlet_name]
        assert row.words == words
        assert row.share == pytest.approx(100 * row.quoted / words)
        assert row.marked_share == pytest.approx(100 * row.marked / words)


def test_quoted_words_by_kind(case: Case) -> None:
    shown, every = counts_of(case).speakers, said(case)
    direct = quoted_words(one for one in every if one.one["kind"] == "direct")
    assert by(shown, "who", "outlet_name", count="direct_words") == direct
    both = quoted_words(one for one in every if one.one["kind"] != "indirect")
    told = shown.assign(both=shown["direct_words"] + shown["mixed_words"])
    assert by(told, "who", "outlet_name", count="both") == both
    assert (shown["quoted"] == shown[[f"{kind}_words" for kind in KINDS]].sum(axis=1)).all()
    kinds = Counter((who(one.one), one.outlet, one.one["kind"]) for one in every)
    for kind in KINDS:
        assert by(shown, "who", "outlet_name", count=kind) == {key[:2]: n for key, n in kinds.items() if key[2] == kind}
    totals: dict[str, int] = defaultdict(int)
    for (speaker, _), n in quoted_words(every).items():
        totals[speaker] += n
    assert by(shown.drop_duplicates("who"), "who", count="total_words") == totals


def test_speakers_without_room_in_the_grid_are_counted(case: Case) -> None:
    speakers = counts_of(case).speakers
    drawn = shown_speakers(speakers, QUOTES) if len(speakers) else pd.DataFrame({"who": []})
    assert left_out(speakers) == len({who(one.one) for one in said(case)}) - drawn["who"].nunique()
