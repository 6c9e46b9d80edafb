"""Runs that are no language are taken as they stand: the text stays, and they make few tokens."""

import sys
from datetime import date

import pytest

from lib.annotate import Tools, annotate
from lib.annotate.pipeline import parse_all
from tests.conftest import make_document, sentences_of

RUNS = [
    "#" * 16_000,
    '"' * 16_000,
    "(" * 16_000,
    "T" * 9_000,
    "ab-" * 5_000,
    ". " * 2_000,
    "t " * 4_000,
    "½\t" * 999 + "½",
    "_" * 300 + " they left",
    "«»" * 999,
]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{len(run)} {run[:3]}")
@pytest.mark.parametrize("form", ["{}", "They left {} at once.", "They left{}at once, he said {}."])
def test_a_run_keeps_the_text_and_makes_few_tokens(run: str, form: str, tools: Tools) -> None:
    text = form.format(run, run)
    (doc,) = parse_all([(text, sentences_of(text, text.strip()))], tools)
    assert doc.text == text
    assert [token.idx for token in doc] == sorted({token.idx for token in doc})
    assert len(doc) < len(text) / 2 + 20


@pytest.mark.parametrize("run", [run[:3_000] for run in RUNS], ids=lambda run: f"{len(run)} {run[:3]}")
def test_what_stands_beside_a_run_is_read(run: str, tools: Tools) -> None:
    text = f"The rebels must leave Idlib by 10 October. {run}\n\nPutin met Erdogan in Sochi on Monday."
    annotations = annotate(make_document("a", text), tools)
    assert annotations.failures == ()
    assert {"Idlib", "Putin", "Erdogan", "Sochi"} <= {mention.span.exact for mention in annotations.mentions}
    assert [str(one.deadline and one.deadline.due) for one in annotations.commitments][:1] == ["2018-10-10"]


CHAINS = [
    "5% ",
    "$1bn ",
    "15 to 20 km ",
    "“5% left,” he said. ",
    "; Putin will withdraw",
    "one hundred and ",
    "by Monday, ",
]


@pytest.mark.parametrize("chain", CHAINS)
def test_the_work_for_a_chain_grows_with_its_length(chain: str, tools: Tools) -> None:
    def work(length: int) -> int:
        """How many calls the annotators make; what a clock says, other work on the machine would change."""
        text = "Putin and Erdogan agreed in Sochi on Monday. " + chain * (length // len(chain))
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            annotate(make_document("a", text, published=date(2018, 9, 17)), tools)
        finally:
            sys.setprofile(None)
        return calls

    assert work(8_000) < 3 * work(4_000)
