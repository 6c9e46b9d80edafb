"""Agreements that amend, implement, supplement or replace others: read, known, kept, and what their clauses change."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.agreement import (
    agreement_of,
    agreement_record,
    corrected,
    find_changes,
    read_agreement,
    related_ones,
    rows_of,
    with_known,
)
from lib.agreement.others.known import known_one
from lib.agreement.others.named import find_related
from lib.agreement.reading import named_days
from lib.annotate import Tools
from lib.codebooks import read_agreement as read_toml
from lib.errors import CodebookError
from lib.models import Agreement, Clause, Related
from lib.store import agreement_toml
from lib.views.agreement.changes import changes_of, related_words

EXAMPLE = Path(__file__).parent.parent / "examples" / "inland-sea" / "agreement.toml"
SECOND = """\
SECOND PROTOCOL OF TATVAN
amending the Protocol of Tatvan of 3 March 2025

Signed: Tatvan, 12 April 2025

The Fishers' Union of Ahlat ("the Union") and the Harbour Company of Gevash ("the Company"), hereinafter "the Parties",

Have agreed as follows:

1. Point 2 shall read as follows: "The Company shall withdraw its boats from the bay of Ahlat by 10 May 2025."

2. In point 7, the words "spawning ground of Deveboynu" are replaced by "spawning grounds of Deveboynu and Adir".

3. The Company shall pay 150,000 lira to the families of the fishers before 30 June 2025.

4. The Parties shall open a school of navigation in Ahlat by 1 September 2025.
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("title", "kind", "name", "signed"),
    [
        ("Additional Protocol to the Memorandum on Grazing in the Lower Valley of 17 September 2018", "supplements",
         "Memorandum on Grazing in the Lower Valley", day("2018-09-17")),
        ("AGREEMENT AMENDING THE TREATY ON WATER SHARING", "amends", "TREATY ON WATER SHARING", None),
        ("Amendment No. 2 to the Ceasefire Agreement signed at Gali on 12 May 2021", "amends", "Ceasefire Agreement",
         day("2021-05-12")),
        ("Agreement on the Implementation of the Cessation of Hostilities Agreement of 24 May 2022", "implements",
         "Cessation of Hostilities Agreement", day("2022-05-24")),
        ("A bundle of steps to carry out the Orsk accords", "implements", "Orsk accords", None),
    ],
)  # fmt: skip
def test_a_title_says_what_it_is_to_another(
    tools: Tools, title: str, kind: Any, name: str, signed: date | None
) -> None:
    assert find_related(title, (), (), lambda words: named_days(words, tools)) == (Related(kind, name, signed),)


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("Pursuant to paragraph 2 of Article 7 of the Memorandum of Understanding of 4 May 2019, the Parties agree",
         [("implements", "Memorandum of Understanding", "2019-05-04")]),
        ("To supplement the Treaty on Water signed in Gali on 3 June 2014 and replace the Interim Accord of 1 May 2013",
         [("supplements", "Treaty on Water", "2014-06-03"), ("replaces", "Interim Accord", "2013-05-01")]),
        ("In implementation of the agreement reached in Orsk on 5 July 2020",
         [("implements", "agreement", "2020-07-05")]),
        # Another's name, which says what that one is to a third.
        ("Recalling the Additional Protocol to the Geneva Conventions of 12 August 1949", []),
        # Its own name, a term defined, and what is no agreement.
        ("Having met to implement this Agreement of 4 May 2019", []),
        ("Acting pursuant to the Agreement, and", []),
        ("Pursuant to Security Council resolution 2254 of 18 December 2015", []),
    ],
)  # fmt: skip
def test_an_opening_says_it_in_prose(tools: Tools, opening: str, found: list[tuple[str, str, str]]) -> None:
    related = find_related("", (opening,), (), lambda words: named_days(words, tools))
    assert [(one.kind, one.name, str(one.signed)) for one in related] == found


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("This Protocol supersedes the Agreement on Ferries of 3 May 2016.", ["Agreement on Ferries"]),
        ("The present Accord shall replace the Protocol of Orsk and the Memorandum of Gali of 2 May 2018.",
         ["Protocol of Orsk"]),
        ("The Parties shall implement the Agreement on Ferries of 3 May 2016.", []),
    ],
)  # fmt: skip
def test_a_clause_says_it_of_its_own_text_alone(tools: Tools, clause: str, names: list[str]) -> None:
    assert [one.name for one in find_related("", (), (clause,), lambda words: named_days(words, tools))] == names


def test_many_cues_in_one_paragraph_take_no_longer_than_they_are_long(tools: Tools) -> None:
    related = find_related(
        "", ("amending the Treaty on Salt " * 2000,), (), lambda words: named_days(words[:100], tools)
    )
    assert len(related) == 1


@pytest.fixture(scope="module")
def first() -> Agreement:
    return read_toml(EXAMPLE)


@pytest.fixture(scope="module")
def second(tools: Tools) -> Agreement:
    return read_agreement(SECOND, tools)


ORSK = Agreement("orsk", "Ceasefire Agreement of Orsk", (), day("2020-07-05"), "", ())
GALI = Agreement("gali", "Ceasefire Agreement of Gali", (), day("2021-05-12"), "", ())


