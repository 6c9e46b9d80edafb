"""Articles that a user adds."""

from datetime import date
from pathlib import Path

import pytest

from lib.errors import AccordError, CodebookError
from lib.ingest import (
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


def test_nothing_is_saved_where_its_row_could_not_be(tmp_path: Path) -> None:
    write(tmp_path, "sources.toml", "broken [")
    with pytest.raises(CodebookError, match=r"sources\.toml: not valid TOML"):
        save_article(tmp_path, "a.txt", BODY.encode())
    blocked = write(tmp_path, "file", "")
    with pytest.raises(AccordError, match="cannot be written"):
        save_article(blocked / "corpus", "a.txt", BODY.encode())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "sources.toml"]
