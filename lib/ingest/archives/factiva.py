"""Articles of Factiva, with its indexing or as full articles.

With it each line begins with a code ("HD"), without it what is known of an article stands above it, a line each. Both
end with the article's own number ("Document LBA0000020180917ee9h00abc").
"""

import re
from collections.abc import Iterator, Sequence

from lib.ingest.archives.columns import day_of
from lib.ingest.archives.pieces import Piece, Refused, text_piece

ENDS = re.compile(r"(?:AN[\s|]+)?Document [A-Z][A-Z0-9]{5,11}[a-z0-9]{12,18}[\s|]*", re.IGNORECASE)
_CODES = (
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "VOL", "PG", "LA", "CY", "LP", "TD", "CT", "RF", "CO",
    "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN", "ART", "CLM",
)  # fmt: skip
# A code stands alone in its line, or before a tab, the rule of a table's cell, or two blanks and more.
_CODE = re.compile(rf"({'|'.join(_CODES)})(?:[ \t]*\|[ \t]*|\t[ \t]*|[ ]{{2,}}|[ \t]*\Z)(.*)")
# In a page's table one blank is left, so that a text's line may begin so too: looked for only where no other is there.
_CODE_AND_BLANK = re.compile(rf"({'|'.join(_CODES)})(?:[\s|]+|\Z)(.*)")
_WORDS = re.compile(r"[\d,.]{1,9} words")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: ?GMT)?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))[\s\d]", re.IGNORECASE)
_LANGUAGES = frozenset({"english", "french", "german", "spanish", "russian", "arabic", "turkish", "chinese"})
_BYLINE = re.compile(r"(?:By|BY) \S")
# Lines between the number of words and the text.
_LONGEST_IMPRINT = 12


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether these are lines of a file of Factiva."""
    return any(ENDS.fullmatch(line.strip()) for line in lines)


def factiva_pieces(name: str, lines: Sequence[str]) -> Iterator[Piece | Refused]:
    """The articles of such a file in order; one whose head is not understood says so."""
    part: list[str] = []
    number = 0
    for line in lines:
        bare = line.strip()
        if ENDS.fullmatch(bare):
            number += 1
            yield _piece(f"{name}, article {number}", part)
            part = []
        else:
            part.append(bare)


def _piece(name: str, lines: list[str]) -> Piece | Refused:
    coded = _by_code(lines, _CODE)
    coded = coded if "HD" in coded else _by_code(lines, _CODE_AND_BLANK)
    if "HD" in coded and "PD" in coded:
        return _indexed(name, coded)
    return _plain(name, lines)


def _by_code(lines: list[str], pattern: re.Pattern[str]) -> dict[str, list[str]]:
    """The lines below each code, in order."""
    found: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        begun = pattern.fullmatch(line)
        if begun:
            code = begun[1]
            found.setdefault(code, []).append(begun[2].strip(" |\t"))
        elif code:
            found[code].append(line.strip(" |\t"))
    return found


def _indexed(name: str, coded: dict[str, list[str]]) -> Piece | Refused:
    said = {code: " ".join(" ".join(lines).split()) for code, lines in coded.items()}
    text = "\n\n".join("\n".join(coded[code]).strip("\n") for code in ("LP", "TD") if any(coded.get(code, ())))
    if not text:
        return Refused(name, "no text in it: neither a lead paragraph (LP) nor what follows it (TD)")
    return text_piece(name, text, title=said["HD"], outlet=said.get("SN"), published=day_of(said["PD"]))


def _plain(name: str, lines: list[str]) -> Piece | Refused:
    at = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if at is None:
        return Refused(name, "its head is not as Factiva prints it: no line with the number of its words")
    above = [line for line in lines[:at] if line]
    if above and _BYLINE.match(above[-1]) and len(above) > 1:
        above.pop()
    below = [(at + 1 + n, line) for n, line in enumerate(lines[at + 1 :]) if line][:_LONGEST_IMPRINT]
    imprint = [line for _, line in below]
    day = next((day_of(line) for line in imprint[:2] if day_of(line)), None)
    outlet = next((line for line in imprint if not day_of(line) and not _TIME.fullmatch(line)), None)
    last = _last_of_imprint(imprint)
    if last is None:
        return Refused(name, "its head is not as Factiva prints it: neither its language nor its copyright")
    text = "\n".join(lines[below[last][0] + 1 :]).strip("\n")
    if not text:
        return Refused(name, "no text in it")
    return text_piece(name, text, title=" ".join(above[-1:]) or None, outlet=outlet, published=day)


def _last_of_imprint(imprint: list[str]) -> int | None:
    """The last line of the head: the copyright, else the language."""
    said = [n for n, line in enumerate(imprint) if _COPYRIGHT.match(line)]
    return next(iter(said), next((n for n, line in enumerate(imprint) if line.lower() in _LANGUAGES), None))