@pytest.mark.parametrize(
    ("related", "meant"),
    [
        (Related("amends", "agreement", day("2020-07-05")), None),
        (Related("amends", "ceasefire agreement", day("2020-07-05")), "orsk"),
        (Related("amends", "Ceasefire Agreement of Orsk"), "orsk"),
        (Related("amends", "Ceasefire Agreement of Orsk", day("2020-07-06")), None),
        (Related("amends", "Ceasefire Agreement"), None),
        (Related("amends", "Water Treaty", None, "gali"), "gali"),
        (Related("amends", "Ceasefire Agreement of Orsk", None, "gone"), None),
    ],
)
def test_it_is_known_by_name_and_day(related: Related, meant: str | None) -> None:
    found = known_one(related, (ORSK, GALI))
    assert (found and found.id) == meant


def test_it_is_kept_and_taken_along(first: Agreement, second: Agreement, tmp_path: Path) -> None:
    assert second.related == (Related("amends", "Protocol of Tatvan", day("2025-03-03")),)
    known = with_known(second, (first, ORSK))
    assert known.related[0].agreement == first.id
    path = tmp_path / f"{known.id}.toml"
    path.write_text(agreement_toml(known), encoding="utf-8")
    assert read_toml(path) == known
    assert agreement_of(json.loads(json.dumps(agreement_record(known)))).related == known.related
    path.write_text(path.read_text(encoding="utf-8").replace('"amends"', '"follows"'), encoding="utf-8")
    with pytest.raises(CodebookError, match="kind is one of amends, implements, supplements, replaces"):
        read_toml(path)


def test_a_reader_puts_it_right(second: Agreement) -> None:
    asked = {"title": second.title, "signed": second.signed, "parties": second.parties, "rows": rows_of(second)}
    right = (Related("replaces", "Ceasefire Agreement of Orsk", None, "orsk"),)
    assert corrected(second, **asked).related == second.related
    assert corrected(second, **asked, related=right).related == right


def changes(*agreements: Agreement) -> dict[str, tuple[str, str]]:
    """The clauses that change one, with that one's number and how it is known."""
    return {one.clause.number: (one.earlier_clause.number, one.by) for one in find_changes(agreements)}


def test_clauses_stand_beside_what_they_change(first: Agreement, second: Agreement) -> None:
    assert changes(first, second) == {"1": ("2", "number"), "2": ("7", "number"), "3": ("6", "words")}
    assert changes(second) == {}
    implementing = replace(second, related=(replace(second.related[0], kind="implements"),))
    assert changes(first, implementing) == {}
    supplementing = replace(second, related=(replace(second.related[0], kind="supplements"),))
    assert changes(first, supplementing) == {"1": ("2", "number"), "2": ("7", "number")}


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("Paragraph 2 of Article 7 is replaced by: “The board sits in Gali.”", "7.2"),
        ("In Article 7, paragraph 1, the word “salt” is deleted.", "7.1"),
        ("Article 7(2) shall read: “The board sits in Gali.”", "7.2"),
        ("Article 7 is amended so that the board meets in Gali.", "7.2"),
        ("Article 9 is deleted.", None),
        ("Article 7 applies.", None),
    ],
)
def test_a_clause_is_found_by_its_number(words: str, changed: str | None) -> None:
    texts = {"7.1": "Salt is sold freely.", "7.2": "The board meets in Orsk.", "2": "Ferries run."}
    earlier = replace(ORSK, clauses=tuple(Clause(f"c{n}", n, text, None) for n, text in texts.items()))
    later = Agreement("later", "Later", (), None, "", (Clause("1", "1", words, None),),
                      related=(Related("supplements", ORSK.title),))  # fmt: skip
    assert changes(earlier, later).get("1", (None,))[0] == changed


def test_wordings_are_shown_with_what_differs(first: Agreement, second: Agreement) -> None:
    shown = changes_of(find_changes((first, second)))
    assert shown.words(f"{second.id}/1") == f"changes point 2 of {first.title}"
    assert shown.words(f"{first.id}/2") == f"changed by point 1 of {second.title}"
    assert shown.words(f"{second.id}/4") == ""
    inside = shown.inside(f"{second.id}/1", str)
    assert '<mark class="m-differs">20 March</mark> 2025' in inside
    assert '<mark class="m-differs">10 May</mark> 2025' in inside
    assert f'href="{first.id}/2"' in inside
    assert "Changed by" in shown.inside(f"{first.id}/2", str)
    assert not shown.inside(f"{second.id}/4", str)
    assert related_words(second, (first, second)) == f"amends {first.title} of 3 Mar 2025"
    assert related_words(first, (first, second)) == f"amended by {second.title} of 12 Apr 2025"
    assert related_words(second, (second,)) == "amends Protocol of Tatvan (not known here) of 3 Mar 2025"


def test_an_agreement_is_nothing_to_itself(first: Agreement) -> None:
    itself = replace(first, related=(Related("amends", first.title, first.signed, first.id),))
    assert list(related_ones((itself,))) == []
    assert find_changes((itself,)) == ()
