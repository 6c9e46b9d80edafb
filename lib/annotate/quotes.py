"""Quotes: who is given as the source of which words, between quotation marks or not.

Content, cue and speaker follow PolNeAR (Newell et al. 2018), which follows PARC (Pareti 2012).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lib.annotate.quoting.attributions import Attribution, find_attributions
from lib.annotate.quoting.cast import Cast, gather
from lib.annotate.quoting.cues import load_cues
from lib.annotate.quoting.lead_ins import (
    Scene,
    begins_sentence,
    cue_of,
    inside,
    is_heading,
    named_beside,
    teller,
)
from lib.annotate.quoting.marks import Marked, find_marked
from lib.annotate.quoting.speakers import resolve_speaker
from lib.annotate.tree import Tree, read_tree
from lib.annotator import Annotator, Layer
from lib.models import Mention, Quote, QuoteKind, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What only joins content and cue.
JOINTS = frozenset({",", ";", ":", "-", "–", "—", "--"})
# At most so many quotes begin between the words at a place and the quote that holds them.
NESTED = 64
# A heading's words are looked for in so many of the quotes below it.
HEADED = 200
ENDS = frozenset(".!?…,")


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
    cast = gather(tree, mentions, cues, lambda at: inside(marked, at))
    drafts = _drafts(Scene(tree, cues, cast, marked, by_cue, sorted(by_cue)))
    quotes = [_quote(tree, cast, draft) for draft in sorted(drafts, key=lambda draft: draft.cue.start)]
    quotes_with_words = [quote for quote in quotes if any(map(str.isalnum, quote.span.exact))]
    yield from sorted(quotes_with_words, key=lambda quote: (quote.span.start, -quote.span.end))


def _drafts(scene: Scene) -> list[_Draft]:
    """A draft for each of the grammar's attributions and for every other cue of marked words; headings come last."""
    by_cue = {cue: _Draft(scene.tree.words(a.first, a.last), a.speaker, a) for cue, a in scene.by_cue.items()}
    drafts: list[_Draft | None] = [None]
    for chain in sorted(_chains(scene.marked), key=lambda chain: is_heading(scene, chain[0])):
        draft = _repeated(scene, drafts, chain[0]) if is_heading(scene, chain[0]) else None
        cue = next((cue for index in chain if (cue := cue_of(scene, index)) is not None), None) if not draft else None
        if cue is not None:
            draft = _draft_at(scene, by_cue, cue, chain[0])
            _take_back(scene, drafts, draft, cue)
        draft = draft or _goes_on(scene, drafts[-1], chain[0]) or _carried(scene, chain[0])
        drafts.append(draft)
        if draft is not None:
            draft.marked.extend(scene.marked[index] for index in chain)
    marked = {id(draft): draft for draft in drafts if draft}
    return [*marked.values(), *(d for d in by_cue.values() if not d.marked and not _is_taken(scene, d.attribution))]


def _is_taken(scene: Scene, said: Attribution | None) -> bool:
    """Whether all that a cue brings in stands between marks that another cue has: he said: "We go. Soon," he added."""
    doc = scene.tree.doc
    return said is not None and scene.inside(doc[said.begin]) and scene.inside(doc[said.end])


def _repeated(scene: Scene, drafts: Sequence[_Draft | None], index: int) -> _Draft | None:
    """A draft of a heading's marked words with cue and speaker of those in the text that hold them."""
    words = _bare(scene.marked[index], scene.tree.text)
    holds = (d for d in drafts[:HEADED] if d and any(words in _bare(marked, scene.tree.text) for marked in d.marked))
    draft = next(holds, None)
    return draft and _Draft(draft.cue, draft.speaker, carried=True)


def _bare(marked: Marked, text: str) -> str:
    """Marked words in lower case, each between blanks."""
    return " ".join(["", *re.findall(r"\w+", text[marked.start : marked.end].lower()), ""])


