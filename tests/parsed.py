"""Parsed texts for the tests of finders: the real pipeline, loaded once."""

from functools import cache
from typing import Any

import spacy

from lib.settings import load_settings
from lib.text.sentences import find_sentences


@cache
def pipeline() -> Any:
    """The pipeline that the annotators use, without what none of them reads."""
    return spacy.load(load_settings().model, exclude=["lemmatizer"])


@cache
def parsed(text: str) -> Any:
    """The text parsed, with the project's own sentences."""
    doc = pipeline().make_doc(text)
    starts = {sentence.span.start for sentence in find_sentences(text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return pipeline()(doc)
