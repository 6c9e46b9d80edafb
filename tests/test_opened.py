"""What was opened stays on disk: the same tables, for as long as nothing that they depend on has changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from lib.codebooks import load_agreements
from lib.models import Agreement, Decision, Subject
from lib.store import new_decision, open_kept, open_version, opened, save, table_version
from tests.conftest import file_row, make_document
from tests.test_store import ANNOTATIONS, DOCUMENT

MERGE = new_decision(
    datetime(2018, 10, 3, tzinfo=UTC), "N", "why", "rename", Subject("entity", "idlib", ("Idlib",), name="Idlib"), "X"
)


class Desk:
    """A table and a folder beside it in which what was opened is kept."""

    def __init__(self, folder: Path) -> None:
        self.table, self.folder = folder / "table", folder / "it's" / "opened"
        save(self.table, [file_row(DOCUMENT, ANNOTATIONS), file_row(make_document("b", "Patrols began in Idlib."))])
        self.made = 0

    def open(
        self, decisions: tuple[Decision, ...] = (), agreements: tuple[Agreement, ...] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """The newest version."""
        known = load_agreements() if agreements is None else agreements
        return open_kept(self.folder, self.table, table_version(self.table) or 0, decisions, known)

    def files(self) -> set[str]:
        """What lies in the folder."""
        return {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that keeps what is opened however few articles there are, and counts how often tables are made."""
    made = Desk(tmp_path)

    def counted(*asked: object) -> duckdb.DuckDBPyConnection:
        made.made += 1
        return open_version(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(opened, "FEWEST_ARTICLES", 1)
    monkeypatch.setattr(opened, "open_version", counted)
    return made


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Every table and view with its columns and rows; a view gives them in no order of its own."""
    names = connection.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
    asked = ((name, connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL')) for (name,) in names)
    return {name: ([column[:2] for column in rows.description], rows.fetchall()) for name, rows in asked}


def test_what_is_kept_is_what_is_made(desk: Desk) -> None:
    made = contents(open_version(desk.table, 0, (MERGE,), load_agreements()))
    first, second = desk.open((MERGE,)), desk.open((MERGE,)).cursor()
    assert len(made) > 15
    assert contents(first) == made
    assert contents(second) == made
    assert (desk.made, len(desk.files())) == (1, 1)
    with pytest.raises(duckdb.Error, match="read-only"):
        second.execute("DELETE FROM documents")


AGREEMENT = load_agreements()[0]
CHANGES: dict[str, Callable[[Desk], object]] = {
    "article": lambda desk: (save(desk.table, [file_row(make_document("c", "A third."))]), desk.open()),
    "decision": lambda desk: desk.open((MERGE,)),
    "another decision": lambda desk: desk.open((replace(MERGE, value="Y"),)),
    "agreement": lambda desk: desk.open((), (replace(AGREEMENT, title="Another"),)),
    "table of the same version": lambda desk: (
        desk.table.rename(desk.table.with_name("old")),
        save(desk.table, [file_row(make_document("c", "Another table."))]),
        desk.open(),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_opened_anew(desk: Desk, change: str) -> None:
    desk.open()
    CHANGES[change](desk)
    assert (desk.made, len(desk.files())) == (2, 2)


def test_another_desk_s_code_is_another_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open()
    monkeypatch.setattr(opened, "code_version", lambda: "other")
    desk.open()
    assert desk.made == 2


def test_the_files_looked_at_last_stay(desk: Desk) -> None:
    desk.open()
    first = desk.files()
    for value in ("A", "B", "C", "D"):
        desk.open((replace(MERGE, value=value),))
        desk.open()
    assert (desk.made, len(desk.files())) == (5, opened.MOST_KEPT)
    assert first < desk.files()


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"x" * 9000), lambda path: path.write_bytes(b"")])
def test_a_file_that_cannot_be_read_is_made_anew(desk: Desk, spoil: Callable[[Path], object]) -> None:
    whole = contents(desk.open())
    (name,) = desk.files()
    spoil(desk.folder / name)
    assert contents(desk.open()) == whole
    assert contents(desk.open()) == whole
    assert (desk.made, desk.files()) == (2, {name})


def test_where_nothing_can_be_kept_the_tables_are_in_memory(desk: Desk) -> None:
    desk.folder.parent.mkdir()
    desk.folder.write_text("a file where the folder should be")
    assert desk.open().execute("SELECT count(*) FROM documents").fetchall() == [(2,)]


def test_a_disk_that_is_full_leaves_nothing_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert desk.open().execute("SELECT count(*) FROM documents").fetchall() == [(2,)]
    assert desk.files() == set()


def test_few_articles_are_not_worth_a_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "FEWEST_ARTICLES", 3)
    desk.open()
    assert desk.files() == set()
