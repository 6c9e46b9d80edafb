"""Deadlines worded in ways that need more than the date itself; texts of Monday, 17 September 2018."""

import pytest

from tests.dues import due_days

NUMBERED = [
    ("The last captives must be freed by the 21st day of the truce, which began on 16 September.", "2018-10-06"),
    ("The ceasefire took hold on Sunday. Bodies are to be handed over on its seventh day.", "2018-09-22"),
    ("Kabul must free them by the 40th day of the pause, whose first day was 1 September.", "2018-10-10"),
    ("Arms are to be stored by the tenth day, counted from Monday, 17 September.", "2018-09-26"),
    ("By the 16th day of the truce, which began on Sunday, fuel must reach the north.", "2018-10-01"),
    ("The bodies must be returned within the first ten days of the lull, which took hold on Sunday.", "2018-09-25"),
    ("The army shall leave by the end of the second week of the truce, which took hold on Sunday.", "2018-09-29"),
    ("Guns are to move from the third day of the ceasefire, which took effect on Sunday.", "2018-09-18"),
    ("The army is to leave the corridor by the 22nd day of the truce (9 October).", "2018-10-09"),
    ("The two sides signed on 16 September; polls must be called by the 30th day after signature.", "2018-10-16"),
    # nobody says when it began
    ("The army shall leave the bridge by the fifth day of the truce.", None),
]
OF_A_MONTH = [
    ("The council will vote on the 28th of the month.", "2018-09-28"),
    ("The council will vote on the 5th of the month.", "2018-10-05"),
    ("The council will vote on the 28th of next month.", "2018-10-28"),
    ("Wages for September will be paid by the 10th of the following month.", "2018-10-10"),
    ("Trucks will cross from 2 October until the 20th.", "2018-10-20"),
    ("Voting will start in the last days of October.", "2018-10-31"),
    ("A vote is to be held in the first half of next year.", "2019-06-30"),
    ("A vote is to be held in the last month of the year.", "2018-12-31"),
    ("Talks must be wound up by the last Wednesday in October.", "2018-10-31"),
    ("Rents must be paid by the 10th of each month.", None),
]
FALLBACKS = [
    ("The swap will take place on Sunday or, if the weather is bad, on Monday.", "2018-09-24"),
    ("The swap will take place on Sunday, or, should it rain, on Monday.", "2018-09-24"),
    ("The swap will take place on Sunday or, weather permitting, on Monday.", "2018-09-24"),
    ("The swap will take place on Sunday - or on Monday, if it rains.", "2018-09-24"),
    ("Parliament must vote by 5 October or, failing a quorum, by 12 October.", "2018-10-12"),
    ("Leaders will meet on Friday, or on Saturday should talks drag on.", "2018-09-22"),
    ("The vote will be held in September or, more probably, in October.", "2018-10-31"),
    # a condition without another day
    ("The swap will take place on Sunday if the weather holds.", "2018-09-23"),
]
EVENTS = [
    ("The camps must be emptied before Dussehra, which falls this year on 20 October.", "2018-10-19"),
    ("The camps must be emptied by Dussehra, which falls on 20 October.", "2018-10-20"),
    ("Sanctions will be lifted ahead of the donors' conference, set for 6 November.", "2018-11-05"),
    ("Sanctions will be lifted before the donors' conference (6 November).", "2018-11-05"),
    ("The text is to be ratified on the eve of National Day, 6 November.", "2018-11-05"),
    ("The poll must be called before the session that opens on 1 October.", "2018-09-30"),
    (
        "A board will be named three weeks after its entry into force, which both sides expect on 1 October.",
        "2018-10-22",
    ),
    ("Observers shall arrive a fortnight ahead of the 15 October vote.", "2018-10-01"),
    # an event whose day is nowhere told, one in the past, one that only says who does it
    ("The roads are to be open before Diwali.", None),
    ("The envoys will respect the text, which was signed on 6 September.", None),
    ("The route will be guarded by the council, which meets on 6 November.", None),
    ("The winner of the vote on 30 September must form a cabinet.", None),
]
FEASTS = [
    ("Seoul will open the line before New Year.", "2018-12-31"),
    ("Seoul hopes to open the line before the Lunar New Year.", None),
    ("Both sides will hold fire by Orthodox Christmas.", None),
    ("Fishing must stop by Good Friday.", "2019-04-19"),
    ("The refuge is to reopen by All Saints' Day.", "2018-11-01"),
    ("Crews will walk out on Boxing Day.", "2018-12-26"),
]
BEFORE_THE_CLAUSE = [
    ("If the rains hold off, by 15 October the army will have cleared the road.", "2018-10-15"),
    ("Unless the court objects, on 15 October the ports are to reopen.", "2018-10-15"),
    ("By 15 October, Ankara said, all heavy weapons must be gone.", "2018-10-15"),
    ("By 15 October, under the deal, all heavy weapons must be gone.", "2018-10-15"),
    ("Within 30 days of its signing on 1 October, the deal requires the militia to hand in its arms.", "2018-10-31"),
    ("From 15 October, the pact allows traders to cross.", "2018-10-15"),
    ("For sixty days from Monday, 1 October, neither side may fly drones.", "2018-10-01"),
    ("When parliament sits on 30 October, the flag will be raised.", "2018-10-30"),
    ("Miners will go back once the new contract takes effect on 31 October.", "2018-10-31"),
    ("During the first phase, from 19 September to 1 October, 33 captives will be freed.", "2018-10-01"),
    # the day of the condition, or of the promise, is not that of the deed
    ("If no deal is reached by Thursday, troops will return.", None),
    ("In a statement on Sunday the rebels promised to free all prisoners.", None),
    # what a clause waits for begins its length
    ("Once the text is signed, the sides will have 30 days to ratify it.", None),
    ("Once the text is signed on 1 October, the sides will have 30 days to ratify it.", "2018-10-31"),
    ("If a breach is found, the fleet must leave within 48 hours.", None),
    ("From 1 October the parties will have 30 days to ratify the deal.", "2018-10-31"),
]
BEHIND_AN_ASIDE = [
    ("No ship may dock in the coming days or, for that matter, at any point before 1 October.", "2018-09-30"),
]
LIMITS = [
    ("The bank will publish the list within ten working days.", "2018-10-01"),
    ("The town will be handed over 48 hours from now.", "2018-09-19"),
    ("Firing must stop before noon on Friday.", "2018-09-21"),
    ("The army must withdraw from the town on Friday.", "2018-09-21"),
    ("Guns fell silent; if the text is signed on 5 October, the rebels have 10 days to disarm.", "2018-10-15"),
    ("The bank will publish the list on Friday at the earliest.", None),
    ("Talks will start no earlier than 15 October.", None),
    ("The parties agreed to hold the vote postponed from 1 July.", None),
    ("All ships must have left the bay by Friday at 1400 GMT.", "2018-09-21"),
    ("Embassies are to reopen within 30 days of Friday's accord.", "2018-10-14"),
    ("Committees are to be formed within 60 days of the signing on 15 September.", "2018-11-14"),
    ("Talks will start in the autumn.", "2018-11-30"),
    # with nothing before it to follow, it follows publication
    ("The council will meet the following Monday.", "2018-09-24"),
    ("The council will meet the following week.", "2018-09-30"),
    ("The council will meet the following month.", "2018-10-31"),
    # what it follows is long gone, and so is the day
    ("Parties signed the pact on 3 August 2018. Prisoners are to be freed the following Monday.", None),
]
TWO = [
    # the day of the event that the other waits for is one of its own
    ("Sanctions will stay until the conference, which is to be held on 6 November.", ["2018-11-06", "2018-11-06"]),
    # an hour takes no day from the next clause
    ("The truce takes hold at 7 p.m., and talks shall begin in Cairo by 26 October.", [None, "2018-10-26"]),
    ("Rebels must leave by noon, and the army will enter on Friday.", ["2018-09-17", "2018-09-21"]),
    ("The bridge shall be cleared at 6 p.m. on Thursday and opened at 8 a.m. on Friday.", ["2018-09-20", "2018-09-21"]),
    # what counts on
    ("The envoys will meet tonight and sign the text the following day.", ["2018-09-17", "2018-09-18"]),
    ("The law takes effect on 1 October and must be reviewed one year later.", ["2018-10-01", "2019-10-01"]),
    ("A ceasefire will take hold on Thursday and, a week later, aid will be let in.", ["2018-09-20", "2018-09-27"]),
    (
        "The rebels must disarm by 30 September, and ten days thereafter the army will leave.",
        ["2018-09-30", "2018-10-10"],
    ),
    ("The border will open on 1 October and three days later trains are to run.", ["2018-10-01", "2018-10-04"]),
    ("Rolls open on 1 November and must be closed by the 15th of that month.", ["2018-11-15"]),
    ("The council is to meet on Friday and vote that evening.", ["2018-09-21", "2018-09-21"]),
    # a verb left out after a date
    ("A truce is to be put in place by 1 October and a text written within 18 days.", ["2018-10-01", "2018-10-05"]),
    ("A truce will be declared on Friday and elections held by June.", ["2018-09-21", "2019-05-31"]),
    # a day for the second alone
    ("Rebels will leave the hills, and the army is to pull back by 10 October.", [None, "2018-10-10"]),
    ("Tariffs on steel will be cut at once and those on cars on 1 December.", [None, "2018-12-01"]),
    (
        "In the first phase, by 10 October, big guns are to go; in the second, by 10 November, mines are to be lifted.",
        ["2018-10-10", "2018-11-10"],
    ),
]
ONE = [*NUMBERED, *OF_A_MONTH, *FALLBACKS, *EVENTS, *FEASTS, *BEFORE_THE_CLAUSE, *BEHIND_AN_ASIDE, *LIMITS]


@pytest.mark.parametrize(("text", "expected"), ONE, ids=[text for text, _ in ONE])
def test_the_day_of_one_clause(text: str, expected: str | None) -> None:
    assert due_days(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), TWO, ids=[text for text, _ in TWO])
def test_the_days_of_several_clauses(text: str, expected: list[str | None]) -> None:
    assert due_days(text) == expected
