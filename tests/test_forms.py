"""What a clause is read as by a row of the codebook, and what a guard keeps from being read: a sentence each."""

import pytest

from lib.annotate import commitments
from lib.annotate.charting.chart import read_chart
from lib.annotate.charting.rows import Row, load_rows
from lib.annotate.dates import find_timexes
from lib.annotate.promising.spans import Promise
from lib.models import Passage, Span
from tests.dues import MONDAY, find
from tests.parsed import parsed

# Form, a text, and the words and modality that it is read with.
INITIALLED = (
    "The accord, which was initialled in Maputo in January, obliges Eswatini to open the lower gates of its Lubovane "
    "dam by May 1."
)
FORMS = [
    ("will have access", "Boats will have access to the bay.", "Boats will have access to the bay", "permission"),
    ("has access", "Rebels will leave and Oslo has access to the wells.", "Oslo has access to the wells", "permission"),
    (
        "the accord would allow it",
        "The accord would allow the export of grain.",
        "allow the export of grain",
        "permission",
    ),
    ("modal", "Rebels will leave the zone.", "Rebels will leave the zone", "obligation"),
    ("leave", "Residents may return to their lands.", "Residents may return to their lands", "permission"),
    (
        "can",
        "Rebels will leave the zone. Ships can dock again from 3 October.",
        "Ships can dock again from 3 October",
        "permission",
    ),
    (
        "joined modal",
        "Rebels will leave the zone, and tanks should be handed over.",
        "tanks should be handed over",
        "obligation",
    ),
    (
        "joined leave",
        "Rebels will leave the zone, and farmers may return to it.",
        "farmers may return to it",
        "permission",
    ),
    ("joined can", "The lines are to be restored and ships can dock again.", "ships can dock again", "permission"),
    ("those who must", "The accord names a panel that must report to Oslo.", "that must report to Oslo", "obligation"),
    ("is to", "The union is to rehire forty men.", "The union is to rehire forty men", "obligation"),
    ("was to", "The truce was to begin on 3 October.", "The truce was to begin on 3 October", "obligation"),
    ("is due to", "The sides are due to resume talks.", "The sides are due to resume talks", "obligation"),
    (
        "is due to, as a noun",
        "The ministries are charged with drawing up a list.",
        "The ministries are charged with drawing up a list",
        "obligation",
    ),
    (
        "is expected to, under the accord",
        "Under the accord, rebels are expected to leave the strip.",
        "rebels are expected to leave the strip",
        "obligation",
    ),
    (
        "is allowed to",
        "Prisoners are allowed to write letters.",
        "Prisoners are allowed to write letters",
        "permission",
    ),
    (
        "is banned from",
        "Trawlers are forbidden to enter the bay.",
        "Trawlers are forbidden to enter the bay",
        "prohibition",
    ),
    (
        "is banned from, as a noun",
        "Trawlers are banned from entering the bay.",
        "Trawlers are banned from entering the bay",
        "prohibition",
    ),
    ("is ready to", "The army is ready to leave the town.", "The army is ready to leave the town", "intention"),
    ("has to", "The army has to leave the palace.", "The army has to leave the palace", "obligation"),
    (
        "has until a day to",
        "The deal says they had until 3 October to submit a list.",
        "they had until 3 October to submit a list",
        "obligation",
    ),
    ("has the right to", "Refugees have the right to go home.", "Refugees have the right to go home", "permission"),
    (
        "has the duty to",
        "The army has the duty to clear the mines.",
        "The army has the duty to clear the mines",
        "obligation",
    ),
    ("is due on its day", "The wages are due on 3 October.", "The wages are due on 3 October", "obligation"),
    (
        "is set for its day",
        "The talks are scheduled to the hour on 3 October.",
        "The talks are scheduled to the hour on 3 October",
        "obligation",
    ),
    ("is set for its day ahead", "The vote is set for 3 October.", "The vote is set for 3 October", "obligation"),
    ("is foreseen", "A joint patrol is foreseen.", "A joint patrol is foreseen", "obligation"),
    ("is entitled to it", "The union is entitled to two seats.", "The union is entitled to two seats", "permission"),
    (
        "the deadline for it is",
        "The deadline for handing in arms is 3 October.",
        "The deadline for handing in arms is 3 October",
        "obligation",
    ),
    ("agreed to do", "Oslo agreed to open the road.", "Oslo agreed to open the road", "obligation"),
    ("plans to do", "Jakarta plans to stop clearing forests.", "Jakarta plans to stop clearing forests", "intention"),
    (
        "guarantees that it is so",
        "The pact has Oslo guarantee that no gate stays shut.",
        "no gate stays shut",
        "prohibition",
    ),
    (
        "promises that it will",
        "The Front promised that it would free the men.",
        "The Front promised that it would free the men",
        "obligation",
    ),
    (
        "agreed on a deed",
        "The presidents agreed on the release of prisoners.",
        "The presidents agreed on the release of prisoners",
        "obligation",
    ),
    (
        "pledged a sum",
        "Oslo pledged 40 million dollars for the road.",
        "Oslo pledged 40 million dollars for the road",
        "obligation",
    ),
    ("China's promise to", "China's promise to open its markets is part of the deal.", "China", "obligation"),
    (
        "gave a pledge to",
        "Lima gave a pledge to close the plant.",
        "Lima gave a pledge to close the plant",
        "obligation",
    ),
    ("the accord requires them to", "The accord requires crews to resume work.", "crews to resume work", "obligation"),
    ("it obliges them to", "It obliges Lima to close the plant.", "Lima to close the plant", "obligation"),
    (
        "the accord, which was signed, obliges them to",
        INITIALLED,
        "Eswatini to open the lower gates",
        "obligation",
    ),
    ("the accord allows them to", "The accord allows Lagos to resume trade.", "Lagos to resume trade", "permission"),
    (
        "the accord bars them from",
        "The accord forbids Lima to close the plant.",
        "Lima to close the plant",
        "prohibition",
    ),
    (
        "the accord bars them from, as a noun",
        "The accord bars Lima from closing the plant.",
        "Lima from closing the plant",
        "prohibition",
    ),
    (
        "the accord provides for it",
        "The accord provides for the withdrawal of all tanks.",
        "provides for the withdrawal of all tanks",
        "obligation",
    ),
    ("the accord allows it", "The accord allows the export of grain.", "allows the export of grain", "permission"),
    ("the accord bans it", "The accord bans the export of grain.", "bans the export of grain", "prohibition"),
    (
        "given a term to",
        "The bloc gave the generals until noon on Sunday to go.",
        "the generals until noon on Sunday to go",
        "obligation",
    ),
    (
        "faces a deadline to",
        "Athens faces a September 30 deadline to repay the Fund.",
        "Athens faces a September 30 deadline to repay the Fund",
        "obligation",
    ),
    (
        "put off to a day",
        "The session has been put off to 26 October.",
        "The session has been put off to 26 October",
        "obligation",
    ),
    ("planned for a day", "A vote is planned for 3 October.", "A vote is planned for 3 October", "obligation"),
    (
        "relative duty",
        "The pact sets up a centre, which will track the ships.",
        "which will track the ships",
        "obligation",
    ),
    (
        "relative duty",
        "They signed a treaty on a court, which shall sit in Oslo.",
        "which shall sit in Oslo",
        "obligation",
    ),
    (
        "relative duty with its day",
        "The pact names a panel that should report by 1 October.",
        "that should report by 1 October",
        "obligation",
    ),
    (
        "whence they go",
        "The accord opens a zone from which all gunmen must withdraw.",
        "all gunmen must withdraw",
        "obligation",
    ),
    (
        "joined relative duty",
        "The pact sets up a centre, which will sit in Oslo and track all ships.",
        "track all ships",
        "obligation",
    ),
    (
        "with work beginning",
        "The zone will be cleared, with Italian troops policing the road.",
        "Italian troops policing the road",
        "obligation",
    ),
    (
        "with work beginning, by its day",
        "A centre is part of the deal, with work starting within three weeks.",
        "work starting within three weeks",
        "obligation",
    ),
    (
        "doing so",
        "Manila will keep a duty of 7 percent, suspending 18 points of its tariff.",
        "suspending 18 points of its tariff",
        "obligation",
    ),
    ("done by somebody", "The road will be opened, guarded by monitors.", "guarded by monitors", "obligation"),
    (
        "that it be done",
        "The agreement was that all barges be moved from the lake.",
        "all barges be moved from the lake",
        "obligation",
    ),
    (
        "done from a day on",
        "From 1 October, the posts at the bridge are taken away.",
        "the posts at the bridge are taken away",
        "obligation",
    ),
    (
        "while doing so",
        "Each side will keep its flag while suspending all patrols.",
        "suspending all patrols",
        "obligation",
    ),
    (
        "and done by somebody",
        "Under the accord, the police will be pulled back and relieved by monitors.",
        "relieved by monitors",
        "obligation",
    ),
    (
        "allowing somebody",
        "The pact calls for the reopening of the road, allowing Lagos to resume trade.",
        "allowing Lagos to resume trade",
        "permission",
    ),
    (
        "which takes effect",
        "The truce, which takes effect at midnight on Monday, is the first.",
        "takes effect at midnight on Monday",
        "obligation",
    ),
    ("valid for so long", "The pact is valid for 120 days.", "The pact is valid for 120 days", "obligation"),
    (
        "it is for somebody to do it",
        "It is now for the army to leave the town.",
        "the army to leave the town",
        "obligation",
    ),
    (
        "which they were bound to do",
        "The guns, which they were obliged to surrender by 1 October, are here.",
        "to surrender by 1 October",
        "obligation",
    ),
    (
        "and to do it by its day",
        "Oslo agreed to open the road and to free the men by 3 October.",
        "to free the men by 3 October",
        "obligation",
    ),
    (
        "and do it by its day",
        "The strip would be 10 km deep and take effect by 15 October.",
        "take effect by 15 October",
        "obligation",
    ),
    (
        "called on to do it by its day",
        "He called on the union to have sixty monitors in place by 30 September.",
        "have sixty monitors in place by 30 September",
        "obligation",
    ),
    (
        "takes effect on its day",
        "The truce takes effect on Thursday.",
        "The truce takes effect on Thursday",
        "obligation",
    ),
    (
        "gives itself a term",
        "The deal gives the army a month and the Front gives itself until 1 October.",
        "the Front gives itself until 1 October",
        "intention",
    ),
    (
        "told beside a promise",
        "Qatar will freeze its lawsuits and the kingdom opens its airspace.",
        "the kingdom opens its airspace",
        "obligation",
    ),
    (
        "told with its day beside a promise",
        "Qatar will freeze its lawsuits and Oslo drafts a map by then on 3 October.",
        "drafts a map by then on 3 October",
        "obligation",
    ),
    ("told under an agreement", "Under the deal, Lima closes the plant.", "Lima closes the plant", "obligation"),
    (
        "told with its last day",
        "Both armies pull back by 31 December.",
        "Both armies pull back by 31 December",
        "obligation",
    ),
    (
        "told after a promise",
        "Rebels will leave the zone. Parliament convenes next Thursday.",
        "Parliament convenes next Thursday",
        "obligation",
    ),
    (
        "suspended beside a promise",
        "Rebels will leave the zone while patrolling is suspended.",
        "patrolling is suspended",
        "obligation",
    ),
    (
        "and a vote held",
        "A ceasefire is to be put in place by 1 January and a constitution written within 18 months.",
        "a constitution written within 18 months",
        "obligation",
    ),
    ("and do it too", "The state will apply the rules and stay in the union.", "stay in the union", "obligation"),
    (
        "and have it done too",
        "The bridge shall be cleared at 6 p.m. on Thursday and opened at 8 a.m. on Friday.",
        "opened at 8 a.m. on Friday",
        "obligation",
    ),
    (
        "and put it too",
        "The text will be signed in November and put to a vote the following July.",
        "put to a vote the following July",
        "obligation",
    ),
    (
        "somebody doing it",
        "Oslo will open the road, Lima paying 40 million for it.",
        "Lima paying 40 million for it",
        "obligation",
    ),
    (
        "headline's infinitive",
        "Spain to return fragments to Greece",
        "Spain to return fragments to Greece",
        "obligation",
    ),
    ("headline's refusal", "Russia says no Syria assault", "Russia says no Syria assault", "prohibition"),
    ("is banned", "Rebels will leave the zone and drills are banned there.", "drills are banned there", "prohibition"),
    (
        "planned to do, as is said",
        "Lima said it intended to close the plant.",
        "it intended to close the plant",
        "intention",
    ),
    (
        "agreed a deal with somebody to do",
        "Lima has agreed a new deal with Puma to supply the club.",
        "to supply the club",
        "obligation",
    ),
    ("wants an end to it", "Lima wants an end to tolls.", "Lima wants an end to tolls", "intention"),
]


