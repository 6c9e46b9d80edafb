"""An article to read: its text in one column, what is highlighted set off by kind and listed in the margin."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lib.annotate.annotators import registered
from lib.annotator import Layer
from lib.queries.article import FOLLOWED
from lib.text.clean import HIDDEN
from lib.text.paragraphs import find_paragraphs
from lib.views.kit.citation import copy_html
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked, outside_link
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import dated
from lib.views.kit.text import counted, listed

# What the margin of a paragraph names once each.
ONCE = FOLLOWED

STYLE = Path(__file__).with_name("article.css")
# How a switch looks, by its layer: as the words do that are set off by it.
LOOKS = {
    "person": "text-decoration: underline solid 1.5px",
    "organisation": "text-decoration: underline double 1.5px",
    "group": "text-decoration: underline dashed 1.5px",
    "place": "text-decoration: underline dotted 2px",
    "people": "text-decoration: underline dotted 1px",
    "date": "text-decoration: underline wavy 1px",
    "figure": "text-decoration: underline solid 3px color-mix(in srgb, currentColor 55%, transparent)",
    "quote": "background-color: color-mix(in srgb, #8a8464 26%, transparent)",
    "commitment": "border-bottom: 2px dashed color-mix(in srgb, currentColor 62%, transparent)",
    "deed": "border-bottom: 3px double color-mix(in srgb, currentColor 62%, transparent)",
}
SHADE = "background-color: color-mix(in srgb, currentColor 9%, transparent)"

UNSEEN = "\N{REPLACEMENT CHARACTER}"

SOURCE_FROM = {
    "metadata": "outlet given with the file",
    "text": "outlet found in the text",
    "url": "outlet known from the address",
    "analyst": "outlet corrected",
}
PUBLISHED_FROM = {
    "metadata": "date given with the file",
    "text": "date found in the text",
    "story": "date taken from the story’s earliest article",
    "told": "without a date; not before the latest day that its text tells as past",
    "analyst": "date corrected",
}


class Ways(NamedTuple):
    """The addresses that an article's marks lead to: of an entity by its id, and of what was read at an offset.

    `opened` are the bounds of the words whose reading is shown, under their paragraph.
    """

    entity: Callable[[str], str]
    reading: Callable[[int], str] | None = None
    opened: tuple[int, int] | None = None


def layers() -> dict[str, Layer]:
    """What can be set off in a text, by its kind, in the order in which it is offered."""
    return {layer.key: layer for annotator in registered() for layer in annotator.layers}


def spoken_of_words(agreed: int, paragraphs: int) -> str:
    """Whether an article speaks of something agreed, and what follows for its commitments.

    >>> spoken_of_words(0, 9)
    'Nothing agreed is spoken of here: a plain “will” is not read as a commitment.'
    >>> spoken_of_words(4, 9)
    'Something agreed is spoken of in or near 4 of 9 paragraphs; elsewhere a plain “will” is no commitment.'
    """
    if not agreed:
        return "Nothing agreed is spoken of here: a plain “will” is not read as a commitment."
    rest = "; elsewhere a plain “will” is no commitment" if agreed < paragraphs else ""
    return f"Something agreed is spoken of in or near {agreed} of {counted(paragraphs, 'paragraph')}{rest}."


def style_html() -> Html:
    """The looks of the page: its own, and each switch's."""
    switches = (
        f".st-key-kinds button:nth-of-type({nth}) p {{ {LOOKS.get(key, SHADE)}; }}"
        for nth, key in enumerate(layers(), 1)
    )
    return Html("\n".join(["<style>", STYLE.read_text(encoding="utf-8"), *switches, "</style>"]))


class AskedPlace(NamedTuple):
    """The one place that the link asks for: an offset into an article's text, and the bounds of its sentence."""

    document: str
    offset: int
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """The id of what is brought into view: of another place it is another, so that none is taken for the next."""
        return f"at-{self.document}-{self.offset}"


