"""The store: what is saved comes back flat, a second save changes nothing, old versions stay."""

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from lib.errors import StoreError
from lib.models import (
    Annotations,
    Commitment,
    Deadline,
    Figure,
    Obligor,
    Place,
    Quote,
    Removal,
    Speaker,
    Timex,
    Toponym,
)
from lib.store import load_states, open_version, save, table_version, version_time
from lib.store.flat import SHOWN_PATH
from tests.conftest import Store, file_row, make_document, mention_of, sentences_of, span_of

TEXT = "Deal on Idlib\n\nRussia will withdraw 15 tanks by 10 October. He said “so” in Idlib."
IDLIB = Place("idlib-city", "Idlib", 35.93, 36.63, "SY", "city", "Idlib", 98_791)
ANNOTATIONS = Annotations(
    sentences=sentences_of(
        TEXT, "Deal on Idlib", "Russia will withdraw 15 tanks by 10 October.", "He said “so” in Idlib.", headline=True
    ),
    mentions=(mention_of(TEXT, "Idlib", "idlib", "PLACE"), mention_of(TEXT, "Russia", "russia", "PLACE")),
    toponyms=(Toponym(span_of(TEXT, "Idlib", 1), "literal", 0.8, IDLIB, "idlib", runner_up=IDLIB, reason="city"),),
    timexes=(Timex(span_of(TEXT, "10 October"), "DATE", "2018-10-10", None, date(2018, 10, 10), date(2018, 10, 10)),),
    quotes=(
        Quote(
            span_of(TEXT, "“so”"),
            "direct",
            (span_of(TEXT, "so"),),
            Speaker(span_of(TEXT, "He"), "vladimir-putin", inferred=True),
            span_of(TEXT, "said"),
        ),
    ),
    figures=(Figure(span_of(TEXT, "15 tanks"), 15, 15, "tank", None, approximate=False),),
    commitments=(
        Commitment(
            span_of(TEXT, "Russia will withdraw 15 tanks by 10 October"),
            Obligor("Russia", "russia"),
            "withdraw",
            "15 tanks",
            None,
            "obligation",
            Deadline(span_of(TEXT, "10 October"), date(2018, 10, 10), "ON_OR_BEFORE"),
            clause="sochi-2018/6",
        ),
    ),
)
DOCUMENT = make_document(
    "a",
    TEXT,
    title="Deal on Idlib",
    body_start=15,
    original=f"AD {TEXT}",
    removed=(Removal(0, 3, "AD ", "advertisement"),),
    notes=("cut",),
)
AT_10_OCTOBER = (TEXT.index("10 October"), TEXT.index("10 October") + 10)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("SELECT document, outlet, outlet_name, words, published, position FROM documents",
         [("a", "alwaght", "Alwaght", 13, date(2018, 9, 18), 1)]),
        ("SELECT title, body_start, notes, len(removed), original[:3] FROM documents",
         [("Deal on Idlib", 15, ["cut"], 1, "AD ")]),
        ("SELECT sentence, paragraph, headline, exact FROM sentences ORDER BY sentence",
         [(0, 0, True, "Deal on Idlib"), (1, 1, False, "Russia will withdraw 15 tanks by 10 October."),
          (2, 2, False, "He said “so” in Idlib.")]),
        ("SELECT sentence, headline, kind, entity, demonym FROM mentions ORDER BY start",
         [(0, True, "PLACE", "idlib", False), (1, False, "PLACE", "russia", False)]),
        ("SELECT sentence, role, score, place, place_name, lat, country, province, runner_up FROM toponyms",
         [(2, "literal", 0.8, "idlib-city", "Idlib", 35.93, "SY", "Idlib", "Idlib")]),
        ('SELECT sentence, exact, type, value, "begin", finish FROM timexes',
         [(1, "10 October", "DATE", "2018-10-10", date(2018, 10, 10), date(2018, 10, 10))]),
        ("SELECT sentence, kind, marked[1].exact, speaker, speaker_text, speaker_inferred, cue FROM quotes",
         [(2, "direct", "so", "vladimir-putin", "He", True, "said")]),
        ('SELECT sentence, low, high, unit, "of", approximate, cited FROM figures',
         [(1, 15.0, 15.0, "tank", None, False, None)]),
        ("SELECT sentence, obligor, obligor_entity, action, object, modality, deadline, due, relation FROM commitments",
         [(1, "Russia", "russia", "withdraw", "15 tanks", "obligation", "10 October", date(2018, 10, 10),
           "ON_OR_BEFORE")]),
        ("SELECT deadline_start, deadline_end, clause FROM commitments", [(*AT_10_OCTOBER, "sochi-2018/6")]),
        ("SELECT path, reason FROM problems", []),
    ],
)  # fmt: skip
def test_what_is_saved_comes_back_flat(make_store: Store, question: str, expected: list[tuple[object, ...]]) -> None:
    assert make_store((DOCUMENT, ANNOTATIONS)).execute(question).fetchall() == expected


