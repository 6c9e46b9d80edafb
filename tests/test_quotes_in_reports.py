"""Quotes as reports have them: who said the words between marks, however far off or indirectly the text says so."""

import pytest

from lib.annotate import Tools, annotate_all
from tests.conftest import make_document

Said = list[tuple[str, str | None]]


def said_in(text: str, tools: Tools) -> Said:
    """The marked words of a text, each with its speaker's entity or else the words that name the speaker."""
    ((_, annotations),) = annotate_all([make_document("report", text)], tools)
    found = [
        (marked.start, marked.exact, quote.speaker and (quote.speaker.entity or quote.speaker.span.exact))
        for quote in annotations.quotes
        for marked in quote.marked
    ]
    return [(exact, speaker) for _, exact, speaker in sorted(found)]


# A quote that is a sentence of its own is that of whoever spoke, or else acted, in what stands before.
AFTER_A_REPORT = [
    ("Erdogan said Turkey would act. “We will not leave our brothers.”", "recep-tayyip-erdogan"),
    ("Foreign Minister Leila Haddad said Tunisia would help. “We owe our neighbours nothing less.”", "leila-haddad"),
    ("President Tomas Ruiz promised that Honduras would go. The rains had begun. “Nobody stays behind.”", "tomas-ruiz"),
    (
        "Talks will resume on Friday, said the head of the delegation, General Pascal Ilunga.\n\n“We can wait.”",
        "pascal-ilunga",
    ),
    (
        "Grace Mensah, a nurse at the border clinic, lost her brother in the war. “I need the bus to run.”",
        "grace-mensah",
    ),
    ("The port opens, according to Captain Lars Nygaard, who commands it. “We swept every berth.”", "lars-nygaard"),
    ("As Minister Okello put it, the dam is safe.\n\n“Nobody will touch it.”", "okello"),
    ("General Musa Bello visited the bridge. He was brief. “Open by Friday.”", "musa-bello"),
]


@pytest.mark.parametrize(("text", "speaker"), AFTER_A_REPORT)
def test_a_sentence_of_its_own_is_the_last_speakers(text: str, speaker: str, tools: Tools) -> None:
    assert [who for _, who in said_in(text, tools)] == [speaker]


# A colon introduces the words of its own sentence's subject, not of who was quoted before.
BEFORE_A_COLON = [
    (
        "Ann Reed says there was “a list”. Paul Stone, the commander, puts it more bluntly: “Guns must go.”",
        "paul-stone",
    ),
    (
        "Ann Reed spoke of “a list”. Kenya's trade minister, Grace Wanjiru, was blunt: “Ships will sail.”",
        "grace-wanjiru",
    ),
    ("Ann Reed saw “a list”. The envoy, Hanna Berg, did not hide her fatigue: “Eleven drafts.”", "hanna-berg"),
    ("Ann Reed said no “list” was kept. Mr Okello had a warning: “Touch the dam and the deal is dead.”", "okello"),
]


@pytest.mark.parametrize(("text", "speaker"), BEFORE_A_COLON)
def test_a_colon_gives_the_words_to_its_own_subject(text: str, speaker: str, tools: Tools) -> None:
    assert said_in(text, tools)[-1][1] == speaker


# Who is described, and named beside the description.
NAMED_BESIDE = [
    ("“The pipeline is dry,” said the governor of Basra, Karim al-Saadi.", "karim-al-saadi"),
    ("“We have buried enough children,” said its chairwoman, Nadezhda Orlova.", "nadezhda-orlova"),
    ('"The list is closed," the commission\'s president, Judge Henrik Dahl, told reporters.', "henrik-dahl"),
    ('"Six came home," the movement\'s spokesman, Yared Bekele, said.', "yared-bekele"),
    ("“It is over,” sighed one of the drivers, Mehmet Aydin.", "mehmet-aydin"),
    ("“This paper ends nothing,” thundered opposition leader Boaz Mwangi.", "boaz-mwangi"),
    # a spokesman nobody names speaks for the ministry; what a comma parts without an end is no apposition
    ("According to the ministry, Minister Ana Lopez said “no”.", "ana-lopez"),
]


