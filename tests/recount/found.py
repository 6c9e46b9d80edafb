"""What queries find, by looking at every sentence: words without case and accents, and what is asked of them."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from tests.recount.kept import Record, Recount


class Held(NamedTuple):
    """One sentence: article, outlet's name, number, words, and those of each part between quotation marks."""

    record: Record
    outlet: str
    number: int
    words: list[str]
    quoted: list[list[str]]

    @property
    def place(self) -> tuple[str, int]:
        """The article's id, and where the sentence begins."""
        return self.record["id"], self.record["sentences"][self.number]["start"]


SHORT = {"US", "WHO", "IT", "IS", "AM"}
Asked = Callable[[Held], bool]


def read_words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits, without case, accents and apostrophes inside.

    Thousands are joined, and so are letters with full stops; an abbreviation like an everyday word has capitals.
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    bare = re.sub(r"\b(?<![\d][,.])[1-9]\d?\d?(?:[, ]\d{3})+(?!\d)", lambda one: re.sub("[, ]", "", one[0]), bare)
    bare = re.sub(r"\b[A-Za-z](?:\.[A-Za-z])+\b(?!\w)\.?", lambda one: one[0].replace(".", "").upper(), bare)
    bare = re.sub(r"['’‘](?=(?:s|ll|re|ve|d|m)\b)|(?<=\b[dDlL])['’]", " ", bare)
    bare = re.sub(r"(?<=\w)['’‘ʿʾ](?=\w)", "", bare)
    return [word if word in SHORT else word.lower() for word in re.findall(r"[^\W_]+", bare)]


def read_sentences(again: Recount) -> list[Held]:
    """Every sentence of the corpus, headlines too, whatever the filters keep."""
    return [
        Held(record, again.outlet_name(record), number, read_words(one["text"]), _quoted(record, one))
        for record in again.all
        for number, one in enumerate(record["sentences"])
    ]


def in_view(again: Recount) -> set[tuple[str, int]]:
    """The places of the sentences that the filters keep."""
    return {(record["id"], record["sentences"][at]["start"]) for record in again.articles for at in again.left(record)}


def any_of(*forms: str) -> Asked:
    """Some form of a word."""
    return lambda held: bool(set(forms) & set(held.words))


def row(*words: str) -> Asked:
    """Words in a row."""
    return lambda held: _has_row(held.words, words)


def near(left: set[str], right: set[str], apart: int) -> Asked:
    """Two words, each in some form, with at most so many words between them."""

    def asked(held: Held) -> bool:
        ones = [at for at, word in enumerate(held.words) if word in left]
        others = [at for at, word in enumerate(held.words) if word in right]
        return any(one != other and abs(one - other) - 1 <= apart for one in ones for other in others)

    return asked


def said(*words: str) -> Asked:
    """Words in a row in one part between quotation marks."""
    return lambda held: any(_has_row(part, words) for part in held.quoted)


def every(*parts: Asked) -> Asked:
    """All of some conditions."""
    return lambda held: all(part(held) for part in parts)


def either(*parts: Asked) -> Asked:
    """One of some conditions."""
    return lambda held: any(part(held) for part in parts)


def without(part: Asked) -> Asked:
    """Not this."""
    return lambda held: not part(held)


def outlet(name: str) -> Asked:
    """Of an outlet whose name has this word."""
    return lambda held: name in read_words(held.outlet)


def entity(known: str) -> Asked:
    """With a mention of an entity; a people's name is none of the place."""

    def asked(held: Held) -> bool:
        peoples = {(one["start"], one["end"]) for one in held.record["toponyms"] if one["role"] == "demonym"}
        sentence = held.record["sentences"][held.number]
        return any(
            one["entity"] == known
            and sentence["start"] <= one["start"] < sentence["end"]
            and (one["start"], one["end"]) not in peoples
            for one in held.record["mentions"]
        )

    return asked


def published(first: str, last: str) -> Asked:
    """In an article with a day of its own from one to another."""

    def asked(held: Held) -> bool:
        day = held.record["published"]
        own = day is not None and held.record["published_from"] != "story"
        return own and date.fromisoformat(first) <= date.fromisoformat(day) <= date.fromisoformat(last)

    return asked


def headline(part: Asked) -> Asked:
    """In a headline."""
    return lambda held: bool(held.record["sentences"][held.number]["headline"]) and part(held)


def pattern(letters: str) -> Asked:
    """A word that fits a pattern of letters."""
    return lambda held: any(re.fullmatch(letters, word) for word in held.words)


