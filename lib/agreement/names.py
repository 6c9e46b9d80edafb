"""Names in runs, lists and cells of an agreement, parted and bared of what only says who somebody is."""

import re
from functools import lru_cache

from lib.codebooks import word_set
from lib.text.words import either, plain

_OFFICES = re.compile(
    r"^(?:(?:the|that of|both)\s+)*(?:(?:prime )?(?:governments|ministers|presidents|leaders|kings|"
    r"representatives|delegations|envoys)"
    r"(?: of \w+ affairs)? of )?",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?:the )?(?:contracting )?(?:parties|participants|signatories)\s*:\s*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-–—•*·]|\(?[a-z\d]{1,2}[.)]) (?:the )?([A-Z][^;:.]{1,120}?)(?:[;,.]|[;,]? and)?")
_OPENERS = frozenset({"we", "today", "both", "yesterday", "whereas"})
LINKS = frozenset(
    {"of", "the", "and", "for", "de", "al", "la", "in", "on", "du", "des", "el", "y", "e", "-", "–", "to"}
)
LONGEST_ACRONYM = 4
OPENING_LETTERS = 3000
LONGEST_RUN = 60


def without_article(words: str) -> str:
    """Words without "the", "a" or "the said" before them.

    >>> without_article("the said Joint Board"), without_article("The Gambia")
    ('Joint Board', 'The Gambia')
    """
    kept = re.sub(
        r"^(?:the said|the same|this|the|an?|said|each|every|such)\s+(?=\S)", "", words.strip(), flags=re.IGNORECASE
    )
    return words.strip() if words.strip() in {"The Gambia", "The Hague", "The Bahamas", "The Netherlands"} else kept


def split_names(words: str) -> list[str]:
    """A list of names parted: "A, B and C"; names that hold an "and" of their own stay whole.

    >>> split_names("Bosnia and Herzegovina and Croatia")
    ['Bosnia and Herzegovina', 'Croatia']
    """
    held = re.sub(_joined_pattern(), lambda found: found.group().replace(" and ", " \0 "), words)
    parts = re.split(
        r"\s*,\s*(?:and\s+|as well as\s+)?"
        r"|\s+(?:and|AND|And)\s+(?=(?:[Tt]he |that of )?[A-Z])|\s+as well as\s+|\s*;\s*",
        held,
    )
    return [part.replace("\0", "and").strip() for part in parts if part.strip()]


def names_of_cell(words: str) -> tuple[str, ...]:
    """The names in a table's cell: "Government with ECOWAS / Red Cross".

    >>> names_of_cell("Government with ECOWAS / Red Cross")
    ('Government', 'ECOWAS', 'Red Cross')
    """
    parts = re.split(r"\s*(?:[/;&+\n]|\bwith\b|\bsupported by\b|\bin consultation\b)\s*", words)
    return tuple(name for part in parts for name in split_names(part))


@lru_cache(maxsize=1)
def _joined_pattern() -> re.Pattern[str]:
    return re.compile(either(word_set("agreement_text", "parties", "joined")))


def listed_names(opening: str, title: str) -> list[str]:
    """The parties of "between A and B", of a preamble that opens with them, or of a title."""
    verbs = word_set("agreement_text", "parties", "verbs")
    for line in (*opening[:OPENING_LETTERS].splitlines(), title):
        words = line.split()
        for at, word in enumerate(words):
            if word.lower() in {"between", "among"}:
                names = names_of_run(run_of_names(words, at + 1)[0])
                if len(names) > 1:
                    return names
    for line in opening[:OPENING_LETTERS].splitlines():
        if (said := _SAID.match(line)) and len(named := names_of_run(line[said.end() :])) > 1:
            return named
        words = line.split()
        for at in [0, *(n + 1 for n, word in enumerate(words[:-1]) if word[-1] in ".:")]:
            run, end = run_of_names(words, at)
            closed = end < len(words) and words[end].lower().strip(",") in verbs
            names = names_of_run(run)
            if closed and len(names) > 1:
                return names
    words = title.split()
    links = [at for at, word in enumerate(words) if word.lower() in {"of", "by"}]
    runs = (names_of_run(run_of_names(words, at + 1)[0]) for at in links)
    return next((names for names in runs if len(names) > 1), [])


def itemised_names(opening: str) -> list[str]:
    """The names of a list before the points, one a line: "- the Government of Mali;"."""
    names: list[str] = []
    for line in opening[:OPENING_LETTERS].splitlines():
        item = _ITEM.fullmatch(" ".join(line.split()))
        words = re.sub(r"\s*\([^()]*\)", "", item[1]).split() if item else []
        run, end = run_of_names(words, 0)
        if words and end == len(words) and names_of_run(run):
            names.append(_bare(run))
        elif names:
            break
    return names if len(names) > 1 else []


def run_of_names(words: list[str], at: int) -> tuple[str, int]:
    """The run of names that begins at a word, and the number of the first word behind it."""
    run: list[str] = []
    while at < len(words) and len(run) < LONGEST_RUN:
        bare = words[at].strip('()“”"')
        if run and bare.lower() in word_set("agreement_text", "parties", "helpers"):  # "Facilitated by IGAD"
            break
        if not (bare[:1].isupper() or bare.strip(",").lower() in LINKS or bare.lower() == "that"):
            break
        run.append(bare)
        at += 1
        if bare.endswith((";", ":")) or (bare.endswith(".") and len(bare) > 4):  # longer is no "Dr."
            break
    while run and run[-1].lower() in LINKS:
        run.pop()
    return " ".join(run).rstrip(",.;:"), at


def names_of_run(run: str) -> list[str]:
    """The names of a run, where each is one."""
    return [name for name in map(_bare, split_names(run)) if _is_name(name)]


def _bare(name: str) -> str:
    """A name without what only says that it is a government or a minister of it: "The Prime Ministers of A"."""
    bare = without_article(_OFFICES.sub("", name))
    if not bare.isupper() or len(bare) <= LONGEST_ACRONYM:
        return bare
    return " ".join(word.lower() if word.lower() in LINKS else word.title() for word in bare.split())


def _is_name(name: str) -> bool:
    return bool(name) and name[0].isupper() and 2 <= len(name) <= 80 and plain(name) not in all_words() | _OPENERS


@lru_cache(maxsize=1)
def all_words() -> frozenset[str]:
    """Words that stand for all who agreed: parties, sides."""
    return word_set("agreement_text", "parties", "all")
