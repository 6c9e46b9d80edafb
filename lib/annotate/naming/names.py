"""Where names stand: spaCy's spans trimmed, split, joined and completed by codebook, gazetteer and document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lib.annotate.naming.abbreviations import find_abbreviations
from lib.annotate.naming.datelines import find_datelines
from lib.annotate.naming.headlines import cut_headline, no_names
from lib.annotate.naming.own_words import POSSESSIVES, Name, hyphened, is_country, is_noise, joined, trim, words
from lib.annotate.tree import read_tree
from lib.gazetteer import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
# Spans of these labels are read for the names inside them, but are not themselves people, organisations or places.
LOOSE_LABELS = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
JOINTS = frozenset("-–—/&,")
PROPER = frozenset({"NNP", "NNPS"})
SHORTEST = 3
# A place nobody marked as a name must have about this many people (log10) to be taken for one.
COMPLETION_PRIOR = 4.7


def find_names(doc: "Doc", spoken: Mapping[str, int], tools: "Tools") -> list[Name]:
    """Every name in the text, in order and never overlapping, those of treaties and meetings marked as events.

    `spoken` are the countries that the text speaks of.
    """
    known = [Name(start, end, entity.kind, entity) for start, end, entity in tools.names.find(doc)]
    bracketed = [
        name
        for start, end, short in find_abbreviations(doc, tools.gazetteer)
        for name in (Name(start, end, "ORG", None, short), Name(end + 1, end + 2, "ORG"))
    ]
    datelines = [Name(start, end, "GPE", dateline=True) for start, end in find_datelines(doc, tools.gazetteer)]
    spans = [
        piece
        for ent in doc.ents
        if ent.label_ in NAME_LABELS
        for piece in _pieces(doc, ent.start, ent.end, ent.label_, tools)
    ]
    names = _merged(doc, known, [*datelines, *bracketed], spans)
    names = sorted([*names, *_completed(doc, names, spoken, tools)], key=lambda name: name.start)
    kept = list(hyphened(doc, list(joined(doc, names, tools)), tools))
    for name in kept:
        several = name.known is None and name.end - name.start > 1
        name.event = several and doc[name.end - 1].lower_ in words("event_heads")
        # The matcher compares letters as they are; a name with accents is known by its plain spelling.
        name.known = name.known or tools.names.entity(doc[name.start : name.end].text)
    return kept


def _pieces(doc: "Doc", start: int, end: int, label: str, tools: "Tools") -> Iterator[Name]:
    """A span's names: split where two stand side by side, and trimmed of what is not part of them."""
    parts = _split(doc, *cut_headline(doc, start, end), tools)
    for first, last in parts:
        trimmed = trim(doc, first, last)
        if trimmed is None:
            continue
        if label in LOOSE_LABELS and not tools.gazetteer.knows(doc[trimmed[0] : trimmed[1]].text):
            continue
        yield Name(*trimmed, label if len(parts) == 1 else "")


def _split(doc: "Doc", start: int, end: int, tools: "Tools") -> list[tuple[int, int]]:
    """Token ranges between joints, where the parts are names of their own ("Aleppo-Latakia", "Ankara & Damascus").

    A joint splits when every part is a place or the joint has a space beside it: "Al-Nusra" stays whole.
    """
    while start < end and doc[start].lower_ in {"the", "a", "an"} and doc[start].is_lower:
        start += 1
    parts: list[tuple[int, int]] = []
    first = start
    for i in range(start, end):
        if doc[i].text in JOINTS or doc[i].is_space or (doc[i].text in POSSESSIVES and i + 1 < end):
            parts.append((first, i))
            first = i + 1
    parts = [(a, b) for a, b in [*parts, (first, end)] if a < b]
    people = tools.gazetteer.demonym(doc[end - 1].text) if end - start > 1 else None
    if people is not None and people.noun and _is_place(doc[start : end - 1].text, tools):
        return [(start, end - 1), (end - 1, end)]
    if len(parts) < 2:
        return _without_leading_place(doc, start, end, tools)
    hyphened = all(doc[b].text in "-–" and not doc[b].whitespace_ and not doc[b - 1].whitespace_ for _, b in parts[:-1])
    if hyphened and not all(_is_place(doc[a:b].text, tools) for a, b in parts):
        return [(start, end)]
    if any(doc[b].text in POSSESSIVES for _, b in parts[:-1]) and not _is_place(
        doc[parts[0][0] : parts[0][1]].text, tools
    ):
        return [(start, end)]
    return parts


def _without_leading_place(doc: "Doc", start: int, end: int, tools: "Tools") -> list[tuple[int, int]]:
    """The span in two where a country stands before a name the document has elsewhere ("Syria Staffan de Mistura")."""
    if end - start > 2 and is_country(doc[start].text, tools):
        rest = doc[start + 1 : end].text
        if tools.names.entity(rest) or read_tree(doc).text.count(rest) > read_tree(doc).text.count(doc[start:end].text):
            return [(start, start + 1), (start + 1, end)]
    return [(start, end)]


def _is_place(text: str, tools: "Tools") -> bool:
    return text[:1].isupper() and tools.gazetteer.knows(text)


