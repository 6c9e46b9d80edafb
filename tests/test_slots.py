"""What reports of one deed say of it besides: where, who, how sure, how it fares and on which days; alike or apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.compare.article import Article
from lib.compare.duties.days import days_of, is_moved, part_of_words
from lib.compare.facts.differences import consequence, find_differences, kind_of
from lib.compare.facts.rows import fact_rows, find_facts
from lib.compare.records import Difference
from lib.models import Commitment, Deadline, DeedState, Obligor, ReportedDeed, Timex
from tests.conftest import mention_of, span_of
from tests.fact_articles import of_sentence

CLAUSE = "pact/1"


def told(outlet: str, text: str, action: str, *orgs: str, **parts: Any) -> Article:
    """An article of one sentence, which is a report of one clause and names some bodies."""
    said = Commitment(span_of(text, text), None, action, None, None, "obligation", None, clause=CLAUSE)
    mentions = tuple(mention_of(text, name, name.lower(), "ORG") for name in orgs)
    return of_sentence(text, outlet, commitments=(replace(said, **parts),), mentions=mentions)


def differing(*articles: Article, lasting: tuple[str, ...] = ()) -> dict[str, Difference]:
    """The differences of some articles by their measure."""
    rows = fact_rows((fact for one in articles for fact in find_facts(one)), lasting)
    return {one.measure: one for one in find_differences(rows)}


SLOTS = [
    # into a place and beyond it
    ("The guards will move into the zone.", "The guards are to move beyond the zone.", "move", "where"),
    ("The guards will move into the zone.", "The guards are to stay inside the zone.", "move", None),
    # the same place named as a town and as its surroundings
    ("Units will gather in Hama.", "Units will gather around Hama.", "gather", "where"),
    # whose people they are, and which
    ("Advisers of the Orlen League will come.", "Advisers from both countries will come.", "come", "which"),
    ("Syrian army units will go in.", "Syrian frontier guards will go in.", "go", "which"),
    ("Syrian army units will go in.", "Syrian army troops will go in.", "go", None),
    ("Ships are to be searched before they reach Hama.", "Ships will be searched in Hama.", "searched", "where"),
    # what becomes of a thing: both, one or the other
    ("Kresia will suspend the toll.", "Kresia will lift the toll.", "lift", "what becomes of it"),
    ("Kresia will halt or scrap the toll.", "Kresia is to halt the toll.", "halt", "what becomes of it"),
    ("The toll will be lifted.", "Kresia will scrap the toll.", "scrap", None),
    ("Kresia will suspend the toll.", "Kresia will lift the curfew.", "lift", None),
    # which force of a country
    ("Syrian soldiers will guard it.", "Syrian military police will guard it.", "guard", "which"),
    # it may be, or it will
    ("The pact may be prolonged.", "The pact will be prolonged.", "prolonged", "how sure"),
    ("The pact will be prolonged.", "The pact is to be prolonged.", "prolonged", None),
]


@pytest.mark.parametrize(("one", "other", "action", "measure"), SLOTS)
def test_one_slot_of_one_deed_differs(one: str, other: str, action: str, measure: str | None) -> None:
    orgs = [("Orlen League",) if "League" in text else () for text in (one, other)]
    found = differing(told("a", one, action, *orgs[0]), told("b", other, action, *orgs[1]))
    assert list(found) == ([measure] if measure else [])
    # The same words in one outlet are no difference between outlets.
    assert differing(told("a", one, action, *orgs[0]), told("a", one, action, *orgs[0])) == {}


def test_whose_arms_they_are_is_told_by_their_side() -> None:
    all_sides = told("a", "Guns held by the warring parties will be withdrawn.", "withdrawn", object="Guns")
    rebels = told(
        "b",
        "The rebels will withdraw their guns.",
        "withdraw",
        object="their guns",
        obligor=Obligor("The rebels", None),
    )
    other = told("c", "Guns held by the insurgents will be withdrawn.", "withdrawn", object="Guns")
    assert "from whom or where" in differing(all_sides, rebels)
    assert "from whom or where" not in differing(rebels, other)


def test_a_list_of_members_that_has_one_more_differs() -> None:
    bodies = ("Orlen League", "Delta Union", "Harbour Board", "River Council")
    texts = [f"It will include {', '.join(names)}." for names in (bodies, bodies[:3])]
    one, other = (told(o, t, "include", *(b for b in bodies if b in t)) for o, t in zip("ab", texts, strict=True))
    assert list(differing(one, other)) == ["who takes part"]
    assert differing(one, replace(one, document="doc c", outlet="c")) == {}


def test_people_whom_one_article_names_together_are_not_held_apart() -> None:
    both = told("a", "Syrian units and Iranian units will go in.", "go")
    assert (
        differing(both, told("b", "Syrian units will go in.", "go"), told("c", "Iranian units will go in.", "go")) != {}
    )
    assert differing(both, told("b", "Syrian units will go in.", "go")) == {}


def test_people_are_called_by_the_name_that_stands_beside_them() -> None:
    mission = told("b", "LAKEFOR troops will relieve the guards.", "relieve", "LAKEFOR")
    named = told("a", "Orlen troops LAKEFOR will relieve the guards.", "relieve", "Orlen", "LAKEFOR")
    others = told("a", "Orlen troops will relieve the guards.", "relieve", "Orlen")
    assert "which" not in differing(named, mission)
    assert "which" in differing(others, mission)


def hour_at(outlet: str, text: str, words: str, value: str) -> Article:
    article = told(outlet, text, "begin")
    time = Timex(span_of(text, words), "TIME", value)
    return replace(article, annotations=replace(article.annotations, timexes=(time,)))


@pytest.mark.parametrize(
    ("words", "value", "differ"),
    [("midnight", "T00:00", True), ("noon", "T12:00", False), ("12 o'clock", "T12:00", False)],
)
def test_hours_of_one_day_differ(words: str, value: str, *, differ: bool) -> None:
    noon = hour_at("a", "It will begin at noon.", "noon", "2026-05-19T12:00")
    other = hour_at("b", f"It will begin at {words}.", words, f"2026-05-19{value}")
    assert ("at what hour" in differing(noon, other)) is differ


# How a clause fares


def fares(outlet: str, text: str, state: DeedState, day: str = "2026-05-01", on: str | None = None) -> Article:
    said = ReportedDeed(span_of(text, text), Obligor("army", None), "left", None, state, on and date.fromisoformat(on))  # type: ignore[arg-type]
    clauses = {(0, len(text), str(state)): CLAUSE}
    return replace(of_sentence(text, outlet, deeds=(said,)), deeds=clauses, told=date.fromisoformat(day))


LEFT, THERE = "The army has left the valley.", "Tanks are still in the valley."


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (fares("a", LEFT, "done"), fares("b", THERE, "disputed"), True),
        (fares("a", LEFT, "done"), fares("b", THERE, "denied", "2026-05-20"), True),
        (fares("a", LEFT, "done"), fares("b", THERE, "denied", "2026-08-20"), False),  # of another time
        (fares("a", LEFT, "done"), fares("b", THERE, "delayed"), False),  # late is not contrary
        (fares("a", LEFT, "begun"), fares("b", THERE, "disputed"), False),  # nobody says that it is done
        (fares("a", LEFT, "done"), fares("a", THERE, "disputed"), False),  # one voice
    ],
)
def test_a_claim_stands_beside_its_denial(one: Article, other: Article, *, differ: bool) -> None:
    assert list(differing(one, other)) == (["state"] if differ else [])


def test_what_lasts_is_kept_or_broken() -> None:
    kept, broken = fares("a", "The truce holds.", "begun"), fares("b", "Shots broke the truce.", "broken")
    assert list(differing(kept, broken, lasting=(CLAUSE,))) == ["state"]
    assert differing(kept, broken) == {}


def test_two_days_on_which_a_deed_was_done_differ() -> None:
    days = ("2026-05-01", "2026-05-02", "2026-06-01")
    first, next_day, later = (
        fares(o, LEFT, "done", on, on) for o, on in zip("abc", days, strict=True)
    )  # told as of yesterday by two outlets
    assert differing(first, next_day) == {}
    assert list(differing(first, later)) == ["done on"]
    part = fares("c", "The first convoy has left.", "done", "2026-04-01", "2026-04-01")
    assert differing(first, part) == {}


# Last days


@pytest.mark.parametrize(
    ("words", "due", "first", "last"),
    [
        ("by 15 May", date(2026, 5, 15), date(2026, 5, 15), date(2026, 5, 15)),
        ("in May", date(2026, 5, 31), date(2026, 5, 1), date(2026, 5, 31)),
        ("by the end of May", date(2026, 5, 31), date(2026, 5, 31), date(2026, 5, 31)),
        ("by mid-May", date(2026, 5, 15), date(2026, 5, 10), date(2026, 5, 20)),
        ("within 130 hours", date(2026, 5, 15), date(2026, 5, 13), date(2026, 5, 17)),
        ("within a month", date(2026, 5, 15), date(2026, 5, 9), date(2026, 5, 21)),
        ("that week", date(2026, 5, 17), date(2026, 5, 9), date(2026, 5, 17)),
    ],
)
def test_how_far_a_last_day_reaches(words: str, due: date, first: date, last: date) -> None:
    assert days_of(words, due) == (first, last)


def due_on(outlet: str, text: str, words: str, day: str, relation: Any = "ON_OR_BEFORE") -> Article:
    return told(outlet, text, "left", deadline=Deadline(span_of(text, words), date.fromisoformat(day), relation))


MAY = due_on("a", "The valley must be left by 15 May.", "by 15 May", "2026-05-15")


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        (due_on("b", "The valley must be left by 30 May.", "by 30 May", "2026-05-30"), True),
        # counted in weeks from publication, it can be the same day
        (due_on("b", "The valley must be left within two weeks.", "within two weeks", "2026-05-17"), False),
        # one half of it, one convoy, some of them
        (due_on("b", "Half of the valley must be left by 30 May.", "by 30 May", "2026-05-30"), False),
        (due_on("b", "The first convoy must have left by 1 May.", "by 1 May", "2026-05-01"), False),
        (due_on("b", "By 1 May 27 of its 31 posts must be left.", "By 1 May", "2026-05-01"), False),
        # put off
        (due_on("b", "The day was put off from 15 May to 30 May.", "to 30 May", "2026-05-30"), False),
        # what is planned for a day before the last one
        (due_on("b", "They plan to have left on 12 May.", "on 12 May", "2026-05-12", "ON"), False),
    ],
)
def test_last_days_of_the_same_differ(other: Article, *, differ: bool) -> None:
    assert ("by when" in differing(MAY, other)) is differ


def test_a_last_day_is_not_a_first_day() -> None:
    last = due_on("a", "The toll will be gone by 15 May.", "by 15 May", "2026-05-15")
    first = told("b", "The toll will be gone from 15 May.", "gone", starts=date(2026, 5, 15))
    assert list(differing(last, first)) == ["by or from"]
    assert differing(last, told("b", "The toll will be gone from 20 May.", "gone", starts=date(2026, 5, 20))) == {}


def test_what_was_moved_and_what_is_a_part() -> None:
    assert [is_moved(words) for words in ("postponed to May", "a month more", "from 3 to 9 May", "by May")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [part_of_words(words) for words in ("the rest", "the second batch", "all of it")] == ["rest", "part", ""]


def test_a_clause_with_a_number_alone_is_called_by_its_deed() -> None:
    done = told("a", "The guns will be withdrawn.", "withdrawn", object="guns")
    rows = fact_rows(fact for one in (done, told("b", "It is to go.", "go")) for fact in find_facts(one))
    assert {row.name for row in rows} == {"point 1: guns withdrawn"}


def test_days_come_before_what_else_differs() -> None:
    later = due_on("b", "The valley may be left by 30 May.", "by 30 May", "2026-05-30")
    found = sorted(differing(MAY, later).values(), key=consequence)
    assert [(one.measure, kind_of(one)) for one in found] == [("by when", "day"), ("how sure", "what")]
