"""The parsed text: spaCy's small pipeline with our sentences, in pieces that keep memory bounded."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from lib.annotate.naming.namebook import NameBook, load_name_book
from lib.codebooks import load_agreements
from lib.errors import MissingModelError
from lib.gazetteer import Gazetteer, load_gazetteer
from lib.models import Agreement, Sentence
from lib.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

# The parser and the entity recogniser need about a gigabyte for 100,000 characters of one text.
PIECE_CHARACTERS = 40_000
# Longer runs of marks, of anything without a space, or of single characters are no words; none is longer than 200.
NO_LANGUAGE = re.compile(r"(?:[^\w\s]|_){20,200}|\S{200}|(?<!\S)\S(?:[^\S\n]\S){19,99}(?!\S)")
# News has five characters to a token, spaces counted. Only texts of many tokens are judged.
FEWEST_CHARACTERS, MANY_TOKENS = 2.5, 2_000
# No annotator reads lemmas.
UNUSED_PIPES = ["lemmatizer"]
# What the pipeline's rules decide a word's part of speech by, and what they decide.
GIVEN: list[int | str] = ["TAG", "LOWER", "DEP"]
WORD = 1
TOLD: list[int | str] = ["TAG", "POS", "DEP"]
ANY_WORD = "word"


@dataclass(frozen=True, slots=True)
class Tools:
    """What annotating needs, loaded once: the parser, the gazetteer, known names and agreements."""

    nlp: "Language"
    rules: "WordRules"
    gazetteer: Gazetteer
    names: NameBook
    agreements: tuple[Agreement, ...]


class WordRules:
    """The rules of the pipeline's attribute ruler, asked once for each kind of word and not at each use of one.

    A word's kind is its tag and its relation and, where a rule names it, the word: there are few, and asking at each
    use takes an eighth of the pipeline's time. Rules for a word behind another ("there | is") are not asked.
    """

    def __init__(self, ruler: "AttributeRuler", nlp: "Language") -> None:
        rules: Any = ruler.patterns
        asked = [token.get("LOWER", "") for rule in rules for pattern in rule["patterns"] for token in pattern]
        words = {word for one in asked for word in ([one] if isinstance(one, str) else one.get("IN", ()))}
        self._named: Any = np.array([nlp.vocab.strings.add(word) for word in words], dtype="uint64")
        self._any = nlp.vocab.strings.add(ANY_WORD)
        self._ruler = ruler
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """The Doc with its words' parts of speech."""
        given: Any = doc.to_array(GIVEN)
        named = np.isin(given[:, WORD], self._named) | (doc.to_array(["IS_SPACE"]) == 1)
        given[:, WORD] = np.where(named, given[:, WORD], self._any)
        kinds = [tuple(kind) for kind in given.tolist()]
        if new := list(set(kinds) - self._known.keys()):
            self._known |= self._told(new, doc)
        told: Any = np.array([self._known[kind] for kind in kinds], dtype="uint64")
        return doc.from_array(TOLD, told)

    def _told(self, kinds: list[tuple[int, ...]], doc: "Doc") -> dict[tuple[int, ...], tuple[int, ...]]:
        tags, words, deps = ([doc.vocab.strings[code] for code in column] for column in zip(*kinds, strict=True))
        alone = type(doc)(doc.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        return {kind: tuple(row) for kind, row in zip(kinds, self._ruler(alone).to_array(TOLD).tolist(), strict=True)}


def load_tools(settings: Settings, *, story: bool = True) -> Tools:
    """Everything the annotators need; raises MissingModelError or CodebookError, each saying what to do.

    Without `story`, names and agreements that the codebooks hold for one story are left out, as a reader of another
    story would have it.
    """
    spacy = import_module("spacy")
    try:
        nlp = spacy.load(settings.model, exclude=UNUSED_PIPES)
    except OSError as error:
        raise MissingModelError(
            f"The spaCy pipeline {settings.model!r} is not installed. "
            "Run `pip install -r requirements.txt`, or name an installed one in ACCORD_DESK_MODEL."
        ) from error
    nlp.tokenizer.suffix_search = _suffixes_with_dash(nlp)
    rules = WordRules(nlp.remove_pipe("attribute_ruler")[1], nlp)
    names = load_name_book(nlp.make_doc, nlp.vocab, story=story)
    return Tools(nlp, rules, load_gazetteer(), names, load_agreements() if story else ())


def _suffixes_with_dash(nlp: "Language") -> Callable[[str], object]:
    """The tokenizer's suffix rules, and a dash after a word: a dateline's "Reuters- " is two tokens."""
    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[A-Za-z])[-–—]"]
    search: Callable[[str], object] = import_module("spacy.util").compile_suffix_regex(suffixes).search
    return search


def parse_all(texts: Sequence[tuple[str, tuple[Sentence, ...]]], tools: Tools) -> Iterator["Doc"]:
    """Each text parsed, given with its sentences; the Doc's own sentences are the same ones."""
    pieces = [
        [_prepared(text[start:end], found, start, tools) for start, end in _pieces(text, found)]
        for text, found in texts
    ]
    parsed = tools.nlp.pipe((doc for docs in pieces for doc in docs if _is_language(doc)), batch_size=16)
    for docs in pieces:
        yield _joined([tools.rules(next(parsed)) if _is_language(doc) else doc for doc in docs])


def _is_language(doc: "Doc") -> bool:
    """Whether tokens have the length of words: what has not, a table of signs perhaps, takes longest and says least."""
    return len(doc) <= MANY_TOKENS or doc[-1].idx + len(doc[-1]) >= FEWEST_CHARACTERS * len(doc)


def _pieces(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Where to cut a text into pieces, at sentence starts, or within one that alone is too long."""
    cuts = [0]
    for sentence in sentences:
        if sentence.span.end - cuts[-1] > PIECE_CHARACTERS and sentence.span.start > cuts[-1]:
            cuts.append(sentence.span.start)
        while sentence.span.end - cuts[-1] > PIECE_CHARACTERS:
            cuts.append(cuts[-1] + PIECE_CHARACTERS)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _prepared(text: str, sentences: Sequence[Sentence], offset: int, tools: Tools) -> "Doc":
    """A tokenised text whose sentence starts are ours, which the parser then keeps."""
    doc = _tokenised(text, tools.nlp)
    starts = {sentence.span.start - offset for sentence in sentences}
    begins = [place in starts for place in doc.to_array("IDX").tolist()]
    # 1 begins a sentence, -1 does not; the first token always does.
    marks: Any = np.where([True, *begins[1:]], 1, -1)[: len(doc)].astype("int64").view("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], marks)


def _tokenised(text: str, nlp: "Language") -> "Doc":
    """The text's tokens, runs that are no language left whole: the tokenizer's time grows with the square of a run."""
    from spacy.tokens import Doc  # noqa: PLC0415  # spaCy takes long to import, and few need it

    docs, at = [], 0
    for run in NO_LANGUAGE.finditer(text):
        docs += [nlp.make_doc(text[at : run.start()])] if run.start() > at else []
        spaced = text[run.end() : run.end() + 1] == " "
        docs.append(Doc(nlp.vocab, words=[run.group()], spaces=[spaced]))
        at = run.end() + spaced
    return _joined([*docs, nlp.make_doc(text[at:])] if at < len(text) or not docs else docs)


def _joined(pieces: list["Doc"]) -> "Doc":
    """One Doc of all pieces, offsets counted from the text's start."""
    if len(pieces) == 1:
        return pieces[0]
    return type(pieces[0]).from_docs(pieces, ensure_whitespace=False, exclude=("tensor",))  # type: ignore[call-arg]  # its stub is older
