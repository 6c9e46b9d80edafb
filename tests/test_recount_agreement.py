"""What is to be done by when: commitments, days, clauses and mentions by outlet, and the days on the first screen."""

from collections import Counter, defaultdict
from typing import Any

import pandas as pd

from lib.exports.grids import clauses_grid
from lib.queries import overview
from lib.queries.agreement import commitments as agreement
from lib.queries.agreement.calendar import deadline_sentences, deadlines, given_key, given_statements
from lib.queries.agreement.implementation import implementation_log, log_evidence, statuses
from lib.views.agreement.clauses import ClauseDesk, Reports
from lib.views.agreement.implementation import Implementation
from lib.views.kit.looks import Looks
from tests.recount.agreed import due, mentioned, of_clauses, of_days, own_days
from tests.recount.corpora import Case
from tests.recount.evidence import assert_evidence
from tests.recount.kept import by


def told_of(case: Case) -> Reports:
    """What is told of the matters, as the page asks for it."""
    return Reports(
        case.reports,
        case.commitments,
        agreement.clause_mentions(case.data, case.filters),
    )


def iso(day: object) -> str:
    """A frame's day."""
    return str(pd.Timestamp(day).date())


def test_how_many_commitments_and_how_many_matched(case: Case) -> None:
    rows = case.commitments
    again = list(case.again.kept("commitments"))
    assert_evidence(rows, case.again)
    assert sorted(zip(rows["document"], rows["start"], strict=True)) == sorted(
        (found.document, found.one["start"]) for found in again
    )
    assert rows["clause"].notna().sum() == sum(found.one["clause"] is not None for found in again)
    assert rows["due"].notna().sum() == sum(due(found) is not None for found in again)


def test_days_on_the_line(case: Case) -> None:
    again = of_days(case.again)
    shown = agreement.reported_days(case.data, case.filters)
    shown = shown.assign(day=shown["due"].map(iso))
    assert by(shown, "day", "outlet_name", count="statements") == again.statements
    assert by(shown, "day", "outlet_name", count="sentences") == again.sentences


def test_each_mark_of_the_line_and_each_day_of_the_first_screen_opens_what_it_counts(case: Case) -> None:
    rows = case.commitments
    for mark in agreement.reported_days(case.data, case.filters).itertuples():
        opened = given_statements(rows, given_key(mark.due, outlet=mark.outlet))
        assert_evidence(opened, case.again)
        assert len(opened) == mark.statements
        assert len(opened.drop_duplicates(["document", "sentence_start"])) == mark.sentences
        assert set(opened["outlet"]) == {mark.outlet}
        assert set(opened["due"]) == {mark.due}
    for entry in overview.due_days(case.data, case.filters).itertuples():
        opened = given_statements(rows, given_key(entry.due, matter=entry.matter))
        assert len(opened) == entry.statements
        assert set(opened["outlet"]) == set(entry.outlets)


def test_clauses_by_outlet(case: Case) -> None:
    again, told = of_clauses(case.again), told_of(case)
    rows = told.reports[told.reports["matter"].isin(own_days())]
    assert by(rows, "matter", "outlet_name", count="statements") == again.statements
    assert by(rows, "matter", "outlet_name", count="sentences") == again.sentences
    assert by(rows, "matter", "outlet_name", count="headlines") == again.headlines
    for row in rows.itertuples():
        assert {day.isoformat() for day in row.days} == again.days.get((row.matter, row.outlet_name), set())
    assert_evidence(told.mentions, case.again)
    once = told.mentions.drop_duplicates(["matter", "document", "sentence_start"])
    assert Counter(zip(once["matter"], once["outlet_name"], strict=True)) == mentioned(case.again)


def test_the_grid_of_clauses(case: Case) -> None:
    told, names = told_of(case), case.corpus.names
    known = agreement.reported_agreements(case.data)
    matters = agreement.matters(told.rows, known)
    outlets = agreement.present_outlets(case.data, case.filters)
    log = Implementation(
        statuses(case.data, None), implementation_log(case.data), log_evidence(case.data), None, Looks({}, {}, {}),
        lambda document, at: f"{document} {at}", None,
    )  # fmt: skip
    desk = ClauseDesk(outlets, Looks(names, {}, {}), None, lambda document, at: f"{document} {at}", str, log)
    grid = clauses_grid(matters, told, desk)
    again, only = of_clauses(case.again), mentioned(case.again)
    for at, row in enumerate(matters.itertuples()):
        if row.matter not in own_days():
            continue
        assert (None if pd.isna(row.own_day) else iso(row.own_day)) == own_days()[row.matter]
        assert row.statements == sum(n for (clause, _), n in again.statements.items() if clause == row.matter)
        for outlet in outlets:
            cell, key = grid.iloc[at][names[outlet]], (row.matter, names[outlet])
            if again.statements[key]:
                assert f"· {again.sentences[key]} sentence" in cell
                assert ("differs" in cell) == any(day != own_days()[row.matter] for day in again.days.get(key, ()))
            elif not again.headlines[key]:
                assert cell == "not reported" if not only[key] else f"mentioned · {only[key]} sentence" in cell


