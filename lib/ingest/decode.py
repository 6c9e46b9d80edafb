"""Bytes to text: the encoding found, damaged characters mended, and both said."""

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

from lib.errors import UnreadableFileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How files begin that are no text: PDF, ZIP (and Word), PNG, JPEG, GIF, old Word, RTF, gzip, programs.
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
)
# The encodings of one byte a letter in which English text with foreign names is found, the commonest first.
_ONE_BYTE = {"cp1252": "Windows-1252", "cp1254": "Windows-1254", "cp1250": "Windows-1250", "mac_roman": "Mac Roman"}
_EXPECTED = frozenset("‘’“”–—…•éèêëáàâäãåíìîïóòôöõúùûüçñğşıİšžśćčńł£€°«»·©®™§")
# Half of English UTF-16's bytes are zero; of other text's hardly any.
_MANY_ZEROS, _FEW_ZEROS = 0.3, 0.05
_MOSTLY_ASCII = 0.85
_MANY_CONTROLS = 0.01
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Curly quotes and line breaks are right as they are; what is mended is damage only.
_MENDING = ftfy.TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, fix_character_width=False)

NOT_TEXT = "not a text: it holds binary data; save the article as a .txt or .html file"


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, and a note for each thing that had to be guessed or mended.

    Raises `UnreadableFileError` for binary data.

    >>> decode("Turkey’s zone".encode("cp1252"))
    ('Turkey’s zone', ('read as Windows-1252',))
    """
    text, encoding = _decode(data)
    if len(_CONTROLS.findall(text)) > _MANY_CONTROLS * len(text):
        raise UnreadableFileError(NOT_TEXT)
    mended, steps = ftfy.fix_and_explain(text, _MENDING)
    notes = (f"read as {encoding}",) if encoding != "UTF-8" else ()
    return mended, (*notes, *_mending_notes(text, mended, {step[0] for step in steps or ()}))


def decode_as_is(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes with no character changed, and how it was read; a byte order mark is not text."""
    text, encoding = _decode(data)
    return text, (f"read as {encoding}",) if encoding != "UTF-8" else ()


def _decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding."""
    if data.startswith(_MAGIC):
        raise UnreadableFileError(NOT_TEXT)
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", _unmarked(data)))
    text = _try(data[len(bom) :], encoding)
    if text is not None:
        return text, encoding.upper()
    if encoding != "utf-8":
        raise UnreadableFileError(NOT_TEXT)
    return _decode_one_byte(data)


def _unmarked(data: bytes) -> str:
    """UTF-8, or the UTF-16 without a mark that the places of the zero bytes betray."""
    half = max(1, len(data) // 2)
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    if odd > _MANY_ZEROS and even < _FEW_ZEROS:
        return "utf-16-le"
    if even > _MANY_ZEROS and odd < _FEW_ZEROS:
        return "utf-16-be"
    return "utf-8"


def _decode_one_byte(data: bytes) -> tuple[str, str]:
    """The text in the encoding of one byte a letter that makes most sense of the few letters that are not ASCII."""
    if sum(byte < 0x80 for byte in data) >= _MOSTLY_ASCII * len(data):
        readings = {name: _try(data, encoding) for encoding, name in _ONE_BYTE.items()}
        name, text = max(readings.items(), key=lambda reading: _sense(reading[1]))
        if text is not None and b"\x00" not in data:
            return text, name
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFileError(NOT_TEXT)
    return str(best), best.encoding


def _sense(text: str | None) -> float:
    """How well the letters outside ASCII fit where they stand: expected ones count for, odd ones against."""
    if text is None:
        return float("-inf")
    return sum(_fit(*found.groups()) for found in re.finditer(r"(?<=(.))([^\x00-\x7f])", text, re.DOTALL))


def _fit(before: str, letter: str) -> int:
    """One letter's part of the sense: an Icelandic or Czech letter is neither odd nor expected."""
    if letter.isupper() and before.islower():
        return -1
    if letter in _EXPECTED:
        return 1
    return 0 if letter.isalpha() else -1


def _try(data: bytes, encoding: str) -> str | None:
    """The text where the bytes are valid in the encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mending_notes(text: str, mended: str, steps: set[str]) -> tuple[str, ...]:
    """What was mended, in words."""
    if text == mended:
        return ()
    if steps & {"encode", "decode", "transcode"}:
        return ("damaged characters mended (text once read in a wrong encoding)",)
    return ("characters brought into their usual form",)
