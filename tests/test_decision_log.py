"""Decisions on disk and as TOML: kept, handed on, brought in again, and refused where they cannot be read."""

import threading
from pathlib import Path

import pytest

from lib.errors import DecisionError, StoreError
from lib.models import Subject
from lib.store import decisions_toml, decisions_version, load_decisions, parse_decisions, save_decision, save_decisions
from tests.decided import MERGE, MOSCOW, UNDO, at_words, decided, spelled


def test_what_is_saved_stays_and_saving_twice_changes_nothing(tmp_path: Path) -> None:
    assert (decisions_version(tmp_path), load_decisions(tmp_path)) == (0, ())
    assert [save_decision(tmp_path, row) for row in (MERGE, UNDO, MERGE)] == [True, True, False]
    assert load_decisions(tmp_path) == (MERGE, UNDO)
    assert (decisions_version(tmp_path), load_decisions(tmp_path, 1)) == (2, (MERGE,))


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    rows = [decided("rename", "moscow", f"Name {n}", at=n) for n in range(20)]
    threads = [threading.Thread(target=save_decisions, args=(tmp_path, rows[n::4])) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row.id for row in load_decisions(tmp_path)} == {row.id for row in rows}


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="Nothing can be saved"):
        save_decision(tmp_path / "file" / "decisions", MERGE)


EVERY_SHAPE = (
    MERGE,
    UNDO,
    decided("split", spelled("vladimir-putin", "Putin", 'V. "P" \\', document="a"), "The ship", why="it’s a ship\nso"),
    decided("reassign", at_words("toponym", "Idlib", name="Idlib"), MOSCOW.id, value_name="Moscow"),
    decided("reassign", at_words("commitment", "Moscow will", id="withdraw")),
)


def test_an_export_comes_back_as_it_was_and_importing_it_twice_changes_nothing(tmp_path: Path) -> None:
    found = parse_decisions(decisions_toml(EVERY_SHAPE).encode(), "x.toml")
    assert found == EVERY_SHAPE
    assert [save_decisions(tmp_path, found), save_decisions(tmp_path, found)] == [5, 0]
    assert parse_decisions(decisions_toml([]), "x.toml") == ()


ROW = '[[decision]]\nwhen = 2018-10-03T12:00:00Z\nwho = "N"\nwhy = "w"\naction = "hide"\n'
ENTITY = '[decision.subject]\nkind = "entity"\nid = "moscow"\n'


def test_a_row_written_by_hand_needs_no_id() -> None:
    (found,) = parse_decisions(ROW + ENTITY, "x.toml")
    assert found == decided("hide", Subject("entity", "moscow"), who="N", why="w")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[decision]\n", "x.toml: not valid TOML, .*line 1"),
        (b"\n\xff", "x.toml, line 2: not UTF-8"),
        ("\nfact = 1\n", "x.toml, line 2: 'fact' is not known"),
        ("decision = 1\n", "x.toml, line 1: write each row"),
        (f"{ROW}{ENTITY}\n{ROW.replace('hide', 'burn')}{ENTITY}", "x.toml, line 10: action must be one of merge"),
        (ROW + ENTITY.replace("entity", "planet"), "line 1: kind must be one of"),
        (ROW.replace('"w"', '" "') + ENTITY, "line 1: why is empty"),
        (ROW.replace('who = "N"\n', "") + ENTITY, "line 1: who is empty"),
        (ROW.replace('"N"', "7") + ENTITY, "line 1: who must be text"),
        (ROW.replace("00Z", "00") + ENTITY, "line 1: when is missing or has no time zone"),
        (ROW + 'because = "x"\n' + ENTITY, "line 1: 'because' is not known"),
        (ROW.replace("hide", "merge") + ENTITY, "line 1: to merge, value must say"),
        (ROW.replace("hide", "reject") + ENTITY, "line 1: 'reject' is not something to do to 'entity'"),
        (ROW.replace("hide", "split") + 'value = "X"\n' + ENTITY, "line 1: to split, spellings"),
        (ROW + ENTITY.replace('id = "moscow"\n', ""), "line 1: the entity has no id"),
        (ROW, "line 1: subject is missing"),
        (ROW.replace("hide", "reject") + '[decision.subject]\nkind = "mention"\n', "needs its document and its span"),
        (ROW.replace("hide", "reject") + '[decision.subject]\nkind = "mention"\ndocument = "a"\nspan = {start = 1}\n',
         "the span needs start and end"),
        (ROW + 'id = "0123456789abcdef"\n' + ENTITY, "line 1: the row was changed after it was written"),
        (ROW + 'undoes = "0123456789abcdef"\n' + ENTITY, "line 1: it undoes '0123456789abcdef', which is neither"),
        (ROW + f'value = "{"x" * 301}"\n' + ENTITY, "line 1: value is longer than 300"),
    ],
)  # fmt: skip
def test_a_bad_file_says_where_and_what_to_mend(text: str | bytes, fault: str) -> None:
    with pytest.raises(DecisionError, match=fault):
        parse_decisions(text, "x.toml")


def test_an_undo_may_come_without_what_it_undoes_where_that_is_saved() -> None:
    assert parse_decisions(decisions_toml([UNDO]), "x.toml", saved=[MERGE.id]) == (UNDO,)