def test_every_span_still_points_at_its_words(make_store: Store) -> None:
    connection = make_store((DOCUMENT, ANNOTATIONS))
    for table in ("sentences", "mentions", "toponyms", "timexes", "quotes", "figures", "commitments"):
        wrong = (
            f'SELECT * FROM {table} a JOIN documents d USING (document) WHERE text[a.start + 1 : a."end"] <> a.exact'
        )
        assert connection.execute(wrong).fetchall() == []


def test_a_demonym_is_told_from_the_place_s_own_mentions(make_store: Store) -> None:
    text = "Syrian troops left Syria."
    syrian = Toponym(span_of(text, "Syrian"), "demonym", 0.9, None, "syria")
    mentions = (mention_of(text, "Syrian", "syria", "PLACE"), mention_of(text, "Syria", "syria", "PLACE", nth=1))
    connection = make_store((make_document("a", text), Annotations(mentions=mentions, toponyms=(syrian,))))
    rows = connection.execute("SELECT exact, demonym, sentence FROM mentions ORDER BY start").fetchall()
    assert rows == [("Syrian", True, None), ("Syria", False, None)]


def test_saving_the_same_twice_makes_no_new_version(tmp_path: Path) -> None:
    row = file_row(DOCUMENT, ANNOTATIONS)
    assert [save(tmp_path / "t", [row]), save(tmp_path / "t", [row]), save(tmp_path / "t", [], gone=["x"])] == [0, 0, 0]


def test_a_changed_file_replaces_its_row_and_the_old_version_stays_readable(tmp_path: Path) -> None:
    store = tmp_path / "a store, é 100%" / "table"
    save(store, [file_row(DOCUMENT), file_row(make_document("it's", "Other text."))])
    assert save(store, [file_row(make_document("a", "New text."))]) == 1
    texts = "SELECT text FROM documents ORDER BY document"
    assert open_version(store).execute(texts).fetchall() == [("New text.",), ("Other text.",)]
    assert open_version(store, 0).execute(texts).fetchall() == [(TEXT,), ("Other text.",)]
    assert save(store, [], gone=["corpus/it's.txt"]) == 2
    assert open_version(store).execute(texts).fetchall() == [("New text.",)]


def test_one_save_is_one_commit_of_both_new_and_gone(tmp_path: Path) -> None:
    save(tmp_path / "t", [file_row(make_document("old", "Old."))])
    assert save(tmp_path / "t", [file_row(make_document("new", "New."))], gone=["corpus/old.txt"]) == 1
    assert set(load_states(tmp_path / "t")) == {"corpus/new.txt"}


def test_a_refused_file_keeps_its_reason_and_has_no_document(make_store: Store) -> None:
    connection = make_store((DOCUMENT, ANNOTATIONS), refused=[("corpus/x.txt", "It is empty.")])
    assert connection.execute("SELECT path, reason FROM problems").fetchall() == [("corpus/x.txt", "It is empty.")]
    assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("paths", "ids", "labels"),
    [
        (["a/007.v2.txt", "b/007.v2.txt"], ["007.v2", "007.v2~2"], ["007.v2.txt", "b/007.v2.txt"]),
        (["000_425b2209d8d7.txt"], ["000_425b2209d8d7"], ["000_425b…"]),
        (["report-one-a.txt", "report-one-b.txt"], ["report-one-a", "report-one-b"], ["report-one-a", "report-one-b"]),
        (["report-on-it.txt", "report-onward.txt"], ["report-on-it", "report-onward"], ["report-on-…", "report-onw…"]),
        (["report-one.txt", "report-one-b.txt"], ["report-one", "report-one-b"], ["report-one", "report-one-…"]),
        (
            ["a/a-long-name.txt", "b/a-long-name.txt"],
            ["a-long-name", "a-long-name~2"],
            ["a-long-n…", "a-long-n… no. 2"],
        ),
    ],
)
def test_unknown_outlets_are_told_apart_by_their_files(
    tmp_path: Path, paths: list[str], ids: list[str], labels: list[str]
) -> None:
    save(tmp_path, [file_row(make_document(path, f"Text {path}.", None), path=path) for path in paths])
    found = open_version(tmp_path).execute("SELECT outlet, outlet_name FROM documents ORDER BY position").fetchall()
    assert dict(found) == {
        f"unknown:{id_}": f"unknown outlet ({label})" for id_, label in zip(ids, labels, strict=True)
    }