@pytest.mark.parametrize(("text", "speaker"), NAMED_BESIDE)
def test_a_name_beside_a_description_is_the_speaker(text: str, speaker: str, tools: Tools) -> None:
    assert [who for _, who in said_in(text, tools)] == [speaker]


# A role is whoever the text gives it to.
ROLES = [
    ('The Minister of Water, Mr Sami Haroun, came. "It rains," the minister said.', "sami-haroun"),
    ('The prefect, Ali Tahir, keeps a list. "I use it," he said.', "ali-tahir"),
    (
        'Defence Minister Ana Lopez met Foreign Minister Juan Perez. "Not ready," the foreign minister said.',
        "juan-perez",
    ),
    (
        'Foreign Minister Juan Perez met Defence Minister Ana Lopez. "Not ready," the foreign minister said.',
        "juan-perez",
    ),
    ('ASEAN Secretary-General Ramon Cruz signed. "A bridge," said the ASEAN chief.', "ramon-cruz"),
    (
        'Junta chief Moussa Traore spoke. "Whoever lays down arms is our brother", the junta chief said.',
        "moussa-traore",
    ),
    # a minister of something else is nobody in the text
    ('Defence Minister Ana Lopez left. "Not ready," the trade minister said.', "trade minister"),
]


@pytest.mark.parametrize(("text", "speaker"), ROLES)
def test_a_role_is_resolved_to_the_person_named(text: str, speaker: str, tools: Tools) -> None:
    assert [who for _, who in said_in(text, tools)] == [speaker]


MEETINGS = [
    "After Monday's meeting between Mr Brandt and President Varga, Defence Minister Horak said “no drill is planned”.",
    "Before Tuesday's talks between Ms Okafor and Mr Mensah, Energy Minister Horak said “the lights will stay on”.",
    "Following talks with President Kone and Mr Toure, Interior Minister Horak said “the border stays shut”.",
]


@pytest.mark.parametrize("text", MEETINGS)
def test_who_speaks_after_a_meeting_is_none_of_those_who_met(text: str, tools: Tools) -> None:
    assert [who for _, who in said_in(text, tools)] == ["horak"]


# Marked words within a sentence, whatever stands between them and who says them.
FRAGMENTS = [
    ("U.N. envoy Erik Lund called it “a gift of peace” for those who have faced cold.", "erik-lund"),
    ("The army blamed the rebels, which their commander, Yusuf Barre, dismissed as “a fairy tale”.", "yusuf-barre"),
    ("Ships sail under what Deng Malual called an “unwritten truce” for two harbours.", "deng-malual"),
    ("For Deng Malual, the village chief, the pact is “a promise written on water”.", "deng-malual"),
    ("General Deng Malual came. The truce, in the general's words, “is holding better than expected”.", "deng-malual"),
    (
        "Deng Malual, its director, wants to add a stop in Juba in May “if the runway is cleared and the peace lasts”.",
        "deng-malual",
    ),
    (
        "Deng Malual told the crowd in words carried by the radio that they will be “hunting for answers”.",
        "deng-malual",
    ),
    (
        "The movement's political chief, Tesfaye Alemu, ruled out talks “as long as a single tank is left”.",
        "tesfaye-alemu",
    ),
    # a text lays down what is marked in it
    ("The deal stipulates the removal of all arms from the strip and to “be done with raiders by June”.", "deal"),
    ("Under the protocol the garrison leaves. Patrols will pass “with lights on and weapons unloaded”.", "protocol"),
    ("Apart from the strip, which would go “10 km deep into the zone”, the paper gives the centre a part.", "paper"),
]


@pytest.mark.parametrize(("text", "speaker"), FRAGMENTS)
def test_marked_words_within_a_sentence_have_their_speaker(text: str, speaker: str, tools: Tools) -> None:
    assert [who for _, who in said_in(text, tools)] == [speaker]


