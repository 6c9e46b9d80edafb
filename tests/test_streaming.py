"""A refresh takes articles as they come: few are held at once, what is known is kept, and a break costs nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.ingest import Read, read_each
from lib.models import Annotations, Document, Failure
from lib.refresh import Engine, Report, refresh, work
from lib.settings import load_settings
from lib.store import load_states, open_version

SETTINGS = load_settings({}, Path("/nowhere/checkout"))
DAY = "date 2018-09-17 Russia and Turkey agreed on Monday to create a zone in Idlib, round {}.\n"
NO_DAY = "The zone will be secured by patrols of both countries, the two presidents said in round {}.\n"


class BrokenOffError(Exception):
    """A refresh that ends in the middle, as one that is killed."""


class Corpus:
    """A folder, its table, and a refresh that tells which articles were read and which annotated."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.table = folder / "in", folder / "table"
        self.folder.mkdir()
        self.read: list[str] = []
        self.annotated: list[str] = []
        self.ahead = 0

    def refresh(self, *, ends_after: int | None = None, failing: Iterable[str] = (), version: str = "1") -> Report:
        """A refresh that ends after so many articles, and fails on those with these words."""
        self.read, self.annotated, self.ahead = [], [], 0

        def read(paths: Iterable[Path]) -> Iterator[Read]:
            for one in read_each(paths):
                self.read.append(one.path.name)
                yield one

        def annotate(documents: Iterable[Document]) -> Iterator[tuple[Document, Annotations]]:
            for number, document in enumerate(documents):
                if number == ends_after:
                    raise BrokenOffError
                self.annotated.append(document.text.split(" round ")[-1].strip(" .\n"))
                self.ahead = max(self.ahead, len(self.read) - len(self.annotated))
                failed = any(words in document.text for words in failing)
                yield document, Annotations(failures=(Failure("dates", "stopped"),) if failed else ())

        return refresh([self.folder], self.table, SETTINGS, engine=Engine(version, annotate, read))

    def write(self, name: str, text: str) -> None:
        """Save a file of the folder."""
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def write_lines(self, rounds: Iterable[int], text: str = DAY, **more: Any) -> None:
        """One file of articles by these numbers."""
        lines = [json.dumps({"id": n, "text": text.format(n), "published": "2018-09-17", **more}) for n in rounds]
        self.write("many.jsonl", "\n".join(lines) + "\n")

    def articles(self) -> list[tuple[object, ...]]:
        """The last words and the day of every article in the newest version."""
        sql = "SELECT regexp_extract(text, 'round ([0-9]+)', 1)::INTEGER, published::VARCHAR FROM documents ORDER BY 1"
        return open_version(self.table).execute(sql).fetchall()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """An empty folder."""
    return Corpus(tmp_path)


@pytest.fixture(autouse=True)
def _small_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "FEWEST_A_SAVE", 3)
    monkeypatch.setattr(work, "MOST_A_SAVE", 3)


def test_what_is_held_does_not_grow_with_the_corpus(corpus: Corpus) -> None:
    for number in range(40):
        corpus.write(f"{number:02}.txt", DAY.format(number))
    assert corpus.refresh().added == 40
    assert (len(corpus.read), len(corpus.annotated), corpus.ahead) == (40, 40, 1)


def test_files_that_are_as_they_were_are_not_read_again(corpus: Corpus) -> None:
    for number in range(5):
        corpus.write(f"{number}.txt", DAY.format(number))
    corpus.refresh()
    corpus.write("3.txt", DAY.format(33))
    corpus.write("5.txt", DAY.format(5))
    report = corpus.refresh()
    assert (corpus.read, corpus.annotated) == (["3.txt", "5.txt"], ["33", "5"])
    assert (report.added, report.changed, report.unchanged) == (1, 1, 4)


def test_of_a_file_of_many_articles_only_new_ones_are_annotated(corpus: Corpus) -> None:
    corpus.write_lines(range(10))
    corpus.refresh()
    corpus.write_lines([*range(7), 77, 8, 9, 10])
    report = corpus.refresh()
    assert corpus.annotated == ["77", "10"]
    assert (report.changed, report.articles) == (1, 11)
    assert [number for number, _ in corpus.articles()] == [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 77]
    corpus.write_lines(range(4))
    corpus.refresh()
    assert (corpus.annotated, [number for number, _ in corpus.articles()]) == ([], [0, 1, 2, 3])
    assert corpus.refresh().unchanged == 1


