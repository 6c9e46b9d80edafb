"""Sentences and slugs, each rule with the case it is for."""

from pathlib import Path

import pytest

from lib.text.sentences import find_sentences
from lib.text.slug import slug

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

# Each text is written with a bar where one sentence ends and the next begins.
SPLITS = [
    "Putin met Erdogan. | They agreed.",
    "Is it over? | It is! | Good.",
    # titles and ranks
    "Mr. Putin met Gen. Smith and Lt. Gen. Jones at St. Petersburg. | They left.",
    "Det.-Sgt. Graham Gibson spoke.",
    # initials
    "President George W. Bush and J. K. Rowling met. | He left.",
    "That was Plan B. | The end.",
    # acronyms with stops inside
    "The U.S. Army left. | It came home.",
    "They went to the U.S. | The flight was long.",
    "He is a member (U.S. House) today.",
    "They support rebels, e.g. Kurds, i.e. the YPG.",
    # months and numbers
    "It ends by Oct. 15 or Sept. 3, 2018. | They will go.",
    "They met in Oct. | Then they left.",
    "It is resolution No. 2254 of 2015. | No. | He said so.",
    "It grew by 3.5 million in 2018. | In 2019 it fell.",
    "It happened in 2018. | 10 people died.",
    "1. Russia takes measures. | It goes on.",
    # hours
    "It began at 9 p.m. Monday. | It ended at 6 a.m. | Police came.",
    "It began at 8:40 a.m. (0040 GMT) in the town.",
    "It began at 3 p.m. Moscow time in the town.",
    # companies and other words that may end a sentence
    "Apple Inc. Steve Jobs led it. | He worked at Apple Inc. | He left.",
    "Guns, tanks, etc. | They left.",
    # ellipses
    "We will ... go on. | And then... | Nothing came.",
    "“We […] Turks will stay,” he said.",
    "We waited… and waited. | Then it came.",
    # quotations keep their closing mark
    '"It works." | Then he left.',
    "“We are not satisfied.” | “But we hope.”",
    "He said: “It is done. | We are glad.” | They left.",
    "'It is done.' | They left.",
    "(They left.) | It was late.",
    # a said-clause belongs to its quotation
    '"Works." Zarif said.',
    '"Works," Zarif said.',
    "“Who knows?” he asked.",
    "“Who knows?” President Erdogan asked reporters in Ankara. | They left.",
    "“We keep our goal.” | Turkey said it would send troops.",
    # lower case goes on, but for names that begin with an Arabic article
    "Yahoo! said so.",
    "They left the zone. | al-Nusra stayed.",
    # a stray mark is not a sentence, a missing blank does not hide one
    'It is twice as fast. "',
    "They left the zone.|Putin said so.",
    "See yalibnan.com/2018/09/17 and amazon.Com for more.",
    "They said so.[1] | It was true.",
    # any line break ends a sentence
    "Headline without a stop\n| The body begins.",
    "One line\r\n| and another\u2028| and a third",
    # but for lines that were wrapped at a width
    "They met on Monday in the Black Sea resort of Sochi and agreed on\na plan. | It is the last.",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_sentences_end_where_they_should(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert [s.span.exact for s in find_sentences(marked.replace("| ", "").replace("|", ""))] == expected


HOSTILE = ["", " \n\n ", ".", "...", '"', "“", ". . . .", "!?!?", "\ufeffx", "a.b.c.d", "Mr.", "\x00. A", "’’’. ’"]


@pytest.mark.parametrize("text", [path.read_text(encoding="utf-8") for path in SEEDS] + HOSTILE)
def test_sentences_are_trimmed_in_order_and_leave_out_only_white_space(text: str) -> None:
    reached = 0
    for sentence in find_sentences(text):
        span = sentence.span
        assert text[span.start : span.end] == span.exact == span.exact.strip() != ""
        assert not text[reached : span.start].strip()
        reached = span.end
    assert not text[reached:].strip()


def test_paragraphs_are_numbered_and_the_headline_is_marked() -> None:
    text = "A plan. And a plot\n\nRussia agreed. Turkey agreed.\nIran did not."
    found = [(s.paragraph, s.headline) for s in find_sentences(text, text.index("Russia"))]
    assert found == [(0, True), (0, True), (1, False), (1, False), (2, False)]


@pytest.mark.parametrize("piece", ["Mr. A. ", "“a. ", '." ', ". ", "a" * 50, "... ", "\n", "A.b"])
def test_a_megabyte_of_one_piece_is_cut_into_sentences(piece: str) -> None:
    # Linear work takes a moment here; quadratic work would take hours.
    long = piece * (1_000_000 // len(piece))
    assert sum(s.span.end - s.span.start for s in find_sentences(long)) <= len(long)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("People's Protection Units", "peoples-protection-units"),
        ("People’s Protection Units", "peoples-protection-units"),
        ("Hay'et Tahrir al-Sham", "hayet-tahrir-al-sham"),
        ("Işık  Łódź/Øre & Straße", "isik-lodz-ore-strasse"),
        ("U.S.", "u-s"),
        ("../../etc/passwd", "etc-passwd"),
        ("الأسد", "الاسد"),
        ("!?", ""),
    ],
)
def test_slugs_are_readable_and_stable(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert slug(expected) == expected
