"""What is read in a process of its own: an article that raises, hangs or ends it costs no more than itself."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib import apart
from lib.annotate import annotate_apart
from lib.apart import Pool, StoppedError, Worker, seconds_for
from lib.errors import AccordError, MissingModelError, UnreadableFileError
from lib.ingest import Reader, read_each_apart
from lib.ingest.given import MAX_BYTES, MAX_CHARACTERS
from lib.models import Annotations, Document
from lib.refresh import __main__ as command
from lib.settings import Settings, load_settings
from lib.store import open_version
from tests import odd
from tests.conftest import make_document
from tests.odd.answers import dying, echo, no_model

GOOD = "Turkey and Russia agreed on Monday to pull back the tanks by 10 October, Putin said."


def test_a_worker_answers_again_and_again_in_one_process() -> None:
    with Worker(echo) as worker:
        first, second = (list(worker.ask(asked, lambda: 60)) for asked in ({"a": 1}, [2]))
    assert first[0] == {"a": 1}
    assert second[0] == [2]
    assert first[1] == second[1] != os.getpid()


@pytest.mark.parametrize(
    ("asked", "seconds", "reason"),
    [("sleep", 0.2, "longer than 0 seconds"), ("end", 60, "ended the process"), ("raise", 60, "ended the process")],
)
def test_a_worker_that_stops_is_replaced(asked: str, seconds: float, reason: str) -> None:
    with Worker(echo) as worker:
        before = list(worker.ask("x", lambda: 60))[1]
        told = []
        with pytest.raises(StoppedError, match=reason):
            told.extend(worker.ask(asked, lambda: seconds))
        after = list(worker.ask("x", lambda: 60))[1]
    assert before != after


def test_no_work_may_take_longer_than_the_longest_text() -> None:
    short, longest_text, largest_page = map(seconds_for, (0, MAX_CHARACTERS, MAX_BYTES))
    assert 0 < short < longest_text == largest_page == apart.MOST_SECONDS


def test_what_keeps_a_worker_from_starting_is_said_as_it_is() -> None:
    with Worker(no_model) as worker, pytest.raises(MissingModelError, match=r"There is no model\."):
        list(worker.ask("x", lambda: 60))
    with Worker(dying) as worker, pytest.raises(AccordError, match="could not be started"):
        list(worker.ask("x", lambda: 60))


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    code = """
from lib.apart import Worker
from tests.odd.answers import echo
worker = Worker(echo)
print(list(worker.ask("x", lambda: 60))[1], flush=True)
list(worker.ask("sleep", lambda: 600))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=odd.ROOT) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived it")


def _asked(task: str, worker: "Worker[str, object]") -> Iterator[object]:
    return worker.ask(task, lambda: 60)


def test_a_pool_tells_in_order_what_its_workers_answer_side_by_side() -> None:
    tasks = [str(number) for number in range(12)]
    with Pool(_asked, [Worker(echo) for _ in range(2)]) as pool:
        told = [(task, list(results)) for task, results in pool.each(tasks)]
    assert [(task, results[0]) for task, results in told] == [(task, task) for task in tasks]
    assert len({results[1] for _, results in told}) == 2


def test_a_pool_starts_no_more_workers_than_it_needs() -> None:
    with Pool(_asked, [Worker(echo) for _ in range(4)]) as pool:
        each = [list(next(pool.each([task]))[1])[1] for task in ("1", "2", "3")]
    assert len(set(each)) == 1


def test_what_a_task_raises_is_raised_in_its_place_and_a_pool_that_is_left_ends_its_workers() -> None:
    pool = Pool(_asked, [Worker(echo) for _ in range(2)])
    with pytest.raises(StoppedError, match="ended the process"), pool:
        [list(results) for _, results in pool.each(["1", "end", "sleep", "4"])]
    for _ in range(100):
        if not [thread for thread in threading.enumerate() if "ThreadPool" in thread.name]:
            break
        time.sleep(0.1)
    else:
        pytest.fail("a thread of the pool goes on")


