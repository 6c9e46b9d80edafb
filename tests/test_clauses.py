"""Which clause of a known agreement a commitment or a sentence reports, and what is about something else."""

from dataclasses import replace
from datetime import date

import pytest

from lib.annotate.clauses import match_clauses
from lib.codebooks import load_agreements
from lib.models import Agreement, Clause, ClauseMatch, Commitment, Modality
from lib.text.stems import stem
from tests.conftest import sentences_of, span_of

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
    text = sentence or clause
    verb = action or clause.split(maxsplit=1)[0]
    commitment = Commitment(span_of(text, clause), None, verb, None, None, modality, None)
    known = (*load_agreements(), GRAIN)
    found = [m.clause for m in match_clauses(sentences_of(text, text), [commitment], known) if m.of == "commitment"]
    return found[0] if found else None


def told(*sentences: str, paragraphs: bool = False) -> list[ClauseMatch]:
    """What sentences report that are no commitments; they stand in one paragraph, or in one each."""
    text = " ".join(sentences)
    standing = sentences_of(text, *sentences)
    standing = standing if paragraphs else tuple(replace(sentence, paragraph=0) for sentence in standing)
    return list(match_clauses(standing, (), (*load_agreements(), GRAIN)))


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


SENTENCES: list[tuple[str, str | None]] = [
    # a reaffirmation
    ("Russia and Turkey have confirmed their determination to counter terrorism", "sochi-2018/fight-terrorism"),
    # a past report
    ("They drew the borders of the zone in Idlib", "sochi-2018/zone-lines"),
    # what was done, in another word for the deed
    ("Most heavy weapons have been pulled out of Idlib", "sochi-2018/heavy-weapons"),
    # what was not done is about the clause as well
    ("Few jihadists have withdrawn from the zone in Idlib", "sochi-2018/radical-groups-withdraw"),
    # a description
    ("The buffer zone in Idlib is 15 to 20 kilometres deep", "sochi-2018/demilitarised-zone"),
    # a ban told as one, and what it bans
    ("They signed a memorandum to prevent an offensive in Idlib", "sochi-2018/no-offensive"),
    ("Dozens were killed in attacks on Idlib", None),
    # the thing alone: nothing is done, and nothing is agreed
    ("Idlib is the last stronghold of militant and terrorist groups", None),
    # a wish
    ("Erdogan called for a sustainable ceasefire", None),
    # before it was signed
    ("In 2017 a demilitarised zone was set up in Idlib", None),
    # the same words elsewhere, and the same parties about something else
    ("Heavy weapons were withdrawn from Hodeida", None),
    ("Russia delivered missile systems to Turkey", None),
    # words too far apart to be one phrase
    (
        "The zone was discussed in Sochi by men who spoke all night, ate little, and at last drew a map with borders",
        None,
    ),
]


@pytest.mark.parametrize(("sentence", "clause"), SENTENCES)
def test_a_sentence_reports_a_clause_without_a_commitment(sentence: str, clause: str | None) -> None:
    assert [match.clause for match in told(sentence)] == ([clause] if clause else [])


def test_a_match_says_how_well_and_why() -> None:
    (match,) = told("The generals restated in Sochi that they fight terrorism in Syria.")
    assert match.span.exact == "fight terrorism in Syria"
    assert match.reason == "shares ‘fight terrorism’, ‘Syria’; names Sochi"
    assert match.of == "sentence"
    # three words of one clause alone, of which one stands in its text only: 2.4 + 2.4 + 1.2, against 3
    assert match.score == pytest.approx(6 / 9, abs=0.001)


def test_a_name_in_the_sentence_before_is_near_enough_in_one_paragraph() -> None:
    sentences = ("Idlib was quiet.", "Most of the heavy weapons are gone by now.")
    (match,) = told(*sentences)
    assert match.reason.endswith("; the sentence before names Idlib")
    assert told(*sentences, paragraphs=True) == []
    assert told("Idlib was quiet.", "In Yemen heavy weapons were withdrawn.") == []


def test_words_that_a_commitment_is_made_of_tell_of_no_other_clause() -> None:
    text = "They agreed to create a demilitarised zone in Idlib and joint patrols."
    commitment = Commitment(span_of(text, text), None, "create", None, None, "obligation", None)
    found = list(match_clauses(sentences_of(text, text), [commitment], load_agreements()))
    assert [(match.of, match.clause, match.span.exact) for match in found] == [
        ("commitment", "sochi-2018/demilitarised-zone", text),
        ("sentence", "sochi-2018/joint-patrols", "joint patrols"),
    ]


def test_without_agreements_nothing_is_matched() -> None:
    assert list(match_clauses(sentences_of("Idlib", "Idlib"), (), ())) == []


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
