"""Quotes: who is given as the source of which words, between quotation marks or not.

Content, cue and speaker follow PolNeAR (Newell et al. 2018), which follows PARC (Pareti 2012).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lib.annotate.attributions import Attribution, find_attributions
from lib.annotate.cues import Cues, load_cues
from lib.annotate.marks import Marked, find_marked
from lib.annotate.tree import Tree, read_tree, subject_of
from lib.annotate.speakers import Cast, gather
from lib.models import Mention, Quote, QuoteKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many tokens lie at most between marked words and their cue.
REACH = 30
STOPS = frozenset({".", "!", "?", "...", "…"})


@dataclass
class _Draft:
    """A quote being put together: its cue, its marked stretches, and the grammar's content."""

    attribution: Attribution | None
    speaker: "Token | None"
    cue: Span | None
    marked: list[Marked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the rules look at together."""

    tree: Tree
    cues: Cues
    marked: Sequence[Marked]
    by_cue: dict[int, Attribution]
    order: list[int]


def find_quotes(doc: "Doc", mentions: Sequence[Mention]) -> Iterator[Quote]:
    """The text's quotes, in order of their first character; takes linear time and never fails on odd marks."""
    cues = load_cues()
    tree = read_tree(doc)
    marked = find_marked(tree.text)
    attributions = [a for a in find_attributions(tree, cues) if not _inside(marked, a.cue.idx)]
    by_cue = {a.cue.i: a for a in attributions}
    scene = _Scene(tree, cues, marked, by_cue, sorted(by_cue))
    drafts = _drafts(scene)
    cast = gather(tree, mentions, cues)
    yield from (_quote(scene, cast, draft) for draft in drafts)


def _inside(marked: Sequence[Marked], at: int) -> bool:
    """Whether a character stands between marks."""
    found = bisect_left(marked, at, key=lambda m: m.right)
    return found < len(marked) and marked[found].left <= at


def _drafts(scene: _Scene) -> list[_Draft]:
    """One draft for each cue, with the marked stretches that are its own."""
    drafts = {cue: _Draft(a, a.speaker, scene.tree.words(a.first, a.last)) for cue, a in scene.by_cue.items()}
    previous: _Draft | None = None
    for index in range(len(scene.marked)):
        cue = _cue_of(scene, index)
        if cue is not None:
            previous = drafts.setdefault(cue.i, _Draft(None, None, scene.tree.words(cue.i, cue.i)))
            if previous.speaker is None:
                previous.speaker = subject_of(scene.tree, cue)
        elif not _goes_on(scene, index):
            previous = None
        if previous is not None:
            previous.marked.append(scene.marked[index])
    return [draft for draft in drafts.values() if draft.marked or draft.attribution]


def _cue_of(scene: _Scene, index: int) -> "Token | None":
    """The cue that gives the marked words a speaker, or None."""
    marked = scene.marked[index]
    if _begins_sentence(scene, index):
        return _cue_after(scene, index) or _cue_round(scene, marked, direct=True) or _cue_before(scene, index)
    return (
        _cue_before(scene, index)
        or _cue_round(scene, marked, direct=True)
        or _cue_after(scene, index)
        or _cue_round(scene, marked, direct=False)
    )


def _begins_sentence(scene: _Scene, index: int) -> bool:
    """Whether nothing but blanks stands between the marked words and what ended the sentence before."""
    text, left = scene.tree.text, scene.marked[index].left
    floor = max(0, left - 50)
    before = text[floor:left]
    stripped = before.rstrip()
    return not stripped or "\n" in before[len(stripped) :] or stripped[-1] in ".!?…:”\"’'"


def _cue_after(scene: _Scene, index: int) -> "Token | None":
    """The verb of speech that follows: "...," he said; "..." said the president."""
    marked, tree = scene.marked[index], scene.tree
    text = tree.text
    if marked.end > marked.start and text[marked.end - 1] == "." and text[marked.right : marked.right + 1] != ",":
        return None
    first = tree.at(marked.right)
    ceiling = scene.marked[index + 1].left if index + 1 < len(scene.marked) else len(text)
    for token in tree.doc[first : first + REACH]:
        if token.idx >= ceiling or token.text in STOPS or "\n" in token.text:
            return None
        if scene.cues.plain.get(token.lower_) in scene.cues.speech and token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _cue_before(scene: _Scene, index: int) -> "Token | None":
    """The verb of speech that brings the marked words in: he said: "..."; she told reporters, "..."."""
    marked, tree = scene.marked[index], scene.tree
    text = tree.text
    lead = text[max(0, marked.left - 3) : marked.left].rstrip()[-1:]
    floor = scene.marked[index - 1].right if index else 0
    last = tree.before(marked.left)
    for token in reversed(tree.doc[max(0, last - REACH) : last + 1]):
        if token.idx < floor or token.text in STOPS or ("\n" in token.text and lead):
            return None
        if scene.cues.plain.get(token.lower_) in scene.cues.speech and token.pos_ in {"VERB", "AUX"}:
            return token if lead in {",", ":"} or token.i >= last - 1 else None
    return None


def _cue_round(scene: _Scene, marked: Marked, *, direct: bool) -> "Token | None":
    """The nearest cue whose content, as the grammar has it, holds some of the marked words."""
    first, last = scene.tree.at(marked.left), scene.tree.before(marked.right)
    found: Attribution | None = None
    low = bisect_left(scene.order, first - 2 * REACH)
    high = bisect_left(scene.order, last + 2 * REACH)
    for cue in scene.order[low:high]:
        attribution = scene.by_cue[cue]
        if attribution.direct < direct or attribution.begin > last or attribution.end < first:
            continue
        if found is None or attribution.end - attribution.begin <= found.end - found.begin:
            found = attribution
    return found.cue if found else None


def _goes_on(scene: _Scene, index: int) -> bool:
    """Whether marked words without a cue go on from the ones before: "...," he said. "And ..."."""
    if index == 0:
        return False
    between = scene.tree.text[scene.marked[index - 1].right : scene.marked[index].left]
    return scene.marked[index].continues or (
        _begins_sentence(scene, index) and "\n" not in between and between.count(". ") <= 1
    )


def _quote(scene: _Scene, cast: Cast, draft: _Draft) -> Quote:
    """The finished quote: the content grown over its marked words, and its kind."""
    spans = [(marked.left, marked.right) for marked in draft.marked]
    if draft.attribution is not None:
        content = scene.tree.words(draft.attribution.begin, draft.attribution.end)
        if not spans or any(left < content.end and content.start < right for left, right in spans):
            spans.append((content.start, content.end))
    span = scene.tree.span(min(left for left, _ in spans), max(right for _, right in spans))
    parts = tuple(scene.tree.span(marked.start, marked.end) for marked in draft.marked)
    kind: QuoteKind = "indirect" if not parts else "direct" if span.start == draft.marked[0].left else "mixed"
    speaker = cast.speaker(draft.speaker) if draft.speaker is not None else None
    return Quote(span, kind, parts, speaker, draft.cue)
