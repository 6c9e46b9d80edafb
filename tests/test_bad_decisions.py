"""Decisions that cannot be read: refused where they are brought in; in the desk's own file left out, said, and kept."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.errors import DecisionError, StoreError
from lib.models import Decision, Span, Subject
from lib.store import (
    decisions_identity,
    decisions_toml,
    decisions_version,
    load_decisions,
    new_decision,
    parse_decisions,
    read_log,
    save_decision,
    save_decisions,
)
from tests.conftest import open_page
from tests.decided import MERGE, UNDO, Desk, at_words, decided, desk_of

LATER = decided("rename", "erdogan", "R. T. Erdogan", at=5)
WORDS = at_words("mention", "Kremlin")


def written(*rows: Decision) -> list[str]:
    """The rows as lines of the desk's own file."""
    return [json.dumps(_record(row)) for row in rows]


def _record(row: Decision) -> dict[str, object]:
    subject = {"kind": row.subject.kind, "name": row.subject.name, "id": row.subject.id}
    known = {"when": row.when.isoformat(), "who": row.who, "why": row.why, "action": row.action, "value": row.value}
    return {**known, "undoes": row.undoes, "subject": {key: value for key, value in subject.items() if value}}


def toml_row(when: str = "2018-10-03T12:00:00Z", why: str = "w", more: str = "", **subject: str) -> str:
    """One row as TOML; `subject` are its lines as they are to be written."""
    about = subject or {"kind": '"entity"', "id": '"moscow"'}
    lines = "\n".join(f"{key} = {value}" for key, value in about.items())
    action = "hide" if about["kind"] == '"entity"' else "reject"
    head = f'[[decision]]\nwhen = {when}\nwho = "N"\nwhy = "{why}"\naction = "{action}"\n{more}'
    return f"{head}[decision.subject]\n{lines}\n"


def spanned(start: str, end: str, exact: str = "Moscow") -> str:
    """A row about one mention, at a place written so."""
    span = f'{{start = {start}, end = {end}, exact = "{exact}"}}'
    return toml_row(kind='"mention"', document='"a"', span=span)


def assessed(day: str) -> str:
    """A row that sets a status for a day written so."""
    more = f'day = {day}\nvalue = "full"\n'
    row = toml_row(more=more, kind='"matter"', id='"sochi-2018/highways"')
    return row.replace('"reject"', '"assess"')


DIGITS = "9" * 5000
DEEP = "[" * 50_000

