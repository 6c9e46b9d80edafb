"""Every sentence of the brief counted again from the JSON Lines: of the seeds, of made articles, and of stories."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from lib.agreement import load_agreement
from lib.annotate import Tools, annotate_all
from lib.codebooks import load_agreements, read_agreement
from lib.contract import contract_record
from lib.ingest import read_files
from lib.models import Agreement, Filters
from lib.queries.agreement.commitments import present_outlets
from lib.queries.agreement.standing import Standing
from lib.queries.brief import Brief, Finding, brief
from lib.queries.contract import annotated_articles
from lib.queries.corpus import outlets
from lib.queries.over_time import published_days
from lib.queries.overview import latest_day
from lib.queries.sources.facts import Comparison, compared_facts
from lib.store import agreements_in, open_version
from lib.views.brief import agreement_facts, finding_words, standing_words
from lib.views.kit.text import day
from tests.conftest import digests_of, save_in
from tests.recount.corpora import Case
from tests.recount.evidence import assert_evidence
from tests.recount.findings import (
    Reported,
    coming,
    most_reported,
    outlets_of,
    read_clauses,
    told_sentences,
    told_until,
)
from tests.recount.kept import Recount

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "inland-sea"
SHARED = ROOT.parent / "shared" / "stories"
LATER = (timedelta(-5), timedelta(0), timedelta(60), timedelta(400))


class View(NamedTuple):
    """What a brief is made of, and the same articles' records."""

    data: duckdb.DuckDBPyConnection
    filters: Filters
    again: Recount
    compared: Comparison
    names: Mapping[str, str]

    def brief(self, as_of: date) -> Brief:
        """The brief as of a day."""
        return brief(self.data, self.filters, as_of, len(present_outlets(self.data, self.filters)), self.compared)


def viewed(data: duckdb.DuckDBPyConnection, filters: Filters, again: Recount) -> View:
    """A store under filters with the records of its articles."""
    said = present_outlets(data, filters)
    compared = compared_facts(digests_of(data, filters), said, agreements_in(data))
    known = outlets(data)
    return View(data, filters, again, compared, dict(zip(known["outlet"], known["outlet_name"], strict=True)))


def stories() -> Iterator[tuple[Path, Path]]:
    """Folders of articles with the file of their agreement: the example, and others where there are some beside."""
    yield EXAMPLE, EXAMPLE / "agreement.toml"
    for name in ("tibesti-accord", "bijilo-ceasefire"):
        if (folder := SHARED / name).is_dir():
            yield folder, folder / "agreement.txt"


def opened(folder: Path, accord: Path, tools: Tools, kept: Path) -> duckdb.DuckDBPyConnection:
    """A story's articles as a store beside its agreement and the shipped ones."""
    articles = kept / "articles"
    articles.mkdir()
    for path in [*folder.glob("[0-9]*.txt"), *folder.glob("sources.toml")]:
        (articles / path.name).write_bytes(path.read_bytes())
    save_in(kept, *annotate_all(tuple(read_files([articles])[0]), tools))
    own: Agreement = read_agreement(accord) if accord.suffix == ".toml" else load_agreement(accord, tools)
    return open_version(kept / "table", None, (), (*load_agreements(), own))


