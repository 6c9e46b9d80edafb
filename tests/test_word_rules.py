"""The pipeline's rules for parts of speech tell the same when each kind of word is asked for once."""

from itertools import pairwise

import pytest
import spacy

from lib.annotate import Tools
from lib.annotate.pipeline import parse_all
from lib.settings import load_settings
from lib.text.sentences import find_sentences

TEXTS = (
    "GENEVA (AP) - Envoys have said that nobody but the army will have to leave.\n\nWhat is done, they didn't say.",
    "If they're gone by Friday, that would be something; \x0b the talks that failed did not. Let's go, he'd said.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_parts_of_speech_are_those_of_the_rules(text: str, tools: Tools) -> None:
    """Once and again, so that what is kept is asked too."""
    rules = spacy.load(load_settings().model).get_pipe("attribute_ruler")
    for doc in parse_all([(text, tuple(find_sentences(text)))] * 2, tools):
        expected = rules(doc.copy())
        assert [(word.pos_, word.tag_, word.dep_) for word in doc] == [(w.pos_, w.tag_, w.dep_) for w in expected]
        assert len({word.pos_ for word in doc}) > 8


def test_another_word_does_not_change_a_known_kind(tools: Tools) -> None:
    """A name and a noun never seen are of kinds that are known already."""
    first, second = (f"{name} sold the {thing}." for name, thing in (("Ann", "boat"), ("Ivo", "harrow")))
    docs = list(parse_all([(text, tuple(find_sentences(text))) for text in (first, second)], tools))
    for one, other in pairwise(docs):
        assert [word.pos_ for word in one] == [word.pos_ for word in other] == ["PROPN", "VERB", "DET", "NOUN", "PUNCT"]
