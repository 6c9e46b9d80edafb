"""Decisions: what each does to what is counted, how they are undone, and found again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from lib.models import (
    Decision,
    Filters,
    Subject,
)
from lib.queries import entities
from lib.store import (
    decisions_in_force,
    decisions_toml,
    load_decisions,
    parse_decisions,
    save_decision,
    undo,
)
from tests.conftest import span_of
from tests.decided import (
    CITY,
    MERGE,
    MOSCOW,
    NOON,
    REDO,
    TEXT,
    UNDO,
    Desk,
    at_words,
    decided,
    desk_of,
    spelled,
)

HOSTILE = '\'; DROP TABLE mentions; -- <script>alert(1)</script> **x** """ \\ \u2028 \x00 $said'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A function that opens two articles of one text with the decisions given."""
    return desk_of(tmp_path_factory.mktemp("decided"))


def named(connection: duckdb.DuckDBPyConnection) -> dict[str | None, int]:
    """Names and how often they are mentioned, those that mean nobody left out."""
    sql = "SELECT name, count(*) FROM mentions WHERE entity IS NOT NULL GROUP BY name"
    return dict(connection.execute(sql).fetchall())


def states(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """State and changed annotations of each decision, in the order saved."""
    return connection.execute("SELECT state, changed FROM decisions ORDER BY number").fetchall()


READ = {"Putin": 2, "Vladimir Putin": 2, "Erdogan": 2, "Idlib": 2, "Moscow": 2, "Kremlin": 2}


@pytest.mark.parametrize(
    ("decisions", "expected", "outcome"),
    [
        ([], {}, []),
        ([decided("merge", "moscow", "kremlin")], {"Kremlin": 4, "Moscow": 0}, [("in force", 2)]),
        ([decided("rename", "erdogan", "R. T. Erdogan")], {"Erdogan": 0, "R. T. Erdogan": 2}, [("in force", 2)]),
        ([decided("hide", "idlib")], {"Idlib": 0}, [("in force", 2)]),
        ([decided("split", spelled("vladimir-putin", "Putin"), "The ship")], {"Putin": 0, "The ship": 2},
         [("in force", 2)]),
        ([decided("split", spelled("vladimir-putin", "Putin", document="b"), "The ship")],
         {"Putin": 1, "The ship": 1}, [("in force", 1)]),
        ([decided("reassign", spelled("vladimir-putin", "Putin"), "erdogan")], {"Putin": 0, "Erdogan": 4},
         [("in force", 2)]),
        ([decided("reject", at_words("mention", "Kremlin"))], {"Kremlin": 1}, [("in force", 1)]),
        ([decided("reassign", at_words("mention", "Kremlin"), "moscow")], {"Kremlin": 1, "Moscow": 3},
         [("in force", 1)]),
        # A chain ends where its last merge ends, in whichever order the two were made.
        ([decided("merge", "moscow", "kremlin"), decided("merge", "kremlin", "erdogan", at=1)],
         {"Moscow": 0, "Kremlin": 0, "Erdogan": 6}, [("in force", 2), ("in force", 4)]),
        ([decided("merge", "kremlin", "erdogan"), decided("merge", "moscow", "kremlin", at=1)],
         {"Moscow": 0, "Kremlin": 0, "Erdogan": 6}, [("in force", 2), ("in force", 2)]),
        # A circle stops at its last step, which would change nothing; so does a merge into oneself.
        ([decided("merge", "moscow", "kremlin"), decided("merge", "kremlin", "moscow", at=1)],
         {"Moscow": 0, "Kremlin": 4}, [("in force", 2), ("no longer applies", 0)]),
        ([decided("merge", "moscow", "moscow")], {}, [("no longer applies", 0)]),
        # What is decided later is decided about what is there by then.
        ([decided("merge", "moscow", "kremlin"), decided("rename", "kremlin", "Russia", at=1)],
         {"Moscow": 0, "Kremlin": 0, "Russia": 4}, [("in force", 2), ("in force", 4)]),
        ([decided("merge", "moscow", "kremlin"), decided("hide", "moscow", at=1)],
         {"Moscow": 0, "Kremlin": 4}, [("in force", 2), ("no longer applies", 0)]),
        ([decided("hide", "kremlin"), decided("merge", "moscow", "kremlin", at=1)],
         {"Kremlin": 0}, [("in force", 2), ("no longer applies", 0)]),
        ([decided("merge", "moscow", "kremlin"), decided("reassign", at_words("mention", "Idlib"), "moscow", at=1)],
         {"Moscow": 0, "Kremlin": 5, "Idlib": 1}, [("in force", 2), ("in force", 1)]),
        ([decided("merge", "moscow", "nobody")], {}, [("no longer applies", 0)]),
        ([decided("split", spelled("moscow", "Muscovy"), "X")], {}, [("no longer applies", 0)]),
        ([decided("merge", HOSTILE, HOSTILE)], {}, [("no longer applies", 0)]),
    ],
)  # fmt: skip
def test_what_a_decision_on_an_entity_changes(
    desk: Desk, decisions: list[Decision], expected: dict[str, int], outcome: list[tuple[str, int]]
) -> None:
    connection = desk(*decisions)
    assert named(connection) == {name: count for name, count in (READ | expected).items() if count}
    assert states(connection) == outcome


LATEST = int((datetime(2100, 12, 31, tzinfo=UTC) - NOON).total_seconds() // 60)


@pytest.mark.parametrize("minutes", [1, 0, -1, -60 * 24 * 365, LATEST])
def test_what_was_saved_last_counts_whatever_time_the_rows_bear(desk: Desk, minutes: int) -> None:
    """A clock that was wrong, or a row of another desk, decides nothing."""
    renamed = [decided("rename", "moscow", "One", at=minutes), decided("rename", "moscow", "Two")]
    assert named(desk(*renamed))["Two"] == 2
    assert named(desk(*reversed(renamed)))["One"] == 2
    circle = [decided("merge", "moscow", "kremlin", at=minutes), decided("merge", "kremlin", "moscow")]
    assert named(desk(*circle))["Kremlin"] == 4
    assert named(desk(*reversed(circle)))["Moscow"] == 4


def test_an_entity_goes_along_wherever_it_stands(desk: Desk) -> None:
    connection = desk(decided("merge", "moscow", "kremlin"), decided("merge", "vladimir-putin", "erdogan"))
    for table, column, entity in [
        ("toponyms WHERE exact = 'Moscow'", "entity", "kremlin"),
        ("quotes", "speaker", "erdogan"),
        ("figures", "cited", "erdogan"),
        ("commitments", "obligor_entity", "kremlin"),
        ("commitments", "cited", "erdogan"),
    ]:
        assert connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall() == [(entity,)]
    assert connection.execute("SELECT DISTINCT speaker_read FROM quotes").fetchall() == [("vladimir-putin",)]


def test_a_split_takes_the_quotes_that_name_its_spelling_along(desk: Desk) -> None:
    connection = desk(decided("split", spelled("vladimir-putin", "Vladimir Putin", document="a"), "Another"))
    speakers = connection.execute("SELECT speaker FROM quotes ORDER BY document").fetchall()
    assert [speaker.split("~")[0] for (speaker,) in speakers] == ["another", "vladimir-putin"]


PLACED = [
    ("Idlib", "geonames:169389", "literal", 35.93, "Idlib"),
    ("Moscow", MOSCOW.id, "associative", 55.75, "Moscow"),
]


@pytest.mark.parametrize(
    ("decision", "idlib"),
    [
        (decided("reject", Subject("place", CITY.id)), (None, None, "literal", None, None)),
        (decided("reject", Subject("place", CITY.id, ("Idlib",), "a")), (None, None, "literal", None, None)),
        (decided("reject", at_words("toponym", "Idlib")), (None, None, "literal", None, None)),
        # To a place of these articles, and to one that only the gazetteer knows.
        (decided("reassign", at_words("toponym", "Idlib"), MOSCOW.id),
         (MOSCOW.id, "Moscow", "literal", 55.75, "Moscow")),
        (decided("reassign", Subject("place", CITY.id), "geonames:170063"),
         ("geonames:170063", "Aleppo", "literal", 36.20, "Aleppo")),
        (decided("reassign", Subject("place", CITY.id), "demonym"), (CITY.id, "Idlib", "demonym", 35.93, "Idlib")),
        (decided("reassign", at_words("toponym", "Idlib"), "associative"),
         (CITY.id, "Idlib", "associative", 35.93, "Idlib")),
        # What does not fit changes nothing.
        (decided("reassign", Subject("place", CITY.id), "geonames:0"),
         (CITY.id, "Idlib", "literal", 35.93, "Idlib")),
        (decided("reject", Subject("place", CITY.id, ("Edlib",))), (CITY.id, "Idlib", "literal", 35.93, "Idlib")),
    ],
)  # fmt: skip
def test_what_a_decision_on_a_place_changes(desk: Desk, decision: Decision, idlib: tuple[object, ...]) -> None:
    connection = desk(decision)
    sql = "SELECT place, place_name, role, round(lat, 2), province, place_read, role_read FROM toponyms"
    row = connection.execute(f"{sql} WHERE exact = 'Idlib' AND document = 'a'").fetchone()
    assert row == (*idlib, CITY.id, "literal")
    assert connection.execute(f"{sql} WHERE exact = 'Moscow'").fetchone()[0] == MOSCOW.id


def test_a_place_read_as_a_people_is_not_counted_any_more(desk: Desk) -> None:
    connection = desk(decided("reassign", at_words("toponym", "Idlib"), "demonym"))
    demonyms = connection.execute("SELECT document, exact FROM mentions WHERE demonym").fetchall()
    assert demonyms == [("a", "Idlib")]
    assert "idlib" not in set(entities.entity_counts(connection, Filters(outlets=("a",)))["entity"])


@pytest.mark.parametrize(
    ("decision", "left", "outcome"),
    [
        (decided("reject", at_words("commitment", "Moscow will withdraw 15 tanks and the Kremlin agreed", id="agree")),
         [("withdraw", "sochi-2018/highways")], ("in force", 1)),
        (decided("reassign", at_words("commitment", "Moscow will withdraw 15 tanks and the Kremlin agreed",
                                      id="withdraw"), "sochi-2018/heavy-weapons"),
         [("agree", "sochi-2018/highways"), ("withdraw", "sochi-2018/heavy-weapons")], ("in force", 1)),
        (decided("reassign", at_words("commitment", "Moscow will withdraw 15 tanks and the Kremlin agreed",
                                      id="agree")),
         [("agree", None), ("withdraw", "sochi-2018/highways")], ("in force", 1)),
        (decided("reassign", at_words("commitment", "Moscow will withdraw 15 tanks and the Kremlin agreed"),
                 "sochi-2018/nothing"),
         [("agree", "sochi-2018/highways"), ("withdraw", "sochi-2018/highways")], ("no longer applies", 0)),
        # Where a later reading has another verb, the words alone decide.
        (decided("reject", at_words("commitment", "Moscow will withdraw 15 tanks and the Kremlin agreed", id="pull")),
         [], ("in force", 2)),
    ],
)  # fmt: skip
def test_what_a_decision_on_a_commitment_changes(
    desk: Desk, decision: Decision, left: list[tuple[str, str | None]], outcome: tuple[str, int]
) -> None:
    connection = desk(decision)
    sql = "SELECT action, clause FROM commitments WHERE document = $document ORDER BY action"
    assert connection.execute(sql, {"document": "a"}).fetchall() == left
    assert len(connection.execute(sql, {"document": "b"}).fetchall()) == 2
    assert states(connection) == [outcome]


@pytest.mark.parametrize(
    ("subject", "note"),
    [
        (at_words("mention", "Kremlin", document="gone"), "The article is not among these."),
        (replace(at_words("mention", "Kremlin"), span=replace(span_of(TEXT, "Kremlin"), exact="Cremlin")),
         "The words “Cremlin” no longer stand at that place."),
        (at_words("mention", "tanks"), "The words “tanks” are no longer read as a name."),
        (at_words("toponym", "Kremlin"), "The words “Kremlin” are no longer read as a place."),
        (at_words("commitment", "Kremlin"), "The words “Kremlin” are no longer read as a commitment."),
        (Subject("place", "geonames:1", name="Xanadu"), "Nothing in these articles is read as “Xanadu”."),
    ],
)  # fmt: skip
def test_a_decision_that_no_longer_applies_is_listed_with_the_reason(desk: Desk, subject: Subject, note: str) -> None:
    connection = desk(decided("reject", subject))
    assert connection.execute("SELECT state, note FROM decisions").fetchall() == [("no longer applies", note)]
    assert named(connection) == READ


@pytest.mark.parametrize(
    ("rows", "in_force"),
    [
        ([MERGE], True),
        ([MERGE, UNDO], False),
        ([MERGE, UNDO, REDO], True),
        ([MERGE, UNDO, REDO, undo(REDO, NOON + timedelta(hours=3), "Omar")], False),
        # Two analysts undo the same: it stays undone until both undos are.
        ([MERGE, UNDO, undo(MERGE, NOON + timedelta(hours=2), "Nadia"), REDO], False),
    ],
)
def test_undoing_is_a_row_that_can_be_undone(desk: Desk, rows: list[Decision], *, in_force: bool) -> None:
    assert bool(decisions_in_force(rows)) == in_force
    connection = desk(*rows)
    assert named(connection).get("Moscow", 0) == (0 if in_force else 2)
    assert len(states(connection)) == 1


def test_undone_says_by_whom_and_names_the_row_that_holds_it(desk: Desk) -> None:
    row = desk(MERGE, UNDO).execute("SELECT state, note, held_by FROM decisions").fetchone()
    assert row == ("undone", "Undone by Omar on 3 Oct 2018.", [UNDO.id])


def test_the_evidence_says_what_was_read_and_who_decided_otherwise(desk: Desk) -> None:
    connection = desk(decided("merge", "moscow", "kremlin", value_name="Kremlin", why="the seat of power"))
    rows = entities.entity_sentences(connection, Filters(outlets=("a",)), "kremlin")
    assert rows["read"].tolist()[0] == (
        "“Moscow” read as Moscow (certainty of the place 0.90): full name; merged into Kremlin by Nadia on 3 Oct 2018: "
        "the seat of power"
    )
    assert connection.execute("SELECT DISTINCT decided FROM mentions WHERE entity_read = 'moscow'").fetchall() == [
        ("merged into Kremlin by Nadia on 3 Oct 2018: the seat of power",)
    ]


def test_hostile_words_change_nothing_but_what_they_say(desk: Desk, tmp_path: Path) -> None:
    decision = decided("rename", "moscow", HOSTILE, who=HOSTILE[:90], why=HOSTILE)
    assert "\x00" not in f"{decision.value}{decision.who}{decision.why}"
    save_decision(tmp_path, decision)
    assert load_decisions(tmp_path) == (decision,)
    assert parse_decisions(decisions_toml([decision]), "x.toml") == (decision,)
    connection = desk(*load_decisions(tmp_path))
    assert named(connection)[decision.value] == 2
    assert states(connection) == [("in force", 2)]
