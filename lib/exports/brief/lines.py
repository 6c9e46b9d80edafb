"""What the brief says on paper, line by line, whatever is made of the lines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from lib.exports.cells import writable
from lib.exports.view import View
from lib.models import BORROWED
from lib.queries.agreement.standing import Standing
from lib.queries.brief import Brief, Finding
from lib.views.brief import agreement_facts, finding_title, finding_words, standing_words
from lib.views.kit.sentences import ArticleLink
from lib.views.kit.text import day, inline, unturned

LineKind = Literal["title", "fact", "finding", "sentence", "foot"]
Style = Literal["", "strong", "marked"]

# Two pages have room for so many sentences a finding; one longer than this is cut, and loses its mark.
MOST_SENTENCES, LONGEST = 2, 500
# Of so many clauses of a state each has room for a report's sentence, cut at so many letters.
MOST_QUOTED, QUOTED = 8, 200
NO_AGREEMENT = "What the articles report"
NOTHING = "Nothing is due, done or told differently in the articles in view."


class Piece(NamedTuple):
    """Words of a line in one style; with an address they lead there."""

    words: str
    style: Style = ""
    address: str = ""


class Line(NamedTuple):
    """One line: what it is, and its pieces, which stand one after the other."""

    kind: LineKind
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """All that it says."""
        return "".join(piece.words for piece in self.pieces)


def brief_lines(
    brief: Brief, view: View, as_of: date | None, names: Mapping[str, str], article: ArticleLink, in_view: str
) -> list[Line]:
    """The brief's lines in order; `article(document, at)` gives whole addresses, `in_view` says how much is in view."""
    return [
        *_head(brief, view, as_of, in_view),
        *(line for one in brief.findings for line in _finding(one, names, article)),
        *([] if brief.findings else [Line("finding", (Piece(NOTHING),))]),
        _foot(view),
    ]


def _foot(view: View) -> Line:
    """When it was made of what, and the way back."""
    made = f"made {day(view.made)}, {view.made:%H:%M} UTC"
    said = Piece(f"Accord Desk · {made} · data version {view.version} · ")
    return Line("foot", (said, Piece("this view on the desk", address=view.address)))


def _head(brief: Brief, view: View, as_of: date | None, in_view: str) -> Iterator[Line]:
    """The agreement, what there is to say of it, and which articles the brief is of."""
    yield Line("title", (Piece(_shown(brief.agreement.title if brief.agreement else NO_AGREEMENT)),))
    facts = agreement_facts(brief) | {"In view": in_view, "Filters": view.kept, "As of": day(as_of)}
    for label, words in facts.items():
        yield Line("fact", (Piece(f"{label}: ", "strong"), Piece(_shown(words))))


def _finding(one: Finding, names: Mapping[str, str], article: ArticleLink) -> Iterator[Line]:
    """A finding with how each of its clauses stands, or the first sentences that it rests on."""
    yield Line("finding", (Piece(f"{finding_title(one)}. ", "strong"), Piece(_shown(finding_words(one, names)))))
    if one.clauses:
        for clause in one.clauses:
            yield Line("sentence", tuple(_clause(clause, article, whole=len(one.clauses) <= MOST_QUOTED)))
        return
    once = one.sentences.drop_duplicates(["document", "sentence_start"])
    for row in once.head(MOST_SENTENCES).itertuples():
        yield Line("sentence", tuple(_sentence(row, article)))


def _clause(one: Standing, article: ArticleLink, *, whole: bool) -> Iterator[Piece]:
    """How a clause stands, and one report of it, with its sentence where there is room."""
    yield Piece(_shown(f"{standing_words(one)}. "), "strong")
    if one.told is not None:
        origin, *_ = _sentence(one.told, article)
        yield origin
        yield Piece(_shown(f": “{inline(one.told.text, QUOTED)}”" if whole else "."))


def _sentence(row: Any, article: ArticleLink) -> Sequence[Piece]:  # noqa: ANN401  # a frame's row
    """Outlet and day, which lead to the article, and the sentence with its span marked."""
    borrowed = f" ({said})" if (said := BORROWED.get(row.published_from)) else ""
    origin = f"{unturned(inline(row.outlet_name))}, {day(row.published)}{borrowed}"
    return [Piece(origin, address=article(row.document, int(row.start))), Piece(": “"), *_quoted(row), Piece("”")]


def _quoted(row: Any) -> Iterator[Piece]:  # noqa: ANN401  # as above
    """The sentence's words."""
    if len(row.text) > LONGEST:
        yield Piece(_shown(inline(row.text, LONGEST)))
        return
    start, end = row.start - row.sentence_start, row.end - row.sentence_start
    pieces = (Piece(row.text[:start]), Piece(row.text[start:end], "marked"), Piece(row.text[end:]))
    yield from (piece._replace(words=_shown(piece.words)) for piece in pieces if piece.words)


def _shown(words: str) -> str:
    """Words as any file can hold them, on one line, without signs that turn what comes after them."""
    return unturned(" ".join(str(writable(words)).split("\n")))
