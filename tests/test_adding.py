"""Articles that a user adds."""

import errno
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from lib.errors import AccordError, CodebookError
from lib.ingest import (
    find_metadata,
    read_file,
    read_files,
    save_article,
)
from tests.articles import BODY, write


def test_a_saved_article_reads_back_as_it_was_previewed(tmp_path: Path) -> None:
    data = f"Leaders agree\r\n\r\n{BODY}".encode("utf-16")
    title = 'Leaders "agree" \\ on\nzone = 1 ]]'
    path = save_article(
        tmp_path, "My article.txt", data, outlet="Some’s News", published=date(2018, 9, 17), story="zone", title=title
    )
    assert path.read_bytes() == data
    document = read_file(path)
    assert document.source is not None
    assert (path.name, document.source.name, document.story) == ("my-article.txt", "Some’s News", "zone")
    assert (document.published, document.title) == (date(2018, 9, 17), 'Leaders "agree" \\ on zone = 1 ]]')
    assert read_files([tmp_path])[1] == []


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("a.txt", "a.txt"),
        ("../../x.txt", "x.txt"),
        ("..\\..\\x.html", "x.html"),
        ("/etc/passwd", "passwd.txt"),
        ("C:\\temp\\A Plan.HTM", "a-plan.htm"),
        ("x\0y.txt", "xy.txt"),
        ("x" * 5000 + ".jsonl", "x" * 60 + ".jsonl"),
        ("sources.toml", "sources-toml.txt"),
        (".txt", "article.txt"),
        ("", "article.txt"),
        ("Erdoğan’s plan.txt", "erdogans-plan.txt"),
        ("خطة.txt", "خطة.txt"),
    ],
)
def test_hostile_names_stay_inside_the_folder(tmp_path: Path, name: str, saved: str) -> None:
    path = save_article(tmp_path / "corpus", name, BODY.encode())
    assert path == tmp_path / "corpus" / saved
    assert sorted(file.name for file in tmp_path.rglob("*") if file.is_file()) == sorted([saved, "sources.toml"])


def test_nothing_is_overwritten_and_every_row_and_comment_stays(tmp_path: Path) -> None:
    write(tmp_path, "sources.toml", "# kept by hand\nstory = 'zone' # no line break behind it")
    paths = [
        save_article(tmp_path, "a.txt", f"{BODY}{number}".encode(), outlet=f"News {number}") for number in range(3)
    ]
    assert [path.name for path in paths] == ["a.txt", "a-2.txt", "a-3.txt"]
    documents, problems = read_files([tmp_path])
    assert problems == []
    named = {Path(document.path).name: document.source.name for document in documents if document.source}
    assert named == {"a.txt": "News 0", "a-2.txt": "News 1", "a-3.txt": "News 2"}
    assert {document.story for document in documents} == {"zone"}
    assert (tmp_path / "sources.toml").read_text().startswith("# kept by hand\n")


@pytest.mark.parametrize("names", [["1.txt", "2.txt"], ["a.txt", "b.txt"], ["x.html"] * 3, ["1.txt"] * 4])
@pytest.mark.parametrize(
    "before",
    [
        "",
        "# by hand\r\nstory = 'zone'\r\n",
        'article = [\n    { file = "old.txt" },\n]\n',
        'article = [{ file = "old.txt" }] # by hand ]\n[[outlet]]\nname = "Some News"',
        "\ufeff[[article]]\nfile = 'old.txt'\n[article.known]\noutlet = 'x'",
    ],
)
def test_rows_that_say_next_to_nothing_are_kept(tmp_path: Path, before: str, names: list[str]) -> None:
    if before:
        write(tmp_path, "sources.toml", before)
    saved = [save_article(tmp_path, name, f"{BODY}{number}".encode()).name for number, name in enumerate(names)]
    saved.append(save_article(tmp_path, "full.txt", b"They left.", outlet="A \"b\" 'c'\\").name)
    text = (tmp_path / "sources.toml").read_bytes().decode("utf-8-sig")
    rows = [row["file"] for row in tomllib.loads(text)["article"]]
    assert rows == [*(["old.txt"] if "old" in before else []), *saved]
    assert text.count("by hand") == before.count("by hand")
    assert find_metadata(tmp_path / "full.txt").outlet
    assert {path.name for path in tmp_path.iterdir()} == {"sources.toml", *saved}


@pytest.mark.parametrize("before", ['article = "a.txt"', '[article]\nfile = "x"', "[[outlet]]\nx = nan"])
def test_nothing_is_saved_where_no_row_can_be_added(tmp_path: Path, before: str) -> None:
    write(tmp_path, "sources.toml", before)
    with pytest.raises(CodebookError, match=r"sources\.toml"):
        save_article(tmp_path, "a.txt", BODY.encode())
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]
    assert (tmp_path / "sources.toml").read_text() == before


def test_a_new_file_takes_no_row_that_stands_there(tmp_path: Path) -> None:
    write(tmp_path, "sources.toml", '[[article]]\nfile = "a.txt"\noutlet = "Gone News"\n')
    assert save_article(tmp_path, "a.txt", BODY.encode()).name == "a-2.txt"


@pytest.mark.parametrize("failing", ["write_new", "write_whole"])
def test_a_full_disk_leaves_neither_article_nor_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    save_article(tmp_path, "a.txt", BODY.encode())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"lib.ingest.save.{failing}", fail)
    with pytest.raises(AccordError, match=r"cannot be written.*No space left"):
        save_article(tmp_path, "b.txt", BODY.encode(), outlet="Some News")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_those_who_add_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda n: save_article(tmp_path, "a.txt", f"{BODY}{n}".encode()).name, range(24)))
    rows = [row["file"] for row in tomllib.loads((tmp_path / "sources.toml").read_text())["article"]]
    assert sorted(rows) == sorted(saved)
    assert len(set(saved)) == 24


def test_nothing_is_saved_where_its_row_could_not_be(tmp_path: Path) -> None:
    write(tmp_path, "sources.toml", "broken [")
    with pytest.raises(CodebookError, match=r"sources\.toml: not valid TOML"):
        save_article(tmp_path, "a.txt", BODY.encode())
    blocked = write(tmp_path, "file", "")
    with pytest.raises(AccordError, match="cannot be written"):
        save_article(blocked / "corpus", "a.txt", BODY.encode())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "sources.toml"]
