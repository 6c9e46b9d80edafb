"""Which agreements articles are about: the reason in words, and what analysts say instead."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.agreement import load_agreement
from lib.agreement.reported.about import judge
from lib.annotate import Tools, annotate_all
from lib.errors import DecisionError
from lib.ingest import read_files
from lib.models import Agreement, Clause, Decision, Filters, Subject
from lib.queries.agreement.commitments import commitments, reported_agreements
from lib.queries.article import judged
from lib.queries.decisions import decision_log
from lib.queries.overview import source_cards
from lib.store import decisions_toml, new_decision, open_version, parse_decisions, undo
from tests.conftest import save_in
from tests.decided import NOON

EXAMPLE = Path(__file__).parent.parent / "examples" / "inland-sea"
ALL = Filters()
SIGNED = date(2025, 3, 3)
PACT = Agreement(
    "pact", "Pact of Oveland", ("Kresia", "Oveland"), SIGNED, "",
    (
        Clause("1", "1", "Kresia shall hand the lighthouse of Tarmouth back to Oveland.", None),
        Clause("2", "2", "Oveland shall release the crews of seized trawlers.", None),
    ),
)  # fmt: skip
NEWS = (
    "Envoys said Kresia will hand the lighthouse of Tarmouth back. Oveland will release the crews of seized trawlers."
)
Desk = Callable[..., duckdb.DuckDBPyConnection]


@pytest.mark.parametrize(
    ("text", "published", "about", "reason"),
    [
        (NEWS, SIGNED, True, "names both parties; 2 of its names; 100 % of its telling words"),
        (NEWS.replace("Oveland", "It"), SIGNED, True, "names 1 of 2 parties; 1 of its names; 98 % of"),
        ("Trawlers left Gomel.", SIGNED, False, "too little: names none of the parties; 0 of its names; 12 % of"),
        (NEWS, date(2025, 1, 3), False, "published more than 14 days before it was signed"),
        (NEWS, None, True, "names both parties"),
        (" ".join([NEWS, *(f"word{number}" for number in range(400))]), None, True,
         "100 % of its telling words, which count for less in so long an article"),
    ],
)  # fmt: skip
def test_the_reason_is_told(text: str, published: date | None, *, reason: str, about: bool) -> None:
    told = judge(PACT, text, published)
    assert told.about == about
    assert reason in told.reason


@pytest.fixture(scope="module")
def accord(tools: Tools) -> Agreement:
    """The example's agreement, read from its own text."""
    return load_agreement(EXAMPLE / "agreement.txt", tools)


@pytest.fixture(scope="module")
def desk(accord: Agreement, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A function that opens the example's articles and its agreement, beside one of others, with some decisions."""
    folder = tmp_path_factory.mktemp("about")
    (folder / "news").mkdir()
    for path in [*EXAMPLE.glob("0*.txt"), EXAMPLE / "sources.toml"]:
        (folder / "news" / path.name).write_bytes(path.read_bytes())
    save_in(folder, *annotate_all(read_files([folder / "news"])[0], tools))
    return lambda *decisions: open_version(folder / "table", None, decisions, (accord, PACT))


def said(action: Any, document: str, agreement: str) -> Decision:
    """A decision on what an article is about."""
    return new_decision(NOON, "Nadia", "read again", action, Subject("document", document, name="News"), agreement)


def first_telling(connection: duckdb.DuckDBPyConnection) -> str:
    """The article with the most commitments under a clause."""
    rows = commitments(connection, ALL)
    return str(rows[rows["clause"].notna()]["document"].mode()[0])


def test_what_was_read_is_kept_with_its_reason(desk: Desk, accord: Agreement) -> None:
    connection = desk()
    cards = source_cards(connection, ALL)
    assert [list(one) for one in cards["about"]] == [[accord.title]] * 4
    rows = judged(connection, cards["document"][0]).set_index("agreement")
    assert rows["about"].to_dict() == {accord.id: True, "pact": False}
    assert rows.loc[accord.id, "reason"].startswith("names both parties; ")
    assert rows.loc["pact", "reason"].startswith("too little: ")


def test_an_article_that_is_said_to_be_about_something_else_reports_none_of_its_clauses(
    desk: Desk, accord: Agreement
) -> None:
    document = first_telling(desk())
    decision = said("detach", document, accord.id)
    connection = desk(decision)
    rows = commitments(connection, ALL)
    assert rows[rows["document"] == document]["clause"].isna().all()
    assert rows[rows["document"] != document]["clause"].notna().any()
    assert document not in set(source_cards(connection, Filters(agreements=(accord.id,)))["document"])
    row = judged(connection, document).set_index("agreement").loc[accord.id]
    assert (row["about"], row["about_read"]) == (False, True)
    assert row["decided"] == "not about inland-sea by Nadia on 3 Oct 2018: read again".replace("inland-sea", accord.id)
    undone = desk(decision, undo(decision, NOON, "Nadia"))
    assert commitments(undone, ALL)["clause"].equals(commitments(desk(), ALL)["clause"])


def test_an_article_can_be_about_two(desk: Desk, accord: Agreement) -> None:
    document = first_telling(desk())
    connection = desk(said("attach", document, "pact"))
    cards = source_cards(connection, ALL).set_index("document")
    assert list(cards.loc[document, "about"]) == sorted([accord.title, PACT.title])
    assert list(source_cards(connection, Filters(agreements=("pact",)))["document"]) == [document]
    assert accord.id in {one.id for one in reported_agreements(connection)}


def test_the_last_word_counts_and_what_finds_nothing_says_so(desk: Desk) -> None:
    document = first_telling(desk())
    rows = [said("attach", document, "pact"), said("detach", document, "pact"), said("attach", document, "gone"),
            said("attach", "no-such-article", "pact")]  # fmt: skip
    connection = desk(*rows)
    assert not judged(connection, document).set_index("agreement").loc["pact", "about"]
    log = decision_log(connection).iloc[::-1]
    assert list(log["state"]) == ["in force", "in force", "no longer applies", "no longer applies"]
    assert list(log["deed"])[:2] == ["about pact", "not about pact"]
    assert "knows no agreement “gone”" in log["note"].iloc[2]
    assert "no such article" in log["note"].iloc[3]
    assert parse_decisions(decisions_toml(rows), "x.toml") == tuple(rows)


def test_an_agreement_has_to_be_named() -> None:
    with pytest.raises(DecisionError, match="value must say"):
        said("attach", "a", "")
