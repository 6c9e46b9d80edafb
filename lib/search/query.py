"""Reads what a reader typed into a tree; what cannot be read is refused with its place and what to do.

either  = both ("OR" both)*
both    = ("AND"? one)*                   words side by side: AND
one     = ("NOT" | "-") one | close
close   = part ("NEAR/5" part)*
part    = "(" either ")" | field ":" part | "[2018-09-01 TO 2018-09-20]" | "“phrase”" "~5"? | "‘phrase’" "~5"? | word
"""

import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from lib.errors import QueryError
from lib.search import leaves
from lib.search.analysis import NUMBER, whole
from lib.search.catalogue import Catalogue
from lib.search.nodes import Entities, Near, Node, Not, Offsets, Or, Query, Words, wanted

LONGEST, DEEPEST, MOST_LEAVES = 1000, 20, 60
APART = 5
"""How many words may stand between where NEAR has no number."""

_QUOTES, _SINGLE = '"“”„‟«»＂', "'‘’‚‛`´‹›"
_FIELD = re.compile(r"([^\W\d][\w-]*):")
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_NUMBER = re.compile(rf"{NUMBER}(?![^\s(){_QUOTES}])")
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]")
# An apostrophe inside a word closes nothing.
_SINGLE_PHRASE = re.compile(rf"[{_SINGLE}](?=\S)([^{_QUOTES}]*?)[{_SINGLE}](?!\w)")
_APART = re.compile(r"~(\d{1,9})?", re.ASCII)
_RANGE = re.compile(r"\[\s*(\S+)\s+TO\s+([^\s\]]+)\s*\]")
_NEAR = re.compile(r"NEAR(?:/(\w*))?\Z")
_MINUS = re.compile(r"[-−–—](?=[^\s\-−–—)])")
_LETTER = re.compile(r"[^\W_]")
OPERATORS = ("AND", "OR", "NOT", "NEAR")
_SMALL = re.compile(r"(?<=\s)(?!AND|OR|NOT|NEAR)((?i:and|or|not|near))(?=\s)")


def parse_query(text: str, catalogue: Catalogue) -> Query:
    """The query as a tree, names of outlets and entities resolved. Raises QueryError and nothing else."""
    if len(text) > LONGEST:
        said = f"A query can have {LONGEST:,} characters; this one has {len(text):,}."
        raise QueryError(f"{said} Ask for less at once.", 0, 0)
    text = whole(text)
    parser = _Parser(text, catalogue)
    if not text.strip():
        raise QueryError("Write a word to look for.", 0, 0)
    node = parser.either()
    if not parser.at_end():
        parser.refuse("This bracket was never opened: take it out, or open one before it.", 1)
    return Query(text, node, (*dict.fromkeys(parser.notes), *_small_notes(text)))