def _merged(doc: "Doc", known: Sequence[Name], bracketed: Sequence[Name], spans: Sequence[Name]) -> list[Name]:
    """One layer of names: bracketed long forms, then the codebook's, then spaCy's where they say more."""
    owner: dict[int, Name] = {}
    chosen: list[Name] = []
    for name in [*bracketed, *_outgrown(doc, known, spans), *spans]:
        if any(i in owner for i in range(name.start, name.end)):
            continue
        chosen.append(name)
        owner.update(dict.fromkeys(range(name.start, name.end), name))
    by_start = {(k.start, k.end): k.known for k in known}
    for name in chosen:
        name.known = name.known or by_start.get((name.start, name.end))
    return chosen


def _outgrown(doc: "Doc", known: Sequence[Name], spans: Sequence[Name]) -> Iterator[Name]:
    """The codebook's names, less those that are only a part of a longer organisation ("UN" in "UN Women")."""
    bodies = [s for s in spans if s.label in {"ORG", "FAC"} and doc[s.end - 1].lower_ in words("organisation_heads")]
    wider = {i: (s.start, s.end) for s in bodies for i in range(s.start, s.end)}
    for name in known:
        start, end = wider.get(name.start, (name.start, name.end))
        if name.label == "PERSON" or name.end > end or (start, end) == (name.start, name.end):
            yield name


def _completed(doc: "Doc", names: Sequence[Name], spoken: Mapping[str, int], tools: "Tools") -> Iterator[Name]:
    """The longest runs of capitals that no name covers, and that the text has elsewhere or the gazetteer places."""
    covered = {i for name in names for i in range(name.start, name.end)}
    seen = {doc[n.end - 1].text: n.label for n in names if n.label == "PERSON" and n.end - n.start > 1}
    seen |= {text: n.label for n in names if len(text := doc[n.start : n.end].text) >= SHORTEST}
    capitals = [token.i for token in read_tree(doc).tokens if token.text[0].isupper() and token.i not in covered]
    last = 0
    for i in capitals:
        for end in range(min(i + 5, len(doc)), i, -1) if i >= last else ():
            run = doc[end - 1].text[0].isupper() and covered.isdisjoint(range(i, end))
            label = (_seen_at(doc, i, end, seen) or _placed_at(doc, i, end, spoken, tools)) if run else None
            if label is not None:
                last = end
                yield Name(i, end, label)
                break


def _seen_at(doc: "Doc", start: int, end: int, seen: Mapping[str, str]) -> str | None:
    """The label of these words where the text has them as a name elsewhere, or they are a ship's."""
    text = doc[start:end].text
    if text in seen and not is_noise(doc, start, end):
        return seen[text]
    if doc[start].text in words("ship_prefixes") and end - start > 1 and doc[end - 1].tag_ in PROPER:
        return "ORG"
    return "PERSON" if _is_introduced(doc, start, end) else None


def _is_introduced(doc: "Doc", start: int, end: int) -> bool:
    """Whether capitalised words are followed by what somebody is ("Jan Egeland, adviser to the envoy")."""
    if not 2 <= end - start <= 4 or end + 1 >= len(doc) or doc[end].text != ",":
        return False
    run = doc[start:end]
    capitals = all(token.tag_ in {"NNP", "NNPS"} and token.is_alpha and token.text[0].isupper() for token in run)
    role = next((t for t in doc[end + 1 : end + 5] if t.text not in {"the", "a", "an"} and t.tag_ != "JJ"), None)
    return capitals and role is not None and role.is_lower and role.text in words("person_titles")


def _placed_at(doc: "Doc", start: int, end: int, spoken: Mapping[str, int], tools: "Tools") -> str | None:
    """GPE where unmarked words are so large a place, or so placed in the sentence, that they can only be it."""
    text, before = doc[start:end].text, doc[start - 1] if start else None
    candidates = tools.gazetteer.find_places(text)
    state = doc[start].is_sent_start and candidates and candidates[0].feature in {"PCLI", "PPLC"}
    tags = PROPER | {"NN"} if state else PROPER
    if any(t.is_space or t.tag_ not in tags for t in doc[start:end] if t.is_alpha) or is_noise(doc, start, end):
        return None
    if len(text) < SHORTEST or _has_neighbour(doc, start, end):
        return None
    if not candidates:
        return None
    after = before is not None and (before.tag_ in {"IN", "TO"} or before.text in JOINTS | {"#"})
    word = text.isupper() or tools.gazetteer.is_word(text)
    local = not word and _is_local(candidates, spoken, after=after)
    known = candidates[0].prior >= COMPLETION_PRIOR - 1.5 * after
    return "GPE" if local or known else None


def _is_local(candidates: Sequence[Candidate], spoken: Mapping[str, int], *, after: bool) -> bool:
    """Whether a name is a place of the text's countries: after a preposition any, elsewhere a lone foreign one."""
    if after:
        return any(c.place.country in spoken for c in candidates)
    only = candidates[0].place.country
    return len(candidates) == 1 and only in spoken and only not in words("english_named")


def _has_neighbour(doc: "Doc", start: int, end: int) -> bool:
    """Whether another capitalised name stands right before or after the words."""
    before = doc[start - 1 : start] if not doc[start].is_sent_start else ()
    after = doc[end : end + 1] if end < len(doc) and doc[end].lower_ not in words("event_heads") else ()
    proper = (t for t in (*before, *after) if t.text[:1].isupper() and t.is_alpha and t.tag_ == "NNP")
    return any(token.lower_ not in no_names() for token in proper)