def test_workers_side_by_side_read_what_one_does() -> None:
    documents = [make_document(str(at), f"{GOOD} Article {at} of many.") for at in range(40)]
    one, two = (list(annotate_apart(documents, load_settings({}), workers)) for workers in (1, 2))
    assert one == two


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().split() if Path("/proc").exists() else True


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an empty data folder, in an environment where annotators fail on some articles, and soon."""
    for name, value in odd.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.syspath_prepend(str(Path(odd.__file__).parent))
    monkeypatch.setattr(apart, "SECONDS", 2.0)
    return load_settings({"ACCORD_DESK_DATA": str(tmp_path / "data")})


def _failed(annotations: Annotations) -> dict[str, str]:
    return {failure.annotator: failure.reason for failure in annotations.failures}


def test_an_article_that_fails_costs_what_failed_in_it(settings: Settings) -> None:
    says = ["", odd.RAISES, "", odd.HANGS, odd.HANGS_PARSED, odd.ENDS, ""]
    documents = [make_document(str(at), f"{GOOD} {one}".strip()) for at, one in enumerate(says)]
    read = list(annotate_apart(documents, settings))
    assert [document for document, _ in read] == documents
    whole = read[0][1]
    assert whole.failures == ()
    assert all(annotations == whole for _, annotations in (read[2], read[6]))
    raised, hung, unparsed, ended = (annotations for _, annotations in (read[1], read[3], read[4], read[5]))
    assert _failed(raised) == {"dates": "stopped with KeyError: 'no such day'"}
    assert _failed(hung) == {"dates": "took longer than 2 seconds"}
    assert _failed(ended) == {"dates": "ended the process that read it, perhaps for want of memory"}
    assert _failed(unparsed) == {"grammar": "took longer than 2 seconds"}
    for annotations in (raised, hung, ended):
        names = [mention.name for mention in whole.mentions]
        assert [mention.name for mention in annotations.mentions][: len(names)] == names
        assert annotations.commitments
        assert annotations.timexes == ()
    assert len(unparsed.sentences) == 2
    assert unparsed.mentions == ()


def test_a_file_that_hangs_or_breaks_the_reader_is_named(settings: Settings, tmp_path: Path) -> None:
    del settings
    says = ["", odd.UNREADABLE, odd.UNCLEANABLE, ""]
    for at, one in enumerate(says):
        _write(tmp_path / "a" / f"{at}.txt", f"{GOOD} {one}")
    lines = (json.dumps({"id": at, "text": f"{GOOD} {one}"}) for at, one in enumerate(says))
    _write(tmp_path / "a" / "all.jsonl", "\n".join(lines))
    reads = list(read_each_apart([tmp_path / "a"]))
    assert [(read.path.name, read.line, isinstance(read.outcome, Document)) for read in reads] == [
        *((f"{at}.txt", 0, not one) for at, one in enumerate(says)),
        *(("all.jsonl", at + 1, not one) for at, one in enumerate(says)),
    ]
    hung, broke = (reads[at].outcome for at in (1, 2))
    assert (
        hung
        == "cannot be read (it took longer than 2 seconds): save the article's text as a .txt file, or leave it out"
    )
    assert "its reader stopped" in str(broke)
    assert (reads[5].outcome, reads[6].outcome) == (hung, broke)
    with Reader() as reader:
        for one, why in ((odd.UNREADABLE, "took longer than 2 seconds"), (odd.UNCLEANABLE, "its reader stopped")):
            with pytest.raises(UnreadableFileError, match=why):
                reader.read_bytes("a.txt", f"{GOOD} {one}".encode())
        assert reader.read_bytes("a.txt", GOOD.encode()).text == GOOD


def test_both_commands_name_what_was_not_read_and_go_on(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each starts readers of its own; the store and its questions tell it too, long after the command has."""
    folder = tmp_path / "articles"
    good = [_write(folder / f"{at:02}.txt", f"{GOOD} Article {at} of many.") for at in range(50)]
    _write(folder / "hangs.txt", f"{GOOD} {odd.HANGS}")
    _write(folder / "raises.txt", f"{GOOD} {odd.RAISES}")
    annotated = _run("lib.annotate", *sorted(folder.iterdir()))
    assert annotated.returncode == 1
    assert len(annotated.stdout.splitlines()) == 52
    assert "hangs.txt: dates not read: it took longer than 10 seconds" in annotated.stderr
    assert "raises.txt: dates not read: it stopped with KeyError: 'no such day'" in annotated.stderr
    assert command.main(["--store", str(settings.table), str(folder)]) == 1
    *named, last = capsys.readouterr().out.splitlines()
    assert named == [
        f"{folder / 'hangs.txt'}: dates not read: it took longer than 2 seconds",
        f"{folder / 'raises.txt'}: dates not read: it stopped with KeyError: 'no such day'",
    ]
    assert last.startswith("Files: 52 added, ")
    connection = open_version(settings.table)
    assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(52,)]
    whole = "SELECT count(DISTINCT document) FROM documents JOIN timexes USING (document)"
    assert connection.execute(whole).fetchall() == [(len(good),)]
    notes = dict(connection.execute("SELECT path, notes FROM documents").fetchall())
    assert notes["articles/00.txt"] == []
    assert notes["articles/hangs.txt"] == ["dates not read: it took longer than 2 seconds"]
    reasons = dict(connection.execute("SELECT path, reason FROM problems").fetchall())
    dates = "Not read in it: dates (it {}). All else in it counts."
    assert reasons == {
        "articles/hangs.txt": dates.format("took longer than 2 seconds"),
        "articles/raises.txt": dates.format("stopped with KeyError: 'no such day'"),
    }


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def _run(module: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=odd.ROOT, env=odd.environment(), capture_output=True, text=True, check=False)


def test_nothing_to_read_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    assert list(annotate_apart([], load_settings({}))) == []
