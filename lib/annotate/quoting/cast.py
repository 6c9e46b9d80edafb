"""Everybody a text names, as its quotes need them: who was named last, and what each was called."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lib.annotate.quoting.cues import Cues
from lib.annotate.tree import SUBJECTS, Tree
from lib.models import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun's or a description's name stands at most so many mentions back.
LOOK_BACK = 40
# A title stands at most so many tokens from its name: "the head of the observers, Brigadier General ...".
TITLE = 8
# "It says" goes on from what spoke at most so many tokens before: the accord, whoever signed it in between.
SPOKEN = 60
# Words of nationality fit when they begin alike: Turkish and Turkey, Syrian and Syria.
STEM = 4
# Rows of the description codebook that describe organisations; the others describe people.
OUTLETS = frozenset({"outlet", "agency", "channel", "site"})
TITULAR = frozenset({"NOUN", "PROPN", "ADJ", "PART"})
# What a title may hold where a comma parts it from its name: "the Minister of Justice, Ann Reed".
APART = TITULAR | {"DET", "ADP", "PRON"}


@dataclass(frozen=True, slots=True)
class Part:
    """What a text says of one entity: the words beside its name, the codebook's rows of these, and the pronoun."""

    words: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    pronouns: set[str] = field(default_factory=set)


ONE, PEOPLE = frozenset({"a", "an", "one", "another"}), ("man", "woman")
NOBODY = Part()


