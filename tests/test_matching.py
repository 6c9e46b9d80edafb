"""Which clause a report is of where both parties do something, and how much of it the parties' names tell."""

from datetime import date

import pytest

from lib.agreement import load_agreement
from lib.agreement.reported.matching import Matched, match_reports
from lib.agreement.reported.reports import reports_in
from lib.annotate import Tools, annotate_all
from lib.models import Agreement
from tests.conftest import make_document

TEXT = """Memorandum between Estonia and Peru on Duties

Estonia and Peru have agreed as follows:

1. Estonia shall suspend its duties on fish and copper for ninety days.
2. Peru shall suspend its duties on timber and amber for ninety days.
3. Estonia and Peru shall observe a truce at sea from 3 May 2030.
4. The Estonian Ministry and the Peruvian Ministry shall settle how disputes are heard.

Done at Riga on 3 May 2030.
"""


@pytest.fixture(scope="module")
def accord(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Agreement:
    """An agreement in which each party has a clause like the other's."""
    path = tmp_path_factory.mktemp("accord") / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return load_agreement(path, tools)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("Estonia will suspend its duties on copper.", "1"),
        ("Peru will suspend its duties on amber.", "2"),
        # of neither: each has a clause of its own
        ("Estonia and Peru will suspend their duties for ninety days.", None),
        # the ministers are only those who say so
        ("The Estonian Ministry and the Peruvian Ministry agreed to begin a truce at sea.", "3"),
    ],
)
def test_clause_of_a_report(told: str, number: str | None, accord: Agreement, tools: Tools) -> None:
    (match,) = matches(told, accord, tools)
    assert (None if match.clause is None else accord.clauses[match.clause].number) == number


@pytest.mark.parametrize(
    ("told", "numbers"),
    [
        ("Estonia and Peru will suspend their duties for ninety days.", ["1", "2"]),
        ("Estonia and Peru agreed to lower some of their duties.", ["1", "2"]),
        # of one alone, and of none
        ("Estonia will suspend its duties on copper.", []),
        ("Estonia and Peru will send a choir to Riga.", []),
    ],
)
def test_what_both_do_is_of_a_clause_of_each(told: str, numbers: list[str], accord: Agreement, tools: Tools) -> None:
    (match,) = matches(told, accord, tools)
    assert [accord.clauses[at].number for at in match.mirrored] == numbers


TRUCE = "once Estonia and Peru observe a truce at sea from 3 May 2030"
DEEDS = [
    # one deed done to one thing is of one clause, though only one report tells of the truce
    ("The copper duties will be suspended", 1),
    # another thing
    ("The copper mines will be suspended", 2),
    # by others
    ("Peru will suspend the copper duties", 2),
]


@pytest.mark.parametrize(("told", "clauses"), DEEDS)
def test_one_deed_done_to_one_thing_is_of_one_clause(told: str, clauses: int, accord: Agreement, tools: Tools) -> None:
    text = f"Estonia will suspend its copper duties for ninety days.\n\n{told} {TRUCE}."
    found = [match.clause for match in matches(text, accord, tools)]
    assert len(set(found[:2])) == clauses


SIDES = """Memorandum between Estonia and Peru on the Islands

Estonia and Peru have agreed as follows:

1. Estonia and Peru shall set up a board of trade to carry on talks.
2. At these talks the side of Estonia shall be headed by Marta Kask.
3. The talks may be held in Estonia and Peru, or a third port.
4. Peru shall hand over its heavy guns, half of them by 3 June 2030.
5. Peru shall hand over the remainder by 3 July 2030.

Done at Riga on 3 May 2030.
"""


@pytest.fixture(scope="module")
def sides(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Agreement:
    """An agreement whose clauses go on from each other."""
    path = tmp_path_factory.mktemp("sides") / "text.txt"
    path.write_text(SIDES, encoding="utf-8")
    return load_agreement(path, tools)


REST = "Peru will hand over the remainder by 3 July."
BOARD = "The two countries will set up a board of trade."


@pytest.mark.parametrize(
    ("told", "number"),
    [
        # what is called by its own name is meant, whatever else both are called
        ("Estonian envoy Marta Kask will speak first.", "2"),
        ("Estonian envoy Jaan Tamm will speak first.", None),
        # the commas of a list set nothing apart
        (f"{BOARD} Coming rounds may be held in Estonia, Peru, or a neutral third port.", "3"),
        # a report within another is of what that tells
        ("The remainder of its guns, which it was bound to surrender by 31 July, has not been handed over.", "5"),
        # what names neither who nor what is of what stands before
        (f"{REST} 25 will follow this week.", "5"),
        (f"{REST} A choir will follow this week.", None),
    ],
)
def test_what_a_report_goes_on_from(told: str, number: str | None, sides: Agreement, tools: Tools) -> None:
    match = matches(told, sides, tools)[-1]
    assert (None if match.clause is None else sides.clauses[match.clause].number) == number


def matches(told: str, accord: Agreement, tools: Tools) -> list[Matched]:
    """What an article of some words commits to, matched."""
    ((document, annotations),) = annotate_all([make_document("a", told, "a", published=date(2030, 5, 4))], tools)
    reports = reports_in(
        document.id, document.published, annotations.sentences, annotations.commitments, annotations.deeds
    )
    return [match for match in match_reports(accord, reports) if match.report.state is None]
