"""The ledger of any agreement: read from its own text, matched with articles, its states by day; kept and removed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.agreement import load_agreement
from lib.agreement.reported.about import judge
from lib.agreement.reported.ledger import Told, ledger_of
from lib.agreement.reported.reports import reports_in
from lib.annotate import Tools, annotate_all
from lib.errors import StoreError
from lib.ingest import read_files
from lib.models import Agreement, Clause, Document, Filters
from lib.queries.agreement.commitments import commitments, reported_agreements
from lib.queries.agreement.ledger import ledger, ledger_evidence, told_rows
from lib.store import (
    agreements_in,
    known_agreements,
    open_version,
    remove_agreement,
    restore_agreement,
    save_agreement,
)
from tests.conftest import make_document, save_in

EXAMPLE = Path(__file__).parent.parent / "examples" / "inland-sea"
STORIES = Path(__file__).parent / "gold" / "stories"
ALL = Filters()
SIGNED, LATER = date(2025, 3, 3), date(2025, 4, 10)


@pytest.fixture(scope="module")
def accord(tools: Tools) -> Agreement:
    """The example's agreement, read from its own text."""
    return load_agreement(EXAMPLE / "agreement.txt", tools)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    """The example's four articles."""
    folder = tmp_path_factory.mktemp("articles")
    for path in [*EXAMPLE.glob("0*.txt"), EXAMPLE / "sources.toml"]:
        (folder / path.name).write_bytes(path.read_bytes())
    return tuple(read_files([folder])[0])