# What is kept away only where the text speaks of nothing agreed.
ELSEWHERE = {"what a law asks"}
# Table, guard, and a text of which it keeps a promise away.
GUARDS = [
    ("weak", "weak alone", "Ships can dock again."),
    ("guard", "a question", "The rebels will leave the zone?"),
    ("guard", "has yet to", "The army has yet to leave the town."),
    ("guard", "only describes", "The mine that Lima is to close is old."),
    ("guard", "who promised", "He met a man who agreed to sell the boat."),
    ("guard", "will not agree", "Russia would not agree to deeper cuts."),
    ("guard", "what would have been", "Trucks would have crossed in June."),
    ("guard", "a condition", "Oslo leaves if the army will go."),
    ("guard", "should it", "Should the army leave by 3 October, Oslo pays."),
    ("guard", "should talks fail", "Leaders will meet on Friday, or on Saturday should talks drag on."),
    ("guard", "doubted", "The rebels think that the army will leave."),
    ("guard", "told by outsiders", "An analyst said the army will leave."),
    ("guard", "guessed", "The army will probably leave the town."),
    ("guard", "what would be without it", "Without the corridor, importers would have to pay a third more."),
    ("guard", "a work", "The film will open in cinemas on 12 October."),
    ("guard", "an event", "The war will test the army."),
    ("guard", "a habit", "He would walk to the mill every morning."),
    ("guard", "a forecast", "It will rain on Sunday."),
    ("guard", "of no party", "You will leave the town."),
    ("guard", "this will", "This will free the men."),
    ("guard", "might be", "The army may start a patrol."),
    ("guard", "takes a day", "The repair will take two weeks."),
    ("guard", "judged", "It will be difficult."),
    ("guard", "compared", "The road will be longer."),
    ("guard", "would be so", "The road would be icy."),
    ("guard", "there will be", "There will be talks in Oslo."),
    ("guard", "it will be a thing", "It will be food for Oslo."),
    ("guard", "never", "We will never leave the town."),
    ("guard", "we keep on", "We will fight them."),
    ("guard", "vowed to fight on", "He vowed to fight on until victory."),
    ("guard", "comes true", "The dream will come true."),
    ("guard", "an outcome", "The raid will end in a siege."),
    ("guard", "a length that runs", "The ten days would start on 3 October."),
    ("guard", "there is much to do", "There is to win a war."),
    ("guard", "helps to", "Oslo will help to avert a famine."),
    ("guard", "free to happen", "Rebels are free to fail."),
    ("guard", "a term that ran out", "The pact was to expire on 3 October."),
    ("guard", "seen as", "The general will be seen as a hero."),
    ("guard", "gets", "The army is to receive a medal."),
    ("guard", "advice", "The army should leave the town."),
    ("guard", "may have been", "The army may have left the town."),
    ("guard", "may be doing", "Bombs may not be falling."),
    ("guard", "may be ready to", "The union may be ready to leave."),
    ("guard", "says it may", "The union said it may leave the town."),
    ("guard", "there can be", "There can be no talks with the army before 3 October."),
    ("guard", "cannot", "Protests cannot change the law."),
    ("guard", "it is good to", "It is hard to leave the town."),
    ("guard", "not sure that", "It is unlikely that the army will leave."),
    ("guard", "will have to", "Lima will have to buy grain."),
    ("guard", "will have, to", "Lima will have to buy grain."),
    ("guard", "was not able to", "Lima said it was not able to leave."),
    ("guard", "as he promised", "They cheer because he promised to open the road."),
    ("guard", "undertook a thing", "The agency had undertaken a huge amount of work to expose any problems."),
    ("guard", "this promises to", "This promises to change the town."),
    ("guard", "what a law asks", "The law requires a permit."),
    ("guard", "onlookers", "Critics would close the plant."),
    ("guard", "goes", "Jobs will go."),
    ("guard", "a sum goes", "Another 1,700 will go."),
    ("guard", "we will have", "We will have a good bill."),
    ("guard", "is expected", "A contract is expected on 3 October."),
    ("guard", "finds out", "The army will find out on 3 October."),
    ("guard", "finds a way", "Canada must find a way out."),
    ("guard", "it allows", "It will allow trade to resume."),
    ("guard", "a cause", "The merger will leave the army without boats."),
    ("guard", "which allows", "Oslo approved a dam, which will help Lima."),
    ("guard", "which will be so", "Lima backs a tax, which will cause a strike."),
    ("guard", "is made of", "The bill will include a tax."),
    ("guard", "takes time", "That treaty will take time."),
    ("guard", "comes under", "The army will come under fire."),
    ("guard", "it takes two", "Lima will leave the zone and it takes two days by 3 October."),
    ("guard", "asked of talks", "He urged talks to pave the way by 3 October."),
    ("guard", "befalls", "Some 30 homes will be affected."),
    ("guard", "a quantity", "The number of posts will stand at ten."),
    ("guard", "an aim would be", "An option will be trade."),
    ("guard", "is in breach", "Lima will be in breach of the pact."),
    ("guard", "remains so", "The price will remain competitive."),
    ("guard", "makes a difference", "The tax will make no difference."),
    ("guard", "is to be allowed to", "Lima is to be allowed to sell boats."),
    ("guard", "gives somebody more of it", "The pact will allow nurses more access to the camp."),
    ("guard", "gives somebody more of it", "The pact will allow nurses more beds."),
    ("guard", "what it is called", 'The "must lend" price is ten dollars.'),
    (
        "guard",
        "were to, if",
        "It is bad if Oslo were to slap tolls on Lima and they were to reply in kind by 3 October.",
    ),
    ("guard", "would, if", "Oslo would leave the pact if Lima closed the road."),
    ("guard", "says it may be done", "The envoy added that the pact may be signed on 3 October."),
    ("guard", "a trial", "The murder trial is due to open on 3 October."),
    ("guard", "will be the first", "The Comet will be the first ferry of its kind."),
    ("guard", "doing it will be so", "Leaving the town would be at a high price."),
    ("guard", "will be owned", "The mine will be owned by Lima."),
    ("guard", "in its colours", "The jets will fly in navy colours."),
    ("guard", "a term of office that ends", "The mayor will finish her term in May."),
    ("guard", "we should", "Rebels will leave the zone. We should not repeat this."),
    ("guard", "called for", "Lima will cover calls for Oslo to open the road."),
    ("guard", "you have to", "You have to keep a cool head."),
    ("guard", "it promises to be", "It promises to be a long day."),
    ("guard", "calls it so", "The accord calls the strip a zone of peace."),
    ("guard", "nobody wants to", "They sell boats that nobody wants to buy."),
    ("guard", "nobody wants to", "Nobody wants to buy the boat."),
    ("guard", "said to be ready to", "The firm is reported to be ready to sell the mine."),
    ("guard", "there needs to be a law", "There needs to be a law that requires Lima to close the mine."),
    ("guard", "is there to", "The ministers are in Oslo to review the road."),
    ("guard", "that means", "That means the province must open the road."),
    ("lean", "says what follows", "He gave a pledge to see that the market would stay open."),
    ("lean", "it is agreed that", "It will be agreed that tanks must be withdrawn."),
    ("lean", "part of another", "The rebels agreed to ensure that ships can pass."),
]


