"""Imports: written whole, read as what they came from, taken back and brought back as one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.errors import AccordError
from lib.ingest import Reader, bring_back, imports_in, read_each, read_each_apart, read_files, save_import, take_back
from lib.ingest.archives import Piece
from tests import ways
from tests.test_ways_in import expected, told
from tests.ways import STORY

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


def brought(name: str, data: bytes) -> list[Piece]:
    """The pieces of a file that are articles."""
    with Reader() as reader:
        return [one.piece for one in reader.open_file(name, data) if one.piece is not None]


def test_each_answer_belongs_to_its_question() -> None:
    with Reader() as reader:
        assert reader.list_header("a.csv", ways.as_csv(STORY)) == list(ways.HEADER)
        assert reader.list_header("a.txt", b"They met.") == []
        names = [[one.name for one in reader.open_file(f"{n}.txt", b"They met in the town.")] for n in range(3)]
        assert names == [["0.txt"], ["1.txt"], ["2.txt"]]
        assert [one.piece for one in reader.open_file("a.pdf", b"%PDF-1.4")] == [None]


def test_an_import_is_read_as_what_it_came_from(tmp_path: Path) -> None:
    pieces = brought("export.rtf", ways.as_rtf(ways.factiva_indexed(STORY)))
    done = save_import(tmp_path, NOW, ["export.rtf"], pieces, [("x.pdf", "a scan")])
    documents, problems = read_files([tmp_path])
    assert [told(one) for one in documents] == [expected(one) for one in STORY]
    assert problems == []
    assert len({one.story for one in documents}) == len(STORY)
    assert imports_in(tmp_path) == [done]
    assert (done.name, done.articles, done.refused) == ("import-0001-export", 3, (("x.pdf", "a scan"),))


def test_it_is_taken_back_and_brought_back_as_one(tmp_path: Path) -> None:
    first = save_import(tmp_path, NOW, ["a.csv"], brought("a.csv", ways.as_csv(STORY[:2])))
    second = save_import(tmp_path, NOW, ["b.csv"], brought("b.csv", ways.as_csv(STORY[2:])))
    take_back(tmp_path, first.name)
    assert len(read_files([tmp_path])[0]) == 1
    assert [(one.name, one.taken_back) for one in imports_in(tmp_path)] == [(second.name, False), (first.name, True)]
    third = save_import(tmp_path, NOW, ["c.csv"], [])
    assert third.name == "import-0003-c"
    bring_back(tmp_path, first.name)
    assert len(read_files([tmp_path])[0]) == 3
    with pytest.raises(AccordError, match="no longer there"):
        bring_back(tmp_path, first.name)


def test_those_who_import_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda n: save_import(tmp_path, NOW, [f"{n % 2}.txt"], []).name, range(16)))
    assert sorted(done) == sorted(one.name for one in imports_in(tmp_path))
    assert len(set(done)) == 16


@pytest.mark.parametrize("name", ["../import-0001-a", "corpus", "import-0009-x", ""])
def test_only_imports_are_moved(tmp_path: Path, name: str) -> None:
    (tmp_path / "corpus").mkdir()
    with pytest.raises(AccordError):
        take_back(tmp_path / "corpus", name)


def test_names_of_files_are_made_safe(tmp_path: Path) -> None:
    piece = Piece(
        "../../x, article 1", STORY[0].text.encode(), said={"title": "../../etc/passwd", "url": "javascript:x"}
    )
    save_import(tmp_path / "corpus", NOW, ["../../evil.docx"], [piece])
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert files == [
        "corpus/import-0001-evil/0001-etc-passwd.txt",
        "corpus/import-0001-evil/import.toml",
        "corpus/import-0001-evil/sources.toml",
    ]


def test_where_nothing_can_be_written_nothing_is_saved(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("a file")
    with pytest.raises(AccordError, match="nothing was saved"):
        save_import(tmp_path / "corpus", NOW, ["a.txt"], [])


def test_a_record_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    done = save_import(tmp_path, NOW, ["a.txt"], [])
    for number, record in enumerate(('made = "x"', "made =", "made = 2026-01-01\nfiles = 3"), 2):
        (tmp_path / f"import-000{number}").mkdir()
        (tmp_path / f"import-000{number}" / "import.toml").write_text(record)
    assert imports_in(tmp_path) == [done]


def test_several_processes_read_in_the_order_of_the_files(tmp_path: Path) -> None:
    for n in range(220):
        (tmp_path / f"{n:03}.txt").write_text(f"Envoy {n} met the others in the town.\n", encoding="utf-8")
    (tmp_path / "100.txt").write_bytes(b"")
    found = list(read_each_apart([tmp_path], 2))
    assert [(one.path, one.outcome) for one in found] == [(one.path, one.outcome) for one in read_each([tmp_path])]
    assert [one.path.name for one in found if isinstance(one.outcome, str)] == ["100.txt"]
