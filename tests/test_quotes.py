"""Quotes: marks in pairs, contents, cues and speakers, and who is cited for the words at a place."""

import pytest
from spacy.tokens import Doc

from lib.annotate.quotes import cited_at, find_quotes
from lib.annotate.quoting.marks import find_marked
from lib.models import Mention, Quote
from tests.conftest import mention_of, span_of
from tests.parsed import parsed

PEOPLE = {
    "Vladimir Putin": "vladimir-putin",
    "Recep Tayyip Erdogan": "recep-tayyip-erdogan",
    "Ann Marsh": "ann-marsh",
    "Marsh": "ann-marsh",
    "Putin": "vladimir-putin",
    "Erdogan": "recep-tayyip-erdogan",
    "Staffan de Mistura": "staffan-de-mistura",
}
OTHERS = {"Hurriyet": "hurriyet", "Interfax": "interfax", "Sputnik": "sputnik", "Defence Ministry": "ministry"}


def mentions_in(text: str) -> list[Mention]:
    """The mentions of a text that names only those above, longer names first."""
    found: list[Mention] = []
    for names, kind in ((PEOPLE, "PERSON"), (OTHERS, "ORG")):
        for name, entity in names.items():
            for nth in range(text.count(name)):
                mention = mention_of(text, name, entity, kind, nth)
                if not any(mention.span.overlaps(other.span) for other in found):
                    found.append(mention)
    return found


def find(text: str) -> list[Quote]:
    """The quotes of a text, in order."""
    return list(find_quotes(parsed(text), mentions_in(text)))


