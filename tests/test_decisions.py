"""Decisions: what each does to what is counted, how they are undone, kept, handed on, and found again."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.errors import DecisionError, StoreError
from lib.models import (
    Action,
    Annotations,
    Commitment,
    Decision,
    Figure,
    Filters,
    Obligor,
    Place,
    Quote,
    Speaker,
    Subject,
    Toponym,
)
from lib.queries import agreement, entities, overview
from lib.queries.corpus import entities as all_entities
from lib.queries.map import place_evidence, places, unresolved_toponyms
from lib.store import (
    decisions_in_force,
    decisions_toml,
    decisions_version,
    load_decisions,
    new_decision,
    open_version,
    parse_decisions,
    save_decision,
    save_decisions,
    undo,
)
from tests.conftest import Store, make_document, mention_of, sentences_of, span_of

FIRST = "Putin met Erdogan in Idlib."
SECOND = "Vladimir Putin said Moscow will withdraw 15 tanks and the Kremlin agreed."
TEXT = f"{FIRST} {SECOND}"
NOON = datetime(2018, 10, 3, 12, tzinfo=UTC)
HOSTILE = '\'; DROP TABLE mentions; -- <script>alert(1)</script> **x** """ \\ \u2028 \x00 $said'
CITY = Place("geonames:169389", "Idlib", 35.93, 36.63, "SY", "city", "Idlib", 98_791)
MOSCOW = Place("geonames:524901", "Moscow", 55.75, 37.62, "RU", "city", "Moscow", 10_381_222)

Desk = Callable[..., duckdb.DuckDBPyConnection]


def _annotations() -> Annotations:
    return Annotations(
        sentences_of(TEXT, FIRST, SECOND),
        (
            mention_of(TEXT, "Putin", "vladimir-putin"),
            mention_of(TEXT, "Erdogan", "erdogan"),
            mention_of(TEXT, "Idlib", "idlib", "PLACE"),
            mention_of(TEXT, "Vladimir Putin", "vladimir-putin"),
            mention_of(TEXT, "Moscow", "moscow", "PLACE"),
            mention_of(TEXT, "Kremlin", "kremlin", "ORG"),
        ),
        (
            Toponym(span_of(TEXT, "Idlib"), "literal", 0.8, CITY, "idlib"),
            Toponym(span_of(TEXT, "Moscow"), "associative", 0.9, MOSCOW, "moscow"),
        ),
        quotes=(
            Quote(
                span_of(TEXT, "Moscow will withdraw 15 tanks"),
                "indirect",
                (),
                Speaker(span_of(TEXT, "Vladimir Putin"), "vladimir-putin"),
                span_of(TEXT, "said"),
            ),
        ),
        figures=(Figure(span_of(TEXT, "15 tanks"), 15, 15, "tank", None, approximate=False, cited="vladimir-putin"),),
        commitments=(_commitment("withdraw", "15 tanks"), _commitment("agree", None)),
    )


def _commitment(action: str, thing: str | None) -> Commitment:
    """Two of them stand in the same words, told apart by their verb."""
    span = span_of(TEXT, "Moscow will withdraw 15 tanks and the Kremlin agreed")
    obligor = Obligor("Moscow", "moscow")
    return Commitment(span, obligor, action, thing, None, "obligation", None, "vladimir-putin", "sochi-2018/highways")


@pytest.fixture
def desk(make_store: Store, tmp_path: Path) -> Desk:
    """A function that opens two articles of one text with the decisions given."""
    make_store(*((make_document(name, TEXT, outlet), _annotations()) for name, outlet in (("a", "A"), ("b", "B"))))

    def opened(*decisions: Decision) -> duckdb.DuckDBPyConnection:
        return open_version(tmp_path / "table", None, decisions)

    return opened


def decided(action: Action, subject: Subject | str, value: str | None = None, **fields: Any) -> Decision:
    """A decision with what a test does not care about filled in; a plain text names an entity; `at` is minutes."""
    about = Subject("entity", subject, name=subject.title()) if isinstance(subject, str) else subject
    when = NOON + timedelta(minutes=fields.pop("at", 0))
    return new_decision(when, fields.pop("who", "Nadia"), fields.pop("why", "same"), action, about, value, **fields)


def spelled(entity: str, *spellings: str, document: str | None = None) -> Subject:
    """Some spellings of an entity."""
    return Subject("entity", entity, spellings, document, name=entity.title())


def at_words(kind: Any, exact: str, document: str = "a", **fields: Any) -> Subject:
    """One annotation by its words."""
    return Subject(kind, document=document, span=span_of(TEXT, exact), **fields)


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