@pytest.fixture(scope="module")
def desk(accord: Agreement, articles: Any, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The articles' tables with the agreement beside the shipped one."""
    folder = tmp_path_factory.mktemp("desk")
    save_in(folder, *annotate_all(articles, tools))
    known, _ = known_agreements(folder / "none")
    return open_version(folder / "table", None, (), (*known, accord))


def states(desk: Any, accord: Agreement, day: date | None) -> dict[str, str]:
    """The state of each clause by its number."""
    rows = ledger(desk, ALL, accord, day)
    return dict(zip(rows["number"], rows["state"], strict=True))


def test_states_follow_from_what_was_reported_until_a_day(desk: Any, accord: Agreement) -> None:
    early = states(desk, accord, date(2025, 3, 10))
    assert early == {
        "1": "due", "2": "promised", "3": "promised", "4": "promised", "5": "promised", "6": "promised", "7": "due",
        "8": early["8"],
    }  # fmt: skip
    assert states(desk, accord, date(2025, 3, 25)) | {"1": "", "7": "", "8": ""} == {
        "1": "", "2": "disputed", "3": "promised", "4": "done", "5": "promised", "6": "promised", "7": "", "8": "",
    }  # fmt: skip
    spring = states(desk, accord, LATER)
    assert (spring["1"], spring["2"], spring["3"], spring["7"]) == ("begun", "done", "overdue", "disputed")
    last = states(desk, accord, None)
    assert (last["3"], last["5"], last["6"]) == ("done", "done", "overdue")


def test_each_state_opens_its_sentences(desk: Any, accord: Agreement) -> None:
    rows = ledger(desk, ALL, accord, LATER).set_index("number")
    said = ledger_evidence(desk, ALL, rows.loc["2", "matter"], LATER)
    assert any("still moored" in text for text in said["text"])
    assert all(row.text[row.start - row.sentence_start : row.end - row.sentence_start] for row in said.itertuples())
    assert {reading.split(",")[0].split(" on ")[0] for reading in said["read"]} >= {"done", "disputed", "verified"}
    before = ledger_evidence(desk, ALL, rows.loc["2", "matter"], date(2025, 3, 10))
    assert len(before) < len(said)


def test_every_number_of_reports_opens_as_many(desk: Any, accord: Agreement) -> None:
    for day in (date(2025, 3, 10), LATER, None):
        for row in ledger(desk, ALL, accord, day).itertuples():
            inside = ledger_evidence(desk, ALL, row.matter, day)
            assert (len(inside), inside["outlet"].nunique()) == (row.reports, row.outlets)


def test_outlets_that_count_as_one_source_are_counted_apart(desk: Any, accord: Agreement) -> None:
    rows = ledger(desk, ALL, accord, LATER, lambda outlets: len(outlets) - 1).set_index("number")
    assert rows.loc["2", ["outlets", "sources"]].tolist() == [2, 1]
    assert rows["sources"].isna().equals(rows["outlets"] == 0)


def test_filters_keep_their_outlets(desk: Any, accord: Agreement) -> None:
    rows = ledger(desk, Filters(outlets=("lake-courier",)), accord, LATER).set_index("number")
    assert rows["outlets"].max() == 1
    assert rows.loc["4", "state"] == "overdue"


def test_days_that_articles_give_stand_beside_the_texts(desk: Any, accord: Agreement) -> None:
    rows = ledger(desk, ALL, accord, None).set_index("number")
    assert rows.loc["5", "own_day"].date() == date(2025, 4, 30)
    assert rows.loc["5", "days"] == "≠ 28 Apr 2025, 30 Apr 2025"


def test_commitments_stand_under_the_clause_and_say_why(desk: Any, accord: Agreement) -> None:
    rows = commitments(desk, ALL)
    engines = rows[rows["clause"] == f"{accord.id}/{accord.clauses[2].id}"]
    assert not engines.empty
    assert all(reason.startswith("shares ‘") for reason in engines["clause_reason"])
    assert engines["clause_score"].between(0, 1).all()
    assert [one.id for one in reported_agreements(desk)] == [accord.id]


def test_a_relative_pronoun_stands_for_what_is_before_it(tools: Tools) -> None:
    article = make_document("a", "Two governments signed a paper. The truce, which will begin at midnight, is short.")
    ((_, annotations),) = annotate_all([article], tools)
    reports = reports_in("a", None, annotations.sentences, annotations.commitments, annotations.deeds)
    assert ["~fighting" in report.words for report in reports if report.span.exact.startswith("which")] == [True]


def test_what_an_undated_article_promises_counts_from_the_signing_and_its_deeds_do_not(
    accord: Agreement, articles: tuple[Document, ...], tools: Tools, tmp_path: Path
) -> None:
    undated = [replace(one, published=None, published_from=None) for one in articles]
    save_in(tmp_path, *annotate_all(undated, tools))
    rows = told_rows(open_version(tmp_path / "table", None, (), (accord,)), ALL)
    rows = rows[rows["undated"]]
    promised = rows["state"].isna()
    assert set(rows.loc[promised, "day"].dt.date) == {SIGNED}
    assert rows.loc[~promised, "day"].isna().all()


def test_articles_about_something_else_are_left_alone(accord: Agreement, articles: tuple[Document, ...]) -> None:
    assert all(judge(accord, article.text, article.published).about for article in articles)
    other = "Leaders of Kresia and Oveland agreed on Monday to withdraw their troops from the border by 20 March."
    assert not judge(accord, other * 5, SIGNED).about
    assert not judge(accord, articles[0].text, date(2024, 1, 1)).about
    others = [path.read_text(encoding="utf-8") for path in sorted(STORIES.glob("*/0*.txt"))]
    assert others
    assert not any(judge(accord, text, None).about for text in (*others, "\n".join(others)))


def told(state: Any, day: date, start: int = 0) -> Told:
    """One report."""
    return Told(state, day, "a", start)


CLAUSE = Clause("a", "1", "The Front shall leave.", date(2025, 3, 20))
BAN = Clause("b", "2", "The Front shall lay no mines.", None, modality="prohibition")
TERM = Clause("c", "3", "The truce lasts six months.", None, starts=date(2025, 3, 1))
MORE = Clause("d", "", "It may be prolonged.", None, parent="3", modality="permission")


@pytest.mark.parametrize(
    ("clause", "reports", "as_of", "state"),
    [
        (CLAUSE, [], date(2025, 3, 19), "promised"),
        (CLAUSE, [], date(2025, 3, 20), "due"),
        (CLAUSE, [], date(2025, 3, 21), "overdue"),
        (CLAUSE, [told(None, SIGNED)], date(2025, 3, 19), "promised"),
        (CLAUSE, [told("begun", SIGNED)], date(2025, 3, 19), "begun"),
        (CLAUSE, [told("begun", SIGNED)], LATER, "overdue"),
        (CLAUSE, [told("done", SIGNED)], LATER, "done"),
        (CLAUSE, [told("done", LATER)], SIGNED, "promised"),
        (CLAUSE, [told("done", SIGNED), told("disputed", SIGNED, 9)], LATER, "disputed"),
        (CLAUSE, [told("disputed", SIGNED), told("verified", date(2025, 3, 25))], LATER, "done"),
        (CLAUSE, [told("extended", SIGNED)], date(2025, 3, 19), "extended"),
        (CLAUSE, [told("broken", SIGNED)], LATER, "broken"),
        (BAN, [], LATER, "due"),
        (BAN, [told("broken", SIGNED)], LATER, "broken"),
        (BAN, [told("broken", SIGNED), told("denied", SIGNED, 9)], LATER, "disputed"),
        (TERM, [], SIGNED, "due"),
        (TERM, [told("begun", SIGNED)], LATER, "begun"),
        (TERM, [told("broken", SIGNED), told("verified", date(2025, 4, 1))], LATER, "begun"),
        (MORE, [], LATER, "promised"),
    ],
)
def test_state_of_a_clause(clause: Clause, reports: list[Told], as_of: date, state: str) -> None:
    pact = Agreement("pact", "Pact", (), SIGNED, "", (clause,))
    (row,) = ledger_of(pact, {clause.id: reports}, as_of)
    assert (row.state, row.as_of) == (state, as_of)


def test_a_prolongation_is_told_of_what_is_prolonged_too() -> None:
    pact = Agreement("pact", "Pact", (), SIGNED, "", (TERM, MORE))
    rows = ledger_of(pact, {"d": [told("extended", LATER)]}, LATER)
    assert [row.state for row in rows] == ["extended", "done"]
    assert rows[0].because == rows[1].because


def test_an_agreement_is_kept_taken_away_and_brought_back(accord: Agreement, tmp_path: Path) -> None:
    save_agreement(tmp_path, accord)
    assert known_agreements(tmp_path)[0][-1] == accord
    remove_agreement(tmp_path, accord.id)
    assert accord not in known_agreements(tmp_path)[0]
    restore_agreement(tmp_path, f"{accord.id}.removed")
    assert known_agreements(tmp_path)[0][-1] == accord


@pytest.mark.parametrize("identity", ["", "../x", "A", "x/y", "-a", "a" * 81, "nul\0"])
def test_an_id_that_is_no_file_name_is_refused(identity: str, accord: Agreement, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="id is made of"):
        save_agreement(tmp_path, replace(accord, id=identity))
    assert not list(tmp_path.iterdir())


def test_a_file_that_holds_no_agreement_is_named_and_the_rest_counts(accord: Agreement, tmp_path: Path) -> None:
    save_agreement(tmp_path, accord)
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "odd.toml").write_text('id = "odd"\ntitle = 3\nclause = 7\n', encoding="utf-8")
    (tmp_path / "list.toml").write_text(
        'id = "l"\ntitle = "L"\n[[clause]]\nid = "x"\ntext = "y"\nlater = 1\n', encoding="utf-8"
    )
    known, problems = known_agreements(tmp_path)
    assert known[-1] == accord
    assert [problem.split(",")[0].split(":")[0] for problem in problems] == ["broken.toml", "list.toml", "odd.toml"]


