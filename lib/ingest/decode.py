"""Bytes to text: the encoding found, and said."""

import codecs
import re

from charset_normalizer import from_bytes

from lib.errors import UnreadableFileError
from lib.ingest.declared import declared_encoding
from lib.ingest.mend import mend, mend_characters

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
_ONE_BYTE = ("cp1252", "cp1254", "cp1250", "mac-roman")
_EXPECTED = frozenset("‘’“”–—…•éèêëáàâäãåíìîïóòôöõúùûüçñğşıİšžśćčńł£€°«»·©®™§")
_ABROAD = re.compile(r"(?<=(.))([^\x00-\x7f])(?=(\w{0,3}))", re.DOTALL)
# What follows an apostrophe in English: the surest sign of a set that has one there.
_CLITICS = frozenset({"", "s", "t", "d", "m", "re", "ve", "ll"})
# Half of English UTF-16's bytes are zero; of other text's hardly any.
_MANY_ZEROS, _FEW_ZEROS = 0.3, 0.05
_MOSTLY_ASCII = 0.75
_MANY_CONTROLS = 0.01
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# The last letter of a UTF-8 text cut in two: what begins Western letters and curly quotes in UTF-8 is in Windows-1252
# no letter with which an English text ends, unlike the "é" of a café.
_CUT_LETTER = re.compile(rb"(?:[\xc2\xc3\xe2]|[\xe0-\xf4][\x80-\xbf]{1,2})\Z")
_MARK = "\ufffd"
# In UTF-8 every letter outside ASCII is several bytes that fit each other, which hardly happens by chance, so as many
# as there are misfits prove it; in other sets almost any bytes fit, so almost all must.
_MISFITS_UTF_8, _MISFITS_ELSEWHERE = 1.0, 0.05
# Names as people know them.
_KNOWN_AS = {
    **{f"cp{number}": f"Windows-{number}" for number in (874, *range(1250, 1259))},
    **{f"iso8859-{number}": f"ISO-8859-{number}" for number in range(1, 17)},
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
    "euc_jp": "EUC-JP",
    "big5hkscs": "Big5",
    "mac-roman": "Mac Roman",
}

NOT_TEXT = "not a text: it holds binary data; save the article as a .txt or .html file"


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, and a note for each thing that had to be guessed or mended.

    Raises `UnreadableFileError` for binary data.

    >>> decode("Turkey’s zone".encode("cp1252"))
    ('Turkey’s zone', ('read as Windows-1252',))
    """
    text, notes = _decode_text(data, None)
    mended, more = mend(text)
    return mended, (*notes, *more)


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a web page and notes; markup stays, in the encoding that it declares where its bytes fit that."""
    text, notes = _decode_text(data, declared_encoding(data))
    mended, more = mend_characters(text)
    return mended, (*notes, *more)


def decode_as_is(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes with no character changed, and how it was read; a byte order mark is not text."""
    return _decode(data, None)


def _decode_text(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The text and how it was read; raises where it is so full of controls that it is none."""
    text, notes = _decode(data, declared)
    if len(_CONTROLS.findall(text)) > _MANY_CONTROLS * len(text):
        raise UnreadableFileError(NOT_TEXT)
    return text, notes


def _decode(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The text in the first set that its bytes fit: UTF-8 before what a page declares, for pages are saved anew."""
    if data.startswith(_MAGIC):
        raise UnreadableFileError(NOT_TEXT)
    bom, found = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", _unmarked(data)))
    data = data[len(bom) :]
    escapes = declared == "iso2022_jp" and b"\x1b" in data  # the one set whose bytes are all ASCII
    sets = [found] if bom or not declared else [declared] if escapes else [found, declared]
    for name in sets:
        text = _try(data, name)
        if text is not None:
            return text, _read_as(name)
    for name in sets:
        text, misfits = _decode_damaged(data, name)
        if misfits:
            return text, (*_read_as(name), *_misfit_notes(misfits))
    if found != "utf-8":
        raise UnreadableFileError(NOT_TEXT)
    return _decode_one_byte(data)


def _decode_damaged(data: bytes, encoding: str) -> tuple[str, int]:
    """The text with a mark for each stretch of bytes that does not fit, and how many; 0 where too many do not."""
    text = data.decode(encoding, "replace")
    misfits = text.count(_MARK) - (data.count(_MARK.encode()) if encoding == "utf-8" else 0)
    sound = sum(letter > "\x7f" for letter in text) if encoding == "utf-8" else len(text)
    is_cut = encoding == "utf-8" and misfits == 1 and _CUT_LETTER.search(data)
    allowed = _MISFITS_UTF_8 if encoding == "utf-8" else _MISFITS_ELSEWHERE
    return text, misfits if is_cut or misfits <= allowed * (sound - misfits) else 0


def _misfit_notes(misfits: int) -> tuple[str, ...]:
    if misfits > 1:
        return (f"{misfits:,} damaged letters, each shown as {_MARK}",)
    return (f"one damaged letter, shown as {_MARK}",) if misfits else ()


def _read_as(encoding: str) -> tuple[str, ...]:
    """A note of the encoding, where it is not the usual one."""
    if encoding == "utf-8":
        return ()
    return (f"read as {_KNOWN_AS.get(encoding, encoding.upper())}",)


def _unmarked(data: bytes) -> str:
    """UTF-8, or the UTF-16 without a mark that the places of the zero bytes betray."""
    half = max(1, len(data) // 2)
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    if odd > _MANY_ZEROS and even < _FEW_ZEROS:
        return "utf-16-le"
    if even > _MANY_ZEROS and odd < _FEW_ZEROS:
        return "utf-16-be"
    return "utf-8"


def _decode_one_byte(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text in the encoding of one byte a letter that makes most sense of the few letters that are not ASCII."""
    if sum(byte < 0x80 for byte in data) >= _MOSTLY_ASCII * len(data) and b"\x00" not in data:
        readings = {name: data.decode(name, "replace") for name in _ONE_BYTE}
        name, text = max(readings.items(), key=lambda reading: _sense(reading[1]))
        return text, (*_read_as(name), *_misfit_notes(text.count(_MARK)))
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFileError(NOT_TEXT)
    return str(best), _read_as(best.encoding)


def _sense(text: str) -> int:
    """How well the letters outside ASCII fit where they stand: expected ones count for, odd ones against."""
    return sum(_fit(*found.groups()) for found in _ABROAD.finditer(text))


def _fit(before: str, letter: str, after: str) -> int:
    """One letter's part of the sense: an Icelandic or Czech letter is neither odd nor expected."""
    if letter == "’" and before.isalpha():
        return 2 if after in _CLITICS else 0
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