def test_the_order_in_which_decisions_are_saved_makes_no_difference(desk: Desk) -> None:
    two = [decided("merge", "moscow", "kremlin"), decided("merge", "kremlin", "moscow", at=1)]
    assert named(desk(*two)) == named(desk(*reversed(two)))


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


MERGE = decided("merge", "moscow", "kremlin")
UNDO = undo(MERGE, NOON + timedelta(hours=1), "Omar")
REDO = undo(UNDO, NOON + timedelta(hours=2), "Nadia")


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
        "“Moscow” read as Moscow: full name; merged into Kremlin by Nadia on 3 Oct 2018: the seat of power"
    )
    assert connection.execute("SELECT DISTINCT decided FROM mentions WHERE entity_read = 'moscow'").fetchall() == [
        ("merged into Kremlin by Nadia on 3 Oct 2018: the seat of power",)
    ]


def test_every_page_counts_with_the_decisions(desk: Desk) -> None:
    connection, everything = desk(decided("merge", "moscow", "kremlin"), decided("hide", "idlib")), Filters()
    counts = entities.entity_counts(connection, everything).drop_duplicates("entity").set_index("entity")["total"]
    assert counts.to_dict() == {"vladimir-putin": 4, "kremlin": 4, "erdogan": 2}
    table = entities.entity_table(connection, everything).set_index("entity")
    assert (table.loc["kremlin", "mentions"], table.loc["kremlin", "spellings"]) == (4, "Kremlin 2, Moscow 2")
    assert set(all_entities(connection)["entity"]) == {"vladimir-putin", "kremlin", "erdogan"}
    assert len(entities.entity_sentences(connection, everything, "kremlin")) == 4
    assert "kremlin" in set(entities.companions(connection, everything, "vladimir-putin")["entity"])
    assert len(overview.source_cards(connection, Filters(entities=("kremlin",)))) == 2
    assert overview.source_cards(connection, Filters(entities=("moscow",))).empty


def test_the_map_counts_with_the_decisions_and_its_evidence_is_as_much(desk: Desk) -> None:
    rejected = decided("reject", Subject("place", CITY.id, (), "a", name="Idlib"))
    moved = decided("reassign", Subject("place", CITY.id, (), "b", name="Idlib"), MOSCOW.id, value_name="Moscow", at=1)
    connection = desk(rejected, moved)
    found = places(connection, Filters())
    assert found[["place", "mentions"]].to_numpy().tolist() == [[MOSCOW.id, 1]]
    evidence = place_evidence(connection, Filters(), MOSCOW.id)
    assert len(evidence) == 1
    assert "first read as Idlib, reassigned to Moscow by Nadia on 3 Oct 2018: same" in evidence["read"][0]
    unresolved = unresolved_toponyms(connection, Filters())
    assert unresolved[["exact", "mentions"]].to_numpy().tolist() == [["Idlib", 1]]
    assert "rejected as that place by Nadia" in unresolved["reason"][0]


def test_the_agreement_counts_with_the_decisions(desk: Desk) -> None:
    words = "Moscow will withdraw 15 tanks and the Kremlin agreed"
    connection = desk(
        decided("reject", at_words("commitment", words, id="agree")),
        decided("reassign", at_words("commitment", words, id="withdraw"), "sochi-2018/heavy-weapons", at=1),
    )
    rows = agreement.commitments(connection, Filters(outlets=("a",)))
    assert rows[["matter", "action"]].to_numpy().tolist() == [["sochi-2018/heavy-weapons", "withdraw"]]
    assert agreement.reports(connection, Filters(outlets=("a",)))["statements"].tolist() == [1]


def test_hostile_words_change_nothing_but_what_they_say(desk: Desk, tmp_path: Path) -> None:
    decision = decided("rename", "moscow", HOSTILE, who=HOSTILE[:90], why=HOSTILE)
    save_decision(tmp_path, decision)
    assert load_decisions(tmp_path) == (decision,)
    assert parse_decisions(decisions_toml([decision]), "x.toml") == (decision,)
    connection = desk(*load_decisions(tmp_path))
    assert named(connection)[decision.value] == 2
    assert states(connection) == [("in force", 2)]


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
    with pytest.raises(StoreError, match="cannot be made"):
        save_decision(tmp_path / "file" / "decisions", MERGE)


def test_a_broken_row_names_its_file_and_line(tmp_path: Path) -> None:
    save_decisions(tmp_path, [MERGE, UNDO])
    log = tmp_path / "decisions.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace("Omar", "Mallory"), encoding="utf-8")
    with pytest.raises(DecisionError, match=r"decisions.jsonl, line 2: the row was changed"):
        load_decisions(tmp_path)
    log.write_text("{}\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=r"decisions.jsonl, line 1: not a decision"):
        load_decisions(tmp_path)


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
