"""Who agreed, and what each is called in the text: parties and definitions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lib.agreement.names import (
    LINKS,
    OPENING_LETTERS,
    all_words,
    itemised_names,
    listed_names,
    names_of_run,
    run_of_names,
    split_names,
    without_article,
)
from lib.codebooks import word_set
from lib.gazetteer import Gazetteer
from lib.text.words import either, plain

_QUOTED = r"[“\"„«‘']\s*(?:the\s+)?([A-Z][^”\"»’“]{0,60})[”\"»’]"
_CALLED = (
    r"(?:(?:each|together|both|jointly|collectively|individually|hereinafter|hereafter|henceforth|herein|referred|to|as|"
    r"called|known|and|or|the|a|an|also)[,:]?\s+|,\s+)*"
)
# X (hereinafter referred to as “the Government”), X (GoU), X, hereinafter “the Government”,
DEFINED = re.compile(
    rf"\(\s*{_CALLED}{_QUOTED}[^()]{{0,60}}\)|\(\s*(?:the\s+)?([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\s*\)|,\s*(?:hereinafter|hereafter|henceforth)\s+{_CALLED}{_QUOTED}"
    rf"|\(\s*(?:hereinafter|hereafter|henceforth):?\s+{_CALLED}([A-Z][^()“”\"]{{0,60}}?)\s*\)",
    re.DOTALL,
)
_LABEL = re.compile(r"\(?\w{1,2}[.)]|[-–—•*]")
_GROUP = re.compile(
    r"(?:being |both |all |hereinafter |hereafter ){0,3}(?:together|collectively|jointly)\s+"
    r"(?:(?:being|hereinafter|called|known|referred|to|as|named) ){0,4}(?:the )?"
    r"[“\"„«‘]?(?:the )?([A-Z][\w’ -]{1,40}?)[”\"»’,.;)]"
)
# A (X) and B (Y), hereinafter “the Armies”
_PLURAL = re.compile(
    r",?\s*\(?(?:hereinafter|hereafter|henceforth):?,?\s+(?:the )?[“\"„«‘](?:the )?([A-Z][\w’ -]{1,40}s)[”\"»’]"
)
_ONE_OF = frozenset({"party", "side", "participant", "signatory", "partner"})
# "as guarantors of the ceasefire, have agreed"
_ROLES = re.compile(r"\bas (?:the )?(?:two |three |co-?)?([a-z]{4,20}s) of\b[^.;:]{0,120}?\b(?:have |has )?agree")
_ALL = re.compile(
    r"^(?:the|both|two|all|each|either|neither|of|other|contracting|high|said|these|every|one|three|four|five|its|no|any)\b"
)
_NATIONS = re.compile(
    r"\b(?:joint(?:ly)?|common|coordinated|mixed|both)\s+([A-Z]\w+)(?:\s+and\s+|\s*[-–/]\s*)([A-Z]\w+)\b"
)
_END_OF_PARTIES = re.compile(
    r"(?<!together) with the\b|\bin the presence of\b|\bunder the auspices\b|\b(?:witnessed|mediated|facilitated) by\b|"
    r"[Pp]arties[”\"’]|\b(?:called|as) the Parties|\bhave (?:reached|agreed|signed|concluded)\b|\bhaving\b"
)
_SIDE = re.compile(r"([A-Z]\w+) (?:[Ss]ide|[Dd]elegation)")
MOST_PARTIES = 12


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties by name, by plain alias the name of whom it means, by that of a group the names in it.

    `roles` are what all of them are said to be: the guarantors.
    """

    parties: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()

    def means_all(self, words: str) -> bool:
        """Whether words stand for all who agreed: the Parties, both sides, neither Party."""
        rest = plain(words).strip()
        if found := re.search(
            r"\bof (?:the|both|all) (?:two )?(?:contracting )?(parties|sides|signatories|participants)$", rest
        ):
            rest = f"the {found[1]}"
        bare = rest
        while found := _ALL.match(bare):
            bare = bare[found.end() :].strip()
        single = re.match(r"(?:of )?(?:each|either|neither|any|no|every)\b", rest) is not None  # each Contracting State
        known = bare in all_words() or bare in self.roles or (single and {f"{bare}s"} & (all_words() | self.roles))
        if bare in _ONE_OF and not single:  # the party concerned
            return False
        return bool(known) and (bare != rest or bare[-1:] == "s")

    def group(self, words: str) -> tuple[str, ...]:
        """The names that a group's name means, or one of it with a word for all: the Armies, neither Army."""
        bare = plain(without_article(words))
        one = re.match(r"(?:each|either|neither|both|no)(?: of the)? (.+)", bare)
        many = [one[1], f"{one[1]}s", re.sub("y$", "ies", one[1])] if one else [bare]
        return next((self.groups[name] for name in many if name in self.groups), ())

    def name(self, words: str) -> str:
        """The name that words mean: by definition, else as they stand, their article left out."""
        bare = without_article(words)
        fuller = [party for party in self.parties if party.startswith(f"{bare} ")]
        return self.names.get(plain(bare)) or (fuller[0] if len(fuller) == 1 else bare)


