"""Which cue brings in the words between quotation marks: before them, behind them, round them, or further up."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.quoting.attributions import Attribution, is_open, lacks_agent, speaker_of, speaks
from lib.annotate.quoting.cast import Cast
from lib.annotate.quoting.cues import Cues
from lib.annotate.quoting.marks import Marked
from lib.annotate.tree import FINITE, NOMINAL, SUBJECTS, Tree

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# How many tokens lie at most between marked words and their cue.
REACH = 30
# How far from its cue a speaker is looked for where the grammar is of no help.
BESIDE = 8
# A headline has at most so many characters on either side of words that it marks.
LINE = 200
# How many sentences are read back for whoever speaks a sentence that no cue brings in.
BACK = 5
# Fewer marked words are no phrase that a text would be quoted for, or that somebody's wish would reach to.
PHRASE = 3
# What may stand between a verb of speech and the words it brings in, and between a verb of judging and its words.
LIGHT = frozenset({"PUNCT", "CCONJ", "SCONJ", "SPACE"})
LIGHTER = LIGHT | {"DET", "PRON"}
VERBS = frozenset({"VERB", "AUX"})
TIMES = frozenset({"DATE", "TIME"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
STOPS = frozenset({".", "!", "?", "...", "…"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at: the text, who is in it, its marked words, and the grammar's attributions by cue."""

    tree: Tree
    cues: Cues
    cast: Cast
    marked: Sequence[Marked]
    by_cue: Mapping[int, Attribution]
    order: Sequence[int]

    def inside(self, token: "Token") -> bool:
        """Whether a token stands between marks."""
        return inside(self.marked, token.idx)

    def words(self, index: int) -> "Span":
        """The tokens between marks."""
        return self.tree.doc[self.tree.at(self.marked[index].start) : self.tree.before(self.marked[index].end) + 1]

    def ahead(self, index: int) -> int:
        """The token before a mark, -1 where none is."""
        return self.tree.before(self.marked[index].left)


def inside(marked: Sequence[Marked], at: int) -> bool:
    """Whether a character stands between marks."""
    found = bisect_left(marked, at, key=lambda m: m.right)
    return found < len(marked) and marked[found].left <= at


def cue_of(scene: Scene, index: int) -> "Token | None":
    """The cue that gives the marked words a speaker, or None."""
    if begins_sentence(scene, index):
        return _cue_after(scene, index) or _cue_round(scene, index, direct=True) or _cue_before(scene, index)[0]
    said, judged, lost = _cue_before(scene, index)
    cue = said or _cue_round(scene, index, direct=True)
    if cue is None and not _qualifies(scene, index):
        cue = _cue_round(scene, index, direct=False) or judged or _cue_after(scene, index) or lost
    return cue or _document(scene, index)


def begins_sentence(scene: Scene, index: int) -> bool:
    """Whether nothing but blanks stands between the marked words and what ended the sentence before."""
    text, left = scene.tree.text, scene.marked[index].left
    before = text[max(0, left - 50) : left]
    stripped = before.rstrip()
    return not stripped or "\n" in before[len(stripped) :] or stripped[-1] in ".!?…:”\"’'"


def is_heading(scene: Scene, index: int) -> bool:
    """Whether marked words stand in the text's headline, or fill a line of their own without a stop."""
    text, marked = scene.tree.text, scene.marked[index]
    before, behind = text[max(0, marked.left - LINE) : marked.left], text[marked.right : marked.right + LINE]
    first, (rest, *below) = marked.left < LINE and "\n" not in before, behind.split("\n", 1)
    fills = (before[-1:] in {"", "\n"}) and not rest.strip()
    last = rest.strip() or text[marked.start : marked.end]
    return marked.closed and (fills or (first and bool(below))) and last[-1].isalnum()


def _qualifies(scene: Scene, index: int) -> bool:
    """Whether the marks hold a name, or a word or two before a noun, as if at arm's length: "extremist" rebels."""
    words = scene.words(index)
    behind = scene.tree.doc[words[-1].i + 1 : words[-1].i + 3]
    held = len(words) < PHRASE and len(behind) > 1 and behind[0].is_quote and behind[1].pos_ == "NOUN"
    return held or all(word.text[:1].isupper() or not word.is_alpha or word.is_stop for word in words)


def _cue_after(scene: Scene, index: int) -> "Token | None":
    """The verb that follows: "...," he said; "..." said Ann; any verb where a whole sentence waits for one."""
    marked, tree = scene.marked[index], scene.tree
    first = tree.at(marked.right)
    behind = tree.text[marked.right : marked.right + LINE].split(maxsplit=2)
    if len(behind) > 1 and behind[0] in DASHES and behind[1][0].isupper():
        dash = tree.text.index(behind[0], marked.right)
        named = "\n" not in tree.text[marked.right : dash] or tree.doc[tree.at(dash) + 1].pos_ == "PROPN"
        return tree.doc[tree.at(dash)] if named else None
    if tree.text[marked.end - 1] == "." and tree.text[marked.right : marked.right + 1] != ",":
        return None
    waits = tree.text[marked.end - 1] == "," and begins_sentence(scene, index)
    ceiling = scene.marked[index + 1].left if index + 1 < len(scene.marked) else len(tree.text)
    told = None
    for token in tree.doc[first : first + REACH]:
        if token.idx >= ceiling or token.text in STOPS or "\n" in token.text:
            break
        if speaks(tree, scene.cues, token):
            return token
        if waits and told is None and token.pos_ == "VERB" and token.tag_ in FINITE:
            told = token
    return told