@dataclass(slots=True)
class _Parser:
    """Where in the text the reading is, in which field and how deep in brackets."""

    text: str
    catalogue: Catalogue
    at: int = 0
    within: str = ""
    depth: int = 0
    leaves: int = 0
    phrases: int = 0
    notes: list[str] = field(default_factory=list)

    def either(self) -> Node:
        """Alternatives with OR between them."""
        start = self.start()
        parts = [self.both()]
        while self.takes("OR"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts), self.since(start))

    def both(self) -> Node:
        """Conditions side by side, or with AND between them; there must be one."""
        start = self.start()
        parts = [self.one()]
        while self.takes("AND") or not (self.at_end() or self.next_sign() == ")" or self.next_word() == "OR"):
            parts.append(self.one())
        return leaves.together(parts, self.since(start))

    def one(self) -> Node:
        """A condition, perhaps turned round."""
        start, turned = self.start(), False
        while self.takes("NOT") or self.takes_minus():
            turned = not turned
        part = self.close()
        return Not(part, (start, self.at)) if turned else part

    def close(self) -> Node:
        """A part, or parts of which each is near the next."""
        start = self.start()
        pairs: list[Node] = []
        part = self.part()
        while (apart := self.takes_near()) is not None:
            left, part = part, self.part()
            place = (start, self.at)
            pairs.append(leaves.near(self.near_side(left), self.near_side(part), apart, place))
        return self.weighed(leaves.together(pairs, (start, self.at))) if pairs else part

    def part(self) -> Node:
        """A bracket, a field with its value, a phrase or a word."""
        self.start()
        self.refuse_gap()
        if self.next_sign() == "(":
            return self.bracket()
        name = _FIELD.match(self.text, self.at)
        if name and not self.names_something():  # an outlet's id may hold a colon
            return self.in_field(name)
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            self.refuse(f"A query can have {MOST_LEAVES} words and phrases. Ask for less at once.", 1)
        if self.within == "date" and (days := _RANGE.match(self.text, self.at)):
            return leaves.span_of_days(days[1], days[2], self.over(days))
        return self.phrase() if self.next_sign() in _QUOTES + _SINGLE else self.word()

    def bracket(self) -> Node:
        """What stands between two brackets."""
        start, self.at, self.depth = self.at, self.at + 1, self.depth + 1
        if self.depth > DEEPEST:
            self.refuse("There are too many brackets inside each other here.", 1)
        self.start()
        if self.next_sign() == ")":
            raise QueryError("There is nothing between these brackets: write words into them.", start, self.at + 1)
        inside = self.either()
        if self.at_end():
            raise QueryError("This bracket is never closed: add ) where it should end.", start, start + 1)
        self.at, self.depth = self.at + 1, self.depth - 1
        return inside

    def in_field(self, name: re.Match[str]) -> Node:
        """A field's value: one part, or several in brackets."""
        place, outer, called = self.over(name), self.within, name[1].lower()
        if called not in leaves.FIELDS:
            known = ", ".join(f"{one}:" for one in leaves.FIELDS)
            advice = "To look for the words themselves, put them in quotation marks."
            raise QueryError(f"There is no field “{name[1]}:”. The fields are {known}. {advice}", *place)
        self.within = called
        nested = _FIELD.match(self.text, self.start()) and not self.names_something()
        if self.at_end() or self.next_sign() == ")" or nested:
            raise QueryError(f"Write after “{name[0]}” what to look for.", *place)
        part = self.part()
        self.within = outer
        return replace(part, at=(place[0], self.at))

    def phrase(self) -> Node:
        """Words in quotation marks, perhaps with how far apart they may stand."""
        read = _PHRASE.match(self.text, self.at) or _SINGLE_PHRASE.match(self.text, self.at)
        if read is None:
            self.refuse("This quotation mark is never closed: close it, or take it out.", 1)
        place, inside = self.over(read), read[1]
        if _LETTER.match(self.text, self.at):
            self.refuse("Put a space after this quotation mark, or take it out.", 1)
        if read[0][0] in _SINGLE:
            self.notes.append(f"{read[0]} is read as words in a row, as in double quotation marks.")
        if self.names_something():
            return self.named(inside.strip(), place)
        apart = _APART.match(self.text, self.at)
        if apart is None:
            return leaves.phrase(inside, leaves.scope_of(self.within), place)
        if apart[1] is None:
            self.refuse("Write a number after ~: how many words may stand between.", 1)
        place = (place[0], self.over(apart)[1])
        return self.weighed(leaves.close_words(inside, int(apart[1]), leaves.scope_of(self.within), place))

    def word(self) -> Node:
        """A word, or a field's value of one word."""
        read = _WORD.match(self.text, self.at)
        if read is None:
            self.refuse("A word is missing before this.", 1)
        if self.names_something():
            return self.named(read[0], self.over(read))
        read = _NUMBER.match(self.text, self.at) or read
        leaf = leaves.word(read[0], leaves.scope_of(self.within), self.over(read))
        self.notes.extend(leaves.read_as(read[0]))
        return self.weighed(leaf)

    def named(self, text: str, place: Offsets) -> Node:
        """An outlet, an entity or days; which entities are meant is noted where the name alone does not say it."""
        found = leaves.named(self.within, text, place, self.catalogue)
        if isinstance(found, Entities):
            names = [self.catalogue.entities[one][0] for one in found.ids]
            if [text.casefold()] != [name.casefold() for name in names]:
                said = ", ".join(map(leaves.short, names[: leaves.MOST_NAMED]))
                self.notes.append(f"“{leaves.short(text)}” is read as {said}.")
        return found

    def names_something(self) -> bool:
        """Whether the field takes a name or a day, and not words of the text."""
        return bool(self.within) and not leaves.scope_of(self.within)

    def near_side(self, side: Node) -> tuple[Words, ...]:
        """The words on one side of a NEAR: a word, a phrase, or several with OR between them."""
        if isinstance(side, Words):
            return (leaves.any_form(side) if side.exact else side,)
        if isinstance(side, Or):
            return tuple(one for part in side.parts for one in self.near_side(part))
        raise QueryError("NEAR stands between words or phrases, or (one OR another).", *side.at)

    def weighed(self, node: Node) -> Node:
        """The node, unless all that is near something together would take too long to look for."""
        self.phrases += sum(leaf.phrases() for leaf in wanted(node) if isinstance(leaf, Words | Near))
        if self.phrases > leaves.MOST_PHRASES:
            raise QueryError("There are too many forms of words here to look for: ask for fewer at once.", *node.at)
        return node

    def since(self, start: int) -> Offsets:
        """From where something began to where the reading is, without the spaces after it."""
        return start, len(self.text[: self.at].rstrip())

    def start(self) -> int:
        """Go to the next sign that is no space; gives where that is."""
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1
        return self.at

    def at_end(self) -> bool:
        """Whether nothing but spaces is left."""
        return self.start() >= len(self.text)

    def next_sign(self) -> str:
        """The sign that comes next; empty at the end."""
        self.start()
        return self.text[self.at : self.at + 1]

    def next_word(self) -> str:
        """The word that comes next, without taking it; empty where none does."""
        read = _WORD.match(self.text, self.start())
        return read[0] if read else ""

    def takes(self, operator: str) -> bool:
        """Take an operator, where it comes next."""
        found = self.next_word() == operator
        self.at += len(operator) * found
        return found

    def takes_minus(self) -> bool:
        """Take a minus that stands before a condition; inside a word it is a hyphen."""
        before = self.text[self.start() - 1 : self.at]
        found = (not before or before.isspace() or before == "(") and _MINUS.match(self.text, self.at) is not None
        self.at += found
        return found

    def takes_near(self) -> int | None:
        """Take NEAR; gives the number of words that may stand between."""
        read = _NEAR.match(self.next_word())
        if read is None:
            return None
        if read[1] is not None and not (read[1].isascii() and read[1].isdecimal() and len(read[1]) < 10):
            self.refuse("Write a number after NEAR/: how many words may stand between, as in NEAR/5.", len(read[0]))
        self.at += len(read[0])
        return APART if read[1] is None else int(read[1])

    def over(self, read: re.Match[str]) -> Offsets:
        """Go past what was read; gives its place."""
        self.at = read.end()
        return read.span()

    def refuse_gap(self) -> None:
        """Refuse an end, an operator or a bracket where a word should be."""
        word = self.next_word()
        if self.at_end():
            self.refuse("The query ends where a word should follow: write it, or take the last operator out.", 0)
        if word in OPERATORS or _NEAR.match(word):
            self.refuse(f"A word is missing before {word}: write it, or take {word} out.", len(word))
        if self.next_sign() == ")":
            self.refuse("A word is missing before this bracket.", 1)
        if _MINUS.match(self.text, self.at):
            self.refuse("A minus stands before a whole condition, its field included: take it out here.", 1)

    def refuse(self, message: str, length: int) -> NoReturn:
        """Refuse what comes next."""
        raise QueryError(message, self.at, self.at + length)


def _small_notes(text: str) -> list[str]:
    """What a reader who wrote an operator in small letters should know."""
    small = dict.fromkeys(_SMALL.findall(_PHRASE.sub(" ", text)))
    return [f"“{one}” is read as a word; as an operator it is written {one.upper()}." for one in small]
