"""Sentences that report a clause without a commitment: kept in the store, shown as mentioned, no reports."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest

from lib.contract import contract_record
from lib.models import Agreement, Annotations, Clause, ClauseMatch, Commitment, Decision, Filters, Subject
from lib.queries.agreement import commitments as queries
from lib.queries.agreement import implementation
from lib.store.overlay.apply import apply_decisions
from lib.views.agreement.clauses import ClauseDesk, Reports, cell_words, clauses_html, telling_outlets
from lib.views.agreement.implementation import Implementation
from lib.views.kit.looks import Looks
from tests.conftest import make_document, sentences_of, span_of

OPEN = Filters()
PACT = Agreement("pact", "The Pact", ("a",), None, "", (Clause("zone", "1", "A zone is set up.", None),))
PROMISE, MENTION = "A zone will be set up.", "The zone is 15 km deep."
REASON = "shares ‘zone’; names Sochi"


def article(name: str, outlet: str, *, clause: str | None = "pact/zone", promised: bool = True) -> Any:
    """An article that mentions the zone, and where `promised` says in a sentence of its own that it will be set up."""
    text = f"{PROMISE} {MENTION}" if promised else MENTION
    known: dict[str, Any] = {"object": None, "condition": None, "modality": "obligation", "deadline": None}
    found = (Commitment(span_of(text, PROMISE), None, "set up", **known, clause=clause),) if promised else ()
    matches = tuple(ClauseMatch(c.span, clause, 0.6, REASON, "commitment") for c in found if clause)
    matches += (ClauseMatch(span_of(text, "zone is 15 km deep"), "pact/zone", 0.7, "shares <b>‘deep’</b>", "sentence"),)
    sentences = sentences_of(text, *([PROMISE] if promised else []), MENTION)
    return make_document(name, text, outlet), Annotations(sentences, commitments=found, clause_matches=matches)


def drawn(store: Any, outlets: list[str]) -> str:
    """The clauses' HTML."""
    rows = queries.commitments(store, OPEN)
    told = Reports(queries.reports(store, OPEN), rows, queries.clause_mentions(store, OPEN))
    looks = Looks({o: o for o in outlets}, {}, {})
    frames = (
        implementation.statuses(store, None),
        implementation.implementation_log(store),
        implementation.log_evidence(store),
    )
    log = Implementation(*frames, None, looks, lambda *_: "a")
    desk = ClauseDesk(outlets, looks, None, lambda *_: "a", lambda _: "b", log)
    return str(clauses_html(queries.matters(rows, (PACT,)), told, (PACT,), desk))


def test_the_store_keeps_matches_and_gives_a_commitment_its_own(make_store: Any) -> None:
    store = make_store(article("one", "A"))
    row = queries.commitments(store, OPEN).iloc[0]
    assert (row["clause_score"], row["clause_reason"]) == (0.6, REASON)
    kept = store.execute('SELECT exact, clause, score, "of" FROM clause_matches ORDER BY start').fetchall()
    assert kept == [(PROMISE, "pact/zone", 0.6, "commitment"), ("zone is 15 km deep", "pact/zone", 0.7, "sentence")]


def test_the_contract_has_each_match() -> None:
    matches = contract_record(*article("one", "A"))["clause_matches"]
    assert [(m["of"], m["clause"], m["score"], m["start"]) for m in matches] == [
        ("commitment", "pact/zone", 0.6, 0),
        ("sentence", "pact/zone", 0.7, 27),
    ]


def test_mentions_are_no_reports(make_store: Any) -> None:
    store = make_store(article("one", "A", promised=False), article("two", "B"))
    assert queries.reports(store, OPEN)["outlet"].tolist() == ["b"]
    assert queries.clause_mentions(store, OPEN)["outlet"].tolist() == ["a", "b"]
    assert queries.clause_mentions(store, Filters(outlets=("b",)))["outlet"].tolist() == ["b"]
    assert queries.matters(queries.commitments(store, OPEN), (PACT,))["statements"].tolist() == [1]


