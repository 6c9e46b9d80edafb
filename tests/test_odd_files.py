"""Files with odd names, without an end, very large, or that change while they are read: none holds up the rest."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from lib.ingest import Read, read_each
from lib.models import Annotations, Document
from lib.refresh import Engine, Report, annotation_version, needs_refresh, refresh
from lib.refresh.names import key_of, place_of, readable
from lib.settings import load_settings
from lib.store import open_version
from tests.articles import FRENCH

SETTINGS = load_settings({}, Path("/nowhere/checkout"))
TEXT = "Turkey and Russia agreed to set up a zone in Idlib by 15 October. The rebels must withdraw, said Putin.\n"
OTHER = "Iran will send 500 men to Aleppo in May, its foreign minister told the reporters in Tehran on Friday.\n"
# Of the current code, so that whether a refresh is needed can be asked.
VERSION = annotation_version(SETTINGS)


def silent(documents: Iterable[Document]) -> Iterator[tuple[Document, Annotations]]:
    """Each document with no annotations."""
    return ((document, Annotations()) for document in documents)


def read_in(folder: Path, read: Callable[[Iterable[Path]], Iterator[Read]] = read_each) -> Report:
    """A refresh of a folder into the table beside it."""
    return refresh([folder], folder.parent / "table", SETTINGS, engine=Engine(VERSION, silent, read))


def counted(folder: Path) -> list[str]:
    """The names of the files whose articles count."""
    rows = open_version(folder.parent / "table").execute("SELECT parse_filename(path) FROM documents ORDER BY 1")
    return [row[0] for row in rows.fetchall()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of articles."""
    made = tmp_path / "in"
    made.mkdir()
    return made


NAMES = [
    b"\xff.txt",
    b"caf\xe9.txt",
    b"\xed\xa0\x80/a.txt",
    b"it's\xfe\\.txt",
    "\N{REPLACEMENT CHARACTER}.txt".encode(),
]


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_file_whose_name_is_no_utf_8_comes_stays_changes_and_goes(folder: Path, name: bytes) -> None:
    path = folder / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT)
    assert read_in(folder).added == 1
    assert not needs_refresh([folder], folder.parent / "table", SETTINGS)
    path.write_text(OTHER)
    assert (read_in(folder).changed, len(counted(folder))) == (1, 1)
    path.unlink()
    assert (read_in(folder).removed, counted(folder)) == (1, [])


def test_what_is_wrong_with_such_a_file_can_be_printed_and_is_said_once(folder: Path) -> None:
    (folder / os.fsdecode(b"a\xff.txt")).write_text(FRENCH)
    first, second = read_in(folder), read_in(folder)
    (problem,) = first.problems
    assert "\N{REPLACEMENT CHARACTER}FF.txt" in f"{problem.path}: {problem.reason}".encode().decode()
    assert (second.problems, second.version) == (first.problems, first.version)


@pytest.mark.parametrize("name", [*NAMES, "пример.txt".encode(), b"%FF\\xff.txt"], ids=repr)
def test_a_name_in_the_table_leads_back_to_its_file(name: bytes) -> None:
    for path in (SETTINGS.corpus, SETTINGS.seeds, Path("/elsewhere"), SETTINGS.root / "corpus"):
        key = key_of(path / os.fsdecode(name), SETTINGS)
        assert place_of(key.encode().decode(), SETTINGS) == path / os.fsdecode(name)


def test_no_two_names_become_one() -> None:
    names = [os.fsdecode(name) for name in NAMES]
    assert len({readable(name) for name in (*names, *map(readable, names))}) == 2 * len(names)


@pytest.mark.parametrize(
    ("before", "after"), [("", "\n"), (" ", "   "), ("", '{"id": 1, "text": ""}\n'), ("\n", "")], ids=repr
)
def test_a_refresh_comes_to_rest_where_bytes_changed_and_what_is_said_did_not(
    folder: Path, before: str, after: str
) -> None:
    record = json.dumps({"id": 2, "text": TEXT}) + "\n"
    for odd in (before, after):
        (folder / "a.jsonl").write_text(odd + record)
        read_in(folder)
        assert not needs_refresh([folder], folder.parent / "table", SETTINGS)


def test_a_remark_in_the_list_of_sources_does_not_keep_the_desk_reading(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)
    for remark in ("# one\n", "# another\n"):
        (folder / "sources.toml").write_text(remark)
        read_in(folder)
        assert not needs_refresh([folder], folder.parent / "table", SETTINGS)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf"])
def test_a_file_too_large_to_be_an_article_is_not_read_whole(folder: Path, name: str) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(6_000_000_000)
    begun = monotonic()
    assert read_in(folder).refused == 1
    assert not needs_refresh([folder], folder.parent / "table", SETTINGS)
    assert monotonic() - begun < 3
    (folder / name).write_text(TEXT)
    assert needs_refresh([folder], folder.parent / "table", SETTINGS)


def test_json_lines_of_any_size_are_told_by_their_bytes(folder: Path) -> None:
    line = json.dumps({"id": 1, "text": TEXT}) + "\n"
    (folder / "a.jsonl").write_text(line + "\n" * 5_100_000)
    read_in(folder)
    os.utime(folder / "a.jsonl", (0, 0))
    assert not needs_refresh([folder], folder.parent / "table", SETTINGS)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a system that has no such files")
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "sources.toml"])
@pytest.mark.parametrize("told", ["/proc/kmsg", "/proc/self/environ", "/sys/kernel/mm", "/proc/meminfo"])
def test_what_the_system_tells_of_itself_is_no_article(folder: Path, name: str, told: str) -> None:
    (folder / "b.txt").write_text(OTHER)
    (folder / name).symlink_to(told)
    begun = monotonic()
    read_in(folder)
    assert counted(folder) == ["b.txt"]
    assert not needs_refresh([folder], folder.parent / "table", SETTINGS)
    assert monotonic() - begun < 3


def become_a_folder(path: Path) -> None:
    """A folder with an article where a file was."""
    path.unlink()
    path.mkdir()
    (path / "b.txt").write_text(TEXT)


def lose_its_folder(path: Path) -> None:
    """A file where the file's folder was."""
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("x")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "sources.toml"])
@pytest.mark.parametrize("change", [become_a_folder, lose_its_folder, Path.unlink])
def test_a_file_that_is_none_any_more_when_it_is_read_costs_only_itself(
    folder: Path, name: str, change: Callable[[Path], None]
) -> None:
    path = folder / "a" / name
    path.parent.mkdir()
    path.write_text(TEXT)
    (folder / "z.txt").write_text(OTHER)

    def read(paths: Iterable[Path]) -> Iterator[Read]:
        change(path)
        return read_each(paths)

    report = read_in(folder, read)
    assert [Path(problem.path).name for problem in report.problems] == [name]
    assert counted(folder) == ["z.txt"]
    read_in(folder)
    assert not needs_refresh([folder], folder.parent / "table", SETTINGS)


def test_a_file_that_is_away_for_a_moment_is_read_the_next_time(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)

    def read(paths: Iterable[Path]) -> Iterator[Read]:
        (folder / "a.txt").rename(folder / "a.old")
        return read_each(paths)

    assert read_in(folder, read).refused == 1
    (folder / "a.old").rename(folder / "a.txt")
    read_in(folder)
    assert counted(folder) == ["a.txt"]
