"""A store that is broken or cannot be reached: said in words that say what to do, on every way to it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError

from lib.errors import DamagedStoreError, StoreError
from lib.refresh import Engine, needs_refresh, refresh
from lib.refresh.__main__ import main
from lib.settings import load_settings
from lib.store import load_states, open_version, save, table_identity, table_version, version_time
from lib.store import table as tables
from tests.conftest import file_row, make_document, open_page

ROOT = Path(__file__).resolve().parent.parent
SAVES = 8


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of eight saves of one article each, with a checkpoint of the sixth."""
    table = tmp_path_factory.mktemp("whole") / "table"
    for n in range(SAVES):
        save(table, [file_row(make_document(f"a{n}", f"Text {n}."))])
        if n == SAVES - 3:
            DeltaTable(table).create_checkpoint()
    return table


@pytest.fixture
def table(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that may be spoilt."""
    return Path(shutil.copytree(whole, tmp_path / "table"))


def one_file(table: Path) -> Path:
    """The first Parquet file that was written, which every version holds."""
    return min(table.glob("*.parquet"), key=lambda path: path.stat().st_mtime_ns)


def commit(table: Path, nth: int = -1) -> Path:
    """One commit of the log."""
    return sorted((table / "_delta_log").glob("*.json"))[nth]


def checkpoint(table: Path) -> Path:
    """The log's checkpoint."""
    return next((table / "_delta_log").glob("*.checkpoint.parquet"))


def halve(path: Path) -> None:
    """Cut a file in its middle."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def spoil_pages(path: Path) -> None:
    """Write over the data of a Parquet file, its ends left alone."""
    data = path.read_bytes()
    path.write_bytes(data[:4] + b"\xff" * (len(data) - 2000) + data[-1996:])


def replace_folder(path: Path) -> None:
    """A file where a folder was."""
    shutil.rmtree(path)
    path.write_bytes(b"x")


BROKEN_FILES: dict[str, Callable[[Path], object]] = {
    "cut": lambda table: halve(one_file(table)),
    "missing": lambda table: one_file(table).unlink(),
    "empty": lambda table: one_file(table).write_bytes(b""),
    "garbage": lambda table: one_file(table).write_bytes(os.urandom(5000)),
    "text": lambda table: one_file(table).write_text("PAR1 <b>no</b> PAR1"),
    "written over": lambda table: spoil_pages(one_file(table)),
    "a folder": lambda table: (one_file(table).unlink(), one_file(table).with_name("x").mkdir()),
    "all missing": lambda table: [path.unlink() for path in table.glob("*.parquet")],
}
BROKEN_LOGS: dict[str, Callable[[Path], object]] = {
    "log garbage": lambda table: [path.write_bytes(os.urandom(500)) for path in (table / "_delta_log").iterdir()],
    "last commit garbage": lambda table: commit(table).write_bytes(os.urandom(500)),
    "last commit cut": lambda table: halve(commit(table)),
    "last commit of another shape": lambda table: commit(table).write_text('{"add": 5}\n'),
    "last commit a list": lambda table: commit(table).write_text("[]\n"),
    "last commit deep": lambda table: commit(table).write_text('{"add":' * 5000),
    "a commit missing": lambda table: commit(table, -2).unlink(),
    "checkpoint garbage": lambda table: checkpoint(table).write_bytes(os.urandom(999)),
    "checkpoint empty": lambda table: checkpoint(table).write_bytes(b""),
    "checkpoint cut": lambda table: halve(checkpoint(table)),
    "checkpoint missing": lambda table: checkpoint(table).unlink(),
    "hint at no checkpoint": lambda table: (table / "_delta_log" / "_last_checkpoint").write_text(
        '{"version":99,"size":3}'
    ),
    "log a file": lambda table: replace_folder(table / "_delta_log"),
    "table a file": replace_folder,
}
WAYS: dict[str, Callable[[Path], object]] = {
    "table_version": table_version,
    "table_identity": lambda table: table_identity(table, SAVES - 1),
    "load_states": load_states,
    "open_version": open_version,
    "open an old version": lambda table: open_version(table, SAVES - 2),
    "version_time": lambda table: version_time(table, SAVES - 1),
    "save": lambda table: save(table, [file_row(make_document("b", "New."))]),
    "take out": lambda table: save(table, [], ["corpus/a0.txt"]),
    "needs_refresh": lambda table: needs_refresh([ROOT / "seeds"], table, load_settings({})),
    "refresh": lambda table: refresh([ROOT / "seeds"], table, load_settings({}), engine=Engine("1", iter)),
}
OF_THE_LOG_ALONE = {"table_version", "table_identity", "version_time"}


def check_words(error: BaseException, table: Path) -> None:
    """One line for a reader: which folder, what to do; no path, no frame, no name of a library."""
    said = str(error)
    assert "“table”" in said
    assert not any(word in said for word in ("\n", "\x1b", "Error", "parquet", "_delta_log", str(table.parent), "::"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", [*BROKEN_FILES, *BROKEN_LOGS])
def test_every_way_to_a_damaged_store_says_what_to_do(table: Path, fault: str, way: str) -> None:
    """What is asked of the log alone does not see that a Parquet file is broken."""
    (BROKEN_FILES | BROKEN_LOGS)[fault](table)
    if fault in BROKEN_FILES and way in OF_THE_LOG_ALONE:
        WAYS[way](table)
        return
    with pytest.raises(DamagedStoreError, match=r"Move that folder away and run python -m lib\.refresh") as raised:
        WAYS[way](table)
    check_words(raised.value, table)


def test_a_commit_that_was_lost_to_a_power_cut_is_made_again(table: Path) -> None:
    """An empty last commit says nothing, so what it had added is missing and is saved once more."""
    commit(table).write_bytes(b"")
    assert len(load_states(table)) == SAVES - 1
    save(table, [file_row(make_document(f"a{SAVES - 1}", f"Text {SAVES - 1}."))])
    assert open_version(table).execute("SELECT count(*) FROM documents").fetchone() == (SAVES,)


class PanicException(BaseException):
    """Stands in for what Delta raises where its own code did not foresee something."""


@pytest.mark.parametrize(
    ("raised", "kind", "said"),
    [
        (PanicException("called `Option::unwrap()` on a `None` value"), DamagedStoreError, "Move that folder away"),
        (DeltaError("Generic error\n   0: <unknown>\n   1: core::panic"), DamagedStoreError, "Move that folder away"),
        (
            DeltaError("Upload aborted: No space left on device (os error 28)"),
            StoreError,
            "the disk is full. Make room",
        ),
        (OSError(27, "File too large"), StoreError, "the disk is full"),
        (OSError(122, "Disk quota exceeded"), StoreError, "the disk is full"),
        (OSError("Unable to open file /x: Permission denied (os error 13)"), StoreError, "no right to it. Give it"),
        (OSError(30, "Read-only file system", "/x/table"), StoreError, "can only be read"),
        (OSError(5, "Input/output error"), StoreError, "its disk fails"),
        (OSError(24, "Too many open files"), StoreError, "Try again"),
        (CommitFailedError("conflict"), StoreError, "by another program"),
    ],
)
def test_what_the_libraries_raise_is_said_in_words(
    table: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, kind: type[StoreError], said: str
) -> None:
    def fail(*_: object, **__: object) -> DeltaTable:
        raise raised

    monkeypatch.setattr(tables, "DeltaTable", fail)
    with pytest.raises(StoreError, match=said) as found:
        table_version(table)
    assert type(found.value) is kind
    check_words(found.value, table)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_program_still_ends_it(
    table: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def end(*_: object, **__: object) -> DeltaTable:
        raise stop

    monkeypatch.setattr(tables, "DeltaTable", end)
    with pytest.raises(stop):
        table_version(table)


def test_a_folder_that_may_not_be_read_is_not_taken_for_none(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else all would be read anew into a folder that cannot be written to either."""
    look = Path.stat

    def denied(path: Path, **how: bool) -> os.stat_result:
        if path.name == "_delta_log":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **how)

    monkeypatch.setattr(Path, "stat", denied)
    for way in WAYS.values():
        with pytest.raises(StoreError, match="no right to it") as raised:
            way(table)
        check_words(raised.value, table)


