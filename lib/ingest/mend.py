"""Damaged text mended, the same for every kind of input: markup, characters read wrongly, controls for spaces."""

import html
import re

import ftfy

# Curly quotes and line breaks are right as they are; what is mended is damage only. What the library would simply drop
# or unescape without end is done here.
_MENDING = ftfy.TextFixerConfig(
    uncurl_quotes=False, fix_line_breaks=False, fix_character_width=False, unescape_html=False
)
# Vertical tabs, separators of records, null characters and a line separator part words; a form feed and a paragraph
# separator part lines. Escape begins the colours of a terminal, which the library takes out whole.
_CONTROLS = str.maketrans(
    dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F, 0x2028], " ")
    | dict.fromkeys([0x0C, 0x2029], "\n")
)
# Windows-1252 read as Latin-1 leaves its quotation marks and dashes here; its ellipsis alone is "next line" as well.
_LATIN_1 = re.compile("[\x80-\x84\x86-\x9f]")
_NEXT_LINE = re.compile("(?<![\xc0-\xff])\x85")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TAG = re.compile(r"<!--[^<>]*-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,9})(?=[\s/>])[^<>]*>")
_HIDING = frozenset({"script", "style"})
_CELLS = frozenset({"td", "th"})
_LINES = frozenset({"br", "dd", "dt", "li", "tr"})
_BLOCKS = frozenset(
    {"article", "aside", "blockquote", "body", "div", "dl", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "head", "header", "hr", "html", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark"}
    | {"q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
_KNOWN = _HIDING | _CELLS | _LINES | _BLOCKS | INLINE | {"img"}


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    r"""A text without markup and damage, and a note for each that was found.

    >>> mend("<p>Turkeyâ€™s zone &amp; the\x0btruce</p>")[0].strip()
    'Turkey’s zone & the truce'
    """
    bare = _without_markup(text)
    mended, notes = mend_characters(_unescape(bare))
    if bare != text:
        return mended, ("markup taken out", *notes)
    return mended, notes or (("characters brought into their usual form",) if mended != text else ())


def mend_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """A text, which may be a page with its markup, without damaged characters; and a note where there were some."""
    mended, steps = ftfy.fix_and_explain(_without_controls(text), _MENDING)
    if text == mended:
        return text, ()
    if {step[0] for step in steps or ()} & {"encode", "decode", "transcode"}:
        return mended, ("damaged characters mended (text once read in a wrong encoding)",)
    return mended, ("characters brought into their usual form",)


def _without_controls(text: str) -> str:
    """The text with spaces for controls; where a set was taken for another one, the mending needs what they were."""
    text = text.translate(_CONTROLS)
    return text if _LATIN_1.search(text) else _NEXT_LINE.sub(" ", text)


def _unescape(text: str) -> str:
    """The text with the characters that HTML's names stand for, where they were escaped twice as well."""
    for _ in range(2):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]) or " ", text)
    return text.translate(_CONTROLS)


def _without_markup(text: str) -> str:
    """The text without the tags of HTML; what is no tag of it stays, whatever brackets it has."""
    pieces: list[str] = []
    reached, hiding = 0, ""
    for tag in _TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if (name and name not in _KNOWN) or (hiding and not (tag["close"] and name == hiding)):
            continue
        if not hiding:
            pieces += text[reached : tag.start()], _gap(name)
        reached = tag.end()
        hiding = name if name in _HIDING and not tag["close"] else ""
    return "".join([*pieces, text[reached:]]) if pieces else text


def _gap(name: str) -> str:
    """What stands in a text for a tag."""
    if name in _BLOCKS:
        return "\n\n"
    if name in _LINES:
        return "\n"
    return " " if name in _CELLS else ""
