"""Pictures of an agreement's implementation: scores over time, who owes what to whom, one clause's reports."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.agreement import load_agreement
from lib.agreement.reported.ledger import proposed_status
from lib.annotate import Tools, annotate_all
from lib.ingest import read_files
from lib.models import STATUSES, Agreement, Clause, Filters
from lib.queries.agreement.ledger import ledger_evidence, ledger_states, told_of
from lib.queries.agreement.progress import DUTY, SCORE, duties, entered_scores, reported_scores
from lib.store import known_agreements, open_version
from lib.views.agreement.progress import clause_figure, network_figure, scores_figure
from lib.views.kit.looks import Looks
from tests.conftest import save_in

EXAMPLE = Path(__file__).parent.parent / "examples" / "inland-sea"
ALL, LATER = Filters(), date(2025, 4, 10)


@pytest.fixture(scope="module")
def accord(tools: Tools) -> Agreement:
    """The example's agreement."""
    return load_agreement(EXAMPLE / "agreement.txt", tools)


@pytest.fixture(scope="module")
def data(accord: Agreement, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The example's articles with the agreement beside the shipped one."""
    folder, articles = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("articles")
    for path in [*EXAMPLE.glob("0*.txt"), EXAMPLE / "sources.toml"]:
        (articles / path.name).write_bytes(path.read_bytes())
    save_in(folder, *annotate_all(read_files([articles])[0], tools))
    return open_version(folder / "table", None, (), (*known_agreements(folder / "none")[0], accord))


def test_a_score_is_what_the_ledger_proposes_on_its_day(data: Any, accord: Agreement) -> None:
    scores = reported_scores(data, ALL, accord, None)
    assert not scores.empty
    assert scores["day"].is_monotonic_increasing
    for row in scores.itertuples():
        (state,) = (
            one
            for one in ledger_states(data, ALL, accord, row.day.date())
            if f"{accord.id}/{one.clause.id}" == row.matter
        )
        status, _ = proposed_status(state) or (None, None)
        assert (status, row.score) == (row.status, STATUSES.index(row.status))
    until = reported_scores(data, ALL, accord, LATER)
    assert until.equals(scores[scores["day"] <= pd.Timestamp(LATER)].reset_index(drop=True))


def test_without_reported_deeds_there_is_no_score(data: Any, accord: Agreement) -> None:
    assert reported_scores(data, ALL, accord, date(2025, 1, 1)).empty
    assert entered_scores(data, accord, None).empty


def test_who_owes_what_to_whom_follows_from_the_words(data: Any, accord: Agreement) -> None:
    owed = duties(data, ALL, accord, LATER).set_index("number")
    union, company = accord.parties
    assert owed.loc["2", ["who", "whom"]].tolist() == [company, union]
    assert set(owed.loc[["1"], "who"]) == {union, company}
    states = {f"{accord.id}/{row.clause.id}": row.state for row in ledger_states(data, ALL, accord, LATER)}
    assert all(states[row.matter] == row.state for row in owed.itertuples())


def test_a_body_that_the_words_name_is_whom_it_is_owed_to(tmp_path: Path) -> None:
    pact = Agreement(
        "pact", "Pact", ("Front of Zouar", "Republic of Chad"), None, "", (
            Clause("1", "1", "The Front shall list it for the Boundary Board.", None, obligors=("Front of Zouar",)),
            Clause("2", "2", "The Board shall meet in May.", None, obligors=("Boundary Board",)),
            Clause("3", "3", "The prisoners shall be freed.", None),
        ),
    )  # fmt: skip
    save_in(tmp_path)
    owed = duties(open_version(tmp_path / "table", None, (), (pact,)), ALL, pact, None)
    assert owed[["who", "whom", "number"]].to_numpy().tolist() == [
        ["Front of Zouar", "Boundary Board", "1"],
        ["Boundary Board", "Front of Zouar", "2"],
        ["Boundary Board", "Republic of Chad", "2"],
    ]


def test_reports_over_time_are_those_that_the_row_opens(data: Any, accord: Agreement) -> None:
    for clause in accord.clauses:
        matter = f"{accord.id}/{clause.id}"
        told = told_of(data, ALL, matter, LATER)
        assert len(told) == len(ledger_evidence(data, ALL, matter, LATER))
        assert told["day"].is_monotonic_increasing


def test_the_pictures_have_a_mark_for_each_row(data: Any, accord: Agreement) -> None:
    scores = reported_scores(data, ALL, accord, None)
    clauses = [(f"{accord.id}/{one.id}", one.number, one.text) for one in accord.clauses]
    total, *bars = scores_figure(scores, clauses, scores["day"].max().date()).data
    assert sum(len(one.y) for one in bars) == len(scores)
    last = scores.sort_values("day", kind="stable").drop_duplicates("matter", keep="last")["score"].sum()
    assert total.y[-1] == last
    owed = duties(data, ALL, accord, None)
    *_, counts = network_figure(owed).data
    assert sum(map(int, counts.text)) == len(owed[["who", "whom", "matter"]].dropna().drop_duplicates())
    told = told_of(data, ALL, f"{accord.id}/2", None)
    marks = clause_figure(told, date(2025, 3, 20), Looks({}, {}, {})).data
    assert {one.y[0] for one in marks} == set(told["outlet"])


def test_hostile_names_are_letters_in_the_pictures() -> None:
    hostile = "<b onclick=x>Front</b> $x$"
    owed = pd.DataFrame(
        [(hostile, "Chad", "p/1", "1", f"The {hostile} shall go.", "due")], columns=[one.name for one in DUTY]
    )
    scores = pd.DataFrame(
        [("p/1", "1", hostile, pd.Timestamp("2025-01-01"), 3, "full", hostile)], columns=[one.name for one in SCORE]
    )
    drawn = network_figure(owed).to_json() + scores_figure(scores, [("p/1", "1", hostile)], LATER).to_json()
    assert "<b onclick" not in drawn.replace("\\u003c", "<")