def find_cast(opening: str, title: str, closing: str, whole: str, places: Gazetteer) -> Cast:
    """The parties of an agreement and the aliases its text defines.

    >>> from lib.gazetteer import load_gazetteer
    >>> text = "The Republic of Chad (“the Government”) and the Koussi Front (“the Front”), hereinafter “the Parties”,"
    >>> find_cast(text, "", "", text, load_gazetteer()).parties
    ('Republic of Chad', 'Koussi Front')
    """
    named = {plain(alias): _party_name(alias, name, places) for alias, name in find_definitions(whole)}
    ends = _END_OF_PARTIES.search(opening)
    parties = _defined(opening[: ends.start()] if ends else opening, places)
    items = itemised_names(opening)
    if len(items) > len(parties):
        parties = items
    if len(parties) < 2:
        parties = (
            _called_all(opening)
            or (every if len(every := _defined(opening, places)) > 1 else [])
            or listed_names(opening, title)
            or _signers(closing, named)
            or _nations(whole, places)
            or _countries(opening, places)
        )
    parties = [_for_whom(party, places) for party in parties]
    names = dict(named)
    for party in parties:
        short = re.sub(r"^(?:governments?|republic|kingdom|state) of (?:the )?(?:republic of )?", "", plain(party))
        names.setdefault(short, party)
    for country, party in _by_country(parties, places):
        names.setdefault(country, party)
    cast = Cast(tuple(dict.fromkeys(parties[:MOST_PARTIES])), names)
    roles = frozenset(plain(found) for found in _ROLES.findall(opening[:OPENING_LETTERS]))
    return replace(cast, groups=dict(_groups(whole, cast)), roles=roles)


def _called_all(opening: str) -> list[str]:
    """Those whom an opening names and then calls the Parties."""
    for found in DEFINED.finditer(opening):
        alias = " ".join(next(group for group in found.groups() if group).split())
        names = _all_named_before(opening, found.start())
        if plain(alias) in all_words() and len(names) > 1:
            return [without_article(name) for name in names]
    return []


def _defined(text: str, places: Gazetteer) -> list[str]:
    """Those whom a text gives shorter names."""
    found = find_definitions(text)
    return [_party_name(alias, name, places) for alias, name in found if plain(alias) not in _not_parties()]


def _for_whom(party: str, places: Gazetteer) -> str:
    """The country for which a president agrees, or that a side is: the President of Chad, the Chadian side."""
    head = rf"(?:{either(word_set('agreement_text', 'parties', 'heads'))}) of (?:the )?([A-Z].*)"
    if (found := re.match(head, party)) and _is_country(re.sub(r"^Republic of (?:the )?", "", found[1]), places):
        return found[1]
    side = _SIDE.fullmatch(party)
    return (country_of(side[1], places) if side else None) or party


def _by_country(parties: Iterable[str], places: Gazetteer) -> Iterator[tuple[str, str]]:
    """The country of each party that is one or its government, with the party: Russia, the Russian Federation."""
    for party in parties:
        for name in (party, party.rpartition(" of ")[2]):
            found = places.find_places(name)[:1]
            if found and found[0].place.precision == "country":
                yield plain(found[0].place.name), party
                break


def _groups(whole: str, cast: Cast) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name that a text gives several together: the Front and the Council, together called the Movements."""
    for found in (*_GROUP.finditer(whole), *_PLURAL.finditer(whole)):
        names = [cast.name(one) for one in _all_named_before(whole, found.start())]
        if len(names) > 1 and plain(found[1]) not in all_words():
            yield plain(found[1]), tuple(names)


@lru_cache(maxsize=1)
def _not_parties() -> frozenset[str]:
    words = word_set("agreement_text", "parties", "not_parties")
    return words | {f"{word}s" for word in words}


def find_definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each alias that a text defines, with the name it stands for."""
    reached = 0
    for found in DEFINED.finditer(text):
        alias = " ".join(next(group for group in found.groups() if group).split())
        name = _name_before(text[max(reached, found.start() - 160) : found.start()], alias)
        reached = found.end()
        if name and plain(alias) not in all_words():
            yield alias, name


