"""An agreement read whole: parties, definitions, the day of signing, who, modality, and the command's JSON."""

import json
from datetime import date
from pathlib import Path

import pytest

from lib.agreement import agreement_record, read_agreement
from lib.agreement.__main__ import main
from lib.agreement.parties import find_cast, find_definitions
from lib.annotate import Tools
from lib.errors import UnreadableFileError

ACCORD = """\
ACCORD OF FAYA

Signed: Faya, 4 February 2021

The Government of the Republic of Chad (“the Government”) and the Koussi Front (KF), hereinafter “the Parties”,

Weary of the conflict,

Have agreed on the following:

1. The Parties shall cease fire from 7 February 2021.
2. The Government shall withdraw its guns by 28 February.
3. Neither Party shall lay mines. The KF may keep its radios.
4. By 20 March 2021 the KF shall:
(a) hand over its list of camps to the Joint Verification Mission;
(b) not recruit.
5. The Mission shall report every month. It shall be based in Wour.
6. All roads shall be opened by the Government.
7. The Parties reaffirm their respect for borders.

Done at Faya on 4 February 2021
"""
GOVERNMENT, FRONT = "Government of the Republic of Chad", "Koussi Front"


@pytest.fixture(scope="module")
def record(tools: Tools) -> dict:
    return agreement_record(read_agreement(ACCORD, tools))


def test_title_day_and_parties(record: dict) -> None:
    assert (record["title"], record["id"], record["signed"]) == ("ACCORD OF FAYA", "accord-of-faya", "2021-02-04")
    assert record["parties"] == [GOVERNMENT, FRONT]


def test_who_has_to_do_what(record: dict) -> None:
    told = [(c["number"], c["obligors"], c["modality"], c["due"], c["starts"]) for c in record["clauses"]]
    assert told == [
        ("1", [GOVERNMENT, FRONT], "obligation", None, "2021-02-07"),
        ("2", [GOVERNMENT], "obligation", "2021-02-28", None),
        ("3", [GOVERNMENT, FRONT], "prohibition", None, None),
        (None, [FRONT], "permission", None, None),
        ("4.a", [FRONT], "obligation", "2021-03-20", None),
        ("4.b", [FRONT], "prohibition", "2021-03-20", None),
        ("5", ["Mission"], "obligation", None, None),
        (None, [], "obligation", None, None),
        ("6", [GOVERNMENT], "obligation", None, None),
        ("7", [GOVERNMENT, FRONT], "statement", None, None),
    ]


def test_offsets_index_the_text_and_ids_are_one_each_and_stay(record: dict, tools: Tools) -> None:
    for clause in record["clauses"]:
        assert record["text"][clause["start"] : clause["end"]] == clause["text"]
    ids = [clause["id"] for clause in record["clauses"]]
    assert len(set(ids)) == len(ids)
    again = agreement_record(read_agreement("Printed today\n\n" + ACCORD, tools))
    assert [clause["id"] for clause in again["clauses"]] == ids


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("the Liberation and Justice Movement (LJM)", [("LJM", "Liberation and Justice Movement")]),
        ('the Sylhet Association (the "Association")', [("Association", "Sylhet Association")]),
        ("the Koussi Front, hereinafter “the Front”,", [("Front", "Koussi Front")]),
        ("the League of Towns (hereafter the League)", [("League", "League of Towns")]),
        ("the Front (see below) and others (about 40)", []),
    ],
)
def test_definitions(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(find_definitions(text)) == pairs


@pytest.mark.parametrize(
    ("opening", "title", "parties"),
    [
        ("COLOMBIA, the Argentine Republic and Peru, having met:", "", ("Colombia", "Argentine Republic", "Peru")),
        ("Made between the Ministry of Roads and the Board of Ports.", "", ("Ministry of Roads", "Board of Ports")),
        ("", "TREATY BETWEEN THE REPUBLIC OF PERU AND CHILE", ("Republic of Peru", "Chile")),
        ("", "Joint statement of Greece and North Macedonia on water", ("Greece", "North Macedonia")),
        ("Bosnia and Herzegovina and Croatia, with others, agree.", "", ("Bosnia and Herzegovina", "Croatia")),
        ("", "Truce Between The State of Ayn And Sool Facilitated by IGAD", ("State of Ayn", "Sool")),
        ("The two sides agree.", "", ()),
    ],
)  # fmt: skip
def test_parties(opening: str, title: str, parties: tuple[str, ...], tools: Tools) -> None:
    assert find_cast(opening, title, "", opening, tools.gazetteer).parties == parties


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("Done at Mongu, this fourth day of March 2021, in two copies.", date(2021, 3, 4)),
        ("Thessaloniki, 3 February 2022", date(2022, 2, 3)),
        ("DONE at Arima on the 28th day of March, two thousand and eight, in English.", date(2008, 3, 28)),
        ("For the Front: A. Smith", None),
    ],
)
def test_the_day_of_signing(line: str, signed: date | None, tools: Tools) -> None:
    assert read_agreement(f"1. The Front shall leave by 4 May 2023.\n\n{line}\n", tools).signed == signed


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The bodies are to be given back by both sides by 8 May.", ["Koussi Front", "Tubu Council"]),
        ("The vote is to be carried out by the Electoral Commission in all towns.", ["Electoral Commission"]),
        ("All persons held by the Front shall be handed over to the Red Cross.", ["Koussi Front"]),
        ("This will be aided by the Mission with the backing of the Contact Group.", ["Mission", "Contact Group"]),
        ("No aircraft of either Party shall fly over the zone.", ["Koussi Front", "Tubu Council"]),
        ("The Front will leave Zouar, and the Council will pay the guards.", ["Koussi Front", "Tubu Council"]),
        ("The Movements shall gather their fighters.", ["Koussi Front", "Tubu Council"]),
        ("Talks shall begin in May between the two sides.", ["Koussi Front", "Tubu Council"]),
        ("The Front pledges that two posts will be opened.", ["Koussi Front"]),
        ("The forces of both sides to pull back from their present lines.", ["Koussi Front", "Tubu Council"]),
        ("The Front to vacate the post by 1 July.", ["Koussi Front"]),
        ("Each Contracting State is free to denounce this Accord.", ["Koussi Front", "Tubu Council"]),
        ("Envoys of Iran may be invited to the talks.", []),
    ],
)
def test_who(words: str, who: list[str], tools: Tools) -> None:
    opening = (
        "The Koussi Front (the “Front”) and the Tubu Council (the “Council”), together called the Movements, agree:"
    )
    assert list(read_agreement(f"{opening}\n\n1. {words}\n", tools, signed=date(2021, 3, 4)).clauses[0].obligors) == who


