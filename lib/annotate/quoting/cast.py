"""Everybody a text names, as its quotes need them: who was named last, and what each was called."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lib.annotate.charting.tree import SUBJECTS, Tree
from lib.annotate.quoting.cues import Cues
from lib.models import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun's or a description's name stands at most so many mentions back.
LOOK_BACK = 40
# A title stands at most so many tokens from its name: "the late Turkish deputy prime minister".
TITLE = 6
# Words of nationality fit when they begin alike: Turkish and Turkey, Syrian and Syria.
STEM = 4
# Rows of the description codebook that describe organisations; the others describe people.
OUTLETS = frozenset({"outlet", "agency", "channel", "site"})


@dataclass(frozen=True, slots=True)
class Part:
    """What a text says of one entity: rows of the description codebook, words of origin, and the pronoun, if told."""

    rows: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    pronouns: set[str] = field(default_factory=set)


@dataclass
class Cast:
    """The mentions of a text in order, the parts of those they mean, and who spoke last, where."""

    tree: Tree
    cues: Cues
    mentions: list[Mention]
    starts: list[int]
    heads: list[int]
    parts: dict[str, Part]
    quoted: Callable[[int], bool]
    people: frozenset[str]
    spoke: tuple[int, str] | None = None

    def mention_at(self, token: "Token") -> Mention | None:
        """The mention that holds a token, or None."""
        found = bisect_right(self.starts, token.idx) - 1
        if found < 0 or self.mentions[found].span.end <= token.idx:
            return None
        return self.mentions[found]

    def person_before(self, pronoun: "Token", nominative: str) -> str | None:
        """The person whom "he" or "she" means: the last subject or speaker of that gender, else the last named."""
        fitting = [
            (mention, head)
            for mention, head in self._before(pronoun)
            if mention.kind == "PERSON" and self._part(mention).pronouns <= {nominative}
        ]
        spoke = self.spoke if self.spoke and self.parts.get(self.spoke[1], Part()).pronouns <= {nominative} else None
        for mention, head in fitting:
            if spoke is not None and spoke[0] > mention.span.start:
                break
            if self.tree.doc[head].dep_ in SUBJECTS:
                return mention.entity
        if spoke is not None:
            return spoke[1]
        return fitting[0][0].entity if fitting else None

    def thing_before(self, pronoun: "Token") -> str | None:
        """The organisation or country that "it" means: the last one that was a subject nearby."""
        here = self.tree.sentences[pronoun.i][0]
        floor = self.tree.sentences[max(0, here - 1)][0]
        for mention, head in self._before(pronoun):
            if head < floor:
                break
            if mention.kind != "PERSON" and self.tree.doc[head].dep_ in SUBJECTS:
                return mention.entity
        return None

    def described_before(self, noun: "Token", origins: set[str]) -> str | None:
        """The last entity that the text called by such a noun, and of such an origin where the words name one."""
        rows = self.cues.descriptions[noun.lower_]
        kind = "ORG" if rows & OUTLETS else "PERSON"
        if not origins and self.spoke and self.parts.get(self.spoke[1], Part()).rows & rows:
            return self.spoke[1]
        for mention, _ in self._before(noun):
            part = self._part(mention)
            if mention.kind != kind:
                continue
            akin = any(_akin(origin, other) for origin in origins for other in part.origins)
            if akin and (not part.rows or part.rows & rows):
                return mention.entity
            if not origins and part.rows & rows:
                return mention.entity
        return None

    def is_person(self, entity: str) -> bool:
        """Whether an entity of the text is a person."""
        return entity in self.people

    def is_outlet(self, noun: str) -> bool:
        """Whether a noun describes an outlet or an agency."""
        return bool(self.cues.descriptions.get(noun, frozenset()) & OUTLETS)

    def _before(self, token: "Token") -> Iterator[tuple[Mention, int]]:
        """The mentions before a token outside quotation marks, the last one first, each with its head token."""
        found = bisect_left(self.starts, token.idx)
        for index in range(found - 1, max(-1, found - 1 - LOOK_BACK), -1):
            if not self.quoted(self.starts[index]):
                yield self.mentions[index], self.heads[index]

    def _part(self, mention: Mention) -> Part:
        """What the text says of the entity a mention means."""
        return self.parts.get(mention.entity or "", Part())


def gather(tree: Tree, mentions: Sequence[Mention], cues: Cues, quoted: Callable[[int], bool]) -> Cast:
    """The cast of one text; `quoted` tells whether a character stands between quotation marks."""
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    heads = [tree.before(mention.span.end) for mention in ordered]
    parts: dict[str, Part] = {}
    for mention in ordered:
        if mention.entity is not None:
            _learn(tree, cues, mention, parts.setdefault(mention.entity, Part()))
    people = frozenset(mention.entity for mention in ordered if mention.kind == "PERSON" and mention.entity)
    return Cast(tree, cues, ordered, [mention.span.start for mention in ordered], heads, parts, quoted, people)


def _learn(tree: Tree, cues: Cues, mention: Mention, part: Part) -> None:
    """Add to a part what stands right beside one mention, and what a given name tells."""
    first, last = tree.at(mention.span.start), tree.before(mention.span.end)
    given = mention.span.exact.split()[0].lower()
    if mention.kind == "PERSON" and given in cues.given_names:
        part.pronouns.add(cues.given_names[given])
    for token in _beside(tree, first, last):
        word = token.lower_
        part.rows.update(cues.descriptions.get(word, ()))
        if word in cues.genders and mention.kind == "PERSON":
            part.pronouns.add(cues.genders[word])
        if token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN"}:
            part.origins.add(word)


def _beside(tree: Tree, first: int, last: int) -> Iterator["Token"]:
    """The tokens of the title before a name, and of the apposition behind it."""
    for token in reversed(tree.doc[max(0, first - TITLE) : first]):
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "PART", "PUNCT"} or token.text in {".", ";", ":", "\n"}:
            break
        yield token
    behind = tree.doc[last + 1 : last + 2]
    if len(behind) and behind[0].text in {",", "("}:
        for token in tree.doc[last + 2 : last + 2 + TITLE]:
            if token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PART", "ADP"}:
                break
            yield token


def _akin(one: str, other: str) -> bool:
    """Whether two words of origin name the same place: Turkish and Turkey."""
    return one == other or (len(one) >= STEM and one[:STEM] == other[:STEM])
