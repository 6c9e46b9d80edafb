"""A refresh does what changed and no more, one at a time, and says what it could not read."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from lib import refresh as refreshing
from lib.errors import AccordError
from lib.models import Annotations, Document, Failure
from lib.refresh import Engine, Progress, default_paths, needs_refresh, refresh, work
from lib.refresh.__main__ import main, watch
from lib.settings import Settings, load_settings
from lib.store import open_version, table_version, write_lock

DATED = "date 2018-09-17 Russia and Turkey agreed on Monday to create a demilitarised zone in Idlib.\n"
UNDATED = "The zone will be secured by patrols of both countries, the two presidents said in Sochi.\n"


@dataclass
class StandIn:
    """Annotators that say nothing and remember which files they were given."""

    version: str = "1"
    seen: list[str] = field(default_factory=list)

    def engine(self) -> Engine:
        """The stand-in as a refresh takes it."""
        return Engine(self.version, self.annotate)

    def annotate(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Annotations]]:
        """Each document with no annotations."""
        for document in documents:
            self.seen.append(Path(document.path).name)
            yield document, Annotations()

    def take_seen(self) -> list[str]:
        """The files seen since the last call, sorted."""
        seen, self.seen = sorted(self.seen), []
        return seen


@dataclass
class Desk:
    """A corpus of two articles of one story, its store, and stand-in annotators."""

    corpus: Path
    store: Path
    settings: Settings
    annotators: StandIn = field(default_factory=StandIn)

    def refresh(self) -> refreshing.Report:
        """Refresh the corpus with the stand-in."""
        return refresh([self.corpus], self.store, self.settings, engine=self.annotators.engine())

    def write(self, name: str, text: str) -> None:
        """Save an article in the corpus."""
        (self.corpus / name).write_text(text, encoding="utf-8")

    def dates(self) -> list[tuple[object, ...]]:
        """File name, date and how it is known, of every article in the newest version."""
        sql = "SELECT parse_filename(path), published::VARCHAR, published_from FROM documents ORDER BY 1"
        return open_version(self.store).execute(sql).fetchall()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A corpus that was refreshed once."""
    (tmp_path / "corpus").mkdir()
    made = Desk(tmp_path / "corpus", tmp_path / "data" / "table", load_settings({"ACCORD_DESK_DATA": str(tmp_path)}))
    made.write("dated.txt", DATED)
    made.write("undated.txt", UNDATED)
    assert made.refresh().added == 2
    assert made.annotators.take_seen() == ["dated.txt", "undated.txt"]
    return made


def test_a_second_refresh_finds_nothing_to_do(desk: Desk) -> None:
    report = desk.refresh()
    assert (report.version, report.unchanged, desk.annotators.take_seen()) == (0, 2, [])


def test_a_file_saved_over_with_the_same_bytes_is_not_annotated_again(desk: Desk) -> None:
    desk.write("dated.txt", DATED)
    assert (desk.refresh().version, desk.annotators.take_seen()) == (0, [])


def test_only_the_added_file_is_annotated(desk: Desk) -> None:
    desk.write("more.txt", "More was said in Moscow by the foreign minister, who spoke of tanks and of patrols.\n")
    report = desk.refresh()
    assert (report.version, report.added, report.changed, report.unchanged) == (1, 1, 0, 2)
    assert desk.annotators.take_seen() == ["more.txt"]


def test_only_the_changed_file_is_annotated(desk: Desk) -> None:
    desk.write("undated.txt", f"{UNDATED}\nMore of it was said later by the presidents.\n")
    assert desk.refresh().changed == 1
    assert desk.annotators.take_seen() == ["undated.txt"]


def test_a_file_that_is_gone_leaves_the_newest_version_only(desk: Desk) -> None:
    (desk.corpus / "undated.txt").unlink()
    report = desk.refresh()
    assert (report.version, report.removed, report.unchanged) == (1, 1, 1)
    assert len(desk.dates()) == 1
    assert open_version(desk.store, 0).execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_a_borrowed_date_follows_the_article_it_is_borrowed_from(desk: Desk) -> None:
    assert desk.dates() == [("dated.txt", "2018-09-17", "text"), ("undated.txt", "2018-09-17", "story")]
    desk.write("dated.txt", DATED.replace("17", "20"))
    desk.refresh()
    assert desk.annotators.take_seen() == ["dated.txt", "undated.txt"]
    assert desk.dates() == [("dated.txt", "2018-09-20", "text"), ("undated.txt", "2018-09-20", "story")]