BAD_FILES = {
    "start beyond int64": spanned("99999999999999999999999", "100000000000000000000005"),
    "start beyond any article": spanned(str(2**31 - 7), str(2**31 - 1)),
    "a place with a span": toml_row(kind='"place"', id='"geonames:1"', span='{start = 0, end = 6, exact = "Moscow"}'),
    "a matter with a span": assessed("2018-10-15") + 'span = {start = 0, end = 6, exact = "Moscow"}\n',
    "an entity with a span": toml_row(kind='"entity"', id='"m"', span='{start = 0, end = 6, exact = "Moscow"}'),
    "negative start": spanned("-6", "0"),
    "end before start": spanned("6", "0"),
    "start of 5,000 digits": spanned(DIGITS, "6"),
    "when before the year 1": toml_row("0001-01-01T00:00:00+14:00"),
    "when after the year 9999": toml_row("9999-12-31T23:59:59-12:00"),
    "when in the year 9999": toml_row("9999-01-01T00:00:00Z"),
    "when in 2101 in its zone": toml_row("2100-12-31T23:59:59-12:00"),
    "day in the year 1": assessed("0001-01-01"),
    "day in the year 9999": assessed("9999-12-31"),
    "day in 1899": assessed("1899-12-31"),
    "number nobody asked for": toml_row() + f"\nx = {DIGITS}",
    "deep array": f"decision = {DEEP}",
    "deep table": "decision = " + "{a=" * 50_000,
    "key of many parts": toml_row() + "a" + ".a" * 50_000 + " = 1",
    "half a character": toml_row(why="\\ud800"),
    "empty character": toml_row(why="\\u0000"),
    "empty character in an id": toml_row(kind='"entity"', id='"mos\\u0000cow"'),
    "empty character in a span": spanned("0", "6", "Mo\\u0000cow"),
    "10 MB of reason": toml_row(why="w" * 10_000_000),
    "9 MB of reason": toml_row(why="w" * 9_000_000),
    "9 MB of id": toml_row(kind='"entity"', id=f'"{"w" * 9_000_000}"'),
    "9 MB of key": f"{'w' * 9_000_000} = 1",
    "9 MB of unknown action": toml_row().replace("hide", "w" * 9_000_000),
    "spelling too long": toml_row(kind='"entity"', id='"m"', spellings=f'["{"w" * 10_001}"]'),
    "binary": bytes(range(256)) * 100,
    "UTF-16": toml_row().encode("utf-16"),
    "empty characters": bytes(5000),
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_refused_whole_with_a_short_reason(content: str | bytes) -> None:
    good = toml_row()
    whole = good + content if isinstance(content, str) and content.startswith("[[") else content
    with pytest.raises(DecisionError, match=r"^x\.toml") as refused:
        parse_decisions(whole.encode() if isinstance(whole, str) else whole, "x.toml")
    assert len(str(refused.value)) < 300
    assert "\n" not in str(refused.value)


BAD_LINES = {
    "garbage": "no JSON",
    "a number": "5",
    "a list": "[]",
    "a text": '"when day"',
    "nothing": "null",
    "an empty row": "{}",
    "half a row": written(LATER)[0][:100],
    "deep": DEEP,
    "deep object": '{"a":' * 50_000,
    "5,000 digits": f'{{"when": {DIGITS}}}',
    "half a character": written(LATER)[0].replace("R. T.", "\\ud800"),
    "empty character": written(LATER)[0].replace("R. T.", "\\u0000"),
    "half a character as a key": written(LATER)[0].replace('"who"', '"\\ud800": 1, "who"'),
    "changed by hand": json.dumps({**_record(LATER), "id": MERGE.id}),
    "year 9999": json.dumps({**_record(LATER), "when": "9999-12-31T00:00:00+00:00"}),
    "before the year 1": json.dumps({**_record(LATER), "when": "0001-01-01T00:00:00+14:00"}),
    "no time zone": json.dumps({**_record(LATER), "when": "2018-10-03T12:00:00"}),
    "when as a list": json.dumps({**_record(LATER), "when": [1]}),
    "day of nothing": json.dumps({**_record(LATER), "day": None}),
    "year 1": json.dumps({**_record(LATER), "action": "assess", "value": "full", "day": "0001-01-01"}),
    "10 MB": json.dumps({**_record(LATER), "why": "w" * 10_000_000}),
    "start beyond int64": json.dumps(
        {**_record(LATER), "action": "reject", "value": None,
         "subject": {"kind": "mention", "document": "a",
                     "span": {"start": 10**23, "end": 10**23 + 7, "exact": "Kremlin"}}}
    ),
    "not UTF-8": b'{"who": "\xff"}',
    "binary": bytes([0, 200, 13, 27, 255]),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_left_out_and_said_and_the_others_hold(tmp_path: Path, bad: str | bytes) -> None:
    """The number of lines stays the version, a save keeps the line as it is, and mending it brings the row back."""
    save_decisions(tmp_path, [MERGE])
    log = tmp_path / "decisions.jsonl"
    line = bad if isinstance(bad, bytes) else bad.encode()
    log.write_bytes(log.read_bytes() + line + b"\n")
    save_decision(tmp_path, UNDO)
    assert log.read_bytes().split(b"\n")[1] == line
    assert load_decisions(tmp_path) == (MERGE, UNDO)
    assert [load_decisions(tmp_path, version) for version in (1, 2, 3)] == [(MERGE,), (MERGE,), (MERGE, UNDO)]
    assert decisions_version(tmp_path) == 3
    (problem,) = read_log(tmp_path).problems
    assert f"{tmp_path.name}/decisions.jsonl, line 2: " in problem
    assert len(problem) < 300
    assert "\n" not in problem
    first, _, last, _ = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join([first, written(LATER)[0].encode(), last]))
    assert load_decisions(tmp_path) == (MERGE, LATER, UNDO)


@pytest.mark.parametrize("line", [b"", b"  ", b"\r"])
def test_a_line_that_was_emptied_keeps_its_number_and_is_no_problem(tmp_path: Path, line: bytes) -> None:
    save_decisions(tmp_path, [MERGE, LATER, UNDO])
    log = tmp_path / "decisions.jsonl"
    first, _, last, _ = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join([first, line, last]))  # nor need the last line end
    assert (load_decisions(tmp_path), read_log(tmp_path).problems) == ((MERGE, UNDO), ())
    assert (decisions_version(tmp_path), load_decisions(tmp_path, 2)) == (3, (MERGE,))
    save_decision(tmp_path, LATER)
    assert load_decisions(tmp_path) == (MERGE, UNDO, LATER)


def test_a_file_saved_by_an_editor_of_another_system_reads_the_same(tmp_path: Path) -> None:
    save_decisions(tmp_path, [MERGE, UNDO])
    log = tmp_path / "decisions.jsonl"
    log.write_bytes(b"\xef\xbb\xbf" + log.read_bytes().replace(b"\n", b"\r\n"))
    assert load_decisions(tmp_path) == (MERGE, UNDO)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


