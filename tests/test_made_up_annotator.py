"""An annotator that nobody thought of: one record registers it, and what it states stands wherever the others' does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools, annotate, annotate_all, annotators
from lib.annotate.annotators import ANNOTATORS, in_order, registered
from lib.annotator import Annotator, Layer
from lib.contract import contract_record
from lib.errors import StoreError
from lib.exports.jsonl import jsonl_lines
from lib.exports.view import View
from lib.models import Annotations, Filters, Span
from lib.queries.article import highlights
from lib.queries.contract import annotated_articles
from lib.refresh import Engine, Report, refresh
from lib.settings import load_settings
from lib.store import open_version
from lib.views.article import layers
from tests.conftest import Store, make_document, mention_of, sentences_of
from tests.opened import open_link

TEXT = "Turkish and Russian leaders agreed on a buffer zone.\n\nNobody left <script>."
LONG_WORDS = ["Turkish", "Russian", "leaders"]
OPEN = Filters()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a long word ends, with the day on which it was seen there."""

    span: Span
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class LongWord:
    """A word of seven letters: which one of the text, a name that it may have, its ending, and its vowels."""

    span: Span
    number: int
    nickname: str | None
    entity: str | None
    ending: Ending | None
    vowels: tuple[Span, ...]
    endings: tuple[Ending, ...] = ()


def find_long_words(text: str, published: date | None) -> Iterator[LongWord]:
    """Every word of seven letters; only those that end in "an" have an ending."""
    at = 0
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        if len(word) == 7 and word.isalpha():
            ending = Ending(Span(at - 2, at, word[-2:]), published) if word.endswith("an") else None
            vowels = tuple(Span(start + n, start + n + 1, one) for n, one in enumerate(word) if one in "aeiou")
            entity = "russia" if word == "Russian" else None
            endings = (ending,) if ending else ()
            nickname = word.lower() if number else None
            yield LongWord(Span(start, at, word), number, nickname, entity, ending, vowels, endings)


LONG = Annotator(
    "long_words",
    LongWord,
    needs=("text", "published"),
    find=find_long_words,
    corrected=("nickname",),
    entities={"entity": "exact"},
    layers=(Layer("long", "Long word", "long"),),
)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Annotator:
    """The annotator, registered."""
    monkeypatch.setattr(annotators, "ANNOTATORS", (*ANNOTATORS, LONG))
    return LONG


def _refresh(tmp_path: Path, tools: Tools) -> Report:
    """The table of one article brought up to date by the annotators registered."""
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "articles" / "one.txt").write_text(TEXT)
    settings = load_settings({"ACCORD_DESK_DATA": str(tmp_path / "data")})
    engine = Engine("1", lambda documents: annotate_all(documents, tools))
    return refresh([tmp_path / "articles"], settings.table, settings, engine=engine)


def _records(connection: Any) -> list[dict[str, Any]]:
    view = View("Article", (), "1", "http://desk/", datetime(2026, 1, 2, tzinfo=UTC))
    return [json.loads(line) for line in jsonl_lines(annotated_articles(connection, OPEN), view)]


@pytest.mark.usefixtures("made_up")
def test_what_it_states_is_in_the_json(tools: Tools) -> None:
    document = make_document("one", TEXT)
    annotations = annotate(document, tools)
    record = json.loads(json.dumps(contract_record(document, annotations)))
    assert [said["text"] for said in record["long_words"]] == LONG_WORDS
    russian = TEXT.index("Russian")
    assert record["long_words"][1] == {
        "start": russian,
        "end": russian + 7,
        "text": "Russian",
        "number": 2,
        "nickname": "russian",
        "entity": "russia",
        "ending": {"start": russian + 5, "end": russian + 7, "text": "an", "seen": "2018-09-18"},
        "vowels": [[russian + at, russian + at + 1] for at in (1, 4, 5)],
        "endings": [record["long_words"][1]["ending"]],
    }
    assert record["long_words"][0]["ending"] is None
    assert set(annotations["long_words"][1].vowels) < set(annotations.spans())


@pytest.mark.usefixtures("made_up")
def test_the_table_and_its_flat_table_have_it_and_give_it_back(make_store: Store, tools: Tools) -> None:
    document = make_document("one", TEXT)
    annotations = annotate(document, tools)
    connection = make_store((document, annotations))
    flat = """SELECT document, sentence, headline, exact, number, nickname, nickname_read, ending_text, ending_seen,
                     len(vowels) FROM long_words ORDER BY start"""
    day = date(2018, 9, 18)
    assert connection.execute(flat).fetchall() == [
        ("one", 0, False, "Turkish", 0, None, None, None, None, 2),
        ("one", 0, False, "Russian", 2, "russian", "russian", "an", day, 3),
        ("one", 0, False, "leaders", 3, "leaders", "leaders", None, None, 3),
    ]
    ((_, read),) = annotated_articles(connection, OPEN)
    assert read["long_words"] == annotations["long_words"]
    (line,) = _records(connection)
    assert line["long_words"] == json.loads(json.dumps(contract_record(document, annotations)))["long_words"]