def test_what_the_sources_list_says_counts_for_the_files_it_names(desk: Desk) -> None:
    desk.write("sources.toml", '[[article]]\nfile = "undated.txt"\npublished = 2018-09-16\noutlet = "Alwaght"\n')
    report = desk.refresh()
    assert (report.added, report.changed, report.unchanged, report.problems) == (0, 1, 1, ())
    assert desk.annotators.take_seen() == ["undated.txt"]
    assert desk.dates()[1] == ("undated.txt", "2018-09-16", "metadata")
    assert (desk.refresh().unchanged, desk.annotators.take_seen()) == (2, [])
    desk.write("sources.toml", "[[article]\n")
    assert [Path(problem.path).name for problem in desk.refresh().problems] == ["sources.toml"]
    assert desk.annotators.take_seen() == ["undated.txt"]


def test_new_annotators_annotate_all_anew(desk: Desk) -> None:
    desk.annotators.version = "2"
    assert desk.refresh().changed == 2
    assert desk.annotators.take_seen() == ["dated.txt", "undated.txt"]
    assert desk.refresh().unchanged == 2


def test_a_file_that_cannot_be_read_is_named_and_not_tried_again(desk: Desk) -> None:
    desk.write("empty.txt", "")
    first, second = desk.refresh(), desk.refresh()
    assert [Path(problem.path).name for problem in first.problems] == ["empty.txt"]
    assert (first.added, first.unchanged, first.refused) == (0, 2, 1)
    assert (second.problems, second.version, second.unchanged, second.refused) == (first.problems, first.version, 2, 1)
    shown = [(f"{desk.corpus.name}/{Path(problem.path).name}", problem.reason) for problem in first.problems]
    assert open_version(desk.store).execute("SELECT path, reason FROM problems").fetchall() == shown


def test_a_file_of_many_articles_keeps_those_that_can_be_read(desk: Desk) -> None:
    lines = [f'{{"id": "{name}", "text": "{name} said that the patrols of the zone begin soon."}}' for name in "AB"]
    desk.write("many.jsonl", "\nbroken\n".join(lines))
    report = desk.refresh()
    assert (report.added, len(report.problems), "line 2" in report.problems[0].reason) == (1, 1, True)
    connection = open_version(desk.store)
    assert connection.execute("SELECT count(*) FROM documents WHERE path LIKE '%.jsonl'").fetchone() == (2,)
    assert connection.execute("SELECT count(*) FROM problems").fetchone() == (1,)
    assert (desk.refresh().version, desk.annotators.take_seen()) == (1, ["many.jsonl", "many.jsonl"])


def test_a_file_that_breaks_leaves_the_data_and_comes_back_mended(desk: Desk) -> None:
    desk.write("undated.txt", "")
    assert len(desk.refresh().problems) == 1
    assert len(desk.dates()) == 1
    desk.write("undated.txt", UNDATED)
    assert desk.refresh().problems == ()
    assert len(desk.dates()) == 2


def test_other_folders_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "third.txt").write_text("A third article, of Ankara, says that the ceasefire holds.\n", encoding="utf-8")
    report = refresh([other], desk.store, desk.settings, engine=desk.annotators.engine())
    assert (report.added, report.removed) == (1, 0)
    assert len(desk.dates()) == 3


def test_a_folder_that_is_not_there_takes_nothing_out(desk: Desk) -> None:
    desk.corpus.rename(desk.corpus.with_name("moved"))
    with pytest.raises(AccordError, match="no file or folder"):
        desk.refresh()
    assert len(desk.dates()) == 2


def test_an_interrupted_refresh_keeps_what_it_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(documents: Iterable[Document]) -> Iterator[tuple[Document, Annotations]]:
        for number, document in enumerate(documents):
            if number == 1:
                raise KeyboardInterrupt
            yield document, Annotations()

    monkeypatch.setattr(work, "FEWEST_A_SAVE", 1)
    with pytest.raises(KeyboardInterrupt):
        refresh([desk.corpus], desk.store, desk.settings, engine=Engine("2", broken))
    desk.annotators.version = "2"
    assert desk.refresh().changed == 1
    assert len(desk.annotators.take_seen()) == 1