def _take_back(scene: Scene, drafts: Sequence[_Draft | None], draft: _Draft, cue: "Token") -> None:
    """What a pronoun or nobody says is theirs who go on by name: "...," he said. "...," Reed went on."""
    if (
        not draft.speaker
        or draft.speaker.pos_ != "PROPN"
        or scene.cues.plain.get(cue.lower_) not in scene.cues.resuming
    ):
        return
    for before in reversed(drafts):
        if before is None or not (before.carried or (before.speaker and before.speaker.pos_ == "PRON")):
            return
        before.speaker = draft.speaker


def _goes_on(scene: Scene, previous: _Draft | None, index: int) -> _Draft | None:
    """The draft whose cue stands in the sentence right before a marked one: "We go," he said. "And soon."."""
    last, tree = scene.ahead(index), scene.tree
    if previous is None or last < 0 or "\n" in tree.doc[last].text or not begins_sentence(scene, index):
        return None
    told = tree.sentences[last] == tree.sentences[tree.at(previous.cue.start)]
    return previous if told or scene.inside(tree.doc[last]) else None


def _carried(scene: Scene, index: int) -> _Draft | None:
    """A draft with the cue and the speaker of what stands before a whole sentence between marks, or None."""
    text, marked = scene.tree.text, scene.marked[index]
    whole = not marked.closed or text[marked.end - 1] in ENDS or text[marked.right : marked.right + 1] in ENDS
    told = teller(scene, index) if whole and begins_sentence(scene, index) else None
    return told and _Draft(scene.tree.words(told[0].i, told[0].i), told[1], carried=True)


def _chains(marked: Sequence[Marked]) -> list[list[int]]:
    """The marked stretches by number, those of one quote that runs over several paragraphs together."""
    chains: list[list[int]] = []
    for index, stretch in enumerate(marked):
        if stretch.continues and chains:
            chains[-1].append(index)
        else:
            chains.append([index])
    return chains


def _draft_at(scene: Scene, by_cue: dict[int, _Draft], cue: "Token", index: int) -> _Draft:
    """The draft of a cue, a new one where the grammar saw no attribution; nobody inside the marks speaks them."""
    if cue.i not in by_cue:
        by_cue[cue.i] = _Draft(scene.tree.words(cue.i, cue.i), None, _content_of(scene, cue, index))
    draft = by_cue[cue.i]
    if draft.speaker is None or inside(scene.marked, draft.speaker.idx):
        draft.speaker = named_beside(scene, cue)
    return draft


def _content_of(scene: Scene, cue: "Token", index: int) -> Attribution | None:
    """What a cue before words that are marked within a sentence brings in with them, from "that" on or from the cue."""
    doc, left, end = (
        scene.tree.doc,
        scene.tree.at(scene.marked[index].left),
        scene.tree.before(scene.marked[index].right),
    )
    same = scene.tree.sentences[max(end, 0)] == scene.tree.sentences[cue.i]
    if begins_sentence(scene, index) or not same or cue.i > end or doc[left - 1].text == ",":
        return None
    begin = next((token.i for token in doc[cue.i + 1 : left] if token.lower_ == "that"), cue.i + 1)
    return Attribution(cue, cue.i, cue.i, begin, end, None, direct=True)


def _quote(tree: Tree, cast: Cast, draft: _Draft) -> Quote:
    spans = [(marked.left, marked.right) for marked in draft.marked]
    if draft.attribution is not None:
        content = _trimmed(tree, draft.attribution)
        if not spans or any(left <= content.end + 1 and content.start < right for left, right in spans):
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
        cast.call(speaker.entity, draft.speaker)
    elif speaker.entity is None and cast.is_unnamed_person(draft.speaker):
        cast.spoke = draft.cue.start, None
    elif draft.speaker.tag_ in {"NN", "NNP"}:
        cast.thing = draft.cue.start, speaker.entity
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
    corrected=("speaker", "speaker_text"),
    entities={"speaker": "speaker_text"},
    layers=(Layer("quote", "Quote", "quote"),),
)