NOBODYS = [
    "The road is known as the “highway of bones”, and drivers avoid it.",
    "The presidents agreed to open a strip from which “extremist” rebels must leave.",
    "Chad and Niger signed separate “twin” pacts with Mali.",
    "The villages lie along a track called “Rommel's Road” by May.",
    "The rebels said the road would open.\n\n'Hopes are sunk'\n",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_names_and_words_held_at_arms_length_are_nobodys(text: str, tools: Tools) -> None:
    assert said_in(text, tools) == []


HEADLINES = [
    (
        "'A road to peace': Peru signs deal\n\nPresident Ollanta Cruz called it \"a road to peace and trade\".",
        "ollanta-cruz",
    ),
    (
        "Chad agrees on 'full' truce: mediator\n\nBoth want a \"full and lasting truce\", mediator Salif Keita said.",
        "salif-keita",
    ),
    (
        "Fiji says grain may sail in ‘days’\n\nMinister Jone Tora said Suva would free it in the “next few days”.",
        "jone-tora",
    ),
    # a headline whose words the text does not repeat is its own cue's
    ("Erdogan says 'no' to talks\n\nThe talks ended in Ankara on Monday.", "recep-tayyip-erdogan"),
]


@pytest.mark.parametrize(("text", "speaker"), HEADLINES)
def test_a_headlines_words_are_those_of_who_says_them_below(text: str, speaker: str, tools: Tools) -> None:
    assert {who for _, who in said_in(text, tools)} == {speaker}


def test_who_goes_on_by_name_said_what_stands_before(tools: Tools) -> None:
    text = 'Tomas Ruiz left.\n\n"We wait," he said.\n\n"And we go," Marta Silva went on.'
    assert [who for _, who in said_in(text, tools)] == ["marta-silva", "marta-silva"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Mr Lavrov said: “The zone must be ready.\n\n“If it is not, the deal will die,” he added.", 1),
        ("Colonel Ivo Petrov said: “The pass opens.\n\n“Nobody will be searched.\n\n“Go,” he told reporters.", 1),
        ("“The pass opens.\n\n“Nobody will be searched,” Colonel Ivo Petrov said.", 1),
    ],
)
def test_a_quote_over_paragraphs_is_counted_once(text: str, contents: int, tools: Tools) -> None:
    ((_, annotations),) = annotate_all([make_document("report", text)], tools)
    assert len(annotations.quotes) == contents


LOW_MARKS = [
    ("The word „Zeitenwende“ was used by Scholz. “The deal stands,” Merkel said.", ["The deal stands,"]),
    ("„Frieden“ is the word. “We shall see,” Olaf Brandt said.", ["We shall see,"]),
    ("Olaf Brandt said: „Nothing is lost.“ “We shall see,” Marta Silva added.", ["Nothing is lost.", "We shall see,"]),
    ("”We stay,” Olaf Brandt said. “We go,” Marta Silva said.", ["We stay,", "We go,"]),
]


@pytest.mark.parametrize(("text", "marked"), LOW_MARKS)
def test_marks_of_two_kinds_close_by_kind(text: str, marked: list[str], tools: Tools) -> None:
    assert [exact for exact, _ in said_in(text, tools)] == marked


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("They attacked no fewer than 12 checkpoints.", []),
        ("Rebels attacked the town with mortars.", []),
        ("The ruling party challenged no fewer than nine seats.", []),
        ("Karim Saleh attacked the deal as a sham.", ["the deal as a sham"]),
        ("Karim Saleh attacked the minister for his silence.", ["the minister for his silence"]),
    ],
)
def test_to_attack_says_something_only_with_what_for(text: str, contents: list[str], tools: Tools) -> None:
    ((_, annotations),) = annotate_all([make_document("report", text)], tools)
    assert [quote.span.exact for quote in annotations.quotes] == contents


@pytest.mark.parametrize(
    "text",
    [
        "The accord said the parties would meet in Ankara. Turkey signed. It said that 40 captives would be freed.",
        "The text of the pact with Syria said troops would go. It added that up to 40 captives would be freed.",
        "Moldova read the memorandum. The memorandum says the ferry will sail. It adds that 40 trucks may board.",
    ],
)
def test_what_an_accord_says_next_is_no_countrys(text: str, tools: Tools) -> None:
    ((_, annotations),) = annotate_all([make_document("report", text)], tools)
    assert [quote.speaker and quote.speaker.entity for quote in annotations.quotes][-1] is None