def _name_before(before: str, alias: str) -> str:
    """The name that words end with: capitals, and the small words that join them; as long as its initials are."""
    words = _names_before(before, single=True).split()
    initials = [alias.upper() == "".join(w[0] for w in words[at:] if w[0].isupper()) for at in range(len(words))]
    if alias.isupper() and any(initials):  # "the Liberation and Justice Movement (LJM)"
        return " ".join(words[initials.index(True) :])
    return next(reversed(split_names(" ".join(words))), "")


def _all_named_before(text: str, at: int) -> list[str]:
    """The names of the list that ends at a place, whatever shorter names stand in brackets behind each."""
    before = re.sub(r"\s*\([^()]*\)", "", text[max(0, at - 200) : at])
    return split_names(_names_before(before.rstrip(" ,(")))


def _names_before(before: str, *, single: bool = False) -> str:
    """The names that words end with: capitals and the small words that join them; up to a comma where `single`."""
    words = before.rstrip(" ,").rpartition("\n")[2].split()
    kept: list[str] = []
    for word in reversed(words):
        bare = word.strip('“”"‘’(')
        if (
            _LABEL.fullmatch(word)
            or not (bare[:1].isupper() or bare[:1].isdigit() or bare.lower() in LINKS)
            or (kept and word.endswith((",", ".", ";", ":") if single else (".", ";", ":")))
        ):
            break
        kept.append(word)
    while kept and kept[-1] in LINKS:
        kept.pop()
    return " ".join(reversed(kept))


def _party_name(alias: str, name: str, places: Gazetteer) -> str:
    """What a party is called: its alias where that is a name of its own, else the full name."""
    proper = not set(plain(alias).split()) & word_set("agreement_text", "parties", "roles")
    if _is_country(alias, places):
        return alias
    short = alias.upper() == alias or not proper or alias not in name
    return without_article(name) if short else alias


def _signers(closing: str, named: Mapping[str, str]) -> list[str]:
    """Those for whom it is signed: "For the Government: ..."."""
    found = re.findall(r"\bFor (?:and on behalf of )?(?:the )?([A-Z][\w’' -]{1,60}?)(?=\s{2,}|:|\n|,|$)", closing)
    return [named.get(plain(name.strip()), name.strip()) for name in found]


def _nations(whole: str, places: Gazetteer) -> list[str]:
    """The two countries of a text that names its parties nowhere: "joint Ethiopian and Kenyan patrols"."""
    for found in _NATIONS.finditer(whole):
        names = [country_of(word, places) for word in found.groups() if word]
        if len(names) == 2 and all(names) and names[0] != names[1]:
            return [name for name in names if name]
    return []


def _countries(opening: str, places: Gazetteer) -> list[str]:
    """The first two countries or more that are named in one run: "the road, Greece and Albania, 4 May"."""
    words = opening[:OPENING_LETTERS].split()
    for at in range(len(words)):
        if words[at][:1].isupper():
            names = [name for name in names_of_run(run_of_names(words, at)[0]) if _is_country(name, places)]
            if len(names) > 1:
                return names
    return []


def _is_country(name: str, places: Gazetteer) -> bool:
    return any(one.place.precision == "country" for one in places.find_places(name)[:1])


def country_of(word: str, places: Gazetteer) -> str | None:
    """The country that a demonym or a name means: "Kenyan" is Kenya."""
    demonym = places.demonym(word)
    place = demonym.place if demonym is not None else None
    return place.name if place is not None and place.precision == "country" else None


def _rejoined(words: list[str]) -> list[str]:
    """Phrases in order, the halves of a name with "and" in it together again."""
    joined: list[str] = []
    for one in words:
        both = f"{joined[-1]} and {one}" if joined else ""
        if both and without_article(both) in word_set("agreement_text", "parties", "joined"):
            joined[-1] = both
        else:
            joined.append(one)
    return joined


def names_in(words: Iterable[str], cast: Cast) -> tuple[str, ...]:
    """The names that several phrases mean, each once; words for all give every party."""
    names: dict[str, None] = {}
    for one in _rejoined(list(words)):
        if group := cast.group(one):
            names.update(dict.fromkeys(group))
        elif cast.means_all(one) and cast.parties:
            names.update(dict.fromkeys(cast.parties))
        else:
            names[cast.name(one)] = None
    return tuple(name for name in names if name)
