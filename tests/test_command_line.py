"""The contract's command line: what goes in, what comes out, and with which status."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools, annotate_all
from lib.annotate import __main__ as command
from lib.ingest import read_each
from lib.settings import load_settings

TEXT = (
    "Vladimir Putin met Recep Tayyip Erdogan in Sochi on Monday.\n\n"
    "“We agreed,” Putin said. Rebels must leave Idlib by October 15.\n"
)
DATED = f"date 2018-09-17 {TEXT}"
KEYS = {
    "id", "path", "outlet", "title", "text", "published", "published_from",
    "mentions", "toponyms", "timexes", "quotes", "figures", "commitments",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What a run of the command left: its records, what it complained of, its status."""

    records: list[dict[str, Any]]
    errors: str
    status: int

    def ids(self) -> list[str]:
        """The records' ids in the order printed."""
        return [record["id"] for record in self.records]


Run = Callable[..., Outcome]


@pytest.fixture
def run(tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process, with the tools already loaded."""
    monkeypatch.setattr(command, "read_each_apart", read_each)
    monkeypatch.setattr(command, "annotate_apart", lambda documents, _: annotate_all(documents, tools))

    def run_command(*arguments: object) -> Outcome:
        try:
            status = command.main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        printed = capsys.readouterr()
        return Outcome([json.loads(line) for line in printed.out.splitlines()], printed.err, status)

    return run_command


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write an input file: a string as it is, anything else as JSON, one a line."""

    def write_file(name: str, *lines: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(text), encoding="utf-8", newline="")
        return path

    return write_file


def _spans(value: Any) -> list[dict[str, Any]]:
    """Every span anywhere in a record."""
    if isinstance(value, list):
        return [span for item in value for span in _spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"start", "end"} <= value.keys() else []
    return own + [span for item in value.values() for span in _spans(item)]


@pytest.mark.parametrize("verbatim", [[], ["--verbatim"]])
def test_a_text_file_becomes_one_record_of_the_contract(
    run: Run, write: Callable[..., Path], verbatim: list[str]
) -> None:
    done = run(*verbatim, write("a story/one.txt", DATED))
    (record,) = done.records
    assert (done.status, done.errors, record.keys() >= KEYS) == (0, "", True)
    assert (record["id"], record["published"], record["published_from"]) == ("one.txt", "2018-09-17", "text")
    assert record["mentions"]
    assert all(record["text"][span["start"] : span["end"]] == span["text"] for span in _spans(record))


def test_verbatim_takes_the_text_as_it_is(run: Run, write: Callable[..., Path]) -> None:
    text = f"  {DATED}\r\n\r\nSHARE THIS ARTICLE\r\n"
    path = write("one.txt", text)
    assert run("--verbatim", path).records[0]["text"] == text
    assert run(path).records[0]["text"] != text


def test_json_lines_keep_their_order_their_ids_and_what_they_say(run: Run, write: Callable[..., Path]) -> None:
    path = write(
        "in.jsonl",
        {"id": "z", "text": TEXT, "published": "2018-09-20", "outlet": "Alwaght", "title": "A talk", "extra": [1]},
        {"id": "a", "text": TEXT},
    )
    first, second = run(path).records
    said = (first["id"], first["published"], first["published_from"], first["outlet"], first["title"])
    assert said == ("z", "2018-09-20", "metadata", "Alwaght", "A talk")
    assert (second["id"], second["published"], second["published_from"], second["outlet"]) == ("a", None, None, None)


def test_the_same_text_twice_is_two_records(run: Run, write: Callable[..., Path]) -> None:
    path = write("in.jsonl", {"id": "1", "text": TEXT}, {"id": "2", "text": TEXT})
    assert run(path).ids() == ["1", "2"]


def test_files_are_printed_in_the_order_given(run: Run, write: Callable[..., Path]) -> None:
    paths = [write("b.txt", TEXT), write("x.jsonl", {"id": "x", "text": TEXT}), write("a.txt", DATED)]
    assert run(*paths).ids() == ["b.txt", "x", "a.txt"]


@pytest.mark.parametrize(
    ("stories", "expected"),
    [
        (("s", "s"), ("2018-09-17", "story")),
        (("s", "t"), (None, None)),
        ((None, None), (None, None)),  # a JSON Lines document without a story is its own
    ],
)
def test_an_undated_document_borrows_the_earliest_date_of_its_story(
    run: Run,
    write: Callable[..., Path],
    stories: tuple[str | None, str | None],
    expected: tuple[str | None, str | None],
) -> None:
    path = write(
        "in.jsonl",
        {"id": "undated", "text": TEXT, "story": stories[0]},
        {"id": "later", "text": TEXT, "story": stories[1], "published": "2018-09-20"},
        {"id": "dated", "text": TEXT, "story": stories[1], "published": "2018-09-17"},
    )
    record = run("--verbatim", path).records[0]
    assert (record["published"], record["published_from"]) == expected


def test_text_files_of_one_folder_are_one_story(run: Run, write: Callable[..., Path]) -> None:
    done = run(write("s/undated.txt", TEXT), write("s/dated.txt", DATED), write("other/undated.txt", TEXT))
    assert [record["published_from"] for record in done.records] == ["story", "text", None]


def test_published_and_outlet_can_be_given(run: Run, write: Callable[..., Path]) -> None:
    (record,) = run("--published", "2018-09-19", "--outlet", "Ya Libnan", write("a.txt", TEXT)).records
    assert (record["published"], record["published_from"], record["outlet"]) == ("2018-09-19", "metadata", "Ya Libnan")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{broken", "line 2"),
        ('["a list"]', "line 2"),
        ('{"id": "no text"}', "line 2"),
        ('{"text": "no id"}', "line 2"),
        ('{"id": "x", "text": 7}', "line 2"),
        ('{"id": "x", "text": "Putin spoke.", "published": "17 September"}', "line 2"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_printed(
    run: Run, write: Callable[..., Path], line: str, named: str
) -> None:
    done = run("--verbatim", write("in.jsonl", {"id": "1", "text": TEXT}, line, "", {"id": "4", "text": TEXT}))
    assert (done.ids(), done.status) == (["1", "4"], 1)
    assert "in.jsonl" in done.errors
    assert named in done.errors


def test_half_a_character_costs_its_own_line_only(run: Run, write: Callable[..., Path]) -> None:
    done = run("--verbatim", write("in.jsonl", {"id": "half", "text": f"\ud800 {TEXT}"}, {"id": "2", "text": TEXT}))
    assert "2" in done.ids()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_printed(
    run: Run, write: Callable[..., Path], tmp_path: Path
) -> None:
    done = run(write("empty.txt", ""), tmp_path / "missing.txt", write("a.txt", TEXT))
    assert (done.ids(), done.status) == (["a.txt"], 1)
    assert "empty.txt" in done.errors
    assert "missing.txt" in done.errors


@pytest.mark.parametrize("wrong", [[], ["--nonsense"], ["--published", "Monday", "a.txt"]])
def test_wrong_arguments_end_with_status_2(run: Run, wrong: list[str]) -> None:
    done = run(*wrong)
    assert (done.records, done.status) == ([], 2)


def test_the_help_explains_the_contract() -> None:
    done = _start("--help")
    assert done.returncode == 0
    for word in ("--verbatim", "--published", "--outlet", ".jsonl", "story", "standard error", "status"):
        assert word in done.stdout


def test_the_command_runs_as_a_module_and_says_the_same_twice(run: Run, write: Callable[..., Path]) -> None:
    """In two processes, this one and its own."""
    path = write("a.txt", DATED)
    started = _start(str(path))
    (record,) = run(str(path)).records
    assert (started.returncode, started.stdout) == (0, f"{json.dumps(record, ensure_ascii=False)}\n")
    assert record["id"] == "a.txt"


def _start(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lib.annotate", *arguments],
        capture_output=True, text=True, check=False, cwd=load_settings({}).root, encoding="utf-8",
    )  # fmt: skip