@pytest.fixture(scope="module", params=list(stories()), ids=lambda story: story[0].name)
def story(request: pytest.FixtureRequest, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> View:
    """A story with its agreement, and the JSON Lines that the desk gives of it."""
    data = opened(*request.param, tools, tmp_path_factory.mktemp("story"))
    lines = [json.dumps(contract_record(*one)) for one in annotated_articles(data, Filters())]
    return viewed(data, Filters(), Recount(lines, Filters()))


def test_findings_of_many_views(case: Case) -> None:
    recount(viewed(case.data, case.filters, case.again), latest_day(case.data) or date(2018, 9, 17))


def test_findings_of_a_story(story: View) -> None:
    made = story.brief(latest_day(story.data) or date.min)
    assert len(made.findings) >= 3
    assert made.agreement
    recount(story, latest_day(story.data) or date.min)


def recount(view: View, newest: date) -> None:
    """Hold the brief on some days to what the records say."""
    for after in LATER:
        made = view.brief(newest + after)
        assert len(made.findings) <= 5
        _head(view, made, newest + after)
        for one in made.findings:
            assert_evidence(one.sentences, view.again)
            words = finding_words(one, view.names)
            CHECKS[one.kind](view, made, one, words, newest + after)


def _head(view: View, made: Brief, as_of: date) -> None:
    """The agreement is the one that most articles are about; parties and day are its own."""
    about = view.data.execute("SELECT agreement, document FROM about").fetchall()
    present = {
        record["id"]: record
        for record in view.again.articles
        if not record["published"] or date.fromisoformat(record["published"]) <= as_of
    }
    told = Counter(agreement for agreement, document in about if document in present)
    facts = agreement_facts(made)
    if made.agreement is None:
        assert not told
        assert not facts
        return
    assert told[made.agreement.id] == max(told.values(), default=0)
    assert facts["Signed"] == (day(made.agreement.signed) if made.agreement.signed else "day not known")
    its = [present[document] for agreement, document in about if agreement == made.agreement.id and document in present]
    counts = re.match(r"([\d,]+) articles? by ([\d,]+) outlets?, (.*)", facts["Told of by"])
    assert bool(counts) == bool(its)
    if counts:
        assert (int(counts[1]), int(counts[2])) == (len(its), len({view.again.outlet_name(one) for one in its}))
        own = sorted(one["published"] for one in its if one["published"] and one["published_from"] != "story")
        days = dict.fromkeys(day(date.fromisoformat(one)) for one in (own[:1] + own[-1:]))
        assert counts[3] == (" to ".join(days) or "no date known")


def _reported(view: View, made: Brief, as_of: date) -> Reported:
    """What is told of the agreement until a day, deeds with the clauses that the store gives them."""
    assert made.agreement
    return told_until(view.again, made.agreement, _deeds(view), as_of)


def _deeds(view: View) -> dict[tuple[str, int], str]:
    rows = view.data.execute("SELECT document, start, clause FROM deeds WHERE clause IS NOT NULL").fetchall()
    return {(document, start): clause for document, start, clause in rows}


def _spans(one: Finding) -> Counter[tuple[str, int]]:
    return Counter(zip(one.sentences["document"], one.sentences["start"], strict=True))


def _next(view: View, made: Brief, one: Finding, words: str, as_of: date) -> None:
    outlets_in_view = len({view.again.outlet_name(record) for record in view.again.articles})
    given = re.search(r"([\d,]+) of ([\d,]+) outlets? give that day, in ([\d,]+) sentences?\.", words)
    assert given
    assert int(given[2]) == outlets_in_view
    if made.agreement is None:
        assert words.startswith(day(one.numbers["due"], weekday=True))
        return
    clauses = {f"{made.agreement.id}/{clause.id}": clause for clause in made.agreement.clauses}
    told = _reported(view, made, as_of)
    settled = {f"{made.agreement.id}/{row.clause.id}" for row in told.rows if row.state == "done"}
    found = coming(view.again, made.agreement, settled, as_of)
    assert found
    left = (found.day - as_of).days
    distance = f"in {left} day{'s' * (left != 1)}" if left else "this day"
    assert words.startswith(f"{day(found.day, weekday=True)}, {distance}: {clauses[one.key].label()}")
    assert (int(given[1]), int(given[3])) == found.given[one.key]
    others = re.search(r"([\d,]+) more matters? due that day", words)
    assert (int(others[1]) if others else 0) == found.matters - 1
    own = clauses[one.key].due
    told_own = re.search(r"own text gives (.*?)\.( |$)", words)
    assert (told_own[1] if told_own else None) == (own and ("the same day" if own == found.day else day(own)))


def _states(view: View, made: Brief, one: Finding, as_of: date, *states: str) -> tuple[list[Any], Reported]:
    """The clauses of some states, and what was told; the finding's sentences are theirs and no others."""
    told = _reported(view, made, as_of)
    assert made.agreement
    rows = [row for row in told.rows if row.state in states]
    keys = {f"{made.agreement.id}/{row.clause.id}" for row in rows}
    again = told_sentences(told.reports, keys, deeds_only=one.kind != "late")
    assert _spans(one) == again
    assert one.key in keys
    assert sorted((each.label, each.state) for each in one.clauses) == sorted(
        (row.clause.label(), row.state) for row in rows
    )
    for each in one.clauses:
        _standing(told, each, next(row for row in rows if row.clause.label() == each.label), as_of)
    return rows, told


def _standing(told: Reported, one: Standing, row: Any, as_of: date) -> None:
    """Each clause is named with its own day and one report of it; who did it late did it after that day."""
    its = [each for each in told.reports if each.clause.endswith(f"/{row.clause.id}")]
    days = {(each.found.document, each.found.one["start"]): each.found.one.get("on") for each in its}
    assert (one.told is None) == (not its)
    assert one.told is None or (one.told.document, one.told.start) in days
    assert one.due == row.clause.due
    said = days[one.told.document, one.told.start] if one.on else None
    assert str(one.on) == str(said)
    until = (one.on if one.state == "done" else as_of) or date.min
    assert one.late == ((until - one.due).days if one.due and until > one.due else None)
    assert one.label in standing_words(one)


def _late(view: View, made: Brief, one: Finding, words: str, as_of: date) -> None:
    rows, _ = _states(view, made, one, as_of, "overdue")
    first = min(row.clause.due for row in rows)
    total, late = len(made.agreement.clauses) if made.agreement else 0, (as_of - first).days
    assert words.startswith(
        f"{len(rows)} of {total} clause{'s' * (total != 1)} not reported as done, the first since {day(first)}"
        f" ({late:,} day{'s' * (late != 1)}): "
    )
    assert any(row.clause.label() in words for row in rows if row.clause.due == first)


def _newest(rows: list[Any], told: Reported, one: Finding, words: str) -> None:
    """The day on which the last of some states was told, and by how many."""
    newest = max(row.because[0].day for row in rows)
    outlets_told = outlets_of(told.reports, one.key)
    assert f"told of last on {day(newest)}, by {outlets_told} outlet{'s' * (outlets_told != 1)} in all: " in words
    assert any(row.clause.label() in words for row in rows if row.because[0].day == newest)


def _broken(view: View, made: Brief, one: Finding, words: str, as_of: date) -> None:
    rows, told = _states(view, made, one, as_of, "broken", "disputed")
    states = Counter(row.state for row in rows)
    total = len(made.agreement.clauses) if made.agreement else 0
    assert words.startswith(f"{states['broken']} broken and {states['disputed']} disputed, of {total} clause")
    _newest(rows, told, one, words)


def _done(view: View, made: Brief, one: Finding, words: str, as_of: date) -> None:
    rows, told = _states(view, made, one, as_of, "done")
    total = len(made.agreement.clauses) if made.agreement else 0
    assert words.startswith(f"{len(rows)} of {total} clause")
    _newest(rows, told, one, words)


def _apart(view: View, made: Brief, one: Finding, words: str, as_of: date) -> None:
    assert as_of
    difference = one.numbers["difference"]
    assert difference in view.compared.differences
    total = len(view.compared.differences)
    assert words.endswith(f"One of {total} difference{'s' * (total != 1)}.")
    known = {(record["id"], sentence["start"]) for record, sentence in view.again.body()}
    assert {(row.document, row.sentence_start) for row in one.sentences.itertuples()} <= known
    facts = [fact for side in difference.sides for fact in side]
    assert set(_spans(one)) == {(fact.document, fact.span.start) for fact in facts}
    outlets_of_record = {record["id"]: view.again.outlet_name(record) for record in view.again.articles}
    for side in difference.sides:
        names = list(dict.fromkeys(outlets_of_record[fact.document] for fact in side))
        assert all(name in words for name in (names if len(names) <= 4 else names[:3]))
    if made.agreement:  # what is of the agreement stands first
        of = [other.subject.startswith(f"{made.agreement.id}/") for other in view.compared.differences]
        shown = [other.numbers["difference"] for other in made.findings if other.kind == "apart"]
        here = [other.subject.startswith(f"{made.agreement.id}/") for other in shown]
        assert sum(here) == min(sum(of), len(here))


def _most(view: View, made: Brief, one: Finding, words: str, as_of: date) -> None:
    assert as_of
    counts = re.search(r", by ([\d,]+) of ([\d,]+) outlets?, in ([\d,]+) sentences?\.", words)
    assert counts
    assert int(counts[2]) == len({view.again.outlet_name(record) for record in view.again.articles})
    assert len(one.sentences.drop_duplicates(["document", "sentence_start"])) == int(counts[3])
    assert one.sentences["outlet"].nunique() == int(counts[1])
    if made.agreement is None:
        return
    told = most_reported(view.again, f"{made.agreement.id}/")
    assert (int(counts[1]), int(counts[3])) == told[one.key] == max(told.values())
    unread = re.search(r"([\d,]+) of ([\d,]+) clauses? in no article\.", words)
    assert unread
    clauses = {f"{made.agreement.id}/{clause.id}" for clause in made.agreement.clauses}
    assert int(unread[1]) == len(clauses - read_clauses(view.again, _deeds(view)))
    assert int(unread[2]) == len(clauses)


CHECKS: Mapping[str, Callable[[View, Brief, Finding, str, date], None]] = {
    "next": _next, "late": _late, "broken": _broken, "done": _done, "apart": _apart, "most": _most,
}  # fmt: skip


def test_articles_and_reports_over_time(case: Case) -> None:
    """By their own days; reports are what their bodies tell to be done, or done."""
    agreement = load_agreements()[0].id
    about = case.data.execute("SELECT document FROM about WHERE agreement = $1", [agreement]).fetchall()
    deeds = _deeds(viewed(case.data, case.filters, case.again))
    for of, documents in ((None, None), (agreement, {document for (document,) in about})):
        dated = {
            record["id"]: (record["published"], case.again.outlet_name(record))
            for record in case.again.articles
            if record["published"] and record["published_from"] != "story"
            and (documents is None or record["id"] in documents)
        }  # fmt: skip
        told = [(one.document, one.one["clause"]) for one in case.again.kept("commitments") if not one.headline]
        told += [
            (one.document, deeds.get((one.document, one.one["start"])))
            for one in case.again.kept("deeds")
            if not one.headline
        ]
        reports = Counter(
            dated[at] for at, clause in told if at in dated and (of is None or f"{clause}".startswith(of))
        )
        shown = published_days(case.data, case.filters, of)
        days = [(str(row.day.date()), row.outlet_name) for row in shown.itertuples()]
        assert Counter(dict(zip(days, shown["articles"], strict=True))) == Counter(dated.values())
        assert Counter({day: n for day, n in zip(days, shown["reports"], strict=True) if n}) == reports
