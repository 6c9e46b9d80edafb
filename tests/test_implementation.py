"""The implementation log: how far each clause is carried out, as rows that are added to, withdrawn and handed on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.errors import DecisionError
from lib.models import Annotations, Decision, Evidence, Filters, Span, Subject
from lib.queries.agreement import implementation as queries
from lib.store import (
    decisions_toml,
    load_decisions,
    new_decision,
    open_version,
    parse_decisions,
    save_decisions,
    undo,
)
from tests.conftest import make_document, save_in, sentences_of, span_of

TEXT = "The tanks left. Nobody says more."
NOON = datetime(2018, 10, 20, 12, tzinfo=UTC)
ARMS, ROADS = "sochi-2018/heavy-weapons", "sochi-2018/highways"
LEFT = Evidence("A, 11 Oct 2018", "a", span_of(TEXT, "The tanks left."))
CITED = Evidence('<b>"Report"</b>, https://example.org/?a=1&b=2 = x')


def assessed(
    matter: str, status: str, day: date = date(2018, 10, 11), *evidence: Evidence, at: int = 0, **fields: Any
) -> Decision:
    """An entry with what a test does not care about filled in; `at` is minutes."""
    who, why = fields.get("who", "Nadia"), fields.get("why", "seen to leave")
    subject = Subject("matter", matter, name="Arms leave.")
    return new_decision(NOON + timedelta(minutes=at), who, why, "assess", subject, status, day=day, evidence=evidence)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that opens one article with the entries given."""
    document = make_document("a", TEXT, "A")
    folder = tmp_path_factory.mktemp("assessed")
    save_in(folder, (document, Annotations(sentences_of(TEXT, "The tanks left.", "Nobody says more."))))

    def opened(*decisions: Decision) -> duckdb.DuckDBPyConnection:
        return open_version(folder / "table", None, decisions)

    return opened


FIRST = assessed(ARMS, "minimal", date(2018, 10, 8), LEFT, CITED)
SECOND = assessed(ARMS, "full", date(2018, 10, 11), at=1)
EARLIER = assessed(ARMS, "not started", date(2018, 9, 17), at=2)  # entered last, holds from before
SAME_DAY = assessed(ARMS, "intermediate", date(2018, 10, 11), at=3)
WITHDRAWN = undo(SECOND, NOON + timedelta(minutes=4), "Omar", "a misreading")


def status_on(connection: duckdb.DuckDBPyConnection, as_of: date | None, matter: str = ARMS) -> str | None:
    """The status of one matter, None where none was set."""
    found = queries.statuses(connection, as_of).set_index("matter")["status"]
    return str(found[matter]) if matter in found.index else None


@pytest.mark.parametrize(
    ("rows", "as_of", "status"),
    [
        ([], date(2018, 10, 11), None),
        ([FIRST], date(2018, 10, 7), None),  # not set is not the same as not started
        ([FIRST], date(2018, 10, 8), "minimal"),
        ([FIRST, SECOND], date(2018, 10, 10), "minimal"),
        ([FIRST, SECOND], date(2018, 10, 11), "full"),
        ([FIRST, SECOND, EARLIER], date(2018, 12, 31), "full"),
        ([FIRST, SECOND, EARLIER], date(2018, 9, 17), "not started"),
        ([FIRST, SECOND, SAME_DAY], date(2018, 10, 11), "intermediate"),  # of one day, what was entered last
        ([FIRST, SECOND, WITHDRAWN], date(2018, 10, 11), "minimal"),
        ([FIRST, SECOND, WITHDRAWN, undo(WITHDRAWN, NOON + timedelta(minutes=9), "N")], date(2018, 10, 11), "full"),
        ([FIRST, SECOND], None, "full"),
    ],
)  # fmt: skip
def test_the_status_is_the_last_that_holds_on_the_day(
    desk: Any, rows: list[Decision], as_of: date | None, status: str | None
) -> None:
    assert status_on(desk(*rows), as_of) == status
    assert status_on(desk(*rows), as_of, ROADS) is None


def test_every_entry_stays_in_the_log(desk: Any) -> None:
    log = queries.implementation_log(desk(FIRST, SECOND, WITHDRAWN))
    assert log[["status", "number", "state"]].to_numpy().tolist() == [["full", 2, "undone"], ["minimal", 1, "in force"]]
    assert log["outcome"].tolist() == ["Undone by Omar on 20 Oct 2018: a misreading", ""]
    assert log["cites"].tolist() == ["", f"“The tanks left.” (A, 11 Oct 2018); {CITED.source}"]