def test_a_second_refresh_waits_says_so_and_then_has_nothing_to_do(desk: Desk) -> None:
    desk.write("more.txt", "More was said in Moscow by the foreign minister, who spoke of tanks and of patrols.\n")
    waits, told = threading.Event(), []

    def watch(progress: Progress) -> None:
        told.append(progress.stage)
        waits.set()

    def second() -> None:
        reports.append(refresh([desk.corpus], desk.store, desk.settings, watch, desk.annotators.engine()))

    reports: list[refreshing.Report] = []
    thread = threading.Thread(target=second)
    with write_lock(desk.store, lambda: None):
        thread.start()
        assert waits.wait(10)
        assert len(desk.dates()) == 2  # a reader is not held up
    thread.join(30)
    assert (told[0], told[-1], reports[0].added) == ("waiting", "annotating", 1)
    assert desk.refresh().added == 0


def test_progress_counts_the_files(desk: Desk) -> None:
    told: list[Progress] = []
    desk.annotators.version = "2"
    refresh([desk.corpus], desk.store, desk.settings, told.append, desk.annotators.engine())
    assert told == [Progress("reading", 0, 2), *(Progress("annotating", done, 2, done) for done in range(3))]


def test_progress_counts_no_list_of_sources(desk: Desk) -> None:
    told: list[Progress] = []
    desk.write("sources.toml", '[[article]]\nfile = "dated.txt"\noutlet = "Daily Sample"\n')
    refresh([desk.corpus], desk.store, desk.settings, told.append, desk.annotators.engine())
    assert told[0] == Progress("reading", 0, 1)
    assert {(one.done, one.total) for one in told[1:]} == {(0, 1), (1, 1)}


def test_whether_a_refresh_is_needed_is_told_without_loading_spacy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    settings = load_settings({"ACCORD_DESK_DATA": str(tmp_path / "data")})
    assert needs_refresh([tmp_path / "a.txt"], settings.table, settings)
    version = refreshing.annotation_version(settings)
    refresh([tmp_path / "a.txt"], settings.table, settings, engine=Engine(version, StandIn().annotate))
    code = (
        "import sys, pathlib; from lib.settings import load_settings; from lib.refresh import needs_refresh\n"
        "data, path = sys.argv[1:]; settings = load_settings({'ACCORD_DESK_DATA': data})\n"
        "print(needs_refresh([pathlib.Path(path)], settings.table, settings), 'spacy' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "data"), str(tmp_path / "a.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=settings.root)
    assert done.stdout.split() == ["False", "False"]


def test_the_default_paths_are_the_seeds_and_the_user_s_folder_once_it_exists(tmp_path: Path) -> None:
    settings = load_settings({"ACCORD_DESK_DATA": str(tmp_path)})
    assert default_paths(settings) == (settings.seeds,)
    settings.corpus.mkdir()
    assert default_paths(settings) == (settings.seeds, settings.corpus)


@pytest.mark.parametrize(
    ("problems", "status", "said"),
    [(False, 0, "1 added, 0 changed, 0 removed, 0 unchanged, 0 refused. Version 0."), (True, 1, "empty.txt: ")],
)
def test_the_command_says_what_it_did(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    said: str,
    *,
    problems: bool,
) -> None:
    monkeypatch.setattr(refreshing, "load_engine", lambda _: StandIn().engine())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(DATED, encoding="utf-8")
    if problems:
        (tmp_path / "in" / "empty.txt").touch()
    assert main(["--store", str(tmp_path / "table"), str(tmp_path / "in")]) == status
    assert said in capsys.readouterr().out
    assert table_version(tmp_path / "table") == 0


def test_files_read_and_refused_and_their_articles_are_told_apart(desk: Desk) -> None:
    for number, name in enumerate(("a", "b", "c")):
        desk.write(f"{name}.txt", f"Article {number} said on Monday that patrol {number} of the zone had begun.\n")
    desk.write("two.jsonl", '{"id": "1", "text": "One more was said."}\n{"id": "2", "text": "Then another."}\nbroken\n')
    for name in ("empty.txt", "a.pdf", "none.jsonl", "blank.html"):
        desk.write(name, "")
    desk.write("none.jsonl", "broken\n")
    desk.write("sources.toml", "wrong = 1\n")
    report = desk.refresh()
    assert (report.added, report.refused, report.articles, report.unchanged) == (4, 4, 5, 2)
    assert len(report.problems) == 6
    (desk.corpus / "empty.txt").unlink()
    (desk.corpus / "a.txt").unlink()
    desk.write("b.txt", "")
    report = desk.refresh()
    assert (report.added, report.changed, report.removed, report.unchanged, report.refused) == (0, 0, 1, 4, 4)