def article_head_html(row: pd.Series, looks: Looks, cited: str) -> Html:
    """Headline, outlet, date, how both are known, length, file, notes of reading, and how it is `cited`, to copy."""
    known = [SOURCE_FROM.get(str(row.source_from), "outlet not known"), PUBLISHED_FROM.get(str(row.published_from), "")]
    facts = [looks.chip(row.outlet), dated(row.published, row.published_from), counted(int(row.words), "word")]
    if isinstance(row.url, str) and row.url:
        facts.append(outside_link("where it was published", row.url))
    origins = "; ".join(filter(None, known))
    file = element("span", Path(row.path).name, class_="path", title=row.path)
    copied = copy_html("Copy citation", cited)
    return element(
        "header",
        element("h2", row.title, class_="article-text") if isinstance(row.title, str) and not row.body_start else "",
        element("div", *(element("span", one) for one in (*facts, origins)), file, copied, class_="origin"),
        element("ul", joined(element("li", note) for note in row.notes), class_="notes") if len(row.notes) else "",
        class_="article-head",
    )


def about_html(judged: pd.DataFrame) -> Html:
    """Which agreements an article is about, in a line that opens to the reasons; `judged` as `lib.queries.article`."""
    titles = listed(judged.loc[judged["about"], "title"])
    words = f"About: {titles}" if titles else "About no agreement that the desk knows"
    reasons = (element("li", element("b", row.title), f": {about_words(row)}") for row in judged.itertuples())
    return element("details", element("summary", words), element("ul", joined(reasons), class_="notes"), class_="about")