def test_the_same_article_in_two_files_is_counted_once_and_reported(tmp_path: Path) -> None:
    save(tmp_path, [file_row(DOCUMENT, ANNOTATIONS, path=path) for path in ("one.txt", "two.txt")])
    connection = open_version(tmp_path)
    assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM mentions").fetchone() == (2,)
    reason = "The same article as one.txt, so it is counted once."
    assert connection.execute("SELECT path, reason FROM repeats").fetchall() == [("two.txt", reason)]
    assert not connection.execute("SELECT path FROM problems").fetchall()


def test_folders_keep_the_order_in_which_they_came(tmp_path: Path) -> None:
    save(tmp_path, [file_row(make_document("z", "Z."), root="seeds", path="seeds/z.txt")])
    save(tmp_path, [file_row(make_document("a", "A."), root="/added", path="/added/a.txt")])
    save(tmp_path, [file_row(make_document("b", "B."), root="seeds", path="seeds/b.txt")])
    order = open_version(tmp_path).execute("SELECT document FROM documents ORDER BY position").fetchall()
    assert order == [("b",), ("z",), ("a",)]


def test_an_empty_corpus_is_a_store_with_empty_tables(tmp_path: Path) -> None:
    assert (table_version(tmp_path), save(tmp_path, []), table_version(tmp_path)) == (None, 0, 0)
    assert open_version(tmp_path).execute("SELECT count(*) FROM commitments").fetchall() == [(0,)]


@pytest.mark.parametrize(("saved", "version", "said"), [(False, None, "lib.refresh"), (True, 7, "newest is 0")])
def test_a_version_that_is_not_there_is_said_in_words(
    tmp_path: Path, version: int | None, said: str, *, saved: bool
) -> None:
    if saved:
        save(tmp_path, [])
    with pytest.raises(StoreError, match=said):
        open_version(tmp_path, version)


def test_a_broken_table_is_a_store_error(tmp_path: Path) -> None:
    save(tmp_path, [])
    for commit in (tmp_path / "_delta_log").glob("*.json"):
        commit.write_text("{broken", encoding="utf-8")
    with pytest.raises(StoreError, match="Move that folder away"):
        table_version(tmp_path)


def test_a_folder_that_delta_cannot_name_is_refused_beforehand(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="without"):
        save(tmp_path / "a[1]", [file_row(DOCUMENT)])


def test_a_table_of_older_columns_is_read_as_empty_and_written_anew(tmp_path: Path) -> None:
    save(tmp_path, [file_row(DOCUMENT)])
    log = tmp_path / "_delta_log" / "00000000000000000000.json"
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if "metaData" in line:
            line["metaData"]["schemaString"] = line["metaData"]["schemaString"].replace(
                '"name":"kind"', '"name":"sort"'
            )
    log.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert load_states(tmp_path) == {}
    assert save(tmp_path, [file_row(DOCUMENT)]) == 1
    assert open_version(tmp_path).execute("SELECT document FROM documents").fetchall() == [("a",)]


def test_a_version_knows_when_it_was_saved(tmp_path: Path) -> None:
    """What is saved later does not change it."""
    start = datetime.now(UTC).replace(microsecond=0)
    save(tmp_path, [file_row(make_document("a", "One."))])
    first = version_time(tmp_path, 0)
    time.sleep(1.1)
    save(tmp_path, [file_row(make_document("b", "Two."))])
    assert start <= first < version_time(tmp_path, 1)
    assert version_time(tmp_path, 0) == first
    with pytest.raises(StoreError, match="has no version 2"):
        version_time(tmp_path, 2)


@pytest.mark.parametrize(
    ("path", "root", "shown"),
    [
        ("seeds/a.txt", "seeds", "seeds/a.txt"),
        ("/srv/secret/desk/seeds/b/a.txt", "seeds", "seeds/b/a.txt"),
        ("/srv/secret/desk/a.txt", "a.txt", "a.txt"),
        ("/srv/secret/texts/a.txt", "/srv/secret/texts", "texts/a.txt"),
        ("/srv/secret/texts/b/a.txt", "/srv/secret/texts", "texts/b/a.txt"),
        ("/srv/secret/a.txt", "/srv/secret/a.txt", "a.txt"),
        ("C:/Users/me/texts/a.txt", "C:/Users/me/texts", "texts/a.txt"),
        ("a.txt", "/srv/secret/texts", "a.txt"),
        ("/srv/other/a.txt", "/srv/secret/texts", "a.txt"),
    ],
)
def test_folders_above_the_one_that_was_read_are_not_shown(path: str, root: str, shown: str) -> None:
    connection = duckdb.connect()
    connection.execute(SHOWN_PATH)
    assert connection.execute("SELECT shown_path(?, ?)", [path, root]).fetchone() == (shown,)