@pytest.mark.parametrize("kind", ["missing", "a file"])
def test_a_seeds_folder_that_was_named_and_is_none_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    named = tmp_path / "articels"
    if kind == "a file":
        named.touch()
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(named))
    assert main([]) == 2
    assert f"ACCORD_DESK_SEEDS names {named}, which is no folder" in capsys.readouterr().err
    assert table_version(tmp_path / "data" / "table") is None


def test_a_checkout_without_seeds_is_no_error(tmp_path: Path) -> None:
    assert default_paths(load_settings({}, tmp_path)) == ()


@pytest.mark.parametrize("name", ["sources.toml", "a.jsonl", "a.txt"])
def test_a_pipe_is_never_waited_for(desk: Desk, name: str) -> None:
    os.mkfifo(desk.corpus / name)
    report = refresh([desk.corpus, desk.corpus / name], desk.store, desk.settings, engine=desk.annotators.engine())
    assert report.unchanged == 2
    assert [(Path(problem.path).name, "not a regular file" in problem.reason) for problem in report.problems] == [
        (name, True)
    ]


@pytest.mark.parametrize("wrong", [["--nonsense"], ["/no/such/folder"]])
def test_what_cannot_be_done_is_said_with_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    try:
        status: object = main(["--store", str(tmp_path / "table"), *wrong])
    except SystemExit as leaving:
        status = leaving.code
    assert status == 2
    assert wrong[0] in capsys.readouterr().err


def test_the_seeds_are_read_whole_and_every_span_points_at_its_words(
    seed_connection: duckdb.DuckDBPyConnection,
) -> None:
    assert seed_connection.execute("SELECT count(*), count(DISTINCT outlet) FROM documents").fetchone() == (3, 3)
    assert seed_connection.execute("SELECT * FROM problems").fetchall() == []
    for table in ("sentences", "mentions", "toponyms", "timexes", "quotes", "figures", "commitments"):
        rows = seed_connection.execute(f"""
            SELECT count(*), count(*) FILTER (WHERE text[a.start + 1 : a."end"] = a.exact), count(a.sentence)
            FROM {table} a JOIN documents USING (document)
        """).fetchall()
        assert rows[0][0] > 0, table
        assert len(set(rows[0])) == 1, table


def test_what_could_not_be_read_once_is_tried_again(tmp_path: Path) -> None:
    """A machine in want of memory is no fault of the article's; a start of the desk does not wait for it."""
    (tmp_path / "a.txt").write_text(
        "Turkey and Russia agreed to set up a zone in Idlib by 15 October 2018, said Putin.\n"
    )
    broken = Annotations(failures=(Failure("grammar", "ended the process that read it"),))
    paths, store, settings = [tmp_path / "a.txt"], tmp_path / "table", load_settings()
    version = refreshing.annotation_version(settings)
    failing = Engine(version, lambda documents: ((document, broken) for document in documents))
    assert refresh(paths, store, settings, engine=failing).unread
    assert not needs_refresh(paths, store, settings)
    assert refresh(paths, store, settings, engine=failing).version == 0
    whole = Engine(version, lambda documents: ((document, Annotations()) for document in documents))
    assert not refresh(paths, store, settings, engine=whole).unread
    assert refresh(paths, store, settings, engine=failing).unread == ()


def test_a_watch_follows_the_folders_and_says_what_changed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A file comes, one is gone, the folder goes and comes back; then the user interrupts."""
    away = desk.corpus.with_name("away")
    steps: Iterator[Callable[[], object]] = iter(
        [
            lambda: desk.write("more.txt", "More was said in Moscow by the minister, who spoke of tanks.\n"),
            lambda: None,
            lambda: desk.corpus.rename(away),
            lambda: None,
            lambda: away.rename(desk.corpus),
            (desk.corpus / "more.txt").unlink,
        ]
    )

    def wait(seconds: float) -> None:
        assert seconds == 5
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    assert watch(desk.refresh, 5, wait) == 0
    said = capsys.readouterr()
    assert [line.split(" Version")[0] for line in said.out.splitlines()] == [
        "Files: 0 added, 0 changed, 0 removed, 2 unchanged, 0 refused.",
        "Files: 1 added, 0 changed, 0 removed, 2 unchanged, 0 refused.",
        "Files: 0 added, 0 changed, 1 removed, 2 unchanged, 0 refused.",
    ]
    assert said.err.count("There is no file or folder") == 1
