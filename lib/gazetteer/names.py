"""The keys under which a place's name is found: spellings that mean the same name give the same key."""

import re

from lib.text.words import plain

# What parts the words of a name.
_BETWEEN = re.compile(r"[-–—‑/,()]")
_DROPPED = re.compile(r"[^a-z0-9& ]+")  # apostrophes of every shape, ayn, hamza, full stops, combining marks
_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "co": "county"}

# The Arabic article with its assimilated forms, as newspapers and maps spell them.
_ARTICLES = frozenset(re.findall(r"\w+", "al el ul il ar er as es ash esh ad ed adh an en at et ath az ez"))
# Spellings of one Arabic sound, in order: long vowels and diphthongs, doubled letters, the silent final h.
_SPELLINGS = (
    (re.compile(r"oo|ou"), "u"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"a[iy]|e[iy]"), "ai"),
    (re.compile(r"a[uw]|ow"), "au"),
    (re.compile(r"([a-z])\1"), r"\1"),
    (re.compile(r"(?<=[ae])h\b"), ""),
    (re.compile(r"e\b"), "a"),
    (re.compile(r"q"), "k"),
)
# The skeleton joins letters that transliterations confuse; a plain h and the glides carry no weight inside a word.
_SOUNDS = (
    (re.compile(r"(?<=[a-z])h(?<![kgsctdzp]h)"), ""),
    (re.compile(r"\bh|kh"), "x"),
    (re.compile(r"sh|sch|ch"), "s"),
    (re.compile(r"zh|dz"), "z"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"h"), ""),
    (re.compile(r"[qc]"), "k"),
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"(?<=[a-z])[aeiouwy]+|\b[aeiou]+"), ""),
)

_CLASSES = (
    "province|governorate|muhafazah|state|region|oblast|krai|kray|okrug|district|county|prefecture|department|"
    "canton|voivodeship|territory|emirate|parish|republic|division|countryside|municipality|respublika|raion|rayon"
)
_CLASS_LAST = re.compile(rf" (?:(?:autonomous|federal|people s|special|administrative) )*(?:{_CLASSES})$")
_CLASS_FIRST = re.compile(
    rf"^(?:(?:autonomous|free|federal) )*(?:{_CLASSES}|city|town|village|commonwealth) of (?:the )?|^county "
)

_SETTLEMENTS = "city|town|village|municipality"
_SITES = (
    "area|suburb|neighbou?rhood|quarter|camp|refugee camp|airport|international airport|air ?base|military base|"
    "naval base|base|airfield|port|harbou?r|border crossing|crossing|border|prison|valley|hills|countryside|pocket|"
    "enclave|front|peninsula|islands?|river|mountains?|desert"
)
_KIND_LAST = re.compile(rf" (?:(?P<settlement>{_SETTLEMENTS})|{_SITES})$")
_SETTLEMENT_FIRST = re.compile(rf"^(?:{_SETTLEMENTS}) of (?:the )?")
_SIDES = "north|south|east|west"
_PART_FIRST = re.compile(
    rf"^(?:(?:(?:{_SIDES}) ?(?:east|west)?(?:ern)?(?:most)?|central|upper|lower|inner|outer|rural|downtown|greater|"
    r"mainland|occupied|metropolitan|midtown|old) )+"
)


def normalise(name: str) -> str:
    """The plain key of a name: lower case, no marks or apostrophes, hyphens as spaces, St. and Mt. in full.

    >>> normalise("Ma'arrat al-Nu'man"), normalise("São Paulo"), normalise("St. Louis"), normalise("U.S.")
    ('maarrat al numan', 'sao paulo', 'saint louis', 'us')
    """
    words = _DROPPED.sub("", plain(_BETWEEN.sub(" ", name))).split()
    if len(words) > 1:
        words = [_ABBREVIATED.get(word, word) for word in words]
        if words[0] == "the":
            words = words[1:]
    return " ".join(words)


def arabic_key(key: str) -> str:
    """The key of an Arabic name, from its plain key: no article, one spelling for each sound.

    >>> arabic_key(normalise("Deir ez-Zor")), arabic_key(normalise("Raqqah")), arabic_key(normalise("Al-Raqqa"))
    ('dair zor', 'raka', 'raka')
    """
    words = key.split()
    kept = " ".join(word for word in words if word not in _ARTICLES) if len(words) > 1 else key
    for pattern, spelling in _SPELLINGS:
        kept = pattern.sub(spelling, kept)
    return kept


def skeleton(key: str) -> str:
    """The consonants of a plain key, without articles: the last resort for a transliteration not seen before.

    >>> skeleton(normalise("Jisr al-Shughour")) == skeleton(normalise("Jisr ash-Shughūr"))
    True
    >>> skeleton(normalise("Khmeimim")) == skeleton(normalise("Hmeimim"))
    True
    """
    words = key.split()
    bare = " ".join(word for word in words if word not in _ARTICLES) if len(words) > 1 else key
    for pattern, sound in _SOUNDS:
        bare = pattern.sub(sound, bare)
    return bare.replace(" ", "")


def skeleton_key(country: str, bones: str) -> str:
    """The key under which the places of a country with this skeleton are stored; no plain key looks like it."""
    return f"{country}:{bones}"


def bare_division(key: str) -> str:
    """A division's plain key without the word for its class: "idlib governorate", "republic of tatarstan".

    >>> bare_division("idlib governorate"), bare_division("state of new york"), bare_division("western cape")
    ('idlib', 'new york', 'western cape')
    """
    return _CLASS_LAST.sub("", _CLASS_FIRST.sub("", key)) or key


def bare_place(key: str) -> tuple[str, bool]:
    """The place in a plain key that names a part of it or its kind, "" if it does neither; and whether a town is meant.

    >>> bare_place("north western syria"), bare_place("idlib city"), bare_place("morek border crossing")
    (('syria', False), ('idlib', True), ('morek', False))
    """
    kind = _KIND_LAST.search(key)
    town = bool(_SETTLEMENT_FIRST.match(key) or (kind and kind["settlement"]))
    bare = _PART_FIRST.sub("", _SETTLEMENT_FIRST.sub("", _KIND_LAST.sub("", key)))
    return (bare if bare != key else ""), town
