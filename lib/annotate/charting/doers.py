"""Who is to do it: the words that name the doer, and whom they mean where the text says it; nobody is guessed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from lib.annotate.charting.chart import SUBJECTS, left_edge
from lib.annotate.quotes import cited_at
from lib.annotate.quoting.cast import Cast, gather
from lib.annotate.quoting.cues import load_cues
from lib.annotate.quoting.speakers import resolve_speaker
from lib.annotate.tree import Tagged
from lib.codebooks import words_of
from lib.models import Mention, Obligor, Quote, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Token

    from lib.annotate.pipeline import Tools

ARTICLES = frozenset({"the", "a", "an", ",", "and", '"', "“", "``"})
# What narrows a noun down, "of" its own included.
MODIFYING = frozenset({"det", "predet", "nummod", "amod", "poss", "compound", "nmod", "prep"})
PLURALS = frozenset({"NNS", "NNPS"})
# A name's words are rarely more; the bounds keep broken text cheap.
LONGEST, CHAIN = 30, 8
# Two powers of which one is named so many times less are no two parties.
MUCH_LESS = 3
# "The Kenya-Ethiopia ten-point accord": two names stand this close before; a subject so far before "they" at most.
PAIR, FAR = 8, 60


@dataclass
class Doers:
    """Whom the doers of one text mean: what it names, with the places' countries, and who speaks where."""

    tagged: Tagged
    mentions: Sequence[Mention] = ()
    toponyms: Sequence[Toponym] = ()
    quotes: Sequence[Quote] = ()
    tools: "Tools | None" = None

    def obligor(self, head: int, stop: int) -> Obligor:
        """The record of the doer whose words have this head and end before `stop`."""
        first, last = self.bounds(head, stop)
        mention, words = self._cast.mention_at(self.tagged.token(head)), self.tagged.tree.words(first, last).exact
        return Obligor(words, mention.entity if mention is not None else None, self.name(head, stop))

    def is_named(self, token: "Token", kind: str) -> bool:
        """Whether a word stands in a name of this kind."""
        return any(m.kind == kind for m in self.mentions if m.span.start <= token.idx < m.span.end)

    def bounds(self, head: int, stop: int) -> tuple[int, int]:
        """The first and last token of the words that name somebody, those joined to them included, no article."""
        token = self.tagged.token(head)
        first, last = max(left_edge(self.tagged, token), self.tagged.start_of(head)), self._last(token, stop)
        while first < last and self.tagged.words[first] in ARTICLES:
            first += 1
        return first, last

    def name(self, head: int, stop: int) -> str | None:
        """Whom the words mean, as a reader would write it; None where they say it themselves, or nobody can tell."""
        heads = [head]
        while (joined := self.tagged.tree.kid(self.tagged.token(heads[-1]), "conj")) is not None and joined.i < stop:
            heads.append(joined.i)
        meant = [self._meant(at) for at in heads]
        words = (self.tagged.tree.words(self.bounds(at, at + 1)[0], at).exact for at in heads)
        names = [name or plain for name, plain in zip(meant, words, strict=True)]
        return " and ".join(dict.fromkeys(names)) if any(meant) else None

    def _meant(self, head: int) -> str | None:
        """Whom one of the joined words means, None where it says so itself."""
        token = self.tagged.token(head)
        word = token.lower_
        if word in words_of("nouns", "we"):
            return self._named(cited_at(self.quotes, self.tagged.tree.words(head, head)))
        if word in words_of("nouns", "singular"):
            return self._named(resolve_speaker(self._cast, token).entity) or self._before(token, several=False)
        if word in words_of("nouns", "they") and token.tag_ != "NNP":
            return self._before(token, several=True) or (self.parties if word != "they" else None)
        if word in words_of("nouns", "sides"):
            edge = max(token.left_edge.i, head - LONGEST, self.tagged.start_of(head))
            countries = list(self._countries(self.tagged.tree.offsets[edge], token.idx))
            return " and ".join(countries) or (self._all(word) if self._all_of_them(token) else None)
        if word in words_of("nouns", "insurgents"):
            before = {kid.lower_ for kid in self.tagged.tree.kids[head] if kid.i < head}
            whole = self._bodies_under_arms() if before - words_of("nouns", "armed") == {"the"} else set()
            return whole.pop() if len(whole) == 1 else None
        # A country for which its capital stands: "Nairobi agreed".
        at = next((t for t in self.toponyms if t.span.start <= token.idx < t.span.end), None)
        country = self._country(at) if at is not None and at.role == "associative" else None
        return country if at is not None and country != at.span.exact else None

    @cached_property
    def parties(self) -> str | None:
        """The two or more that the text says agreed, signed or made peace: "Georgia and Abkhazia"."""
        return self._agreeing("ORG", "GROUP")

    def _all(self, word: str) -> str | None:
        """All parties: those that agreed, else the two foremost powers, unless one may be a body under arms."""
        people = self._agreeing("PERSON") if word in words_of("nouns", "pairs") else None
        return people or self.parties or (None if self._bodies_under_arms() else self._foremost)

    @cached_property
    def _cast(self) -> Cast:
        return gather(self.tagged.tree, self.mentions, load_cues(), self._quoted)

    def _quoted(self, offset: int) -> bool:
        last = bisect_right(self.quotes, offset, key=lambda quote: quote.span.start)
        marked = (part for quote in self.quotes[max(0, last - CHAIN) : last] for part in quote.marked)
        return any(part.start <= offset < part.end for part in marked)

    def _last(self, head: "Token", stop: int) -> int:
        """The last token of the words that name somebody: "commanders of both sides", "Russia and Turkey"."""
        last = head.i
        for kid in self.tagged.tree.kids[head.i]:
            of = kid.dep_ == "prep" and kid.lower_ == "of"
            if kid.i > head.i and (of or kid.dep_ == "conj") and kid.right_edge.i < stop:
                last = max(last, kid.right_edge.i if of else self._last(kid, stop))
        return last

    def _named(self, entity: str | None) -> str | None:
        names = [m.name for m in self.mentions if m.entity == entity] if entity is not None else []
        return max(names, key=len, default=None)

    def _before(self, pronoun: "Token", *, several: bool) -> str | None:
        """The last subject before a pronoun that it can stand for: one or several, no deal, event or outsider."""
        tagged, none = self.tagged, words_of("nouns", "agreements", "events", "outsiders", "deeds")
        for at in range(pronoun.i - 1, max(pronoun.i - FAR, -1), -1):
            token = tagged.token(at)
            named = token.dep_ in {"nsubj", "nsubjpass"} and token.tag_.startswith("N") and token.lower_ not in none
            if not named:
                continue
            mention = self._cast.mention_at(token)
            body = several and mention is not None and mention.kind in {"ORG", "GROUP"}
            if several == (token.tag_ in PLURALS or tagged.tree.kid(token, "conj") is not None) or body:
                found = self.obligor(at, min(pronoun.i, tagged.end_of(at)))
                return found.name or found.text
        return None

    def _all_of_them(self, head: "Token") -> bool:
        """Whether it is all parties: "the two sides", "each country", "the pair"; not one of several governments."""
        kids = (kid for kid in self.tagged.tree.kids[head.i] if kid.dep_ in MODIFYING)
        words, each = {kid.lower_ for kid in kids}, words_of("nouns", "each_of_them")
        several = head.tag_ in PLURALS or head.lower_ in words_of("nouns", "pairs") or bool(words & each)
        # Bare "countries" are any, bare "sides" are all.
        named = bool(words) or head.lower_ in words_of("nouns", "pairs") | {"sides", "parties"}
        return several and named and not words - words_of("nouns", "all_of_them") - each

    def _countries(self, start: int, end: int) -> Iterator[str]:
        first = bisect_right(self.toponyms, start - 1, key=lambda toponym: toponym.span.start)
        inside = takewhile(lambda toponym: toponym.span.start < end, self.toponyms[first:])
        return iter(dict.fromkeys(filter(None, map(self._country, inside))))

    def _country(self, toponym: Toponym) -> str | None:
        """The country that a toponym stands for: itself, a people's, or that whose capital acts."""
        place = toponym.place
        if place is None or self.tools is None or toponym.role == "literal":
            return None
        if place.precision == "country":
            return place.name
        code = self.tools.gazetteer.capital_of(toponym.span.exact) if toponym.role != "demonym" else None
        country = self.tools.gazetteer.country(code) if code is not None and code == place.country else None
        return country.name if country is not None else None

    def _agreeing(self, *kinds: str) -> str | None:
        """The first two or more of these kinds who agreed, or whose names stand before an agreement's."""
        tagged, agreeing = self.tagged, words_of("nouns", "agreeing")
        verbs = (at for at, word in enumerate(tagged.words) if word in agreeing)
        subjects = ((tagged.tree.kid(tagged.token(at), *SUBJECTS), at) for at in verbs)
        stretches = [(max(one.left_edge.i, at - LONGEST), at) for one, at in subjects if one is not None and one.i < at]
        texts = (at for at, word in enumerate(tagged.words) if word in words_of("spoken_of", "outright"))
        stretches += [(max(at - PAIR, tagged.start_of(at)), at + 1) for at in texts]
        found = (self._powers(first, end, kinds) for first, end in stretches)
        return next((" and ".join(names) for names in found if len(names) > 1), None)

    @cached_property
    def _foremost(self) -> str | None:
        """The two powers of which the text speaks most, where it speaks of both about as much, and of no third so."""
        acting = (self._country(t) or (t.span.exact if t.role == "associative" else None) for t in self.toponyms)
        counts = [*Counter(filter(None, acting)).most_common(3), ("", 0), ("", 0), ("", 0)]
        (first, often), (second, less), (_, least) = counts[:3]
        return f"{first} and {second}" if less > least and less * MUCH_LESS >= often else None

    def _bodies_under_arms(self) -> set[str]:
        """The names of movements and armies that the text names, each at its fullest."""
        known = words_of("nouns", "movements")
        named = {m.entity: m.name for m in self.mentions if m.kind in {"ORG", "GROUP"} and m.entity}
        bodies = [name for name in named.values() if not known.isdisjoint(name.lower().split())]
        return {name for name in bodies if not any(name != other and name in other for other in bodies)}

    def _powers(self, first: int, end: int, kinds: Sequence[str]) -> list[str]:
        start, stop = self.tagged.tree.offsets[first], self.tagged.tree.offsets[end - 1] + 1
        toponyms = self.toponyms if "PERSON" not in kinds else ()
        acting = list(self._countries(start, stop)) if toponyms else []
        powers = {t.span.start for t in toponyms if t.role == "associative"}
        near = (m for m in self.mentions if start <= m.span.start < stop)
        bodies = (m.name for m in near if m.kind in kinds or m.span.start in powers)
        return acting if len(acting) > 1 else list(dict.fromkeys(bodies))