@dataclass
class Cast:
    """The mentions of a text in order, the parts of those they mean, and which person and which thing spoke last."""

    tree: Tree
    cues: Cues
    mentions: list[Mention]
    starts: list[int]
    parts: dict[str, Part]
    quoted: Callable[[int], bool]
    people: dict[str, str]  # each person's entity, under itself and under the words of the name
    spoke: tuple[int, str | None] | None = None  # None for somebody whom the text does not name
    thing: tuple[int, str | None] | None = None

    def mention_at(self, token: "Token") -> Mention | None:
        """The mention that holds a token, or None."""
        found = bisect_right(self.starts, token.idx) - 1
        if found < 0 or self.mentions[found].span.end <= token.idx:
            return None
        return self.mentions[found]

    def person_before(self, pronoun: "Token", nominative: str) -> str | None:
        """The person whom "he" or "she" means: the last subject or speaker of that gender, the last or next named."""
        spoke = self.spoke if self.spoke and self._part(self.spoke[1]).pronouns <= {nominative} else None
        last, here = None, self.tree.sentences[pronoun.i][0]
        floor = self.tree.offsets[self.tree.sentences[max(0, here - 1)][0]]
        for mention in self._before(pronoun):
            if spoke is not None and spoke[0] > mention.span.start:
                return spoke[1]
            if not self._may_be(mention, nominative):
                continue
            if last is not None and mention.span.start < floor:
                return last
            if self._acts(mention):
                return mention.entity
            last = last or mention.entity
        if spoke is not None or last is not None:
            return spoke[1] if spoke else last
        found = bisect_left(self.starts, pronoun.idx)
        behind = self.mentions[found : found + LOOK_BACK]
        return next((mention.entity for mention in behind if self._may_be(mention, nominative)), None)

    def thing_before(self, pronoun: "Token") -> str | None:
        """The organisation or country that "it" means: what spoke last or else was a subject nearby."""
        here = self.tree.sentences[pronoun.i][0]
        floor = self.tree.offsets[self.tree.sentences[max(0, here - 1)][0]]
        if self.thing is not None and self.thing[0] >= self.tree.offsets[max(0, pronoun.i - SPOKEN)]:
            return self.thing[1]
        for mention in self._before(pronoun):
            if mention.span.start < floor:
                break
            if not self.is_person(mention.entity) and self._acts(mention):
                return mention.entity
        return None

    def described_before(self, noun: "Token", origins: set[str], kinds: set[str]) -> str | None:
        """The last entity that the text called by such a noun: of such an origin, and such a kind, where words say so.

        The foreign minister is no minister whom the text calls one of defence.
        """
        rows = self.cues.descriptions.get(noun.lower_, frozenset()) | {noun.lower_}
        for mention in self._before(noun):
            part = self._part(mention.entity)
            if self.is_person(mention.entity) == bool(rows & OUTLETS) or (kinds and not _fits(kinds, part.words)):
                continue
            akin = any(_akin(origin, other) for origin in origins for other in part.origins)
            if (akin and part.rows <= part.words) or ((akin or not origins) and part.rows & rows):
                return mention.entity
        return None

    def namesake(self, token: "Token") -> str | None:
        """The person of whose name a word is part, where the word was not read as a name itself."""
        return self.people.get(token.text) if token.pos_ == "PROPN" else None

    def call(self, entity: str, pronoun: "Token") -> None:
        """Remember the pronoun by which a person was called, where nothing else tells it: "he" is then another."""
        if pronoun.lower_ in {"he", "she"} and not self._part(entity).pronouns:
            self.parts[entity].pronouns.add(pronoun.lower_)

    def is_unnamed_person(self, noun: "Token") -> bool:
        """Whether a noun brings in somebody without a name: "a herdsman told", "one official said"."""
        kind = self.cues.descriptions.get(noun.lower_, frozenset()) - OUTLETS
        return bool(kind or noun.lower_.endswith(PEOPLE)) and any(
            kid.lower_ in ONE for kid in self.tree.kids[noun.i] if kid.i < noun.i
        )

    def is_person(self, entity: str | None) -> bool:
        """Whether an entity of the text is a person."""
        return entity in self.people

    def may_speak(self, token: "Token") -> bool:
        """Whether a token means a person: by name, by pronoun or by what the person is."""
        mention = self.mention_at(token)
        named = token.pos_ == "PROPN" if mention is None else self.is_person(mention.entity)
        return named or token.lower_ in {"he", "she"} or token.lower_ in self.cues.descriptions

    def is_outlet(self, noun: str) -> bool:
        """Whether a noun describes an outlet or an agency."""
        return bool(self.cues.descriptions.get(noun, frozenset()) & OUTLETS)

    def _before(self, token: "Token") -> Iterator[Mention]:
        """The mentions before a token outside quotation marks, the last one first."""
        found = bisect_left(self.starts, token.idx)
        for index in range(found - 1, max(-1, found - 1 - LOOK_BACK), -1):
            if not self.quoted(self.starts[index]):
                yield self.mentions[index]

    def _acts(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a verb, or stands beside the noun that is."""
        head = self.tree.doc[self.tree.before(mention.span.end)]
        return head.dep_ in SUBJECTS or (head.dep_ == "appos" and head.head.dep_ in SUBJECTS)

    def _may_be(self, mention: Mention, nominative: str) -> bool:
        return self.is_person(mention.entity) and self._part(mention.entity).pronouns <= {nominative}

    def _part(self, entity: str | None) -> Part:
        """What the text says of an entity."""
        return self.parts.get(entity or "", NOBODY)


def gather(tree: Tree, mentions: Sequence[Mention], cues: Cues, quoted: Callable[[int], bool]) -> Cast:
    """The cast of one text; `quoted` tells whether a character stands between quotation marks."""
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    parts: dict[str, Part] = {}
    people: dict[str, str] = {}
    for mention in ordered:
        if mention.entity is None:
            continue
        titled = _learn(tree, cues, mention, parts.setdefault(mention.entity, Part()))
        if mention.kind == "PERSON" or (mention.kind == "ORG" and titled):
            people[mention.entity] = mention.entity
            people |= {word: mention.entity for word in mention.span.exact.split() if word not in people}
    return Cast(tree, cues, ordered, [mention.span.start for mention in ordered], parts, quoted, people)


def _learn(tree: Tree, cues: Cues, mention: Mention, part: Part) -> bool:
    """Add to a part what stands right beside one mention and what a given name tells; whether a title stands before."""
    first, last = tree.at(mention.span.start), tree.before(mention.span.end)
    given = mention.span.exact.split()[0].lower()
    closed = last + 1 >= len(tree.doc) or not (tree.doc[last + 1].is_alpha or tree.doc[last + 1].pos_ == "PART")
    before = [*_title(tree, first, closed=closed)]
    words = {token.lower_ for token in (*before, *_apposition(tree, last))}
    part.words.update(words)
    part.rows.update(words, *(cues.descriptions.get(word, ()) for word in words))
    part.origins.update(token.lower_ for token in before if token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN"})
    titled = given in cues.genders or any(cues.descriptions.get(t.lower_, OUTLETS) - OUTLETS for t in before)
    if mention.kind == "PERSON" or titled:
        part.pronouns.update([cues.given_names[given]] if given in cues.given_names else ())
    return titled


def _title(tree: Tree, first: int, *, closed: bool) -> Iterator["Token"]:
    """The tokens of the title before a name, and before a comma too where the name is closed off behind."""
    allowed = TITULAR
    for token in reversed(tree.doc[max(0, first - TITLE) : first]):
        if token.text == "," and closed and allowed is TITULAR:
            allowed = APART
        elif token.pos_ in allowed or token.text in {"-", "."}:
            yield token
        else:
            return


def _apposition(tree: Tree, last: int) -> Iterator["Token"]:
    """The tokens of the apposition behind a name: "Ann Reed, its director"."""
    behind = tree.doc[last + 1 : last + 2 + TITLE]
    if len(behind) and behind[0].text in {",", "("}:
        for token in behind[1:]:
            if token.pos_ not in APART:
                return
            yield token


def _fits(kinds: set[str], words: set[str]) -> bool:
    """Whether a description's other words are among those beside a name, or no words are there but a title's."""
    return bool(kinds & words) or len(words) <= 1


def _akin(one: str, other: str) -> bool:
    """Whether two words of origin name the same place: Turkish and Turkey."""
    return one == other or (len(one) >= STEM and one[:STEM] == other[:STEM])