def test_a_file_of_many_articles_goes_on_where_it_was_broken_off(corpus: Corpus) -> None:
    corpus.write_lines(range(10))
    with pytest.raises(BrokenOffError):
        corpus.refresh(ends_after=8)
    assert len(corpus.articles()) == 6  # two saves
    assert corpus.refresh().changed == 1
    assert corpus.annotated == ["6", "7", "8", "9"]
    assert [number for number, _ in corpus.articles()] == list(range(10))


def test_a_file_put_back_after_a_break_is_as_it_was(corpus: Corpus) -> None:
    corpus.write_lines(range(10))
    corpus.refresh()
    corpus.write_lines(range(20, 30))
    with pytest.raises(BrokenOffError):
        corpus.refresh(ends_after=4)
    corpus.write_lines(range(10))
    corpus.refresh()
    assert corpus.annotated == ["0", "1", "2"]
    assert [number for number, _ in corpus.articles()] == list(range(10))


def test_a_file_that_is_gone_before_it_was_read_whole_leaves(corpus: Corpus) -> None:
    corpus.write_lines(range(10))
    with pytest.raises(BrokenOffError):
        corpus.refresh(ends_after=5)
    (corpus.folder / "many.jsonl").unlink()
    corpus.refresh()
    assert (corpus.articles(), load_states(corpus.table)) == ([], {})


def test_what_failed_is_tried_again_without_the_rest_of_its_file(corpus: Corpus) -> None:
    corpus.write_lines(range(5))
    assert corpus.refresh(failing=["round 3."]).unread
    again = corpus.refresh(failing=["round 3."])
    assert (corpus.annotated, again.version, bool(again.unread)) == (["3"], 1, True)
    assert (corpus.refresh().unread, corpus.annotated, corpus.refresh().unchanged) == ((), ["3"], 1)


@pytest.mark.parametrize("broken", [False, True])
def test_a_date_is_lent_by_articles_that_are_not_read_again(corpus: Corpus, *, broken: bool) -> None:
    """The lender changes, the borrower's file does not; a break between the two loses nothing."""
    for number in range(4):
        corpus.write(f"{number}.txt", DAY.format(number))
    corpus.write("9.txt", NO_DAY.format(9))
    corpus.refresh()
    corpus.write("8.txt", NO_DAY.format(8))
    corpus.refresh()
    assert (corpus.read, corpus.articles()[-2:]) == (["8.txt"], [(8, "2018-09-17"), (9, "2018-09-17")])
    for number in range(3):
        corpus.write(f"{number}.txt", DAY.format(number).replace("-17", "-12"))
    if broken:
        with pytest.raises(BrokenOffError):
            corpus.refresh(ends_after=3)
    assert corpus.articles()[-1] == (9, "2018-09-17")
    corpus.refresh()
    assert corpus.annotated[-2:] == ["8", "9"]
    assert [day for _, day in corpus.articles()] == [*["2018-09-12"] * 3, "2018-09-17", *["2018-09-12"] * 2]
    assert corpus.refresh().unchanged == 6
    (corpus.folder / "0.txt").unlink()
    corpus.refresh()
    assert corpus.annotated == ["8", "9"]  # the article that lends them their date is another one now


def test_a_list_of_sources_is_done_after_all_that_it_speaks_of(corpus: Corpus) -> None:
    """BrokenOffError off in between, what it says of the rest is still asked of it."""
    for name in ("a", "b", "z/y"):
        corpus.write(f"{name}.txt", DAY.format(ord(name[-1])))
    corpus.refresh()
    corpus.write("sources.toml", "".join(f'[[article]]\nfile = "{one}.txt"\noutlet = "Alwaght"\n' for one in "abx"))
    with pytest.raises(BrokenOffError):
        corpus.refresh(ends_after=1)
    corpus.refresh()
    outlets = open_version(corpus.table).execute("SELECT outlet_name FROM documents ORDER BY path").fetchall()
    assert [name for (name,) in outlets] == ["Alwaght", "Alwaght", "unknown outlet (y.txt)"]
    (problem,) = corpus.refresh().problems
    assert "'x.txt'" in problem.reason
    corpus.write("x.txt", DAY.format(4))
    assert (corpus.refresh().problems, corpus.annotated) == ((), ["4"])


def test_new_annotators_take_nothing_out_before_it_is_made_anew(corpus: Corpus) -> None:
    corpus.write_lines(range(8))
    corpus.write("a.txt", DAY.format(8))
    corpus.refresh()
    with pytest.raises(BrokenOffError):
        corpus.refresh(ends_after=5, version="2")
    assert len(corpus.articles()) == 9
    assert corpus.refresh(version="2").changed == 1
    assert len(corpus.annotated) == 6
    states = load_states(corpus.table)
    assert {replace(state, root="", path="").version for state in states.values()} == {"2"}
