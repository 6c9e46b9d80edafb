"""Quotes: who is given as the source of which words, between quotation marks or not.

Content, cue and speaker follow PolNeAR (Newell et al. 2018), which follows PARC (Pareti 2012).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lib.annotate.charting.tree import Tree, read_tree
from lib.annotate.quoting.attributions import Attribution, find_attributions
from lib.annotate.quoting.cast import Cast, gather
from lib.annotate.quoting.cues import load_cues
from lib.annotate.quoting.lead_ins import Scene, cue_of, goes_on, inside, named_beside
from lib.annotate.quoting.marks import Marked, find_marked
from lib.annotate.quoting.speakers import resolve_speaker
from lib.annotator import Annotator, Layer
from lib.models import Mention, Quote, QuoteKind, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What only joins content and cue.
JOINTS = frozenset({",", ";", ":", "-", "–", "—", "--"})
# At most so many quotes begin between the words at a place and the quote that holds them.
NESTED = 64


@dataclass
class _Draft:
    """A quote being put together; `carried` where the cue stands in the paragraph before."""

    cue: Span
    speaker: "Token | None"
    attribution: Attribution | None = None
    marked: list[Marked] = field(default_factory=list)
    carried: bool = False


def find_quotes(doc: "Doc", mentions: Sequence[Mention]) -> Iterator[Quote]:
    """The text's quotes in order of their first character; takes linear time, whatever the marks.

    >>> from spacy import blank
    >>> from spacy.tokens import Doc
    >>> words, deps = ["He", "tweeted", ":", '"', "No", '"'], ["nsubj", "ROOT", "punct", "punct", "ccomp", "punct"]
    >>> pos = ["PRON", "VERB", "PUNCT", "PUNCT", "INTJ", "PUNCT"]
    >>> doc = Doc(blank("en").vocab, words, spaces=[1, 0, 1, 0, 0, 0], heads=[1] * 6, deps=deps, pos=pos)
    >>> [(q.kind, q.marked[0].exact, q.cue.exact, q.speaker.span.exact) for q in find_quotes(doc, ())]
    [('direct', 'No', 'tweeted', 'He')]
    """
    cues = load_cues()
    tree = read_tree(doc)
    marked = find_marked(tree.text)
    by_cue = {a.cue.i: a for a in find_attributions(tree, cues) if not inside(marked, a.cue.idx)}
    drafts = _drafts(Scene(tree, cues, marked, by_cue, sorted(by_cue)))
    cast = gather(tree, mentions, cues, lambda at: inside(marked, at))
    quotes = [_quote(tree, cast, draft) for draft in sorted(drafts, key=lambda draft: draft.cue.start)]
    quotes_with_words = [quote for quote in quotes if any(map(str.isalnum, quote.span.exact))]
    yield from sorted(quotes_with_words, key=lambda quote: (quote.span.start, -quote.span.end))


def _drafts(scene: Scene) -> list[_Draft]:
    """A draft for each of the grammar's attributions and for every other cue of marked words."""
    by_cue = {cue: _Draft(scene.tree.words(a.first, a.last), a.speaker, a) for cue, a in scene.by_cue.items()}
    carried: list[_Draft] = []
    previous: _Draft | None = None
    for chain in _chains(scene.marked):
        cue = next((cue for index in chain if (cue := cue_of(scene, index)) is not None), None)
        if cue is not None:
            previous = _draft_at(scene, by_cue, cue)
        elif previous is not None:
            where = goes_on(scene, chain[0])
            if where == "below":
                carried.append(_Draft(previous.cue, previous.speaker, carried=True))
            previous = {"here": previous, "below": carried[-1] if carried else None, None: None}[where]
        if previous is not None:
            previous.marked.extend(scene.marked[index] for index in chain)
    return [*by_cue.values(), *carried]