def _has_row(words: list[str], asked: tuple[str, ...]) -> bool:
    return any(tuple(words[at : at + len(asked)]) == asked for at in range(len(words)))


def _quoted(record: Record, sentence: Record) -> list[list[str]]:
    """The words of each part of a sentence that stands between quotation marks."""
    return [read_words(part) for part in _parts(record, sentence)]


def _parts(record: Record, sentence: Record) -> Iterator[str]:
    for quote in record["quotes"]:
        for start, end in quote["marked"]:
            yield record["text"][max(start, sentence["start"]) : min(end, sentence["end"])]


RUSSIA, IDLIB, ZONE = any_of("russia"), any_of("idlib"), any_of("zone", "zones")
AGREE = {"agree", "agreed", "agrees", "agreeing"}
WITHDRAW = {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing", "withdrawal", "withdrawals"}
WEAPONS = {"weapon", "weapons"}

QUERIES: dict[str, Asked] = {
    # words, in any form with the same stem
    "zone": ZONE,
    "weapons": any_of(*WEAPONS),
    "agreed": any_of(*AGREE),
    "Russia zone": every(RUSSIA, ZONE),
    "withdrew": any_of(*WITHDRAW),
    "left": any_of("leave", "leaves", "left", "leaving"),
    "fleeing OR met": any_of("flee", "flees", "fled", "fleeing", "meet", "meets", "met", "meeting", "meetings"),
    "10 000 OR 12000": any_of("10000", "12000"),
    "Ha'ma OR Rús’sia": any_of("hama", "russia"),
    "Idl?b": pattern("idl.b"),
    # words in a row, as written
    "'heavy weapons' NOT \"withdrew\"": every(row("heavy", "weapons"), without(any_of("withdrew"))),
    '"heavy weapons"': row("heavy", "weapons"),
    '"the zone"': row("the", "zone"),
    '"United Nations" OR "Red Crescent"': either(row("united", "nations"), row("red", "crescent")),
    # operators and brackets
    "zone OR Idlib": either(ZONE, IDLIB),
    "zone AND Russia": every(ZONE, RUSSIA),
    "Idlib NOT Russia": every(IDLIB, without(RUSSIA)),
    "zone -buffer": every(ZONE, without(any_of("buffer", "buffers", "buffered", "buffering"))),
    "NOT zone": without(ZONE),
    "(zone OR Aleppo) AND (Russia OR weapons)": every(either(ZONE, any_of("aleppo")), either(RUSSIA, any_of(*WEAPONS))),
    "Russ* NOT Russian*": every(pattern("russ.*"), without(pattern("russian.*"))),
    "withdrew NEAR/4 weapons": near(WITHDRAW, WEAPONS, 4),
    "*militari*": pattern(".*militari.*"),
    # nearness
    "weapons NEAR/5 zone": near(WEAPONS, {"zone", "zones"}, 5),
    "Idlib NEAR/2 Russia": near({"idlib"}, {"russia"}, 2),
    '"agreed zone"~8': near(AGREE, {"zone", "zones"}, 8),
    "weapons NEAR/6 (zone OR Hama)": near(WEAPONS, {"zone", "zones", "hama"}, 6),
    # fields
    "entity:idlib": entity("idlib"),
    "entity:russia zone": every(entity("russia"), ZONE),
    "date:2018-09-18": published("2018-09-18", "2018-09-18"),
    "date:[2018-09-18 TO 2018-09-22] Idlib": every(published("2018-09-18", "2018-09-22"), IDLIB),
    "date:2018-09 zone": every(published("2018-09-01", "2018-09-30"), ZONE),
    'quoted:"the buffer zone"': said("the", "buffer", "zone"),
    "quoted:we NOT Idlib": every(said("we"), without(IDLIB)),
    "headline:truce": headline(any_of("truce", "truces")),
    "headline:(Turkey OR rebels)": headline(either(any_of("turkey"), any_of("rebel", "rebels"))),
}
"""Queries, each with what it asks of a sentence; forms with the same stem are written out."""

OUTLETS = {
    "seeds": {"outlet:alwaght Russia": every(outlet("alwaght"), RUSSIA)},
    "made": {
        "outlet:northern zone": every(outlet("northern"), ZONE),
        'outlet:"Outlet 2" NOT Idlib': every(outlet("2"), without(IDLIB)),
    },
}
"""Queries that name an outlet of one of the corpora."""
