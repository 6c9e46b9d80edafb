"""The outline of an agreement: points, numbers, parents, lead-ins, furniture and lines broken inside sentences."""

import pytest

from lib.agreement.outline.labels import read_labels
from lib.agreement.outline.layout import find_blocks, is_furniture
from lib.agreement.outline.pieces import cut
from lib.agreement.outline.points import find_points


def _pieces(text: str) -> list[tuple[str, str | None, str]]:
    """Number, parent's number and words of each piece that counts as a clause whatever it says."""
    found = [piece for point in find_points(find_blocks(text)) for piece in cut(point)]
    return [(piece.number, piece.parent, piece.words) for piece in found if piece.counts]


@pytest.mark.parametrize(
    ("label", "style", "value"),
    [
        ("1. Tanks leave", "1.", 1),
        ("1) Tanks leave", "1)", 1),
        ("(1) Tanks leave", "(1)", 1),
        ("1- Tanks leave", "1-", 1),
        ("5 – Tanks leave", "1-", 5),
        ("12.\tTanks leave", "1.", 12),
        ("Article 7. Tanks leave", "article", 7),
        ("ARTICLE IV", "article", 4),
        ("2.3 Tanks leave", "dotted", 3),
        ("B.2 Tanks leave", "dotted", 2),
        ("(a) leave", "(a)", 1),
        ("iv. leave", "i.", 4),
        ("• leave", "bullet •", 0),
        ("Second: tanks leave", "first:", 2),
        ("1.3.1. let them go", "dotted", 1),
        ("– leave", "bullet –", 0),
    ],
)
def test_labels(label: str, style: str, value: int) -> None:
    assert (style, value) in [(one.style, one.value) for one in read_labels(label)]


@pytest.mark.parametrize(
    "words",
    [
        "2018 was a bad year",
        "Article 7 of the treaty holds",
        "3-day talks",
        "1,500 tonnes",
        "-5 degrees",
        "10 km of road",
        "1.5 million dollars",
    ],
)
def test_words_that_are_no_labels(words: str) -> None:
    assert not read_labels(words)


@pytest.mark.parametrize(
    "line",
    [
        "– 2 –",
        "Page 3 of 12",
        "[Print]   [Back to list]",
        "Home | News | Contact",
        "https://example.org/accord",
        "S/2019/12",
        "05-21873 (E)    030205",
        "*0521873*",
    ],
)
def test_page_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["2. Roads open", "The Parties shall contact the mediator.", "Part One – Arms"])
def test_lines_of_the_agreement_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. The Front shall leave. It may return.\n2. Roads open.",
            [("1", None, "The Front shall leave."), ("", "1", "It may return."), ("2", None, "Roads open.")],
            id="a further sentence is a clause of its own",
        ),
        pytest.param(
            "1. The Front shall:\n(a) hand over arms;\n(b) leave; and\n(c) disband.\n2. Roads open.",
            [
                ("1.a", "1", "hand over arms;"),
                ("1.b", "1", "leave;"),
                ("1.c", "1", "disband."),
                ("2", None, "Roads open."),
            ],
            id="lettered parts of a sentence",
        ),
        pytest.param(
            "Article 1\nTruce\n\n1. Firing stops.\n\n2. Guns go.\n\nArticle 2\n\nThe Board shall meet. It shall act.",
            [
                ("1.1", "1", "Firing stops."),
                ("1.2", "1", "Guns go."),
                ("2", None, "The Board shall meet."),
                ("", "2", "It shall act."),
            ],
            id="articles with points and without",
        ),
        pytest.param(
            "1. The withdrawal from the town\nshall end by 2 May, in the\npresence of all.\n\n- 2 -\n\n2. Roads open.",
            [
                ("1", None, "The withdrawal from the town shall end by 2 May, in the presence of all."),
                ("2", None, "Roads open."),
            ],
            id="lines broken inside a sentence, and a page's number",
        ),
        pytest.param(
            "Each side shall (i) lift the ban on exports of wheat; and (ii) open two offices.",
            [("i", None, "lift the ban on exports of wheat;"), ("ii", None, "open two offices.")],
            id="a list in its own line",
        ),
        pytest.param(
            "1. Tracts are entered in this order: tract No. I on 2 May; tract No. II on 3 May.",
            [("", "1", "tract No. I on 2 May;"), ("", "1", "tract No. II on 3 May.")],
            id="staged days",
        ),
        pytest.param(
            "No.\tActivity\tBy whom\tDeadline\nA\tARMS\t\t\n1\tHand over arms\tFront\t4 May\n2\tPay\tCouncil\t",
            [("1", None, "Hand over arms"), ("2", None, "Pay")],
            id="a table's lines are steps, whatever else stands in them",
        ),
        pytest.param(
            "| Measure | Lead |\n|---|---|\n| Open the road | Army |\n\nThe end.",
            [("", None, "Open the road")],
            id="a table with bars",
        ),
        pytest.param(
            "I. Arms\n\n1. Guns go.\n2. Tanks go.\n\nII. Roads\n\n3. Roads open.",
            [("1", None, "Guns go."), ("2", None, "Tanks go."), ("3", None, "Roads open.")],
            id="numbers that run on from part to part are not joined",
        ),
        pytest.param(
            "We, the undersigned:\n- the Front;\n- the Council;\n\nhave agreed:\n\n1. Guns go.\n2. Roads open.",
            [("1", None, "Guns go."), ("2", None, "Roads open.")],
            id="a list of those who agree lays nothing down",
        ),
        pytest.param(
            "1. “Area” means the town; “Day 1” means 4 May.\n2. Guns go.",
            [("1", None, "“Area” means the town;"), ("", "1", "“Day 1” means 4 May."), ("2", None, "Guns go.")],
            id="definitions one by one",
        ),
        pytest.param(
            "1. Roads open.\n\nDone at Geneva on 4 May 2020\n\nFor the Front: A. Smith\n\nANNEX A\n\n1. Guards leave.",
            [("1", None, "Roads open."), ("1", None, "Guards leave.")],
            id="signatures are none, annexes are",
        ),
        pytest.param(
            "Chile will:\n- lower its duty;\n- lift the ban.\n\nPeru will:\n- pay.",
            [("", None, "lower its duty;"), ("", None, "lift the ban."), ("", None, "pay.")],
            id="bullets have no number",
        ),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert _pieces(text) == expected


def test_a_lead_in_holds_for_what_stands_below_it_and_no_longer() -> None:
    text = "The Parties undertake by 9 May:\n\nChile will (i) pay; and (ii) leave.\n\nThe Board shall meet."
    pieces = [piece for point in find_points(find_blocks(text)) for piece in cut(point)]
    assert [piece.leads for piece in pieces] == [
        ("The Parties undertake by 9 May:", "Chile will"),
        ("The Parties undertake by 9 May:", "Chile will"),
        (),
    ]


def test_only_the_last_sentence_leads_in() -> None:
    text = "1. A Board will be formed. The Board:\n(a) meets in May;\n(b) may vote."
    pieces = [piece for point in find_points(find_blocks(text)) for piece in cut(point)]
    assert [(piece.words, piece.leads) for piece in pieces] == [
        ("A Board will be formed.", ()),
        ("meets in May;", ("The Board:",)),
        ("may vote.", ("The Board:",)),
    ]


def test_words_stand_where_the_offsets_say() -> None:
    text = "1.  The Front\n    shall leave.\n\n(a) Roads\topen; and"
    for point in find_points(find_blocks(text)):
        for piece in cut(point):
            assert " ".join(text[piece.start : piece.end].split()) == piece.words