@pytest.mark.usefixtures("made_up")
def test_the_reader_sets_it_off_and_filters_hold_for_it(make_store: Store, tools: Tools) -> None:
    document = make_document("one", TEXT)
    connection = make_store((document, annotate(document, tools)))
    rows = highlights(connection, OPEN, "one")
    found = rows[rows["kind"] == "long"]
    assert found["exact"].tolist() == LONG_WORDS
    assert found["note"].iloc[1].startswith("number: 2, nickname: russian, entity: russia, ending start: ")
    assert found["note"].iloc[0].startswith("number: 0, vowels: ")
    nobody = highlights(connection, Filters(without=("russia",), entities=("nobody",)), "one")
    assert "long" not in set(nobody["kind"])


@pytest.mark.usefixtures("made_up")
def test_an_entity_that_it_names_is_followed_where_the_corpus_knows_better(make_store: Store) -> None:
    """A surname that one full name of the story ends with is that person's, here as in the quotes and figures."""
    text = "Leaders met Sergei Lavrov."
    sentences = sentences_of(text, text)
    whole = Annotations(sentences, (mention_of(text, "Sergei Lavrov", "sergei-lavrov"),))
    other = "Lavrov left."
    bare = mention_of(other, "Lavrov", "lavrov")
    bare = type(bare)(bare.span, "PERSON", "lavrov", "Lavrov", "own name")
    word = LongWord(bare.span, 0, None, "lavrov", None, ())
    surname = Annotations(sentences_of(other, other), (bare,), long_words=(word,))
    connection = make_store((make_document("a", text), whole), (make_document("b", other), surname))
    assert connection.execute("SELECT entity FROM long_words").fetchall() == [("sergei-lavrov",)]


def test_once_gone_it_leaves_no_trace(
    tmp_path: Path, tools: Tools, no_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page shows it while it is registered; a table with its columns is brought up to date when it is not."""
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    table = load_settings().table
    with monkeypatch.context() as patch:
        patch.setattr(annotators, "ANNOTATORS", (*ANNOTATORS, LONG))
        assert _refresh(tmp_path, tools).added == 1
        at = open_link("article", show="long")
        assert not at.exception
        assert "Long word 3" in _switches(at)
        assert "m-long" in _text(at)
        assert "long_words" in _records(open_version(table))[0]
        assert _refresh(tmp_path, tools).unchanged == 1
    with pytest.raises(StoreError, match="another version"):
        open_version(table)
    assert _refresh(tmp_path, tools).articles == 1
    connection = open_version(table)
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert "long_words" not in tables
    assert {one.key for one in registered()} < tables
    assert "long_words" not in _records(connection)[0]
    assert "long" not in layers()
    at = open_link("article")
    assert not at.exception
    assert not [one for one in _switches(at) if "Long" in one]
    assert "m-long" not in _text(at)
    assert "m-person" in _text(at) or "m-people" in _text(at)


def _switches(at: Any) -> list[str]:
    return next(list(group.options) for group in at.button_group if group.key == "kinds")


def _text(at: Any) -> str:
    return " ".join(block.proto.body for block in at.get("html") if '"reading"' in block.proto.body)


def test_each_works_after_all_that_state_what_it_needs() -> None:
    later = Annotator("later", LongWord, ("commitments", "long_words"))
    order = [one.key for one in in_order((later, LONG, *reversed(ANNOTATORS)))]
    assert order.index("later") > max(map(order.index, ("commitments", "clause_matches", "long_words")))
    assert "toponyms" not in order  # found beside the mentions
    with pytest.raises(ValueError, match="later needs what no annotator finds: long_words"):
        in_order((later, *ANNOTATORS))


@pytest.mark.parametrize(
    ("needs", "left"), [(("text",), "mentions"), (("grammar",), "mentions"), (("mentions", "quotes"), "timexes")]
)
def test_one_that_fails_costs_what_it_reads(
    needs: tuple[str, ...], left: str, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Iterator[LongWord]:
        raise LookupError("no such word")

    broken = Annotator("long_words", LongWord, needs, fail, reads="long words")
    monkeypatch.setattr(annotators, "ANNOTATORS", (broken, *ANNOTATORS))
    found = annotate(make_document("one", f"{TEXT} Putin spoke on Monday."), tools)
    assert [(one.annotator, one.reason) for one in found.failures] == [
        ("long words", "stopped with LookupError: no such word")
    ]
    assert found[left]
    assert found["long_words"] == ()
