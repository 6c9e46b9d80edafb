"""Correcting and keeping an agreement: rows to clauses, what is missing, and the files in which nothing is lost."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.agreement import ClauseRow, corrected, rows_of
from lib.errors import AgreementError
from lib.models import Agreement, Clause
from lib.store import kept_readings, known_agreements, remove_agreement, restore_agreement, save_agreement

TEXT = "1. The Front shall leave Zouar and shall return all guns by May. 2. Nobody shall be hurt."
PACT = Agreement(
    "pact", "Pact", ("Front", "Board, Northern"), None, "", (
        Clause("1", "1", "The Front shall leave Zouar and shall return all guns by May.", date(2021, 5, 1), ("zouar",),
               3, 64, "Part I", None, ("Board, Northern", "Front"), "obligation", "by May"),
        Clause("2", "2", "Nobody shall be hurt.", None, (), 68, 89, modality="prohibition"),
    ), TEXT,
)  # fmt: skip


def _corrected(rows: list[ClauseRow], **said: Any) -> Agreement:
    return corrected(PACT, **{"title": PACT.title, "signed": None, "parties": PACT.parties, **said}, rows=rows)


def test_rows_left_as_they_are_change_nothing() -> None:
    assert TEXT[3:64] == PACT.clauses[0].text
    assert TEXT[68:89] == PACT.clauses[1].text
    assert _corrected(rows_of(PACT)) == PACT


def test_a_clause_is_split() -> None:
    first, second = rows_of(PACT)
    rows = [
        ClauseRow("1", "1", "The Front shall leave Zouar", first.who),
        second,
        ClauseRow(None, "1", "shall  return all guns by May.", "Front, Chad", due=date(2021, 5, 1)),
        ClauseRow(None),
    ]
    found = _corrected(rows).clauses
    assert [(one.id, TEXT[one.start : one.end]) for one in found] == [
        ("1", "The Front shall leave Zouar"),
        ("1-2", "shall return all guns by May."),
        ("2", "Nobody shall be hurt."),
    ]
    assert (found[0].obligors, found[0].terms, found[0].heading) == (("Board, Northern", "Front"), ("zouar",), "Part I")
    assert found[1].obligors == ("Front", "Chad")


def test_words_that_are_not_in_the_text_have_no_place_there() -> None:
    first, second = rows_of(PACT)
    found = _corrected(
        [first, ClauseRow("2", "2", "Nobody may be hurt (ever"), ClauseRow(None, "", "صحيفة $x^2$")]
    ).clauses
    assert [(one.start, one.end) for one in found] == [(3, 64), (0, 0), (0, 0)]
    assert [one.id for one in found] == ["1", "2", "صحيفة-x-2"]
    assert second.words not in [one.text for one in found]


@pytest.mark.parametrize(
    ("rows", "title", "why"),
    [
        ([], "Pact", "at least one clause"),
        ([ClauseRow(None)], "Pact", "at least one clause"),
        ([ClauseRow("1", "1", " ")], "Pact", "Row 1 has no words"),
        ([ClauseRow(None, "7")], "Pact", "Row 1 has no words"),
        ([ClauseRow("1", "1", "x")], " ", "Write a title"),
    ],
)
def test_what_is_missing_is_said(rows: list[ClauseRow], title: str, why: str) -> None:
    with pytest.raises(AgreementError, match=why):
        _corrected(rows, title=title)


def test_nothing_is_lost_of_what_is_replaced_removed_and_brought_back(tmp_path: Path) -> None:
    for title in ("one", "two", "two", "three"):
        save_agreement(tmp_path, corrected(PACT, title=title, signed=None, parties=(), rows=rows_of(PACT)))
    remove_agreement(tmp_path, "pact")
    save_agreement(tmp_path, PACT)
    remove_agreement(tmp_path, "pact")
    save_agreement(tmp_path, corrected(PACT, title="four", signed=None, parties=(), rows=rows_of(PACT)))
    restore_agreement(tmp_path, "pact.removed")
    titles = {path.name: tomllib.loads(path.read_text(encoding="utf-8"))["title"] for path in tmp_path.iterdir()}
    assert titles == {
        "pact.toml": "Pact", "pact.removed-2": "three",
        "pact.replaced-2": "one", "pact.replaced-3": "two", "pact.replaced": "four",
    }  # fmt: skip


def test_a_kept_agreement_reads_back_as_it_is(tmp_path: Path) -> None:
    odd = corrected(PACT, title='T "\\ {{ \x00', signed=date(2021, 1, 1), parties=["a\tb", " "], rows=rows_of(PACT))
    save_agreement(tmp_path, odd)
    assert known_agreements(tmp_path)[0][-1] == odd
    assert known_agreements(tmp_path)[1] == ()


@pytest.mark.parametrize("said", ["when = 2", 'who = "x"', "who = 1\nwhen = 2020-01-01T00:00:00", ""])
def test_an_odd_note_of_a_change_costs_only_itself(said: str, tmp_path: Path) -> None:
    path = save_agreement(tmp_path, PACT)
    path.write_text(path.read_text(encoding="utf-8") + f"\n[change]\n{said}\n", encoding="utf-8")
    (reading,) = kept_readings(tmp_path)
    assert (reading.agreement, known_agreements(tmp_path)[0][-1]) == (PACT, PACT)
