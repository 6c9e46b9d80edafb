"""Files written whole or not at all, whatever fails on the way."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest

from lib.whole import write_new, write_whole

STEPS = ("open", "write", "flush", "fsync", "rename")


def _fail(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _Full:
    """A file on a full disk: one of its steps fails, half of the data written."""

    def __init__(self, file: object, step: str) -> None:
        self._file, self._step = file, step

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return _fail if name == self._step else getattr(self._file, name)

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])  # type: ignore[attr-defined]
        if self._step == "write":
            _fail()
        self._file.write(data[len(data) // 2 :])  # type: ignore[attr-defined]


@pytest.fixture(params=STEPS)
def full_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at one step of writing."""
    step, real = request.param, Path.open
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", _fail)
    elif step == "rename":
        monkeypatch.setattr(Path, "replace", _fail)
        monkeypatch.setattr(Path, "hardlink_to", _fail)
    elif step == "open":
        monkeypatch.setattr(Path, "open", _fail)
    else:
        monkeypatch.setattr(Path, "open", lambda path, mode: _Full(real(path, mode), step))


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("write", [write_whole, write_new])
def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    (tmp_path / "other.txt").touch()
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "new.txt", b"new " * 100)
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_keeps_what_the_file_held(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    os.truncate(path, 7)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new " * 100)
    assert path.stat().st_size == 7
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 64 kilobytes, where this user may mount one."""
    command = ["/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield tmp_path
    subprocess.run(["/bin/umount", str(tmp_path)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    write_whole(small_disk / "a.txt", b"first")
    for write, name in ((write_whole, "a.txt"), (write_whole, "b.txt"), (write_new, "c.txt")):
        with pytest.raises(OSError, match="No space left"):
            write(small_disk / name, b"x" * 100_000)
    assert {path.name: path.read_bytes() for path in small_disk.iterdir()} == {"a.txt": b"first"}


def test_what_is_written_is_there_with_its_permissions_and_through_its_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, link.is_symlink()) == (b"new", 0o640, True)
    assert {each.name for each in tmp_path.iterdir()} == {"a.txt", "link.txt"}


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    write_new(tmp_path / "a.txt", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.txt", b"second")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"first"}


def test_a_new_file_where_the_disk_has_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _fail)
    write_new(tmp_path / "a.txt", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.txt", b"second")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"first"}