CLAUSE_IN_FILE = '[[clause]]\nid = "a"\ntext = "The Front shall leave."\n'
ODD_FILES = {
    "a number for a title": "title = 3",
    "no list of parties": 'title = "T"\nparties = "abc"',
    "parties that are no words": 'title = "T"\nparties = [1]',
    "a list for a text": 'title = "T"\ntext = ["a"]',
    "no tables": 'title = "T"\nclause = ["a"]',
    "an unknown modality": f'title = "T"\n{CLAUSE_IN_FILE}modality = "maybe"',
    "words for an offset": f'title = "T"\n{CLAUSE_IN_FILE}start = "a"',
    "an offset beyond any text": f'title = "T"\n{CLAUSE_IN_FILE}start = {"9" * 30}',
    "an offset before any text": f'title = "T"\n{CLAUSE_IN_FILE}start = -1',
    "an hour for a day": f'title = "T"\n{CLAUSE_IN_FILE}due = 2020-01-01T10:00:00',
    "one id twice": f'title = "T"\n{CLAUSE_IN_FILE}{CLAUSE_IN_FILE}',
    "nested without end": 'title = "T"\nparties = ' + "[" * 50_000,
}


@pytest.mark.parametrize("odd", ODD_FILES.values(), ids=ODD_FILES)
def test_an_odd_file_costs_only_itself(odd: str, accord: Agreement, tmp_path: Path) -> None:
    save_agreement(tmp_path, accord)
    (tmp_path / "odd.toml").write_text(f'id = "odd"\n{odd}\n', encoding="utf-8")
    known, problems = known_agreements(tmp_path)
    assert known[-1] == accord
    assert [problem.startswith("odd.toml") for problem in problems] == [True]


def test_a_copy_of_a_kept_file_is_another_agreement(accord: Agreement, tmp_path: Path) -> None:
    (tmp_path / "copy.toml").write_bytes(save_agreement(tmp_path, accord).read_bytes())
    assert {one.id for one in known_agreements(tmp_path)[0]} >= {"copy", accord.id}


def test_agreements_stand_in_the_tables_as_they_are_kept(desk: Any, accord: Agreement) -> None:
    assert agreements_in(desk)[-1] == accord