@pytest.mark.parametrize(("table", "guard", "text"), GUARDS, ids=[f"{guard}: {text}" for _, guard, text in GUARDS])
def test_a_guard_keeps_a_promise_away(table: str, guard: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    passages = (Passage(Span(0, len(text), text), guard not in ELSEWHERE, ""),)
    guarded = find(text, passages=passages)
    rows = load_rows("forms", table)

    def without(codebook: str, asked: str) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.name != guard) if asked == table else load_rows(codebook, asked)

    monkeypatch.setattr(commitments, "load_rows", without)
    assert find(text, passages=passages) != guarded


@pytest.mark.parametrize(("table", "guard", "text"), GUARDS, ids=[f"{guard}: {text}" for _, guard, text in GUARDS])
def test_what_is_kept_away_says_why(table: str, guard: str, text: str) -> None:
    reason = next(row.reason for row in load_rows("forms", table) if row.name == guard)
    doc = parsed(text)
    chart = read_chart(doc, tuple(find_timexes(doc, MONDAY)))
    read, before = list[Promise](), list[Promise]()
    for bounds in dict.fromkeys(chart.tagged.tree.sentences):
        found = commitments.readings_of(chart, bounds, bool(before), True, guard not in ELSEWHERE)
        before = [one for one in found if not one.against]
        read += found
    assert reason in {one.against for one in read}


