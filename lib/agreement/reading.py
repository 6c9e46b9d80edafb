"""An agreement read from its own text: title, parties, day of signing, and its clauses."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lib.agreement.dues.records import Days
from lib.agreement.duties import Duty, Reader
from lib.agreement.names import names_of_cell, names_of_run, run_of_names, without_article
from lib.agreement.others.named import find_related
from lib.agreement.outline.cover import without_cover
from lib.agreement.outline.layout import Block, find_blocks
from lib.agreement.outline.pieces import Piece, cut, part_alike
from lib.agreement.outline.points import find_points, is_closing
from lib.agreement.parties import Cast, country_of, find_cast, names_in
from lib.agreement.phrases import find_fuller_names
from lib.agreement.signing import find_signed
from lib.agreement.timing import Timing, completed, whole
from lib.annotate import Tools
from lib.annotate.dates import find_timexes
from lib.annotate.pipeline import parse_all
from lib.codebooks import word_set
from lib.errors import UnreadableFileError
from lib.models.agreements import Agreement, Clause
from lib.text.slug import slug
from lib.text.words import either, plain

_DATED = re.compile(r"\b(?:1[89]|20|21)\d\d(?:,? \d{1,2}[:.]\d{2})?$|^(?:signed|original)\b", re.IGNORECASE)
TITLE_LETTERS = 300
ID_WORDS = 7
LINKS = frozenset({"of", "the", "and", "for", "on", "in"})


@dataclass(frozen=True, slots=True)
class _Read:
    """Words parsed, and what they lay down."""

    duty: Duty
    days: Days


def read_agreement(text: str, tools: Tools, *, signed: date | None = None, title: str | None = None) -> Agreement:
    """The agreement that a text is; `signed` and `title` hold where they are given.

    Raises UnreadableFileError where the text lays nothing down.
    """
    printed = find_blocks(text)
    blocks = without_cover(printed)
    points = list(find_points(blocks))
    pieces = list(part_alike([piece for point in points for piece in cut(point)]))
    first = next((point.start for point in points if point.all_count), len(text))
    heading = title or find_title(blocks)
    day = signed or find_signed(text, printed, lambda words: _read_day(words, tools), first)
    cast = _cast(blocks, heading, first, tools)
    pieces = [replace(one, heading=None) if one.heading and one.heading in (heading or "") else one for one in pieces]
    clauses = tuple(_clauses(pieces, text, cast, day, tools))
    if not any(clause.modality != "statement" for clause in clauses):
        raise UnreadableFileError("no agreement: no sentence in it says what somebody is to do or may not do")
    name = slug(heading or " ".join(text.split()[:ID_WORDS]))
    opening = (block.words for block in blocks if block.start < first)
    related = find_related(
        heading or "", opening, (piece.words for piece in pieces), lambda words: named_days(words, tools)
    )
    return Agreement(name, heading or "", cast.parties, day, "", clauses, text, related)


def find_title(blocks: Sequence[Block]) -> str | None:
    """The heading that a text opens with, its lines joined; None where it opens with a point or a paragraph."""
    lines: list[str] = []
    for block in blocks[:6]:
        opening = (
            not block.labels and not block.words.rstrip().endswith((".", ":", ";", ",")) and len(block.words) < 160
        )
        if not opening or (lines and ((block.gap and not lines[-1].isupper()) or _is_dated(block.words))):
            break
        if block.words.isupper() or not lines or not block.gap:
            lines.append(" ".join(block.words.split()))
    return " ".join(lines)[:TITLE_LETTERS] or None


def _is_dated(words: str) -> bool:
    return _DATED.search(words) is not None or words.upper() == "PREAMBLE"


def _cast(blocks: Sequence[Block], title: str | None, first: int, tools: Tools) -> Cast:
    """The parties, from the words before the first point, the title and the signatures."""
    plain_blocks = [block for block in blocks if not block.heading]
    opening = "\n".join(_on_one_line(block.words) for block in plain_blocks if block.start < first)
    closing = "\n".join(block.words for block in blocks[-8:] if block.start > first)
    whole = "\n".join(_on_one_line(block.words) for block in plain_blocks)
    return find_cast(opening, title or "", closing, whole, tools.gazetteer)


def _on_one_line(words: str) -> str:
    """The words of a block without its line breaks, which part no names."""
    return " ".join(words.split())


def _read_day(words: str, tools: Tools) -> date | None:
    """The first day that words name in full."""
    return next((day for _, _, day in named_days(words, tools)), None)


def named_days(words: str, tools: Tools) -> list[tuple[int, int, date]]:
    """The days that words name in full, with their bounds."""
    times = (one for doc in parse_all([(words, whole(words))], tools) for one in find_timexes(doc, None))
    return [(one.span.start, one.span.end, one.begin) for one in times if one.begin and one.begin == one.finish]


def _clauses(pieces: Sequence[Piece], text: str, cast: Cast, signed: date | None, tools: Tools) -> Iterator[Clause]:
    """The clauses, each understood with those before it."""
    known_words = {
        word for name in (*cast.parties, *cast.names, *cast.groups) for word in plain(name).split() if word not in LINKS
    }
    reader = Reader(frozenset(known_words))
    words = list(dict.fromkeys(words for piece in pieces for words in (piece.words, *piece.leads)))
    said = {one: completed(one) for one in words}
    docs = dict(zip(words, parse_all([(one, whole(one)) for one in said.values()], tools), strict=True))
    times = {one: tuple(find_timexes(doc, signed)) for one, doc in docs.items()}
    duties = {one: reader.read(docs[one], times[one]) for one in words}
    timing = Timing(times, {one: duty.begins for one, duty in duties.items()}, text, signed, tools)
    memory = _Memory(cast, tools, find_fuller_names(piece.words for piece in pieces))
    ids = Counter[str]()
    for piece in pieces:
        duty = duties[piece.words]
        bracketed = piece.words[:1] == "(" and piece.words[-1:] == ")" and not duty.explicit
        stated = bool(ids) and duty.modality == "statement" and any(map(cast.means_all, duty.doers))
        if bracketed or not (piece.counts or _lays_down(piece, duty) or (stated and piece.words[-1] == ".")):
            continue
        whole_duty = _with_lead(piece, duties)
        days = timing.days_of(piece, whole_duty.modality)
        clause = _clause(piece, whole_duty, days, memory)
        ids[clause.id] += 1
        yield clause if ids[clause.id] == 1 else replace(clause, id=f"{clause.id}-{ids[clause.id]}")


def _lays_down(piece: Piece, duty: Duty) -> bool:
    """Whether prose lays something down: a word that binds, in no recital, and not the words that lead points in."""
    return (
        duty.explicit
        and (duty.whole or duty.modality != "obligation")
        and not _recital().match(piece.words)
        and piece.words[-1] not in ":,"
    )


def _recital() -> "re.Pattern[str]":
    return re.compile(rf"(?:{either(word_set('agreement_text', 'layout', 'preamble'))})\b", re.IGNORECASE)


def _with_lead(piece: Piece, duties: dict[str, Duty]) -> Duty:
    """What a clause lays down; a part of a sentence takes its doers and its modality from the words that lead it in."""
    duty = duties[piece.words]
    if piece.row:  # a step in a table is there to be done, by whom the line names
        modality = duty.modality if duty.explicit or duty.modality == "prohibition" else "obligation"
        return replace(duty, doers=names_of_cell(piece.row.who) or duty.doers, modality=modality)
    if duty.whole:
        return duty
    lead = next((duties[lead] for lead in reversed(piece.leads) if duties[lead].doers or duties[lead].explicit), None)
    if lead is None:
        return duty
    modality = duty.modality
    if modality in {"obligation", "statement"} and not duty.explicit:
        modality = lead.modality if lead.explicit else "obligation"
    return replace(duty, doers=lead.doers or duty.doers, modality=modality)


@dataclass(slots=True)
class _Memory:
    """Whom pronouns and short names mean: the doers of the clause before, and the longer names read so far."""

    cast: Cast
    tools: Tools
    fuller: Mapping[str, tuple[str, ...]]
    last: tuple[str, ...] = ()
    before: str = ""
    names: tuple[str, ...] = ()
    of: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def resolve(self, duty: Duty) -> tuple[str, ...]:
        """The names of a clause's doers."""
        phrases: list[str] = []
        for phrase in duty.doers:
            if phrase.lower() in {"we", "us"}:
                phrases += self.cast.parties
            elif re.match(r"(?:its|their) ", phrase, re.IGNORECASE) and self.last:  # its forces
                phrases += self.last
            elif (found := re.fullmatch(r"the (former|latter)", phrase, re.IGNORECASE)) is not None:
                phrases += self._of_two(found[1].lower())
            elif phrase.lower() in {"it", "they", "he", "she", "them", "both"}:
                phrases += self.last or (self.cast.parties if phrase.lower() in {"they", "both"} else ())
            else:
                phrases += self._nations(phrase) or [self._side(phrase) or self._longer(phrase)]
        names = names_in(phrases, self.cast)
        self.names += tuple(name for name in names if name not in self.names and " " in name)
        if names:
            self.last = names
        elif duty.subject and duty.subject.lower() not in {"it", "they"}:
            document = plain(duty.subject).split()[-1] in word_set("agreement_text", "parties", "documents")
            self.last = (duty.subject,) if duty.subject[:1].isupper() and not document else ()
        return names

    def _of_two(self, which: str) -> tuple[str, ...]:
        """The last or the last but one that the clause before names."""
        words, named, at = self.before.split(), list[str](), 1
        while at < len(words):
            run, end = run_of_names(words, at) if words[at][:1].isupper() else ("", at + 1)
            named += names_of_run(run)
            at = max(end, at + 1)
        return tuple(named[-1:] if which == "latter" else named[-2:-1])

    def _longer(self, phrase: str) -> str:
        """The longer name that ends with the words: the Board for the Return Board."""
        if self.cast.means_all(phrase):
            return phrase
        phrase = without_article(phrase)
        if not phrase[:1].isupper() or plain(phrase) in self.cast.names:
            return phrase
        ending = next((name for name in self.names if name.endswith(f" {phrase}")), phrase)
        fuller = self.fuller.get(ending, ())
        return fuller[0] if len(fuller) == 1 else ending

    def _side(self, phrase: str) -> str | None:
        """Whom "the Kyrgyz side" means."""
        found = re.fullmatch(r"(?:[Tt]he )?([A-Z][\w-]+) (?:[Ss]ide|[Pp]arty|delegation|authorities)", phrase)
        country = country_of(found[1], self.tools.gazetteer) if found else None
        return self.cast.names.get(plain(country), country) if country else None

    def _nations(self, phrase: str) -> list[str]:
        """Both countries of "joint Ethiopian and Kenyan patrols"."""
        found = re.match(r"(?:joint|mixed|coordinated|common)\s+(\w+)(?:\s+and\s+|[-–])(\w+)\b", phrase, re.IGNORECASE)
        named = [country_of(word, self.tools.gazetteer) for word in found.groups()] if found else []
        return [name for name in named if name] if all(named) else []


def _clause(piece: Piece, duty: Duty, days: Days, memory: _Memory) -> Clause:
    words = "-".join(slug(piece.words).split("-")[:ID_WORDS])
    obligors = memory.resolve(duty)
    memory.before = piece.words
    if not obligors and piece.leads and not duty.whole:  # a part of what the item above has somebody do
        obligors = memory.of.get(piece.parent or "", ())
    if piece.number:
        memory.of[piece.number] = obligors
    name = slug(piece.number) or "-".join(filter(None, (slug(piece.parent or ""), words)))
    return Clause(
        id=name, number=piece.number, text=piece.words, due=days.due, start=piece.start, end=piece.end,
        heading=piece.heading, parent=piece.parent, obligors=obligors, modality=duty.modality,
        due_rule=days.rule, starts=days.starts,
    )  # fmt: skip


__all__ = ["find_title", "is_closing", "read_agreement"]