def about_words(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """Whether an article is about an agreement, and why: what was read, and what analysts said of it."""
    said = {True: "about it", False: "not about it"}
    if pd.isna(row.decided):
        return f"{said[row.about]}; {row.reason}"
    return f"{row.decided}. First read as {said[row.about_read]}; {row.reason}"


def article_html(
    row: pd.Series,
    highlights: pd.DataFrame,
    kinds: Collection[str],
    at: AskedPlace | None,
    ways: Ways,
    followed: str | None = None,
) -> list[Html]:
    """The text of one article, a row a paragraph: the words with their marks, and beside them what was read in them.

    `row` is one of `lib.queries.article.article`, `highlights` has the columns of `highlights` there; only `kinds` are
    drawn, and the names of the entity `followed`; the one that stands where `at` asks for is set apart from its others.
    It comes in two pieces where the paragraph in which something is opened is not the last.
    """
    # As plain rows: asking a frame anew for each paragraph takes ten times as long.
    drawn = list(drawn_highlights(highlights, kinds, followed).itertuples(index=False))
    text, until = row["text"], ways.opened[0] if ways.opened else len(row["text"])
    pieces: tuple[list[Html], list[Html]] = ([], [])
    for start, end in find_paragraphs(text):
        pieces[start > until].append(_paragraph(text, (start, end), drawn, at, ways, headline=end <= row["body_start"]))
    return [element("article", joined(piece), class_="reading") for piece in pieces if piece]


def reading_html(row: Any) -> Html:  # noqa: ANN401  # a row of `lib.queries.article.highlights`
    """What some words were read as, and why."""
    return element(
        "div",
        element("span", layers()[row.kind].label, class_="label"),
        element("b", row.name),
        element("div", row.exact, class_="article-text") if row.exact != row.name else "",
        element("div", row.note, class_="how-read") if row.note else "",
        class_="read-as",
    )


def panel_head_html(anchor: str) -> Html:
    """The head of what was read at a place; by its id it takes the keyboard's focus."""
    return element("h2", "What was read here", id=anchor, tabindex="-1", class_="panel-head")


def drawn_highlights(highlights: pd.DataFrame, kinds: Collection[str], followed: str | None) -> pd.DataFrame:
    """The highlights of some kinds, and where `followed` or its people is named; `followed` is whether that is so."""
    follows = highlights["kind"].isin(FOLLOWED) & (highlights["entity"] == followed)
    return highlights.assign(followed=follows)[highlights["kind"].isin(list(kinds)) | follows]


def removed_html(removed: Sequence[Mapping[str, Any]]) -> Html:
    """What cleaning took out, with the reason; what is the same once, with how often."""
    pieces = Counter((str(piece["reason"]), str(piece["exact"])) for piece in removed)
    return element("ul", joined(_removed(*piece, times) for piece, times in pieces.items()), class_="notes")


def _removed(reason: str, exact: str, times: int) -> Html:
    said = [] if reason.startswith(HIDDEN) else [": ", element("q", exact)]
    return element("li", element("b", reason), *said, f", {times:,} times" if times > 1 else "")


def original_html(original: str, removed: Sequence[Mapping[str, Any]], cleaned: str) -> Html:
    """The text as it came, what cleaning took out struck through, and beside it the text that is read.

    A character that shows nothing has a sign in its place: some would turn the letters after it round.
    """
    marks = [Mark(int(piece["start"]), int(piece["end"]), "removed", "", str(piece["reason"])) for piece in removed]
    sides = (("Original", marked(_with_signs(original, removed), marks)), ("Cleaned", cleaned))
    return element(
        "div",
        joined(
            element("section", element("h2", title), element("pre", text, class_="original article-text"))
            for title, text in sides
        ),
        class_="beside",
    )


def _with_signs(original: str, removed: Sequence[Mapping[str, Any]]) -> str:
    """The original with a sign for each character that shows nothing."""
    letters = list(original)
    for piece in removed:
        if str(piece["reason"]).startswith(HIDDEN):
            letters[int(piece["start"])] = UNSEEN
    return "".join(letters)


def _paragraph(
    text: str,
    bounds: tuple[int, int],
    drawn: Sequence[Any],
    at: AskedPlace | None,
    ways: Ways,
    *,
    headline: bool,
) -> Html:
    """One paragraph with its margin; a span that runs on from the paragraph before is marked in both."""
    start, end = bounds
    labels = layers()
    inside = [row for row in drawn if row.start < end and row.end > start]
    marks = [
        Mark(row.start - start, row.end - start, row.kind, labels[row.kind].label, f"{row.name}: {row.note}")
        for row in inside
    ]
    marks += [Mark(row.start - start, row.end - start, "followed") for row in inside if row.followed]
    if at and at.start < end and at.end > start:
        marks += _asked(at, start, [row for row in inside if row.followed and row.start == at.offset])
    if ways.opened:
        marks.append(Mark(ways.opened[0] - start, ways.opened[1] - start, "opened"))
    begun = [row for row in inside if row.start >= start]
    reading = ways.reading
    to = None if reading is None else lambda offset: reading(start + offset)
    return element(
        "div",
        element("p", marked(text[start:end], marks, to), class_="article-text"),
        element("aside", joined(_notes(begun, ways.entity))),
        class_="para headline" if headline else "para",
    )


def _asked(at: AskedPlace, start: int, current: Sequence[Any]) -> Iterator[Mark]:
    """The marks of the place asked for in a paragraph that starts there: its sentence, and the followed name if there.

    The name is what is brought into view; without one it is the sentence, where that begins.
    """
    here = [Mark(row.start - start, row.end - start, "current", anchor=at.anchor) for row in current]
    yield from here
    anchor = "" if here or at.start < start else at.anchor
    yield Mark(at.start - start, at.end - start, "at", anchor=anchor)


def _notes(rows: Sequence[Any], address: Callable[[str], str]) -> Iterator[Html]:
    """The margin of one paragraph: the names in it once each, then what else was read, in the text's order."""
    for kind in ONCE:
        named: dict[str, Any] = {}
        for row in rows:
            if row.kind == kind:
                named.setdefault(row.name, row)
        if named:
            names = (element("span", _name(row, address), class_="name") for row in named.values())
            yield _note(kind, joined(names, ", "))
    for row in rows:
        if row.kind not in ONCE:
            yield _note(row.kind, element("span", row.name, title=row.note))


def _note(kind: str, content: Html) -> Html:
    return element("div", element("span", layers()[kind].label, class_="label"), " ", content, class_=f"note n-{kind}")


def _name(row: Any, address: Callable[[str], str]) -> str:  # noqa: ANN401  # a frame's row
    return row.name if pd.isna(row.entity) else link(row.name, address(row.entity))