@pytest.mark.parametrize(
    ("text", "words", "modality"), [row[1:] for row in FORMS], ids=[f"{form}: {text}" for form, text, *_ in FORMS]
)
def test_a_form_is_read(text: str, words: str, modality: str) -> None:
    read = [(commitment.modality, commitment.span.exact) for commitment in find(text)]
    assert any(kind == modality and words in span for kind, span in read), read


def test_every_row_has_its_sentence() -> None:
    shown = {form for form, *_ in FORMS}
    assert {row.name for row in load_rows("forms", "form")} == shown
    kept_away = {
        row.name for table in ("guard", "lean", "weak") for row in load_rows("forms", table) if row.states == "none"
    }
    assert kept_away == {name for _, name, _ in GUARDS}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # advice, a need and a gain beside what is agreed are part of it
        ("Rebels will leave the zone, and tanks should be handed over.", "tanks should be handed over"),
        ("The army should leave the town by 3 October.", "The army should leave the town by 3 October"),
        ("Rebels will leave the zone. The army will have to go home.", "The army will have to go home"),
        ("Rebels will leave the zone, and Lima will get a bridge.", "Lima will get a bridge"),
        ("Lima said it would allow trade to resume.", "it would allow trade to resume"),
        # the doer of what is promised is who is said to do it
        ("Lima promised the union it would close the plant.", "Lima promised the union it would close the plant"),
    ],
)
def test_what_a_guard_lets_stand(text: str, words: str) -> None:
    assert words in {commitment.span.exact for commitment in find(text)}