BAD_LOGS: dict[str, Callable[[Path], object]] = {
    "binary": lambda path: path.write_bytes(os.urandom(20_000)),
    "UTF-16": lambda path: path.write_text("\n".join(written(MERGE, UNDO)), encoding="utf-16"),
    "empty characters": lambda path: path.write_bytes(bytes(4096)),
    "another file": lambda path: path.write_text(decisions_toml([MERGE]), encoding="utf-8"),
    "a folder": lambda path: path.mkdir(),
    "a pipe": make_pipe,
}


@pytest.mark.parametrize("spoil", BAD_LOGS.values(), ids=BAD_LOGS.keys())
def test_what_is_no_file_of_decisions_is_never_written_over(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    log = tmp_path / "decisions.jsonl"
    spoil(log)
    before = (log.stat().st_ino, log.stat().st_size)
    with pytest.raises(StoreError, match=f"{tmp_path.name}/decisions.jsonl.*Move"):
        save_decision(tmp_path, MERGE)
    assert (log.stat().st_ino, log.stat().st_size) == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == ["decisions.jsonl"]


@pytest.mark.parametrize("spoil", BAD_LOGS.values(), ids=BAD_LOGS.keys())
def test_pages_show_the_articles_without_such_decisions_and_say_it(
    editable_data: Path, spoil: Callable[[Path], object]
) -> None:
    (editable_data / "decisions").mkdir()
    spoil(editable_data / "decisions" / "decisions.jsonl")
    at = open_page("brief")
    assert "decisions/decisions.jsonl" in at.warning[0].value.replace("\\", "")
    assert str(editable_data) not in at.warning[0].value.replace("\\", "")
    assert not at.error
    assert "3 articles" in at.caption[0].value


def test_a_page_says_which_line_is_left_out_and_counts_with_the_others(editable_data: Path) -> None:
    folder = editable_data / "decisions"
    hidden = decided("hide", "vladimir-putin")
    save_decisions(folder, [hidden])
    log = folder / "decisions.jsonl"
    log.write_bytes(log.read_bytes() + b"{}\n" * 5)
    save_decision(folder, decided("rename", "recep-tayyip-erdogan", "The president", at=1))
    at = open_page("brief")
    said = at.warning[0].value.replace("\\", "")
    assert "decisions/decisions.jsonl, line 2: not a decision" in said
    assert "for 2 more lines" in said
    assert "Correct it, or empty it" in said
    assert "data version 0.7" in at.caption[0].value
    assert not at.error
    older = open_page("brief", data="0.1")
    assert "data version 0.1" in older.caption[0].value


def test_a_decision_that_could_not_be_read_again_is_not_saved(tmp_path: Path) -> None:
    """Nothing but the text's own bytes may differ: what is written is what comes back."""
    spelled = Subject("entity", "mos\x00cow", name="Moscow")
    row = new_decision(datetime(2018, 10, 3, tzinfo=UTC), "N", "w", "hide", spelled)
    with pytest.raises(DecisionError, match="id holds a character"):
        save_decisions(tmp_path, [MERGE, row])
    assert load_decisions(tmp_path) == ()


@pytest.mark.parametrize(
    ("action", "subject", "day"),
    [
        ("reject", Subject("mention", document="a", span=Span(10**10, 10**10 + 6, "Moscow")), None),
        ("reject", Subject("mention", document="a", span=Span(-6, 0, "Moscow")), None),
        ("assess", Subject("matter", "sochi-2018/highways"), date(1, 1, 1)),
    ],
)
def test_no_form_makes_such_a_decision(action: Any, subject: Subject, day: date | None) -> None:
    with pytest.raises(DecisionError):
        new_decision(datetime(2018, 10, 3, tzinfo=UTC), "N", "w", action, subject, "full", day=day)


@pytest.mark.parametrize("value", ["geonames:²", "geonames:" + "9" * 290, "geonames:٣", "own:x", "iso:²", "x"])
def test_a_place_that_no_gazetteer_has_no_longer_applies(tmp_path: Path, value: str) -> None:
    desk: Desk = desk_of(tmp_path)
    row = decided("reassign", at_words("toponym", "Idlib"), value)
    assert desk(row).execute("SELECT state FROM decisions").fetchall() == [("no longer applies",)]


def test_the_furthest_place_that_is_taken_is_looked_for_and_not_found(tmp_path: Path) -> None:
    far = Subject("mention", document="a", span=Span(10**9 - 6, 10**9, "Moscow"))
    connection = desk_of(tmp_path)(decided("reject", far))
    assert connection.execute("SELECT state FROM decisions").fetchall() == [("no longer applies",)]


def test_the_identity_is_of_the_first_rows_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    save_decisions(one, [MERGE, UNDO])
    save_decisions(other, [MERGE, LATER])
    assert decisions_identity(one, 1) == decisions_identity(other, 1)
    assert decisions_identity(one, 2) != decisions_identity(other, 2)
    before = decisions_identity(one, 2)
    save_decision(one, LATER)
    assert decisions_identity(one, 2) == before
