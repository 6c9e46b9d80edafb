"""Every kind of file that must be refused by name, and nothing else."""

import os
from pathlib import Path

import pytest

from lib.errors import UnreadableFileError
from lib.ingest import (
    MAX_BYTES,
    MAX_CHARACTERS,
    read_bytes,
    read_file,
    read_files,
)
from lib.ingest.language import find_other_language
from tests.articles import BODY, FRENCH, NAMES, write


def reasons(folder: Path) -> dict[str, str]:
    return {Path(problem.path).name: problem.reason for problem in read_files([folder])[1]}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty: save"),
        ("a.txt", b" \r\n\t \n", "only white space"),
        ("a.txt", b"Advertisement\n\nLatest News\n", "a site's own phrases"),
        ("a.txt", b"%PDF-1.4 something", "a PDF that cannot be read"),
        ("a.txt", b"PK\x03\x04 something", "a packed file that cannot be read"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "binary"),
        ("a.txt", b"\xff\xfea", "binary"),
        ("a.txt", FRENCH.encode(), "not English (it looks like French)"),
        ("a.txt", ("the zone " * (MAX_CHARACTERS // 9 + 1)).encode(), "longer than 1,000,000 characters"),
        ("a.html", b"<html><body></body></html>", "without an article"),
        ("a.html", b"<div>" * 50_000, "more than 2,000 tags in each other"),
        ("a.html", b"", "empty"),
        ("a.pdf", b"%PDF-1.4", "a PDF that cannot be read"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "not a kind of file that is read"),
        ("a.jsonl", b'{"id": "1"}\n', 'line 1: it needs an "id" and a "text"'),
    ],
)
def test_a_bad_file_is_named_with_the_reason_and_the_rest_go_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    write(tmp_path, name, content)
    write(tmp_path, "good.txt", BODY)
    documents, problems = read_files([tmp_path])
    assert [Path(document.path).name for document in documents] == ["good.txt"]
    assert [(Path(problem.path).name, reason in problem.reason) for problem in problems] == [(name, True)]


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(UnreadableFileError, match="larger than 5 MB"):
        read_file(path)
    with pytest.raises(UnreadableFileError, match="larger than 5 MB"):
        read_bytes("a.txt", b"a" * (MAX_BYTES + 1))


def test_what_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "closed.txt", BODY)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")

    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(tmp_path) == {
        "closed.txt": "cannot be opened (Permission denied): check who may read it",
        "gone.txt": "there is no such file or folder: check the name",
    }


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    assert read_files([tmp_path]) == ([], [])
    [missing, pipe] = read_files([tmp_path / "nowhere", tmp_path / "pipe.txt"])[1]
    assert missing.reason == "there is no such file or folder: check the name"
    assert pipe.reason == "not a regular file"
    with pytest.raises(UnreadableFileError, match="a folder"):
        read_file(tmp_path)


def test_the_same_text_of_one_outlet_is_kept_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        write(tmp_path, name, BODY)
    rows = "".join(
        f'[[article]]\nfile = "{name}.txt"\noutlet = "{outlet}"\n' for name, outlet in zip("ab", "XX", strict=True)
    )
    write(tmp_path, "sources.toml", rows + '[[article]]\nfile = "c.txt"\noutlet = "Y"\n')
    write(tmp_path, "e.txt", BODY)
    documents, problems = read_files([tmp_path])
    assert [Path(document.path).name for document in documents] == ["a.txt", "c.txt", "d.txt"]
    assert [Path(problem.path).name for problem in problems] == ["b.txt", "e.txt"]
    assert f"the same text from the same outlet as {tmp_path / 'a.txt'}" in problems[0].reason
    assert f"the same text as {tmp_path / 'd.txt'}" in problems[1].reason


@pytest.mark.parametrize("name", ["sources.toml", "x.jsonl"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_regular_file_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    path = tmp_path / name
    write(tmp_path, "a.txt", BODY)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    real = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *rest: real(self, *rest) if self != path else pytest.fail("it was opened")
    )
    documents, problems = read_files([tmp_path])
    assert len(documents) == 1
    assert [Path(problem.path).name for problem in problems] == (["sources.toml"] if name == "sources.toml" else [])
    assert all("not a regular file" in problem.reason or "a folder" in problem.reason for problem in problems)
    assert read_file(tmp_path / "a.txt").source is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, None),
        (FRENCH, "French"),
        (FRENCH * 20, "French"),
        ("Россия и Турция договорились создать зону вокруг провинции Идлиб, заявил президент. " * 3, "Russian"),
        ("اتفقت روسيا وتركيا يوم الاثنين على إنشاء منطقة منزوعة السلاح حول محافظة إدلب السورية. " * 3, "Arabic"),
        ("Russland og Tyrkia ble mandag enige om å opprette en demilitarisert sone rundt provinsen. " * 3, "Norwegian"),
        (NAMES, None),
        (NAMES * 5, None),
        ("Bonjour à tous", None),
        ("Putin hails deal. Turkish troops start Idlib patrols. Rebels withdraw heavy weapons, tanks. " * 2, None),
        (f"{BODY * 5}{FRENCH}", None),
        ("1234 5678 " * 50, None),
        ("", None),
    ],
)
def test_only_what_is_surely_not_english_is_refused(text: str, language: str | None) -> None:
    assert find_other_language(text) == language
