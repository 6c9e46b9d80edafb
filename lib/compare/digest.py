"""What the comparison keeps of one article, so that a filter only chooses among what was read once."""

from typing import NamedTuple

from lib.codebooks.referents import Referent
from lib.compare.article import Article
from lib.compare.facts.rows import find_facts
from lib.compare.labels import LabelPhrase, find_labels, find_unlisted
from lib.compare.records import Fact, LabelUse
from lib.models import Sentence


class Digest(NamedTuple):
    """One article's sentences but its headline, with their numbers, and all that was read in them."""

    document: str
    outlet: str
    body: tuple[tuple[int, Sentence], ...]
    facts: tuple[Fact, ...]
    labels: tuple[LabelUse, ...]
    phrases: tuple[LabelPhrase, ...]

    def without_places(self) -> "Digest":
        """The digest without what is only said to be somewhere."""
        return self._replace(facts=tuple(fact for fact in self.facts if fact.kind != "place"))

    def among(self, kept: frozenset[int]) -> "Digest":
        """The part that stands in sentences with these numbers."""
        return self._replace(
            body=tuple((number, sentence) for number, sentence in self.body if number in kept),
            facts=tuple(fact for fact in self.facts if fact.sentence in kept),
            labels=tuple(use for use in self.labels if use.sentence in kept),
            phrases=tuple(phrase for phrase in self.phrases if phrase.sentence in kept),
        )


def make_digest(article: Article, referents: tuple[Referent, ...]) -> Digest:
    """All that is read of an article for comparing it with others; takes some milliseconds."""
    return Digest(
        article.document,
        article.outlet,
        tuple(article.body()),
        tuple(find_facts(article)),
        tuple(find_labels(article, referents)),
        tuple(find_unlisted(article, referents)),
    )
