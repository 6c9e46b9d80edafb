"""Commitments: which clauses are promises, where they begin and end, by when, and what only looks like one."""

from datetime import date

import pytest

from tests.conftest import mention_of
from tests.dues import due, find, starting


def stated(text: str) -> list[tuple[str, str]]:
    """Each commitment's modality and clause."""
    return [(commitment.modality, commitment.span.exact) for commitment in find(text)]


CLAUSES = [
    # a modal; the speaker stays outside
    ("Putin said the road would reopen.", [("obligation", "the road would reopen")]),
    # the same after an inverted speaker
    ("The road will reopen, said the minister.", [("obligation", "The road will reopen")]),
    # two clauses, each with a doer of its own
    (
        "Rebels will leave the zone, and tanks should be handed over.",
        [("obligation", "Rebels will leave the zone"), ("obligation", "tanks should be handed over")],
    ),
    # one doer, two deeds with objects of their own
    (
        "The state will apply the rules and stay in the union.",
        [("obligation", "The state will apply the rules"), ("obligation", "stay in the union")],
    ),
    # two deeds with one object are one
    ("The arsenal is to be destroyed or removed.", [("obligation", "The arsenal is to be destroyed or removed")]),
    # "is to", "is due to", "has to"
    ("The union is to rehire forty men.", [("obligation", "The union is to rehire forty men")]),
    ("The sides are due to resume talks.", [("obligation", "The sides are due to resume talks")]),
    ("The army has to leave the palace.", [("obligation", "The army has to leave the palace")]),
    # a term to do it in
    ("Damascus has one week to submit a list.", [("obligation", "Damascus has one week to submit a list")]),
    # verbs of promising, with an infinitive, a gerund, a deed as noun
    ("Moscow undertakes to stay in the accord.", [("obligation", "Moscow undertakes to stay in the accord")]),
    ("The rebels consented to being cantoned.", [("obligation", "The rebels consented to being cantoned")]),
    (
        "The presidents agreed on the release of prisoners.",
        [("obligation", "The presidents agreed on the release of prisoners")],
    ),
    # a promise as a noun
    (
        "The union gave an undertaking that the market would stay open.",
        [("obligation", "the market would stay open")],
    ),
    # what an agreement asks begins with whom it asks
    ("The deal calls for the rebels to leave Aleppo.", [("obligation", "the rebels to leave Aleppo")]),
    # negation by "not", by the subject, by the verb, by "there will be no"
    ("The council may not include anyone.", [("prohibition", "The council may not include anyone")]),
    ("Neither army shall cross the river.", [("prohibition", "Neither army shall cross the river")]),
    ("The rebels agreed to refrain from shelling.", [("prohibition", "The rebels agreed to refrain from shelling")]),
    ("Shoigu said there will be no new operation.", [("prohibition", "there will be no new operation")]),
    ("Paris promised not to veto the aid.", [("prohibition", "Paris promised not to veto the aid")]),
    # ending something is no ban
    ("The army will halt its operation.", [("obligation", "The army will halt its operation")]),
    # permission
    ("Residents may return to their lands.", [("permission", "Residents may return to their lands")]),
    ("The sides are free to end the pact.", [("permission", "The sides are free to end the pact")]),
    ("Refugees have the right to go home.", [("permission", "Refugees have the right to go home")]),
    ("Prisoners will be allowed to write letters.", [("permission", "Prisoners will be allowed to write letters")]),
    # one party's plan
    ("Jakarta plans to stop clearing forests.", [("intention", "Jakarta plans to stop clearing forests")]),
    ("Riyadh said it would reopen the airport.", [("intention", "it would reopen the airport")]),
    # headlines: an infinitive without a finite verb, two of them, a refusal
    ("Spain to return fragments to Greece", [("obligation", "Spain to return fragments to Greece")]),
    (
        "Rebels to free hostages, army to end siege",
        [("obligation", "Rebels to free hostages"), ("obligation", "army to end siege")],
    ),
    ("Russia says no Syria assault", [("prohibition", "Russia says no Syria assault")]),
    # a deal's present tense beside another promise
    (
        "Qatar will freeze its lawsuits and the kingdom opens its airspace.",
        [("obligation", "Qatar will freeze its lawsuits"), ("obligation", "the kingdom opens its airspace")],
    ),
    # "can" counts beside a firm promise
    (
        "The lines are to be restored and ships can dock again.",
        [("obligation", "The lines are to be restored"), ("permission", "ships can dock again")],
    ),
    # a verb left out: two things, two dates
    (
        "Armenia will return Kalbajar by November 15 and Lachin by December 1.",
        [("obligation", "Armenia will return Kalbajar by November 15"), ("obligation", "Lachin by December 1")],
    ),
    # an opening quotation mark belongs to what it opens
    (
        'Putin said "radical militants" would have to withdraw.',
        [("obligation", '"radical militants" would have to withdraw')],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[text for text, _ in CLAUSES])
def test_a_clause_that_promises_is_found_with_its_modality(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


NO_PROMISES = [
    # the past, and compliance
    "The United States pulled out of the accord on Tuesday.",
    "The army withdrew from the town, as it had promised.",
    # hopes and fears of what others do
    "Villagers hope that the road will reopen soon.",
    "Analysts expect that the North will test a missile.",
    # threats, and what could be
    "Erdogan warned that Turkey would open the gates.",
    "The guerrillas could go back to war.",
    # forecasts: weather, prices, winter
    "It will rain on Sunday.",
    "Prices will rise by a fifth next year, the bank forecast.",
    "A long winter of strikes may lie ahead.",
    # what would be without it
    "Without the corridor, importers would have to pay a third more.",
    # denials, refusals, negated promises
    "The Houthis did not agree to leave the city.",
    "Russia would not agree to deeper cuts.",
    "Beijing denied that it had undertaken to move its posts.",
    # a repetition, a broken promise, a vow to fight on
    "Both parties reaffirmed their commitment to the agreement.",
    "The general broke his promise to hold elections.",
    "He vowed to fight on until victory.",
    # questions, asked and reported
    "Does the president want to try again?",
    "The minister was asked whether bonds would be spared.",
    # a schedule of the past
    "Polling stations were due to close at seven.",
    # what somebody who is no party demands
    "The opposition demanded that the president should resign.",
    # a clause that only describes
    "The sides signed a statement to avert an attack that would cost lives.",
    # what an aim is, not who must
    "The aim of the talks is to end the war.",
    # a possibility, with nothing promised near
    "Visitors can see the castle from here.",
    # a headline about talks for something
    "Talks to end war resume in Geneva",
]


@pytest.mark.parametrize("text", NO_PROMISES)
def test_what_only_looks_like_a_promise_is_none(text: str) -> None:
    assert stated(text) == []


DEADLINES = [
    # a day
    ("Tanks must go by October 10.", [("by October 10", "2018-10-10", "ON_OR_BEFORE")]),
    # a weekday lies ahead, also the one of publication
    ("Tanks must go by Friday.", [("by Friday", "2018-09-21", "ON_OR_BEFORE")]),
    ("Tanks must go by Monday.", [("by Monday", "2018-09-24", "ON_OR_BEFORE")]),
    # "by" a month, a year: the day before it begins
    ("Tanks must go by December.", [("by December", "2018-11-30", "ON_OR_BEFORE")]),
    ("Tanks must go by 2030.", [("by 2030", "2029-12-31", "ON_OR_BEFORE")]),
    # "no later than" a month, and "in" one: its last day
    ("Tanks must go no later than February 2025.", [("no later than February 2025", "2025-02-28", "ON_OR_BEFORE")]),
    ("Elections will be held in May 2019.", [("in May 2019", "2019-05-31", "ON_OR_BEFORE")]),
    # the end of it
    ("Roads must reopen by the end of 2018.", [("by the end of 2018", "2018-12-31", "ON_OR_BEFORE")]),
    # the middle of it
    ("Tanks must go by mid-October.", [("by mid-October", "2018-10-15", "ON_OR_BEFORE")]),
    ("Tanks must go by mid-2019.", [("by mid-2019", "2019-06-30", "ON_OR_BEFORE")]),
    # a length from publication, hours as whole days
    ("Tanks must go within 30 days.", [("within 30 days", "2018-10-17", "ON_OR_BEFORE")]),
    ("Tanks must go within 48 hours.", [("within 48 hours", "2018-09-19", "ON_OR_BEFORE")]),
    ("Tehran has three weeks to answer.", [("three weeks", "2018-10-08", "ON_OR_BEFORE")]),
    # a length from something without a day
    ("Tanks must go within 30 days of signing.", [None]),
    # how long it lasts is no deadline
    ("Tehran will not enrich uranium for 15 years.", [None]),
    # before
    ("Tanks must go before 1 May 2019.", [("before 1 May 2019", "2019-04-30", "BEFORE")]),
    ("Tanks must go before the end of the year.", [("before the end of the year", "2018-12-31", "BEFORE")]),
    ("Tanks must go before the week is out.", [("before the week is out", "2018-09-23", "BEFORE")]),
    # an event with a date: before it, ahead of it
    ("Tanks must go before the vote on 15 October.", [("before the vote on 15 October", "2018-10-14", "BEFORE")]),
    # on a day, on two, from one
    ("Talks will resume on 3 October.", [("on 3 October", "2018-10-03", "ON")]),
    ("Prisoners are to be swapped on 28-29 January.", [("on 28-29 January", "2019-01-29", "ON")]),
    ("Sanctions are to be lifted as of 1 November.", [starting("2018-11-01")]),
    # between two
    ("Talks will resume between 3 and 5 October.", [("between 3 and 5 October", "2018-10-05", "ON_OR_BEFORE")]),
    # a date before the clause is the first clause's
    ("By the end of 2018, roads must be restored.", [("By the end of 2018", "2018-12-31", "ON_OR_BEFORE")]),
    # a date belongs to the clause that governs it
    (
        "Rebels will leave the zone, and weapons should be handed over by October 10.",
        [None, ("by October 10", "2018-10-10", "ON_OR_BEFORE")],
    ),
    # the day on which it was agreed is none by which it must be done
    ("The presidents agreed on Monday to establish a zone.", [None]),
    # a date inside a description
    ("Everyone who lands after 20 March will be sent back.", [None]),
    # a deadline as a noun, set to somebody
    (
        "The leaders have set a deadline of 1 October for the ministry to pay.",
        [("deadline of 1 October", "2018-10-01", "ON_OR_BEFORE")],
    ),
    # counted from now
    ("Tanks must go two weeks from now.", [("two weeks from now", "2018-10-01", "ON_OR_BEFORE")]),
    # no preposition
    ("Elections will take place this Saturday.", [("this Saturday", "2018-09-22", "ON")]),
    # a clause that points back has the day of the one before
    (
        "Rebels have until 1 October to leave. Until that day nobody will be arrested.",
        [("until 1 October", "2018-10-01", "ON_OR_BEFORE"), ("Until that day", "2018-10-01", "ON_OR_BEFORE")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DEADLINES, ids=[text for text, _ in DEADLINES])
def test_the_last_day_is_the_clauses_own(text: str, expected: list[tuple[str, str, str] | None]) -> None:
    assert due(text) == expected


def test_without_a_day_of_publication_only_full_dates_are_due() -> None:
    [whole] = find("Tanks must go by 10 October 2018.", published=None)
    [relative] = find("Tanks must go within 30 days.", published=None)
    assert whole.deadline is not None
    assert whole.deadline.due == date(2018, 10, 10)
    assert relative.deadline is None


PARTS = [
    # who does it, the verb with its particle, what it is done to
    ("Northern troops will hand over the town.", ("Northern troops", "hand over", "town", None)),
    # a passive without an agent has no obligor
    ("The town will be evacuated.", (None, "evacuated", "town", None)),
    # with one it has; a date after "by" is nobody
    ("The zone will be watched by Turkish soldiers.", ("Turkish soldiers", "watched", "zone", None)),
    ("The town will be evacuated by Friday.", (None, "evacuated", "town", None)),
    # two doers
    ("Juba and Khartoum shall open the border.", ("Juba and Khartoum", "open", "border", None)),
    # conditions, before and after
    (
        "Five prisoners will fly home once the funds are moved.",
        ("Five prisoners", "fly", None, "once the funds are moved"),
    ),
    ("If the monitors agree, parliament will lift the ban.", ("parliament", "lift", "ban", "If the monitors agree")),
]


def test_who_pledges_what_others_do_is_cited_for_it() -> None:
    text = "Turkey pledged that the rebels would hand over heavy weapons by 30 March."
    [commitment] = find(text, (mention_of(text, "Turkey", "turkey", "PLACE"),))
    assert commitment.obligor is not None
    assert (commitment.obligor.text, commitment.action, commitment.object) == ("rebels", "hand over", "heavy weapons")
    assert (commitment.cited, commitment.span.exact.split()[0]) == ("turkey", "the")


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=[text for text, _ in PARTS])
def test_who_does_what_on_what_condition(text: str, expected: tuple[str | None, ...]) -> None:
    [commitment] = find(text)
    obligor = commitment.obligor and commitment.obligor.text
    assert (obligor, commitment.action, commitment.object, commitment.condition) == expected


def test_the_obligor_is_the_mention_and_the_speaker_is_cited() -> None:
    text = "Putin said that Turkey will patrol the zone."
    mentions = (mention_of(text, "Putin", "vladimir-putin"), mention_of(text, "Turkey", "turkey", "PLACE"))
    [commitment] = find(text, mentions)
    assert commitment.obligor is not None
    assert (commitment.obligor.entity, commitment.cited) == ("turkey", "vladimir-putin")
