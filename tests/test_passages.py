"""Where a text speaks of something agreed: once an article, and once a paragraph."""

from datetime import date

from lib.annotate.passages import FEWEST, find_passages
from lib.text.sentences import find_sentences
from tests.dues import find

PLAIN = "The shop will open in May and the price of bread will stay where it is, the baker told a crowd of friends. "
AGREED = "Under the accord that both governments signed, the troops will leave the border zone by Friday. "


def spoken(text: str) -> list[bool]:
    return [passage.agreed for passage in find_passages(text, list(find_sentences(text)))]


def test_an_article_without_a_word_of_an_agreement_speaks_of_none() -> None:
    text = PLAIN * 3 + "\n\n" + PLAIN * 3
    assert len(text.split()) > FEWEST
    assert spoken(text) == [False, False]


def test_an_article_about_an_accord_speaks_of_it_near_by_and_not_far_below() -> None:
    text = AGREED * 4 + "\n\n" + "\n\n".join([PLAIN] * 30)
    told = spoken(text)
    assert told[:4] == [True] * 4
    assert not any(told[len(told) // 2 :])


def test_a_long_article_that_names_an_accord_once_is_not_about_it() -> None:
    assert not any(spoken(AGREED + "\n\n" + "\n\n".join([PLAIN] * 40)))


def test_a_short_text_is_given_the_benefit_of_the_doubt() -> None:
    assert spoken("Tanks will go on Friday.") == [True]


def test_a_paragraph_says_which_words_speak_of_it() -> None:
    text = "The pact was signed."
    [passage] = find_passages(text, list(find_sentences(text)))
    assert (passage.reason, passage.span.exact) == ("pact, signed", text)


def test_a_plain_will_binds_nobody_where_nothing_agreed_is_spoken_of() -> None:
    from lib.annotate.commitments import find_commitments  # noqa: PLC0415
    from lib.annotate.dates import find_timexes  # noqa: PLC0415
    from tests.parsed import parsed  # noqa: PLC0415

    text = PLAIN * 6 + "The union agreed to pay 40 marks."
    doc, day = parsed(text), date(2018, 9, 17)
    passages = tuple(find_passages(text, list(find_sentences(text))))
    timexes = tuple(find_timexes(doc, day))
    read = [c.action for c in find_commitments(doc, (), timexes, (), day, passages=passages)]
    assert read == ["pay"]
    assert len(find(text)) > 1
