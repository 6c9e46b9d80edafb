"""What is reported of an agreement: begun, done, broken, disputed, delayed, denied, extended or verified, and when."""

from datetime import date
from typing import get_args

import pytest

from lib.annotate import Tools, annotate
from lib.annotate.charting.rows import load_rows
from lib.models import DeedState, ReportedDeed
from tests.conftest import make_document

# A Wednesday.
PUBLISHED = date(2024, 5, 15)
UNDER_IT = "The accord was signed in March. "

TOLD = [
    # done: what agreements are about, in the past and the perfect, active and passive
    ("Colombian troops withdrew from the border posts on Monday.", "done", "2024-05-13", "Colombian troops"),
    ("Kenya has released all the fishermen.", "done", None, "Kenya"),
    ("The last of the refugees were flown home on 3 May.", "done", "2024-05-03", None),
    ("The bridge at Mitrovica was reopened to lorries on Tuesday.", "done", "2024-05-14", None),
    ("Parliament ratified the treaty on 7 May.", "done", "2024-05-07", "Parliament"),
    ("Peru said it had completed the pullback of its patrol boats.", "done", None, None),
    ("The commission held its first meeting in Lomé on Friday.", "done", "2024-05-10", "commission"),
    ("Delhi has lifted the duty on onions.", "done", None, "Delhi"),
    ("The ministry says it has met its obligations in full.", "done", None, None),
    ("The last convoy of guns left Goma on 9 May.", "done", "2024-05-09", None),
    ("Negotiators met in Tbilisi yesterday for the talks that the accord provides for.", "done", "2024-05-14", None),
    # begun: a start, a part, a state that lasts
    ("The truce came into force at midnight on Friday.", "begun", "2024-05-10", None),
    ("Malian soldiers have begun to leave the camp.", "begun", None, "Malian soldiers"),
    ("Only six of the twenty trucks have arrived.", "begun", None, None),
    ("The rebels freed 20 of the 75 hostages on Sunday.", "begun", "2024-05-12", "rebels"),
    ("The ceasefire is holding, diplomats said.", "begun", None, None),
    ("The first tanks rolled out of Zugdidi on Thursday.", "begun", "2024-05-09", None),
    ("The pullout started on 2 May.", "begun", "2024-05-02", None),
    ("Both armies have respected the ceasefire since March.", "begun", None, None),
    # broken
    ("Army gunners shelled the village on Saturday, the rebels said.", "broken", "2024-05-11", "Army gunners"),
    ("Serbia has violated the agreement, Pristina said.", "broken", None, "Serbia"),
    ("Militiamen opened fire on a patrol on 4 May.", "broken", "2024-05-04", "Militiamen"),
    ("Guards turned back the inspectors at the gate.", "broken", None, "Guards"),
    ("The navy failed to meet its obligation.", "broken", None, "navy"),
    ("The rebels accused the army of shelling a market on Monday.", "broken", "2024-05-13", "army"),
    ("Azerbaijan closed the corridor on 30 April, in breach of the accord.", "broken", "2024-04-30", "Azerbaijan"),
    ("The truce has been broken four times since then.", "broken", None, None),
    # disputed
    ("Neither claim could be verified.", "disputed", None, None),
    ("The rebels dispute the figure.", "disputed", None, None),
    ("The ministry said guns were still in place on the ridge.", "disputed", None, None),
    ("Observers could not establish who had fired first.", "disputed", None, "Observers"),
    ("Hanoi demands proof of the dismantling.", "disputed", None, None),
    ("The two sides disagree about the number of prisoners.", "disputed", None, None),
    # delayed
    ("The handover of the port has been postponed to 1 June.", "delayed", None, None),
    ("Sudan has yet to withdraw its tanks.", "delayed", None, "Sudan"),
    ("The weapons have not been handed over.", "delayed", None, None),
    ("None of the prisoners who were to be freed by 1 May has left the jail.", "delayed", None, None),
    ("The payment is two weeks overdue.", "delayed", None, None),
    ("The committee missed its deadline on 10 May.", "delayed", "2024-05-10", "committee"),
    ("Work on the dam is running behind schedule.", "delayed", None, None),
    ("The parties should have met by 30 April.", "delayed", "2024-04-30", "parties"),
    # denied, with what is denied as its content
    ("Rwanda denied sending soldiers across the border.", "denied", None, "Rwanda"),
    ("The army dismissed the charge as propaganda.", "denied", None, "army"),
    ("The spokesman said that the ceasefire had never been violated by the army.", "denied", None, None),
    ("That is untrue, the minister said.", "denied", None, None),
    ("Ankara rejected the accusation on Tuesday.", "denied", "2024-05-14", "Ankara"),
    # extended
    ("The truce was extended by two weeks on Monday.", "extended", "2024-05-13", None),
    ("The parties prolonged the mandate until December.", "extended", None, "parties"),
    (
        "The council agreed on Thursday to move the handover from 30 May to 30 June.",
        "extended",
        "2024-05-09",
        "council",
    ),
    ("The waiver has been renewed for a year.", "extended", None, None),
    # verified
    ("UN observers confirmed on Tuesday that the army had left the valley.", "verified", "2024-05-14", "army"),
    ("Inspectors visited the depot on 6 May and found no missiles.", "verified", "2024-05-06", "Inspectors"),
    ("The mission certified that all the fighters were in the camps.", "verified", None, None),
    ("The monitors have recorded no shot since March.", "verified", None, "monitors"),
]

