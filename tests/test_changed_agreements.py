"""What a hand changes of a kept agreement shows where the value stands and on the Corrections page, and is undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.agreement import standing, undone
from lib.errors import AgreementError
from lib.models import Agreement, Change, Clause
from lib.queries.agreement.changed import changed_rows
from lib.store import changed_values, known_agreements, restore_agreement, save_agreement
from lib.ui.kit import files as kit_files
from tests.conftest import open_page
from tests.test_ledger_page import LATER, data, example, ledger_of  # noqa: F401  # fixtures

PACT = Agreement(
    "pact", "Pact", ("A", "B"), date(2025, 2, 4), "",
    (Clause("1", "1", "A shall leave.", None, obligors=("A, Lord", "B")), Clause("2", "2", "B shall stay.", None)),
)  # fmt: skip
WHEN = datetime(2025, 4, 9, 12, tzinfo=UTC)
NADIA = Change("Nadia", "the mediator counts from the tanks", WHEN)


def with_day(agreement: Agreement, day: date | None, number: int = 0) -> Agreement:
    clauses = [*agreement.clauses]
    clauses[number] = replace(clauses[number], due=day)
    return replace(agreement, clauses=tuple(clauses))


def kept(folder: Path, identity: str = "pact") -> Agreement:
    return next(one for one in known_agreements(folder)[0] if one.id == identity)


def told(folder: Path) -> list[tuple[str, ...]]:
    rows = changed_rows(changed_values(folder))
    return [(row.number, row.what, row.before, row.after, row.who, row.state) for row in rows.itertuples()]


def test_a_changed_day_is_remembered_and_undone(tmp_path: Path) -> None:
    save_agreement(tmp_path, PACT)
    save_agreement(tmp_path, with_day(PACT, date(2025, 4, 8)), NADIA)
    assert told(tmp_path) == [("1", "last day", "none", "8 Apr 2025", "Nadia", "in force")]
    (value,) = changed_values(tmp_path)
    assert value.changed.why == "the mediator counts from the tanks"
    save_agreement(tmp_path, undone(kept(tmp_path), value.changed), Change("Omar", "undo", WHEN))
    assert kept(tmp_path).clauses == PACT.clauses
    assert {row[3:] for row in told(tmp_path)} == {
        ("8 Apr 2025", "Nadia", "undone or changed again"), ("none", "Omar", "in force"),
    }  # fmt: skip
    with pytest.raises(AgreementError, match="another by now"):
        undone(kept(tmp_path), value.changed)


def test_a_later_change_leaves_an_earlier_one_standing(tmp_path: Path) -> None:
    save_agreement(tmp_path, PACT)
    save_agreement(tmp_path, with_day(PACT, date(2025, 4, 8)), NADIA)
    save_agreement(tmp_path, with_day(kept(tmp_path), date(2025, 5, 1), 1), replace(NADIA, who="Omar"))
    assert [one.who for one in standing(kept(tmp_path))] == ["Nadia", "Omar"]
    (first,) = (one for one in standing(kept(tmp_path)) if one.clause == "1")
    assert [one.due for one in undone(kept(tmp_path), first).clauses] == [None, date(2025, 5, 1)]


def test_a_reading_brought_back_undoes_what_came_after_it(tmp_path: Path) -> None:
    save_agreement(tmp_path, PACT)
    save_agreement(tmp_path, with_day(PACT, date(2025, 4, 8)), NADIA)
    restore_agreement(tmp_path, "pact.replaced")
    assert told(tmp_path) == [("1", "last day", "none", "8 Apr 2025", "Nadia", "undone or changed again")]


def test_every_kind_of_value_goes_back_as_it_was(tmp_path: Path) -> None:
    save_agreement(tmp_path, PACT)
    changed = replace(
        PACT, title="Treaty", signed=None, parties=("A",),
        clauses=(
            Clause(
                "1", "1.a", "A leaves.", date(2025, 4, 8), obligors=("C",), modality="statement", due_rule="x",
                starts=WHEN.date(),
            ),
            Clause("3", "3", "C shall come.", None),
        ),
    )  # fmt: skip
    save_agreement(tmp_path, changed, NADIA)
    assert len(told(tmp_path)) == 12  # three of the agreement, seven of clause 1, one deleted, one added
    for one in standing(kept(tmp_path)):
        if one.after or one.field != "clause":
            save_agreement(tmp_path, undone(kept(tmp_path), one), replace(NADIA, why="undo"))
    assert replace(kept(tmp_path), changed=()) == replace(PACT, clauses=PACT.clauses[:1])
    deleted = next(one for one in kept(tmp_path).changed if one.clause == "2")
    with pytest.raises(AgreementError):
        undone(kept(tmp_path), deleted)


def test_another_reading_under_the_same_name_is_no_change(tmp_path: Path) -> None:
    save_agreement(tmp_path, PACT)
    save_agreement(tmp_path, replace(with_day(PACT, date(2025, 4, 8)), text="Another text."), NADIA)
    assert told(tmp_path) == []


def test_a_changed_day_shows_on_both_pages_and_goes_with_a_click(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    folder = data / "agreements"
    (path,) = folder.glob("*.toml")
    number = next(n for n, one in enumerate(kept(folder, path.stem).clauses) if one.number == "2")
    before = kept(folder, path.stem)
    save_agreement(folder, with_day(before, date(2025, 4, 8), number), NADIA)
    said = "set by Nadia; before: 20 Mar 2025"
    at = open_page("agreement", as_of=LATER)
    assert ledger_of(at).loc["2", "by_hand"] == f"last day {said}"
    assert any(f"({said})" in one.proto.body for one in at.get("html"))
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(kit_files, "offer_file", lambda _, make, __, *, name: files.update({name: make}))
    at = open_page("corrections")
    *_, row = files["changes of agreements.csv"]().decode("utf-8-sig").splitlines()
    assert all(words in row for words in ("8 Apr 2025", "20 Mar 2025", NADIA.why))
    assert "Decisions (1)" in [one.value for one in at.header]
    (line,) = (one.proto.body for one in at.get("html") if "Nadia" in one.proto.body)
    assert all(words in line for words in ("8 Apr 2025", "20 Mar 2025", NADIA.why, "9 Apr 2025"))
    _undo(at)
    assert kept(folder, path.stem).clauses == before.clauses
    assert not any("set by Nadia" in one.proto.body for one in open_page("agreement", as_of=LATER).get("html"))


def _undo(at: AppTest) -> None:
    next(one for one in at.button if one.label == "Undo").click().run()
    assert not at.exception
