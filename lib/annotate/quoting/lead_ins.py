"""Which cue brings in the words between quotation marks: the verb before them, behind them, or round them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lib.annotate.charting.tree import NOMINAL, Tree
from lib.annotate.quoting.attributions import Attribution
from lib.annotate.quoting.cues import Cues
from lib.annotate.quoting.marks import Marked

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many tokens lie at most between marked words and their cue.
REACH = 30
# How far from its cue a speaker is looked for where the grammar is of no help.
BESIDE = 8
# What may stand between a cue and the marked words that it brings in: "he said, but".
LIGHT = frozenset({"PUNCT", "CCONJ", "SCONJ", "SPACE"})
TIMES = frozenset({"DATE", "TIME"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
ENDS = frozenset(".!?…")
STOPS = frozenset({".", "!", "?", "...", "…"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at together: the text, its marked words in order, and the grammar's attributions by cue."""

    tree: Tree
    cues: Cues
    marked: Sequence[Marked]
    by_cue: Mapping[int, Attribution]
    order: Sequence[int]


def inside(marked: Sequence[Marked], at: int) -> bool:
    """Whether a character stands between marks."""
    found = bisect_left(marked, at, key=lambda m: m.right)
    return found < len(marked) and marked[found].left <= at


def cue_of(scene: Scene, index: int) -> "Token | None":
    """The cue that gives the marked words a speaker, or None."""
    marked = scene.marked[index]
    if _begins_sentence(scene, index):
        return _cue_after(scene, index) or _cue_round(scene, marked, direct=True) or _cue_before(scene, index)
    return (
        _cue_before(scene, index)
        or _cue_round(scene, marked, direct=True)
        or _cue_round(scene, marked, direct=False)
        or _cue_after(scene, index)
    )


def _begins_sentence(scene: Scene, index: int) -> bool:
    """Whether nothing but blanks stands between the marked words and what ended the sentence before."""
    text, left = scene.tree.text, scene.marked[index].left
    floor = max(0, left - 50)
    before = text[floor:left]
    stripped = before.rstrip()
    return not stripped or "\n" in before[len(stripped) :] or stripped[-1] in ".!?…:”\"’'"


def _cue_after(scene: Scene, index: int) -> "Token | None":
    """The verb of speech that follows: "...," he said; "..." said the president."""
    marked, tree = scene.marked[index], scene.tree
    text = tree.text
    first = tree.at(marked.right)
    credit = _credit(tree, first)
    if credit is not None or (text[marked.end - 1] == "." and text[marked.right : marked.right + 1] != ","):
        return credit
    ceiling = scene.marked[index + 1].left if index + 1 < len(scene.marked) else len(text)
    for token in tree.doc[first : first + REACH]:
        if token.idx >= ceiling or token.text in STOPS or "\n" in token.text:
            return None
        if scene.cues.plain.get(token.lower_) in scene.cues.speech and token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _credit(tree: Tree, first: int) -> "Token | None":
    """The dash before a person's name, as under a quote set apart, or None where none follows."""
    found = [token for token in tree.doc[first : first + 4] if not token.is_space]
    named = len(found) > 1 and found[0].text in DASHES and found[1].ent_type_ == "PERSON"
    return found[0] if named else None


def _cue_before(scene: Scene, index: int) -> "Token | None":
    """The verb of speech that brings the marked words in: he said: "..."; she told reporters, "..."."""
    marked, tree = scene.marked[index], scene.tree
    text = tree.text
    lead = text[max(0, marked.left - 5) : marked.left].rstrip()[-1:]
    floor = scene.marked[index - 1].right if index else 0
    last = tree.before(marked.left)
    for token in reversed(tree.doc[max(0, last - REACH) : last + 1]):
        if token.idx < floor or token.text in STOPS or ("\n" in token.text and lead != ":"):
            return None
        if scene.cues.plain.get(token.lower_) in scene.cues.speech and token.pos_ in {"VERB", "AUX"}:
            near = lead in {",", ":"} or all(other.pos_ in LIGHT for other in tree.doc[token.i + 1 : last + 1])
            return token if near else None
    return None


def _cue_round(scene: Scene, marked: Marked, *, direct: bool) -> "Token | None":
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


def goes_on(scene: Scene, index: int) -> Literal["here", "below"] | None:
    """Whether marked words without a cue go on from the ones before: in the same paragraph, below, or not at all.

    "We go," he said. "And soon." goes on here; a whole sentence that begins the next paragraph goes on below.
    """
    if index == 0:
        return None
    tree, marked = scene.tree, scene.marked[index]
    first, last = tree.at(scene.marked[index - 1].right), tree.at(marked.left)
    between = tree.doc[first : min(last, first + 2 * REACH)]
    stops = sum(token.text in STOPS for token in between)
    if last - first >= 2 * REACH or stops > 1 or not _begins_sentence(scene, index):
        return None
    breaks = sum("\n" in token.text for token in between)
    if breaks == 0:
        return "here"
    return "below" if breaks == 1 and tree.text[marked.end - 1] in ENDS else None


def named_beside(scene: Scene, cue: "Token") -> "Token | None":
    """The noun that stands beside a cue, before it or else after it, where the grammar is of no help."""
    for tokens in (
        reversed(scene.tree.doc[max(0, cue.i - BESIDE) : cue.i]),
        scene.tree.doc[cue.i + 1 : cue.i + BESIDE],
    ):
        for token in tokens:
            if token.text in STOPS or "\n" in token.text or inside(scene.marked, token.idx):
                break
            if token.pos_ in NOMINAL and token.dep_ not in {"compound", "nmod"} and token.ent_type_ not in TIMES:
                return token
    return None