def test_what_is_promised_is_what_is_to_be_done() -> None:
    [read] = find("Lima promised the union it would close the plant.")
    assert (read.obligor and read.obligor.text, read.action, read.object) == ("Lima", "close", "plant")


def test_a_thing_before_its_verb_is_named_whole() -> None:
    [read] = find("The accord calls for the road to the mine to be reopened.")
    assert (read.action, read.object) == ("reopened", "road to the mine")


def test_who_is_to_be_allowed_to_do_it_may() -> None:
    [read] = find("Lima is to be allowed to sell boats.")
    assert (read.modality, read.obligor and read.obligor.text, read.deed) == ("permission", "Lima", "sell boats")


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        # what somebody agreed with another may be either's to do
        ("Lima has agreed a new deal with Puma to supply the club.", None),
        ("Her doctor said she would not run again.", None),
        ("The bank's statement said it would sell the mine.", "bank"),
        ("The bank said it would sell the mine.", "bank"),
        ("Sen. Ann Reed (D-Ohio) chairman of the panel, last week pledged to hold a vote.", "Sen. Ann Reed"),
        # things do nothing
        ("The offer will expire on 3 October.", None),
        ("The planes will land again from 3 October.", None),
        ("The unions will land again from 3 October.", "unions"),
    ],
)
def test_who_is_said_to_do_it(text: str, doer: str | None) -> None:
    [read] = find(text)
    assert (read.obligor and read.obligor.text) == doer


def test_a_sum_does_nothing() -> None:
    [read] = find("The duty will be cut by 10 million dollars.")
    assert read.obligor is None


@pytest.mark.parametrize(
    "text",
    [
        # what happened, is thought or only describes
        "The pass is closed by snow from November.",
        "The town, which fell in May, is quiet.",
        "He left, citing the pact.",
        "The museum is planned by an architect.",
        "The talks, held by envoys, went on.",
        "The agency undertook a study to find the leak.",
        "Lima did not have to leave the town.",
        "He gave the army priority after last month's failure to agree.",
        "An extension of the pact for two years is likely.",
        "It is easier for a company to get relief.",
        "The judge agreed with her that it was late.",
        "The ban, enacted by Oslo in May, is old.",
        "The hard work is still to come.",
        "We cannot rule out a visit to the camp.",
        "He spoke of not being able to leave the town.",
    ],
)
def test_what_has_such_a_form_and_is_no_commitment(text: str) -> None:
    assert find(text) == []