def _cue_before(scene: Scene, index: int) -> tuple["Token | None", "Token | None", "Token | None"]:
    """The verbs before marked words in their sentence: of speech and near, of judging and near, lost further up.

    She told reporters, "..."; she called it a "..."; she told reporters on a visit to the camp they would "...".
    """
    tree, last = scene.tree, scene.ahead(index)
    joined = last >= 0 and tree.doc[last].text in {",", ":"}
    judged = wished = None
    near = light = True
    told = long = len(scene.words(index)) >= PHRASE
    for token in reversed(tree.doc[max(0, last - 2 * REACH) : last + 1]):
        if token.text in STOPS or ("\n" in token.text and not (joined and tree.doc[last].text == ":")):
            break
        if scene.inside(token):
            near = light = joined = False
        elif speaks(tree, scene.cues, token):
            if (light or joined) and last - token.i <= REACH:
                return token, None, None
            if told and token.dep_ != "advcl" and _says(scene, token) is not None:
                return None, judged, token
        elif token.lower_ in scene.cues.plain and token.pos_ == "VERB":
            if near and not joined and token.tag_ != "VB" and not lacks_agent(tree, token):
                judged = judged or token
            if token.tag_ in FINITE and scene.cues.plain[token.lower_] in scene.cues.infinitive:
                wished = wished or token
        light = light and token.pos_ in LIGHT
        near = near and (token.pos_ in LIGHTER or token.lower_ == "as")
        told = told or token.pos_ in VERBS
    return None, judged, wished if long else None


def _cue_round(scene: Scene, index: int, *, direct: bool) -> "Token | None":
    """The nearest cue whose content, as the grammar has it, holds some of the marked words."""
    first, last = scene.ahead(index) + 1, scene.tree.before(scene.marked[index].right)
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


def _document(scene: Scene, index: int) -> "Token | None":
    """What a text does in the sentence of a marked phrase or the one before: the accord gives it "..."."""
    tree, end = scene.tree, scene.ahead(index)
    if end < 0 or len(scene.words(index)) < PHRASE:
        return None
    for first, last in (tree.sentences[end], tree.sentences[max(0, tree.sentences[end][0] - 1)]):
        for token in tree.doc[first:last]:
            subject = token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.lower_ == "under")
            if subject and token.lower_ in scene.cues.documents and not scene.inside(token):
                return token.head
    return None


def _says(scene: Scene, token: "Token") -> "Token | None":
    """Who speaks at a token outside the marks, if it is a verb of speech or "according", and somebody is told to."""
    if token.lower_ == "according" and (to := scene.tree.kid(token, "prep")) is not None:
        return scene.tree.kid(to, "pobj")
    if not speaks(scene.tree, scene.cues, token) or scene.inside(token) or is_open(scene.tree, token):
        return None
    speaker = None if lacks_agent(scene.tree, token) else speaker_of(scene.tree, token)
    return None if speaker is None or scene.inside(speaker) or speaker.lower_ in scene.cues.mute else speaker


def teller(scene: Scene, index: int) -> tuple["Token", "Token"] | None:
    """Cue and speaker of a sentence between marks that no cue brings in: who speaks or acts in what stands before.

    At most one paragraph's end is passed: Ann said they would stay. The boats were late. "We have time."
    """
    tree = scene.tree
    end, breaks = scene.marked[index].left, 0
    for _ in range(BACK):
        last = tree.before(end)
        while last >= 0 and tree.doc[last].is_space:
            last -= 1
        breaks += last >= 0 and "\n" in tree.text[tree.offsets[last] + len(tree.doc[last]) : end]
        if last < 0 or breaks > 1:
            return None
        first = tree.sentences[last][0]
        told = next(_tellers(scene, first, last), None)
        if told is not None:
            return told
        end = tree.offsets[first]
    return None


def _tellers(scene: Scene, first: int, last: int) -> Iterator[tuple["Token", "Token"]]:
    """Cue and speaker in a sentence: the last verb of speech, or the first whose subject is somebody."""
    tree = scene.tree
    for token in reversed(tree.doc[first : last + 1]):
        speaker = _says(scene, token)
        if speaker is not None:
            yield token, speaker
    for token in tree.doc[first : last + 1]:
        if token.dep_ in SUBJECTS and token.head.pos_ in VERBS and token.head.is_alpha and not scene.inside(token):
            phrase = tree.doc[token.left_edge.i : token.right_edge.i + 1]
            if any(map(scene.cast.may_speak, phrase)) or (tree.doc[last].text == ":" and token.ent_type_ == "ORG"):
                yield token.head, token
            return


def named_beside(scene: Scene, cue: "Token") -> "Token | None":
    """Who a cue's subject is, else the noun that stands beside it, before it or behind it."""
    subject = speaker_of(scene.tree, cue) if cue.pos_ in VERBS else None
    if subject is not None and not scene.inside(subject) and subject.is_alpha:
        return subject
    for tokens in (
        reversed(scene.tree.doc[max(0, cue.i - BESIDE) : cue.i]),
        scene.tree.doc[cue.i + 1 : cue.i + BESIDE],
    ):
        for token in tokens:
            if token.text in STOPS or "\n" in token.text or scene.inside(token):
                break
            if token.pos_ in NOMINAL and token.dep_ not in {"compound", "nmod"} and token.ent_type_ not in TIMES:
                return token
    return None
