"""A text as the classes of its words, as far as quantities are made of them: numbers, scales, units, money, links."""

from dataclasses import replace
from functools import lru_cache

from lib.annotate.dating.letters import LetterWord, Scan, scan
from lib.annotate.dating.numerals import numerals
from lib.codebooks import load_words
from lib.text.words import any_of

DIGITS, WORD, SCALE, PLURAL_SCALE, FRACTION, HALF, TENS, VAGUE = "dny", "1", "#", "X", "F", "H", "T", "s"
# A unit; a word that is one only with another; what stands before them; one of time; money by sign, before it, by code.
UNIT, UNIT_WITH, UNIT_LEAD, TIME, SIGN, COUNTRY, CODE, POWER = "U", "W", "G", "Y", "$", "C", "K", "S"
PERCENT, PER, CENT, ADJECTIVE = "%", "@", "E", "j"
A, THE, OF, AND, OR, TO, DASH, COMMA, POINT, OPEN, CLOSE = "a", "t", "f", "&", "|", ">", "-", ",", ".", "(", ")"
NUMBERS = f"{DIGITS}{WORD}{SCALE}{HALF}{AND}"
_WORDS = {
    "a": A, "an": A, "another": A, "the": THE, "of": OF, "and": AND, "or": OR, "to": TO, "half": HALF, "tens": TENS,
    "per": PER, "cent": CENT, "square": POWER, "sq": POWER, "cubic": POWER, "-": DASH, "–": DASH, "—": DASH,
    "(": OPEN, ")": CLOSE, ",": COMMA, ".": POINT,
}  # fmt: skip
_METRES = "m"


@lru_cache(maxsize=1)
def unit_names() -> dict[str, str]:
    """The name of the unit for every form in which it is written."""
    return {form: name for name, row in load_words("units").items() for form in row["forms"]}


@lru_cache(maxsize=1)
def money_names() -> dict[str, str]:
    """The money that the word or letter before a number or a sign names: US$, A$, EUR."""
    counting = load_words("counting")
    return dict(counting["currency_prefixes"] | counting["currency_codes"] | counting["currency_letters"])


def unit_dimension(name: str) -> str:
    """What a unit measures: length, mass, money, time ..."""
    return str(load_words("units")[name]["dimension"])


@lru_cache(maxsize=1)
def marked_units() -> frozenset[str]:
    """The forms whose words count only together, or with a mark or an "and" inside: percentage points, u.s. dollars."""
    several = (form for form in unit_names() if len(form) > 1)
    return frozenset(
        form
        for form in several
        if "and" in form.split() or not form.replace(" ", "").isalnum() or form.split()[-1] not in unit_names()
    )


def as_one_word(form: str) -> str:
    """A form of the same length without what would part its words."""
    return "".join(letter if letter.isalnum() else "_" for letter in form)


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """The class of every word that quantities are made of; where a word stands in two, the later one counts."""
    words, counting = load_words("numerals"), load_words("counting")
    classes = dict.fromkeys(load_words("calendar")["lists"]["unit_adjectives"], ADJECTIVE)
    classes |= {word: UNIT_LEAD for form in unit_names().keys() - marked_units() for word in form.split()[:-1]}
    classes |= dict.fromkeys(unit_names(), UNIT) | dict.fromkeys(counting["lists"]["money_words_as_well"], UNIT_WITH)
    classes |= {form: SIGN for form in unit_names() if len(form) == 1 and not form.isalnum()}
    times = (form for form, name in unit_names().items() if unit_dimension(name) == "time")
    classes |= dict.fromkeys(times, TIME) | {"%": PERCENT, "percent": PERCENT}
    classes |= dict.fromkeys(words["fractions"], FRACTION) | dict.fromkeys(words["plural_scales"], PLURAL_SCALE)
    classes |= dict.fromkeys(counting["currency_codes"], CODE) | dict.fromkeys(counting["currency_prefixes"], COUNTRY)
    classes |= {as_one_word(form): UNIT for form in marked_units()}
    classes |= dict.fromkeys(numerals("small"), WORD) | dict.fromkeys(numerals("scales"), SCALE)
    return classes | dict.fromkeys(counting["lists"]["vague_counts"], VAGUE) | _WORDS


def scan_quantities(text: str) -> Scan:
    """The text's words as the classes that quantities are made of.

    >>> scan_quantities("$5m, 20k people, 3m tonnes, 5m deep").letters
    '$d#,d#_,d#U,dU_'
    """
    counting = load_words("counting")
    capitals = frozenset(counting["currency_prefixes"]) | frozenset(counting["currency_codes"])
    spelt = any_of(marked_units()).sub(lambda match: as_one_word(match.group()), text)
    scanned = replace(scan(spelt, _classes(), capitals=capitals), text=text)
    letters = list(scanned.letters)
    for at in range(1, len(letters)):
        before = scanned.text[scanned.starts[at - 1] : scanned.starts[at]]  # with a space where they are apart
        if before[-1:].isdecimal():
            letters[at] = SCALE if letters[at - 1] in DIGITS and _is_scale(scanned, at) else letters[at]
        elif letters[at] == SIGN and before.isupper() and before.lower() in counting["currency_letters"]:
            letters[at - 1] = COUNTRY
    return replace(scanned, letters="".join(letters))


def _is_scale(scanned: Scan, at: int) -> bool:
    """Whether a letter behind digits counts thousands or millions: $5m, 20k, 2.4M, 3m tonnes, not the 5m of a wall."""
    word = scanned.text[scanned.starts[at] : scanned.ends[at]]
    if word.lower() not in numerals("short_scales"):
        return False
    around = scanned.letters[max(at - 2, 0) : at - 1], scanned.letters[at + 1 : at + 2]
    beside_money = around[0] in (SIGN, CODE) or around[1] == UNIT
    return beside_money or (word.lower() not in unit_names() or (word.isupper() and word.lower() == _METRES))


def texts(words: list[LetterWord], classes: str) -> list[str]:
    """The words of these classes."""
    return [word.text for word in words if word.letter in classes]
