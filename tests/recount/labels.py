"""Uses of the codebook's labels, found again word by word: no patterns, only letters compared with letters."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.recount.kept import Record, Recount

CODEBOOK = Path(__file__).parents[2] / "lib" / "codebooks" / "labels"
_WORD = re.compile(r"[\w'’‘]+")
MOST_WORDS = 9


class Use(NamedTuple):
    """One use of a label: referent, label, outlet's name, article, whether between quotation marks, and where."""

    referent: str
    label: str
    outlet: str
    document: str
    quoted: bool
    start: int
    end: int


@cache
def forms() -> dict[str, tuple[str, str]]:
    """The letters of every form, singular and plural, to referent and label."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(CODEBOOK.glob("*.toml")):
        for referent in tomllib.loads(path.read_text(encoding="utf-8")).get("referent", []):
            for label, words in referent["labels"].items():
                for form in words:
                    found[letters(form)] = referent["id"], label
                    found.setdefault(letters(form) + "s", (referent["id"], label))
    return found


def letters(words: str) -> str:
    """Words as bare letters, one spelling for -ise and -ize."""
    bare = re.sub(r"[\s'’‘-]", "", words.lower())
    return re.sub(r"iz(?=e$|ed|es|ing|ation)", "is", bare)


def label_uses(again: Recount) -> Iterator[Use]:
    """Every use in a kept sentence of a body: the longest form at each word, each word once, no part of a name."""
    for record, sentence in again.body():
        for first, last, referent, label in labelled(sentence["text"]):
            start, end = sentence["start"] + first, sentence["start"] + last
            if not _in_longer_name(record, start, end):
                said = _is_quoted(record, start, end)
                yield Use(referent, label, again.outlet_name(record), record["id"], said, start, end)


@cache
def labelled(text: str) -> list[tuple[int, int, str, str]]:
    """The labels in some words: from where to where, referent, label."""
    words, found, at = list(_WORD.finditer(text)), [], 0
    while at < len(words):
        size, meant = _longest(text, words[at : at + MOST_WORDS])
        if meant and not _glued(text, words[at].start()):
            found.append((words[at].start(), words[at + size - 1].end(), *meant))
            at += size
        else:
            at += 1
    return found


def _longest(text: str, words: list[re.Match[str]]) -> tuple[int, tuple[str, str] | None]:
    """How many of the words make the longest form, and what that form means."""
    for size in range(len(words), 0, -1):
        stretch = text[words[0].start() : words[size - 1].end()]
        between = re.sub(r"[\w\s'’‘-]", "", stretch)
        for said in (stretch, re.sub(r"['’]s?$", "", stretch)):
            if not between and letters(said) in forms():
                return size, forms()[letters(said)]
    return 1, None


def _glued(text: str, at: int) -> bool:
    """Whether the word goes on from another one by a hyphen: "anti-rebel"."""
    return text[:at].endswith("-") and text[:at].rstrip("-")[-1:].isalnum()


def _in_longer_name(record: Record, start: int, end: int) -> bool:
    """Whether the words are a part of a person's or an organisation's longer name."""
    return any(
        one["start"] <= start and end <= one["end"] and one["end"] - one["start"] > end - start
        for one in record["mentions"]
        if one["kind"] in {"ORG", "PERSON"}
    )


def _is_quoted(record: Record, start: int, end: int) -> bool:
    """Whether the words stand between quotation marks of some quote."""
    return any(first <= start and end <= last for quote in record["quotes"] for first, last in quote["marked"])


def unlisted(again: Recount) -> Iterator[tuple[str, str, str]]:
    """Referent, words and outlet for each word before a referent's noun that neither a label nor a name covers."""
    for record, sentence in again.body():
        at, text = sentence["start"], sentence["text"]
        known = [(at + first, at + last) for first, last, *_ in labelled(text)]
        known += [(one["start"], one["end"]) for kind in ("mentions", "toponyms") for one in record[kind]]
        words = list(re.finditer(r"[\w'’-]+", text))
        for one, noun in pairwise(words):
            start, end = at + one.start(), at + noun.end()
            said = one[0].lower()
            if text[one.end() : noun.start()] != " " or not said[0].isalpha() or len(said) < 2 or said in _no_label():
                continue
            if not any(_covers(record["text"][first:last], first, last, start, end) for first, last in known):
                for referent, heads in _heads().items():
                    if re.sub(r"['’].*", "", noun[0].lower()) in heads:
                        yield referent, text[one.start() : noun.end()].lower(), again.outlet_name(record)


def _covers(words: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a label or a name says more than the noun alone."""
    return first < end and start < last and (first <= start or " " in words)


@cache
def _heads() -> dict[str, set[str]]:
    """Each referent's nouns, singular and plural."""
    return {
        one["id"]: {form for head in one["heads"] for form in (head, head + "s")}
        for path in sorted(CODEBOOK.glob("*.toml"))
        for one in tomllib.loads(path.read_text(encoding="utf-8")).get("referent", [])
    }


@cache
def _no_label() -> set[str]:
    """Words before a noun that make no label."""
    return set(tomllib.loads((CODEBOOK / "general.toml").read_text(encoding="utf-8"))["harvest"]["no_label"])
