"""How names are to be spelled in the gazetteer that scripts/build_gazetteer.py builds."""

import re
import unicodedata
from collections.abc import Iterable

from lib.gazetteer.names import arabic_key, bare_division, normalise, skeleton
from lib.gazetteer.tables import ARABIC

ENGLISH = re.compile(r"([^,()]+?) \((?:eng|en)\)")
ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA"})
NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
# So many first consonants alike, and an English name is the official one and not a nickname.
SURE_BONES = 3
APOSTROPHES = str.maketrans("‘’ʼʻ`ʿʾ", "'''''''")
# Countries whose names come to us from another script.
TRANSLITERATED = ARABIC | set(
    re.findall(r"\w+", "AM BD BG BT BY CN GE GR IN JP KH KP KR LA LK MK MM MN NP RU TH TW UA")
)


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters and as a name, with a capital."""
    return any(c.isupper() for c in name) and not NOT_LATIN.search(name)


def english_names(entry: dict[str, str] | None) -> tuple[str, ...]:
    """The English names that ISO 3166-2 gives a division beside its official one."""
    return tuple(name.strip() for name in ENGLISH.findall(entry["localOtherName"] or "")) if entry else ()


def display_name(official: str, english: tuple[str, ...], aliases: Iterable[str], country: str) -> str:
    """The English name of a division where another source has it too, else the official one: no nicknames."""
    if country in ENGLISH_SPEAKING:
        return official
    known = {bare_division(normalise(name)) for name in aliases}
    bones = skeleton(bare_division(normalise(official)))[:SURE_BONES]
    for name in english:
        key = bare_division(normalise(name))
        if key in known or skeleton(key)[:SURE_BONES] == bones:
            return name
    return official


def press_spelling(town: str, province: str, country: str) -> str:
    """A town's name as the press would print it: as its province's, where an Arabic town gives that its name."""
    if country in ARABIC and arabic_key(normalise(town)) == arabic_key(bare_division(normalise(province))):
        return plain_spelling(province, country)
    return plain_spelling(town, country)


def plain_spelling(name: str, country: str) -> str:
    """A name without the marks of scholarly transliteration, where it is transliterated at all."""
    if country not in TRANSLITERATED:
        return name
    plain = unicodedata.normalize("NFKD", name).translate(APOSTROPHES)
    return re.sub(r"(?<!\w)'", "", "".join(c for c in plain if not unicodedata.combining(c)))


def same_name(town: str, province: str) -> bool:
    """Whether a town gives its province the name, and so is likely its seat."""
    return normalise(town) == bare_division(normalise(province))
