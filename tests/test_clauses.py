"""Which clause of a known agreement a commitment reports, and that what is about something else reports none."""

from datetime import date

import pytest

from lib.annotate.clauses import resolve_clause
from lib.annotate.promising.stems import stem
from lib.codebooks import load_agreements
from lib.models import Agreement, Clause, Commitment, Modality, Span

GRAIN = Agreement(
    "grain-2022",
    "Black Sea Grain Initiative",
    ("russia", "ukraine", "turkey"),
    date(2022, 7, 22),
    "",
    (
        Clause("corridor", "1", "Ships sail through a corridor.", None, ("grain ships", "shipping corridor", "Odesa")),
        Clause(
            "no-attacks", "2", "Nobody attacks the ships.", None, ("no attack on ships", "no attack on ports", "Odesa")
        ),
    ),
)


def reported(clause: str, modality: Modality = "obligation", action: str = "", sentence: str = "") -> str | None:
    """The clause that these words report, with the memorandum and an agreement of another story in the codebook."""
    commitment = Commitment(
        Span(0, len(clause), clause), None, action or clause.split(maxsplit=1)[0], None, None, modality, None
    )
    return resolve_clause(commitment, sentence or clause, (*load_agreements(), GRAIN))


REPORTS: list[tuple[str, Modality, str, str, str | None]] = [
    # the zone, in both spellings, and in words of one's own
    (
        "they agreed to create a demilitarised zone in Idlib",
        "obligation",
        "create",
        "",
        "sochi-2018/demilitarised-zone",
    ),
    ("they agreed to set up a de-militarized zone in Idlib", "obligation", "set", "", "sochi-2018/demilitarised-zone"),
    ("a buffer zone will be established in Idlib", "obligation", "established", "", "sochi-2018/demilitarised-zone"),
    # patrols in the zone are not the zone
    (
        "Russian and Turkish forces will patrol the demilitarised zone",
        "obligation",
        "patrol",
        "",
        "sochi-2018/joint-patrols",
    ),
    # the names stand in the sentence, not in the clause
    (
        "heavy weapons would be withdrawn from all opposition forces",
        "obligation",
        "withdrawn",
        "Putin added that heavy weapons would be withdrawn from all opposition forces.",
        "sochi-2018/heavy-weapons",
    ),
    # withdrawing: whom, or what
    (
        "radical groups will withdraw from the zone in Idlib",
        "obligation",
        "withdraw",
        "",
        "sochi-2018/radical-groups-withdraw",
    ),
    # a ban, and ending what it bans
    ("there will be no new military operation against Idlib", "prohibition", "be", "", "sochi-2018/no-offensive"),
    ("Syrian army will halt operation to liberate Idlib", "obligation", "halt", "", "sochi-2018/no-offensive"),
    # to attack is the contrary
    ("the Syrian army will attack Idlib", "obligation", "attack", "", None),
    # roads
    ("transit traffic between Aleppo and Hama must be restored", "obligation", "restored", "", "sochi-2018/highways"),
    # an agreement of another story
    ("Moscow agreed that grain ships leave Odesa", "obligation", "leave", "", "grain-2022/corridor"),
    # the same words about another war
    ("the guerrillas will hand over heavy weapons by June", "obligation", "hand over", "", None),
    ("Foreign fighters shall be withdrawn within 30 days", "obligation", "withdrawn", "", None),
    # a party alone, and a common word
    ("Russia will halt its operation in the bank's headquarters", "obligation", "halt", "", None),
    # nothing alike
    ("Turkey will lower its tariffs on steel", "obligation", "lower", "", None),
]


@pytest.mark.parametrize(("clause", "modality", "action", "sentence", "expected"), REPORTS)
def test_a_report_answers_to_its_clause(
    clause: str, modality: Modality, action: str, sentence: str, expected: str | None
) -> None:
    assert reported(clause, modality, action, sentence) == expected


def test_without_agreements_nothing_is_resolved() -> None:
    commitment = Commitment(Span(0, 4, "Idli"), None, "go", None, None, "obligation", None)
    assert resolve_clause(commitment, "Idlib", ()) is None


def test_the_codebook_has_the_memorandums_points_in_order() -> None:
    memorandum = next(agreement for agreement in load_agreements() if agreement.id == "sochi-2018")
    assert [clause.number for clause in memorandum.clauses] == [str(number) for number in range(1, 11)]
    assert {clause.id: clause.due for clause in memorandum.clauses if clause.due} == {
        "radical-groups-withdraw": date(2018, 10, 15),
        "heavy-weapons": date(2018, 10, 10),
        "highways": date(2018, 12, 31),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # British and American
        ("demilitarised", "demilitarized"),
        ("de-militarized", "demilitarised"),
        # noun and verb
        ("withdrawal", "withdrawn"),
        ("establishment", "established"),
        # plural and singular
        ("patrols", "patrol"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