@pytest.mark.parametrize("fault", ["cut", "missing", "last commit cut", "a commit missing", "log a file"])
def test_the_command_line_says_it_in_one_line_and_names_the_folder(
    table: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    (BROKEN_FILES | BROKEN_LOGS)[fault](table)
    assert main(["--store", str(table), str(ROOT / "seeds")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "is damaged" in line
    assert line.endswith(f"The folder is {table}.")


@pytest.mark.parametrize("fault", ["cut", "missing", "log garbage", "last commit cut", "checkpoint garbage"])
def test_a_page_says_once_what_to_do(editable_data: Path, fault: str, whole: Path) -> None:
    if fault == "checkpoint garbage":
        shutil.rmtree(editable_data / "table")
        shutil.copytree(whole, editable_data / "table")
    (BROKEN_FILES | BROKEN_LOGS)[fault](editable_data / "table")
    at = open_page("brief")
    (error,) = at.error
    assert "Move that folder away" in error.value
    assert str(editable_data) not in error.value.replace("\\", "")
    assert not at.warning


def test_a_table_of_older_columns_is_said_and_not_called_damaged(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.store.flat.has_current_columns", lambda _: False)
    with pytest.raises(StoreError, match=r"run python -m lib\.refresh") as raised:
        open_version(table)
    assert type(raised.value) is StoreError