# In other fields: water, labour, fish, tariffs, schools.
ELSEWHERE = [
    ("Ethiopia opened two of the four gates on Sunday.", "begun"),
    ("The union suspended its blockade of the terminal.", "done"),
    ("The company has reinstated 31 of the 48 dismissed men.", "begun"),
    ("The bonus was paid on Wednesday, a day ahead of schedule.", "done"),
    ("Trucks have been passing the gates since noon.", "done"),
    ("The new roster has still not been published.", "delayed"),
    ("The licences for the trawlers have yet to be issued.", "delayed"),
    ("Vietnamese boats crossed the line twice at the weekend.", "broken"),
    ("Kosovo failed to submit the draft by 15 April.", "broken"),
    ("Kabul has so far failed to name its liaison officer.", "delayed"),
    ("The foreign ministers were to have met in Doha on 12 May.", "delayed"),
    ("The inspectors were not admitted to the turbine hall.", "broken"),
    ("Both navies have kept their distance from the line, as agreed.", "begun"),
    ("Argentina cut its levy on steel to five per cent.", "done"),
    ("Chile reimposed its tax on hides, in breach of article 4.", "broken"),
    ("The school board has hired 190 of the 400 assistants.", "begun"),
    ("By its count only 200 lorries had crossed the border.", "disputed"),
    ("Jakarta says the eight others have been sunk.", "disputed"),
    ("The minister called the accusation baseless.", "denied"),
    ("The police said that no stone had been thrown.", "denied"),
    ("An inspection team certified that all the buoys were in place.", "verified"),
    ("The board agreed to push the deadline from 31 May to 15 June.", "extended"),
]

HEADLINES = [
    ("Army leaves border towns", "done"),
    ("Rebels free last captives", "done"),
    ("Rebels get a month more to hand in guns", "extended"),
    ("Truce extended by two weeks", "extended"),
    ("Committee misses its day", "delayed"),
    ("Jets bomb village despite truce", "broken"),
    ("First convoy leaves the port", "begun"),
    ("Army pullback complete, ministry says", "done"),
]

NONE = [
    # what is to be done, may be done, or would have been
    "The army will withdraw from the towns by June.",
    "The rebels may open fire if they are attacked.",
    "They would have released the prisoners in April.",
    "If the army has left the town, refugees can return.",
    "The bridge will reopen once the mines have been cleared.",
    # plans, calls, threats
    "The minister urged the rebels to release the hostages.",
    "The government plans to lift the ban.",
    "The Front threatened to close the road.",
    # daily politics and life
    "The minister attended a concert on Monday.",
    "The team opened the season with a victory.",
    "Prices rose by two per cent in April.",
    "She left the room without a word.",
    "The president received the ambassador on Friday.",
    "Analysts said the mood was calm.",
    "He has led the movement since 2010.",
    # background of years ago
    "The army shelled the town in 2009.",
    "Rebels seized the airport fifteen years ago.",
    # what the agreement is, and how it was made
    "The accord was signed in Doha in March.",
    "The agreement bans mines.",
    "Talks that led to the accord took eleven weeks.",
]


def deeds(text: str, tools: Tools) -> list[ReportedDeed]:
    """What is read of a text of that day."""
    return list(annotate(make_document("deeds.txt", text, published=PUBLISHED), tools).deeds)


