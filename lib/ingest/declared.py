"""The encoding that a web page declares of itself, as browsers understand its name."""

import codecs
import re

# How far into a page its declaration is looked for: browsers look at 1,024 bytes, saved pages have comments before it.
_HEAD = 8_192
_DECLARED = re.compile(
    rb"<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<meta\b[^<>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# The sets of the WHATWG's encoding standard, by Python's names: no other codec may be asked for by a page.
_SETS = frozenset(
    {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {f"cp{number}" for number in (866, 874, 932, 949, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)}
    | {"koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "utf-8"}
)
# Where the standard reads a name as a larger set than Python does, and the names that Python does not know.
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_OTHER_NAMES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "unicode-1-1-utf-8": "utf-8",
    **{f"x-cp{number}": f"cp{number}" for number in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)},
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
}


def declared_encoding(page: bytes) -> str | None:
    """Python's name of the encoding that a page declares; None where it declares none that pages may be in.

    >>> declared_encoding(b'<meta charset="GB2312">'), declared_encoding(b'<meta charset="rot13">')
    ('gb18030', None)
    """
    found = _DECLARED.search(_COMMENT.sub(b"", page[:_HEAD]))
    label = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    try:
        name = _OTHER_NAMES.get(label) or codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _LARGER.get(name, name)
    return name if name in _SETS else None