def test_a_sentence_whose_commitment_reports_the_clause_is_no_mention(make_store: Any) -> None:
    document, annotations = article("one", "A")
    again = ClauseMatch(span_of(PROMISE, "zone"), "pact/zone", 0.6, REASON, "sentence")
    store = make_store((document, replace(annotations, clause_matches=(again,))))
    assert queries.clause_mentions(store, OPEN).empty


def test_a_clause_given_by_an_analyst_has_no_score(make_store: Any) -> None:
    store = make_store(article("one", "A"))
    subject = Subject("commitment", "set up", document="one", span=span_of(PROMISE, PROMISE))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    store.execute("DROP TABLE decisions")
    apply_decisions(store, [Decision("d", when, "Ann", "", "reassign", subject, "sochi-2018/highways")])
    row = queries.commitments(store, OPEN).iloc[0]
    assert row["clause"] == "sochi-2018/highways"
    assert pd.isna(row["clause_score"])
    assert pd.isna(row["clause_reason"])


def test_a_cell_says_mentioned_and_the_row_opens_with_how_it_was_read(make_store: Any) -> None:
    shown = drawn(make_store(article("one", "A", promised=False), article("two", "B")), ["a", "b", "c"])
    assert shown.count('class="cell mentioned"') == 1
    assert shown.count('class="cell none"') == 1
    assert "not reported" in shown
    assert "Mentioned, but not as something to be done: shares &lt;b&gt;‘deep’&lt;/b&gt; (score 0.70)" in shown
    assert f"under this clause: {REASON} (score 0.60)" in shown


def test_a_clause_that_is_only_mentioned_opens(make_store: Any) -> None:
    shown = drawn(make_store(article("one", "A", promised=False)), ["a"])
    assert "<details" in shown
    assert "clause-row silent" not in shown


@pytest.mark.parametrize(
    ("report", "words"),
    [(None, ("not reported", "")), (2, ("mentioned", "· 2 sentences")), (1, ("mentioned", "· 1 sentence"))],
)
def test_a_cell_in_words(report: int | None, words: tuple[str, str]) -> None:
    assert cell_words(report) == words


@pytest.mark.parametrize(
    ("clause", "mentioned", "silent"),
    [
        ("fight-terrorism", {"unknown", "alwaght"}, {"ya-libnan"}),
        ("observation-posts", {"ya-libnan"}, {"unknown", "alwaght"}),
        # what an outlet does not have it does not mention either
        ("highways", set(), {"ya-libnan"}),
        ("heavy-weapons", set(), {"unknown"}),
    ],
)
def test_the_seeds_tell_mentioned_from_not_reported(
    seed_connection: Any, clause: str, mentioned: set[str], silent: set[str]
) -> None:
    def outlets(rows: pd.DataFrame) -> set[str]:
        found = rows[rows["matter"] == f"sochi-2018/{clause}"]["outlet"]
        return {outlet.split(":")[0] for outlet in found}

    reported = outlets(queries.reports(seed_connection, OPEN))
    told = outlets(queries.clause_mentions(seed_connection, OPEN))
    assert told - reported == mentioned
    assert {"unknown", "alwaght", "ya-libnan"} - told - reported == silent


def test_the_page_opens_a_clause_that_is_only_mentioned(open_on_seeds: Any) -> None:
    at = open_on_seeds("agreement", clause="sochi-2018/fight-terrorism")
    assert not at.exception
    shown = " ".join(block.proto.body for block in at.get("html"))
    assert "shares ‘counter terrorism’, ‘Syria’, ‘forms’; names Putin, Russia and Turkey (score 0.74)" in shown


def test_with_mentions_alone_the_page_shows_them(open_on_seeds: Any) -> None:
    at = open_on_seeds("agreement", entity="damascus")
    assert not at.exception
    shown = " ".join(block.proto.body for block in at.get("html"))
    assert shown.count('class="cell mentioned"') == 1


def test_of_many_outlets_those_that_report_something_have_a_column(make_store: Any) -> None:
    many = [f"o{number}" for number in range(8)]
    assert telling_outlets(many, {"o3"}) == ["o3"]
    assert telling_outlets(many[:6], {"o3"}) == many[:6]
    shown = drawn(make_store(article("one", "A")), ["a", *many])
    assert 'class="clauses many"' in shown
    assert "not reported: 8 outlets" in shown
    assert 'tabindex="0"' in shown