@pytest.mark.parametrize(("text", "state", "on", "doer"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_told(text: str, state: str, on: str | None, doer: str | None, tools: Tools) -> None:
    found = deeds(UNDER_IT + text, tools)
    assert state in [deed.state for deed in found]
    deed = next(deed for deed in found if deed.state == state)
    assert deed.on == (date.fromisoformat(on) if on else None)
    assert doer is None or (deed.doer is not None and deed.doer.text == doer)
    assert deed.reason


@pytest.mark.parametrize(("text", "state"), ELSEWHERE, ids=[row[0] for row in ELSEWHERE])
def test_what_is_told_in_other_fields(text: str, state: str, tools: Tools) -> None:
    assert [deed.state for deed in deeds(UNDER_IT + text, tools)] == [state]


@pytest.mark.parametrize(("headline", "state"), HEADLINES, ids=[row[0] for row in HEADLINES])
def test_headlines_tell_it_in_the_present(headline: str, state: str, tools: Tools) -> None:
    body = "The accord that both governments signed in Geneva in March has a long list of duties for each of them."
    assert [deed.state for deed in deeds(f"{headline}\n\n{body}", tools)] == [state]


@pytest.mark.parametrize("text", NONE)
def test_what_tells_no_deed(text: str, tools: Tools) -> None:
    assert deeds(UNDER_IT + text, tools) == []


def test_one_clause_is_one_deed_and_its_words_are_the_text(tools: Tools) -> None:
    text = UNDER_IT + "The army withdrew its guns on Monday, but the rebels shelled a bridge on Tuesday."
    found = deeds(text, tools)
    assert [(deed.state, deed.span.exact) for deed in found] == [
        ("done", "The army withdrew its guns on Monday"),
        ("broken", "the rebels shelled a bridge on Tuesday"),
    ]
    assert all(text[deed.span.start : deed.span.end] == deed.span.exact for deed in found)


def test_who_says_so_is_cited(tools: Tools) -> None:
    text = UNDER_IT + "Juan Lopez, a spokesman of the army, said the rebels had shelled two villages."
    (deed,) = deeds(text, tools)
    assert (deed.state, deed.cited) == ("broken", "juan-lopez")


def test_the_accuser_is_cited(tools: Tools) -> None:
    text = UNDER_IT + "Georgia accused Russia of shelling a village."
    (deed,) = deeds(text, tools)
    assert (deed.state, deed.cited, deed.doer and deed.doer.text) == ("broken", "georgia", "Russia")


def test_the_same_day_is_that_of_the_deed_before(tools: Tools) -> None:
    text = UNDER_IT + "A mine killed two farmers on 8 May. The army closed the road the same afternoon."
    assert [deed.on for deed in deeds(text, tools)] == [date(2024, 5, 8)]


def test_a_headline_has_the_day_that_the_text_gives(tools: Tools) -> None:
    text = (
        "Army leaves border towns\n\nThe army withdrew from both towns on 9 May, as the accord signed in March demands."
    )
    assert [(deed.state, deed.on) for deed in deeds(text, tools)] == [("done", date(2024, 5, 9))] * 2


def test_where_nothing_agreed_is_spoken_of_nothing_is_told(tools: Tools) -> None:
    text = " ".join(["The factory reopened on Monday and the owners released the accounts."] * 15)
    assert deeds(text, tools) == []


def test_what_is_told_on_the_day_of_the_signing_lies_before_it(tools: Tools) -> None:
    lead = "Chad and the rebels signed a truce in Doha on Tuesday after talks that the mediators held in secret."
    before = "The army had moved fresh tanks to the border and the rebels shelled a market last week."
    assert deeds(f"{lead} {before}", tools) == []
    later = "Chad and the rebels kept to the truce on Tuesday."
    assert [deed.state for deed in deeds(f"{later} The army has moved its tanks from the border.", tools)] == [
        "begun",
        "done",
    ]


def test_two_clauses_that_tell_one_thing_are_one_deed(tools: Tools) -> None:
    text = UNDER_IT + "The talks on pensions, which should have opened on Friday, were postponed to 20 May."
    assert [deed.state for deed in deeds(text, tools)] == ["delayed"]


def test_a_breach_spoken_of_again_was_on_its_day(tools: Tools) -> None:
    text = UNDER_IT + "Gunners shelled a village on 3 May. The mayor called the attack a grave breach of the accord."
    assert [(deed.state, deed.on) for deed in deeds(text, tools)] == [("broken", date(2024, 5, 3))] * 2


def test_every_row_names_a_state_and_a_reason() -> None:
    rows = [row for row in load_rows("deeds_told", "told") if row.states != "none"]
    assert {row.states for row in rows} == set(get_args(DeedState))
    assert all(row.reason and row.name for row in rows)