def test_the_sentences_are_found_again_and_what_is_gone_says_so(desk: Any) -> None:
    moved = replace(LEFT, span=Span(1, 16, "The tanks left."))
    rows = queries.log_evidence(
        desk(assessed(ARMS, "full", NOON.date(), LEFT, moved, replace(LEFT, document="b"), CITED))
    )
    assert rows["exact"].fillna("").tolist() == ["The tanks left."] * 3 + [""]
    assert rows["stands"].tolist() == [True, False, False, False]
    assert rows["text"].fillna("").tolist() == ["The tanks left.", "", "", ""]


def test_sentences_are_sought_in_the_articles_in_view(desk: Any) -> None:
    found = queries.sentences_with(desk(), Filters(), "TANKS")
    assert found[["document", "start", "text"]].to_numpy().tolist() == [["a", 0, "The tanks left."]]
    assert queries.sentences_with(desk(), Filters(outlets=("b",)), "tanks").empty
    assert queries.sentences_with(desk(), Filters(), "%").empty


def test_a_status_of_a_clause_that_is_gone_is_listed_and_does_not_count(desk: Any) -> None:
    connection = desk(assessed("gone/x", "full"), assessed("day/2018-10-15", "full"))
    assert queries.statuses(connection, None)["matter"].tolist() == ["day/2018-10-15"]
    assert queries.implementation_log(connection)["outcome"].tolist() == ["", "No agreement here has a clause gone/x."]


def test_the_log_comes_back_from_disk_and_from_its_file_as_it_was(tmp_path: Path) -> None:
    rows = (FIRST, SECOND, EARLIER, WITHDRAWN)
    save_decisions(tmp_path, rows)
    assert load_decisions(tmp_path) == rows
    assert parse_decisions(decisions_toml(rows).encode(), "log.toml") == rows
    assert [save_decisions(tmp_path, rows), load_decisions(tmp_path)] == [0, rows]


ROW = (
    '[[decision]]\nwhen = 2018-10-20T12:00:00Z\nwho = "N"\nwhy = "w"\naction = "assess"\nvalue = "full"\n'
    "day = 2018-10-11\n"
)
MATTER = '[decision.subject]\nkind = "matter"\nid = "sochi-2018/highways"\n'
EVIDENCE = '[[decision.evidence]]\nsource = "S/2018/852"\n'


def test_an_entry_written_by_hand_needs_no_id() -> None:
    (found,) = parse_decisions(ROW + MATTER + EVIDENCE, "x.toml")
    assert (found.day, found.evidence) == (date(2018, 10, 11), (Evidence("S/2018/852"),))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ROW.replace("full", "done") + MATTER, "line 1: value must be one of not started, minimal, intermediate, full"),
        (ROW.replace("day = 2018-10-11\n", "") + MATTER, "line 1: day is missing"),
        (ROW.replace("2018-10-11", '"2018-10-11"') + MATTER, "line 1: day must be a day without quotation marks"),
        (ROW.replace("2018-10-11", "2018-10-11T00:00:00Z") + MATTER, "line 1: day must be a day"),
        (ROW + MATTER.replace('id = "sochi-2018/highways"\n', ""), "line 1: the matter has no id"),
        (ROW + MATTER.replace("matter", "entity"), "line 1: 'assess' is not something to do to 'entity'"),
        (ROW.replace("assess", "hide") + MATTER.replace("matter", "entity"), "line 1: day and evidence belong to"),
        (ROW + 'evidence = ["x"]\n' + MATTER, "line 1: evidence must be rows"),
        (ROW + MATTER + EVIDENCE.replace("source", "url"), "line 1: 'url' is not known"),
        (ROW + MATTER + EVIDENCE.replace("S/2018/852", " "), "line 1: evidence needs a source"),
        (ROW + MATTER + EVIDENCE + 'document = "a"\n', "line 1: evidence needs a source, or both"),
        (ROW + MATTER + EVIDENCE + 'document = "a"\nspan = {start = 1, end = 2, exact = "long"}\n', "not as long as"),
        (ROW + MATTER + EVIDENCE.replace("S/", "S" * 1001), "line 1: a source is longer than 1,000"),
        (ROW.replace('"w"', '" "') + MATTER, "line 1: why is empty"),
    ],
)  # fmt: skip
def test_a_bad_entry_says_where_and_what_to_mend(text: str, fault: str) -> None:
    with pytest.raises(DecisionError, match=fault):
        parse_decisions(text, "x.toml")
