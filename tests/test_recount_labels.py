"""What each outlet calls whom: uses, rates and shares of every label, counted again."""

from collections import Counter

import pytest

from lib.codebooks.referents import load_referents
from lib.queries.sources import labels
from lib.queries.sources.digests import outlet_words
from tests.recount.corpora import Case
from tests.recount.evidence import assert_evidence
from tests.recount.kept import by
from tests.recount.labels import label_uses, unlisted

VOICES = {labels.OWN: (False,), labels.QUOTED: (True,), labels.ALL: (False, True)}


def test_uses_rates_and_shares_of_labels(case: Case) -> None:
    outlets, words = outlet_words(case.data, case.filters), case.again.words
    uses = list(label_uses(case.again))
    by_voice = {voice: labels.label_counts(case.digests(), outlets, load_referents(), voice) for voice in VOICES}
    for voice, shown in by_voice.items():
        again = Counter(use[:3] for use in uses if use.quoted in VOICES[voice])
        assert by(shown, "referent", "label", "outlet_name") == again
        for row in shown.itertuples():
            assert row.words == words[row.outlet_name]
            assert row.rate == pytest.approx(1000 * row.mentions / words[row.outlet_name])
    for column, quoted in (("own", False), ("quoted", True)):
        again = Counter(use[:3] for use in uses if use.quoted == quoted)
        assert by(by_voice[labels.ALL], "referent", "label", "outlet_name", count=column) == again
    own = Counter(use[:3] for use in uses if not use.quoted)
    for _, counts in by_voice[labels.OWN].groupby("referent"):
        for row in labels.label_shares(counts).itertuples():
            of_referent = sum(
                n for (referent, _, name), n in own.items() if (referent, name) == (row.referent, row.outlet_name)
            )
            assert row.uses == of_referent
            if of_referent:
                assert row.share == pytest.approx(100 * own[row.referent, row.label, row.outlet_name] / of_referent)


def test_a_labels_numbers_open_just_its_uses(case: Case) -> None:
    said = [use for digest in case.digests() for use in digest.labels]
    rows = labels.use_sentences(case.data, case.filters, said)
    assert_evidence(rows, case.again)
    places = [(use.document, use.start, use.end) for use in label_uses(case.again)]
    assert list(zip(rows["document"], rows["start"], rows["end"], strict=True)) == places
    meant = {(use.document, use.start): f"{use.label}: " for use in label_uses(case.again)}
    for row in rows.itertuples():
        assert row.read.startswith(meant[row.document, row.start])


def test_words_that_the_codebook_does_not_list(case: Case) -> None:
    shown = labels.unlisted_counts(case.digests(), outlet_words(case.data, case.filters), load_referents())
    again = list(unlisted(case.again))
    assert by(shown, "referent", "phrase", count="uses") == Counter(one[:2] for one in again)
    for row in shown.itertuples():
        told = {outlet for referent, words, outlet in again if (referent, words) == (row.referent, row.phrase)}
        assert set(row.outlets.split(", ")) == told
    phrases = [one for digest in case.digests() for one in digest.phrases]
    rows = labels.use_sentences(case.data, case.filters, phrases)
    assert_evidence(rows, case.again)
    assert {(row.document, row.start) for row in rows.itertuples()} == {(p.document, p.span.start) for p in phrases}
