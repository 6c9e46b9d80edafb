"""What analysts say of an article's date and story, as far as what is read in it depends on them.

A Monday is counted from the article's own day, and an undated article borrows that of its story; so an article whose
date or story is decided is annotated as of that, and what was read of both stays in the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lib.errors import AccordError
from lib.models import Decision, Document
from lib.store.decisions.log import decisions_in_force, load_decisions


@dataclass(frozen=True, slots=True)
class Decided:
    """What the last decisions in force say of articles, by their ids: the days (None: undated) and the stories."""

    days: Mapping[str, date | None]
    stories: Mapping[str, str | None]

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.days or self.stories)

    def of(self, documents: Iterable[str]) -> str:
        """What is said of some articles, in words that change with it; empty where nothing is."""
        said = {one: (self.days.get(one, ""), self.stories.get(one, "")) for one in documents}
        return "".join(f"; {one}: {words}" for one, words in sorted(said.items()) if words != ("", ""))

    def dateless(self) -> frozenset[str]:
        """The articles that are to have no date."""
        return frozenset(document for document, day in self.days.items() if day is None)

    def apply(self, document: Document) -> Document:
        """The article as analysts say that it is."""
        story = self.stories.get(document.id) or document.story
        if document.id not in self.days:
            return replace(document, story=story)
        day = self.days[document.id]
        return replace(document, story=story, published=day, published_from="analyst" if day else None)


def load_decided(folder: Path) -> Decided:
    """What the saved decisions say; nothing where their file cannot be read, which the desk says elsewhere."""
    try:
        return decided_by(load_decisions(folder))
    except AccordError:
        return Decided({}, {})


def decided_by(decisions: Sequence[Decision]) -> Decided:
    """What those of these rows say that are in force; the last one of an article counts."""
    standing = decisions_in_force(decisions)
    days, stories = (
        {
            str(one.subject.id): one.value
            for one in standing
            if one.action == "correct" and one.field == field and one.subject.kind == "document"
        }
        for field in ("date", "story")
    )
    return Decided({one: date.fromisoformat(day) if day else None for one, day in days.items()}, stories)