def _chains(marked: Sequence[Marked]) -> list[list[int]]:
    """The marked stretches by number, those of one quote that runs over several paragraphs together."""
    chains: list[list[int]] = []
    for index, stretch in enumerate(marked):
        if stretch.continues and chains:
            chains[-1].append(index)
        else:
            chains.append([index])
    return chains


def _draft_at(scene: Scene, by_cue: dict[int, _Draft], cue: "Token") -> _Draft:
    """The draft of a cue, a new one where the grammar saw no attribution; nobody inside the marks speaks them."""
    draft = by_cue.setdefault(cue.i, _Draft(scene.tree.words(cue.i, cue.i), None))
    if draft.speaker is None or inside(scene.marked, draft.speaker.idx):
        draft.speaker = named_beside(scene, cue)
    return draft


def _quote(tree: Tree, cast: Cast, draft: _Draft) -> Quote:
    spans = [(marked.left, marked.right) for marked in draft.marked]
    if draft.attribution is not None:
        content = _trimmed(tree, draft.attribution)
        if not spans or any(left < content.end and content.start < right for left, right in spans):
            spans.append((content.start, content.end))
    span = tree.span(min(left for left, _ in spans), max(right for _, right in spans))
    parts = tuple(tree.span(marked.start, marked.end) for marked in draft.marked)
    return Quote(span, _kind(span, draft.marked), parts, _speaker(cast, draft), draft.cue)


def _kind(span: Span, marked: Sequence[Marked]) -> QuoteKind:
    """Direct where the content begins and ends with marked words, mixed where other words are part of it."""
    if not marked:
        return "indirect"
    return "direct" if span.start == marked[0].left and span.end <= marked[-1].right + 1 else "mixed"


def _speaker(cast: Cast, draft: _Draft) -> Speaker | None:
    """The draft's speaker, resolved; a person is remembered for the next pronoun."""
    if draft.speaker is None or not any(map(str.isalnum, draft.speaker.text)):
        return None
    speaker = resolve_speaker(cast, draft.speaker)
    if speaker.entity is not None and cast.is_person(speaker.entity):
        cast.spoke = draft.cue.start, speaker.entity
    return replace(speaker, inferred=True) if draft.carried else speaker


def _trimmed(tree: Tree, attribution: Attribution) -> Span:
    """The content's words without the commas and dashes that only join it to its cue."""
    begin, end = attribution.begin, attribution.end
    while begin < end and tree.doc[begin].text in JOINTS:
        begin += 1
    while end > begin and tree.doc[end].text in JOINTS:
        end -= 1
    return tree.words(begin, end)


def cited_at(quotes: Sequence[Quote], span: Span) -> str | None:
    """The entity given as the source of the words at a span: the innermost speaker's, None for the outlet's own words.

    `quotes` come in order, as `find_quotes` gives them. What somebody only plans or wants is told by somebody else.
    """
    last = bisect_right(quotes, span.start, key=lambda quote: quote.span.start)
    around = [q for q in quotes[max(0, last - NESTED) : last] if span.within(q.span) and q.speaker and _cites(q)]
    innermost = min(around, key=lambda quote: quote.span.end - quote.span.start, default=None)
    return innermost.speaker.entity if innermost and innermost.speaker else None


def _cites(quote: Quote) -> bool:
    """Whether the quote's cue gives a source, and not only somebody's intention."""
    cues = load_cues()
    plain = {cues.plain.get(word) for word in quote.cue.exact.lower().split()} if quote.cue else set()
    return not (plain & cues.infinitive) or bool(plain & cues.speech)


ANNOTATOR = Annotator(
    "quotes",
    Quote,
    ("grammar", "mentions"),
    find_quotes,
    columns={
        "speaker.entity": "speaker",
        "speaker.span": "speaker_span",
        "speaker.span.exact": "speaker_text",
        "cue": "cue_span",
        "cue.exact": "cue",
    },
    corrected=("speaker",),
    entities={"speaker": "speaker_text"},
    layers=(Layer("quote", "Quote", "quote"),),
)