def test_a_matters_sentences_are_those_that_its_cells_count(case: Case) -> None:
    told = told_of(case)
    for matter, cells in list(told.cells().items())[case.number % 3 :: 3][:6]:
        rows = told.evidence(matter)
        assert_evidence(rows, case.again)
        bodies = rows[~rows["read"].str.endswith("not counted") & ~rows["read"].str.startswith("Mentioned")]
        for outlet, report in cells.items():
            only_mentioned = isinstance(report, int)
            mine = (rows if only_mentioned else bodies)[lambda some, outlet=outlet: some["outlet"] == outlet]
            assert len(mine.drop_duplicates(["document", "sentence_start"])) == (
                report if only_mentioned else report.sentences
            )
            assert only_mentioned or len(mine) == report.statements


def _near(case: Case) -> dict[str, set[str]]:
    """By day the outlets with an article that shares names with one that gives the day for what is no clause."""
    names = {record["id"]: _names(record) for record in case.again.articles}
    giving = defaultdict[str, set[str]](set)
    for found in case.again.kept("commitments"):
        if due(found) and not found.headline and found.one["clause"] is None:
            giving[str(due(found))].add(found.document)
    return {
        day: {
            case.again.outlet_name(record)
            for record in case.again.articles
            for one in some
            if _share(names[one], names[record["id"]])
        }
        for day, some in giving.items()
    }


def _names(record: dict[str, Any]) -> set[str]:
    places = {one["place"]["country"] for one in record["toponyms"] if one["place"] and one["place"]["country"]}
    return places | {one["entity"] or one["text"].lower() for one in record["mentions"]}


def _share(some: set[str], others: set[str]) -> bool:
    """Three names, or as many as there are, and three in ten of the article that has fewer."""
    fewest = min(len(some), len(others))
    return bool(fewest) and len(some & others) >= max(min(3, fewest), 0.3 * fewest)


def test_days_on_the_first_screen(case: Case) -> None:
    given: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for found in case.again.kept("commitments"):
        if due(found) and not found.headline:
            given[str(due(found)), found.one["clause"]].append(found.outlet)
    present = {case.again.outlet_name(record) for record in case.again.articles}
    near = _near(case)
    left = {day: set(outlets) for day, outlets in near.items()}
    named: dict[str, set[str]] = defaultdict(set)
    for time in case.again.kept("timexes"):
        if time.one["type"] == "DATE" and time.one["begin"] == time.one["finish"] and time.one["begin"]:
            named[str(time.one["begin"])].add(time.outlet)
    shown = overview.due_days(case.data, case.filters)
    found: dict[tuple[str, str | None], list[Any]] = defaultdict(list)
    for row in shown.itertuples():
        giving, mentioning, silent = (
            {case.corpus.names[outlet] for outlet in some} for some in (row.outlets, row.mentioned, row.silent)
        )
        assert mentioning == named[str(iso(row.due))] - giving
        assert silent <= present - giving - mentioning
        if not isinstance(row.clause, str):  # nor is one silent that tells nothing of the agreement, or of the story
            assert silent <= near[iso(row.due)]
            left[iso(row.due)] -= silent | giving | mentioning
        found[iso(row.due), row.clause if isinstance(row.clause, str) else None].append(row)
    assert set(found) == set(given)
    assert not any(left.values())
    for (day, clause), rows in found.items():
        # What matches no clause is put together by what is said, which is not told a second time here.
        assert len(rows) == 1 or clause is None
        assert sum(row.statements for row in rows) == len(given[day, clause])
        assert {case.corpus.names[outlet] for row in rows for outlet in row.outlets} == set(given[day, clause])


def test_days_taken_along_into_a_calendar(case: Case) -> None:
    told, known = told_of(case), agreement.reported_agreements(case.data)
    found = deadlines(agreement.matters(told.rows, known), known)
    again = of_clauses(case.again)
    own = {(clause, day) for clause, day in own_days().items() if day and clause.split("/")[0] in {a.id for a in known}}
    given = {(clause, day) for (clause, _), days in again.days.items() for day in days}
    of_known = found[found["matter"].isin(own_days())]
    assert {(row.matter, iso(row.due)) for row in of_known.itertuples()} == own | given
    bodies = [one for one in case.again.kept("commitments") if not one.headline]
    days = {due(one) for one in bodies} - {None}
    assert {iso(day) for day in found["due"]} == days | {day for _, day in own}
    for row in found.itertuples():
        said = deadline_sentences(row, told.rows)
        again_said = [one for one in bodies if due(one) == iso(row.due)]
        assert len(said) <= len({(one.document, one.sentence) for one in again_said})
        if row.matter in own_days():
            mine = {(one.document, one.sentence) for one in again_said if one.one["clause"] == row.matter}
            assert len(said) == len(mine)