def test_headings_set_periods(tools: Tools) -> None:
    text = "1. Step 1 (July to December 2021)\n\n1.1 The Front leaves.\n\n1.2 The Front opens the road by 4 August.\n"
    clauses = read_agreement(text, tools, signed=date(2021, 3, 4)).clauses
    assert [(one.starts, one.due) for one in clauses] == [
        (date(2021, 7, 1), date(2021, 12, 31)),
        (None, date(2021, 8, 4)),
    ]


def test_a_covering_letter_and_a_letterhead_are_left_out(tools: Tools) -> None:
    letter = (
        "United Nations   S/2021/12\n\nLetter dated 4 May 2021 from the Chair\n\nI should be glad if it were read.\n\n"
    )
    for before in (f"{letter}Annex\n\n", "African Union   PSC/PR/2021\nDistr.: General\n\n"):
        read = read_agreement(f"{before}Truce of Sirte\n\n1. The Front shall leave.\n", tools)
        assert (read.title, [one.text for one in read.clauses]) == ("Truce of Sirte", ["The Front shall leave."])


def test_a_table_names_who_and_when(tools: Tools) -> None:
    text = (
        "Step\tLead\tDeadline\nOpen the road\tKoussi Front / Red Cross\tD+30\nPublish the list\tTubu Council\tongoing\n"
    )
    clauses = read_agreement(text, tools, signed=date(2021, 3, 4)).clauses
    assert [(one.obligors, one.due, one.due_rule) for one in clauses] == [
        (("Koussi Front", "Red Cross"), date(2021, 4, 3), "D+30"),
        (("Tubu Council",), None, "ongoing"),
    ]


def test_a_text_that_lays_nothing_down_is_refused(tools: Tools) -> None:
    with pytest.raises(UnreadableFileError, match="no agreement"):
        read_agreement("The weather was fine. People went to the market and bought apples.", tools)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "accord.txt"
    path.write_text("1. The Front shall leave within ten days.\n", encoding="utf-8")
    assert main(["--signed", "2021-03-04", "--title", "Accord", str(path)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["title"], record["signed"], record["clauses"][0]["due"]) == ("Accord", "2021-03-04", "2021-03-14")
    assert list(record) == ["id", "title", "signed", "parties", "text", "clauses", "related"]
    assert list(record["clauses"][0]) == [
        "id", "index", "number", "start", "end", "text", "heading", "parent", "obligors", "modality", "due", "due_rule",
        "starts",
    ]  # fmt: skip


def test_the_command_says_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scan.txt"
    path.write_text("", encoding="utf-8")
    assert main([str(path)]) == 1
    assert "scan.txt: empty" in capsys.readouterr().err