MARKS = [
    # straight double marks, twice
    ('He said "no" and "yes".', ["no", "yes"]),
    # curly marks, with an apostrophe inside
    ("“It’s calm,” he said.", ["It’s calm,"]),
    # nested marks belong to the outer quote
    ("“I said ‘no’ to him,” he said.", ["I said ‘no’ to him,"]),
    # British style, doubles inside singles
    ("‘He said “yes” too,’ she said.", ["He said “yes” too,"]),
    # apostrophes and a plural's possessive are no marks
    ("The rebels' hope isn't the regime's.", []),
    # a possessive inside single marks does not close them
    ("‘The rebels’ hope is gone,’ he said.", ["The rebels’ hope is gone,"]),
    # single marks after a word in s
    ("the 'radical groups' will leave", ["radical groups"]),
    # inches and a clipped year
    ('A 6" pipe of \'98 and "a plan".', ["a plan"]),
    # a quote over two paragraphs is opened twice and closed once
    ("“We go.\n\n“We stay,” he said.", ["We go.", "We stay,"]),
    # one that is never closed ends with its paragraph
    ('He said "we go.\n\nThey stayed.', ["we go."]),
    # a closing mark without an opening one
    ('We go," he said.', []),
    # nothing but marks
    ("\"'“”'\"" * 5, []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_pair_by_kind(text: str, expected: list[str]) -> None:
    assert [text[marked.start : marked.end] for marked in find_marked(text)] == expected


QUOTES = [
    # direct, subject before the verb
    ('"We go," Putin said.', ("direct", ["We go,"], "said", "Putin", "vladimir-putin", False)),
    # direct, inverted
    ("“We go,” said Erdogan.", ("direct", ["We go,"], "said", "Erdogan", "recep-tayyip-erdogan", False)),
    # direct, brought in by a colon
    ('Putin told reporters: "We will go."', ("direct", ["We will go."], "told", "Putin", "vladimir-putin", False)),
    # one quote round its cue
    (
        '"We go," Putin said. "And we go soon."',
        ("direct", ["We go,", "And we go soon."], "said", "Putin", "vladimir-putin", False),
    ),
    # mixed: only some of the content is marked
    (
        'Putin said the plan was a "serious result" for all.',
        ("mixed", ["serious result"], "said", "Putin", "vladimir-putin", False),
    ),
    # scare quotes that a verb of judgement attributes
    (
        'Putin hailed the deal as a "serious result".',
        ("mixed", ["serious result"], "hailed", "Putin", "vladimir-putin", False),
    ),
    # a deal says nothing, though the parser has it so in broken English: whoever took up the word does
    (
        "Erdogan, a major player, took to twitter on Tuesday hail the Ankara-Moscow deal saying it was reached early.",
        ("indirect", [], "saying", "Erdogan", "recep-tayyip-erdogan", False),
    ),
    # indirect
    (
        "Erdogan said that his country would carry out patrols.",
        ("indirect", [], "said", "Erdogan", "recep-tayyip-erdogan", False),
    ),
    # set into its content
    (
        "This approach, Putin said, is supported by the government.",
        ("indirect", [], "said", "Putin", "vladimir-putin", False),
    ),
    # according to
    (
        "The zone will be wide, according to Interfax.",
        ("indirect", [], "according to", "Interfax", "interfax", False),
    ),
    # words that are nobody's in particular
    ('"Turks are our brothers", read a banner.', ("direct", ["Turks are our brothers"], "read", "banner", None, False)),
    # a spokesman of a ministry speaks for it
    (
        "A spokesman for the Defence Ministry said the troops had left.",
        ("indirect", [], "said", "spokesman", "ministry", True),
    ),
    # a person's spokesman is another person
    (
        "A spokesman for Putin said the troops had left.",
        ("indirect", [], "said", "spokesman", None, False),
    ),
    # the name behind a title that has a place in it
    (
        "According to United Nations envoy for Syria Staffan de Mistura, the town hosts thousands of militants.",
        ("indirect", [], "According to", "Staffan de Mistura", "staffan-de-mistura", False),
    ),
    # a quote set apart, with its credit
    (
        "“We only want to live in peace.”\n\n— Ann Marsh",
        ("direct", ["We only want to live in peace."], "—", "Ann Marsh", "ann-marsh", False),
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_kind_marks_cue_and_speaker(text: str, expected: tuple[object, ...]) -> None:
    (quote,) = find(text)
    assert quote.speaker is not None
    assert quote.cue is not None
    marked = [span.exact for span in quote.marked]
    speaker = quote.speaker
    assert (quote.kind, marked, quote.cue.exact, speaker.span.exact, speaker.entity, speaker.inferred) == expected


SPEAKERS = [
    # a participle takes the subject of its verb
    ("Putin hailed the deal, adding that the zone would hold.", "adding", "vladimir-putin"),
    # a conjoined verb does, too
    ("Erdogan welcomed the deal and warned that the war would go on.", "warned", "recep-tayyip-erdogan"),
    # also past a clause with a verb of its own
    (
        "Erdogan said both countries would carry out patrols, and reiterated that the threat was real.",
        "reiterated",
        "recep-tayyip-erdogan",
    ),
    # somebody quoted by somebody else
    ("Hurriyet quoted Erdogan as saying that he was not satisfied.", "saying", "recep-tayyip-erdogan"),
    # a pronoun takes the last who spoke
    ('"We go," said Erdogan, who met Putin. "It is late," he added.', "added", "recep-tayyip-erdogan"),
    # of the person that the pronoun fits
    ("Ann Marsh met Recep Tayyip Erdogan. She said the talks were good.", "said", "ann-marsh"),
    # a description by title and origin
    (
        "Turkish President Recep Tayyip Erdogan met Vladimir Putin. The Turkish leader said the talks failed.",
        "said",
        "recep-tayyip-erdogan",
    ),
    # an outlet by what it is
    ("Turkish daily Hurriyet wrote of talks. The newspaper said they were good.", "said", "hurriyet"),
    # a description of nobody in the text
    ("Vladimir Putin left. The governor said the talks were good.", "said", None),
    # a relative clause is about the noun before it
    ("He met Erdogan, who said the talks were good.", "said", "recep-tayyip-erdogan"),
    # a report by an agency
    ("They cited a report by Sputnik as saying that the troops had left.", "saying", "sputnik"),
    # a passive without an agent
    ("It was said that the troops had left.", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "entity"), SPEAKERS)
def test_whom_the_speaker_means(text: str, cue: str, entity: str | None) -> None:
    quote = next(quote for quote in find(text) if quote.cue and cue in quote.cue.exact)
    assert (quote.speaker.entity if quote.speaker else None) == entity


def test_marked_words_belong_to_one_quote() -> None:
    # the sides' agreement is inside what Putin said; the words between marks are Putin's
    quotes = find('Putin added the sides agreed to "resume transit traffic by the end of 2018".')
    assert [quote.cue.exact for quote in quotes if quote.cue and quote.marked] == ["added"]


def test_a_quote_over_paragraphs_has_one_speaker() -> None:
    (quote,) = find("“We will go.\n\n“And we will not come back,” Putin said.")
    assert [span.exact for span in quote.marked] == ["We will go.", "And we will not come back,"]
    assert quote.speaker
    assert quote.speaker.entity == "vladimir-putin"


def test_a_quote_that_goes_on_below_takes_the_last_speaker() -> None:
    first, second = find('"We will go," Putin said.\n\n"We will not come back."\n\nThe talks ended.')
    assert first.speaker
    assert second.speaker
    assert (second.speaker.entity, first.speaker.inferred, second.speaker.inferred) == ("vladimir-putin", False, True)


def test_words_inside_marks_are_no_cue() -> None:
    assert [quote.cue.exact for quote in find('"Erdogan said no," Putin told reporters.') if quote.cue] == ["told"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The rebels rejected the proposal on Monday.", []),
        ("The president dismissed the general.", []),
        ("Lawmakers rejected the deal by 58 votes to 37.", []),
        (
            "The minister rejected claims that troops had crossed the border.",
            ["claims that troops had crossed the border"],
        ),
        ("The envoy dismissed suggestions of a rift.", ["suggestions of a rift"]),
        ('The rebels rejected "any talk of surrender".', ["any talk of surrender"]),
    ],
)
def test_to_reject_a_thing_says_nothing_but_to_reject_what_is_said_does(text: str, said: list[str]) -> None:
    assert [quote.span.exact.strip('"') for quote in find(text)] == said


CITED = [
    # the innermost speaker
    ("Interfax reported that Putin said 40 trucks had left.", "40 trucks", "vladimir-putin"),
    # the outlet's own words
    ("Putin said no. The outlet counted 40 trucks.", "40 trucks", None),
    # what the sides agree is told by the one who reports it
    ("Putin said the sides agreed to send 40 trucks.", "40 trucks", "vladimir-putin"),
    # a speaker who is not known
    ("Putin left, and activists said 40 trucks had left.", "40 trucks", None),
]


@pytest.mark.parametrize(("text", "words", "entity"), CITED)
def test_who_is_cited(text: str, words: str, entity: str | None) -> None:
    assert cited_at(find(text), span_of(text, words)) == entity


ODD = [
    "",
    " \n\n ",
    '"' * 2_000,
    "“" * 500,
    "' \" ” « said said said",
    "said",
    "according to",
    '"',
    "in his words, ",
    "Putin:",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_yields_only_spans_of_itself(text: str) -> None:
    for quote in find(text):
        spans = [quote.span, *quote.marked, *(span for span in (quote.cue,) if span)]
        assert all(text[span.start : span.end] == span.exact != "" for span in spans)


def test_ten_thousand_quotes_are_all_found() -> None:
    doc = Doc.from_docs([parsed('He said: "We go," and "they stay," she told us. ')] * 5_000)
    assert sum(len(quote.marked) for quote in find_quotes(doc, ())) == 10_000


def test_without_mentions_the_speaker_has_words_and_no_entity() -> None:
    (quote,) = find_quotes(parsed('"We go," Putin said.'), ())
    assert quote.speaker
    assert (quote.speaker.span.exact, quote.speaker.entity) == ("Putin", None)
