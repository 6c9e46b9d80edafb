"""Made-up coverage of several made-up agreements: paraphrased points, planted differences, planted republications."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.bench.corpus import START, MadeArticle, made_sentence

# Two parties, the place it is about, another place.
AGREEMENTS = (
    ("Russia", "Turkey", "Idlib", "Latakia"),
    ("Yemen", "Iran", "Hodeidah", "Aden"),
    ("Colombia", "France", "Bogota", "Cali"),
    ("Sudan", "Ethiopia", "Juba", "Malakal"),
    ("Syria", "Iraq", "Aleppo", "Hama"),
)
# Each point as several writers word it.
POINTS = (
    (
        "{a} and {b} agreed to set up a demilitarised zone {low} to {high} kilometres wide around {place} by {day}.",
        "A demilitarised zone of {low}-{high}km will be established around {place} by {day}, officials in {a} said.",
        "By {day} a buffer zone {low} to {high} kilometres deep is to be created around {place}, {a} announced.",
    ),
    (
        "All heavy weapons must be withdrawn from {place} by {day}.",
        "Armed groups in {place} will have to pull out their heavy weapons by {day}, {b} said.",
        "The deal obliges fighters to remove heavy weapons from {place} by {day}.",
    ),
    (
        "Transit traffic between {place} and {elsewhere} will be restored by {day}.",
        "{a} promised to reopen the road between {place} and {elsewhere} by {day}.",
        "Traffic on the highway from {place} to {elsewhere} must resume by {day}, the text says.",
    ),
    (
        "{a} and {b} will release all prisoners held in {elsewhere} by {day}.",
        "Prisoners in {elsewhere} should be freed by {day}, according to the document.",
        "By {day}, {b} has to release the prisoners it holds in {elsewhere}.",
    ),
    (
        "About {people},000 people live in {place}, the ministry said.",
        "{place} is home to some {people},000 civilians.",
        "Roughly {people},000 residents of {place} hope for calm.",
    ),
    (
        "The presidents of {a} and {b} signed the agreement in {elsewhere} on {signed}.",
        "The agreement was signed in {elsewhere} on {signed} by envoys of {a} and {b}.",
        "On {signed} {a} and {b} signed the deal in {elsewhere}.",
    ),
)
# One outlet in so many gives a planted other day, width or number for every point.
OTHERWISE = 6
# One article in so many is an earlier one again with a sentence changed.
REPUBLISHED = 8
# How many sentences beside the points make an article of news length.
BESIDE = 18
DAYS_OFF, WIDER = 5, 5


@dataclass(frozen=True, slots=True)
class Republication:
    """An article that is another one again, and the sentence that was changed, as each has it."""

    original: str
    copy: str
    before: str
    after: str


def made_coverage(count: int, outlets: int, *, seed: int = 20181015) -> tuple[list[MadeArticle], list[Republication]]:
    """Distinct articles spread evenly over the outlets and the agreements, and which of them are republications."""
    chance = random.Random(seed)  # noqa: S311  test data, no secret
    made: list[MadeArticle] = []
    again: list[Republication] = []
    for number in range(count):
        name, outlet = f"covered-{number:04}.txt", number % outlets
        if number % REPUBLISHED == REPUBLISHED - 1:
            origin = made[chance.randrange(max(0, number - 3 * outlets), number)]
            before, after = _changed(origin.text, chance)
            text = origin.text.replace(before, after)
            again.append(Republication(origin.name, name, before, after))
        else:
            text = _article(number % len(AGREEMENTS), outlet, chance)
        published = START + timedelta(days=number % 30)
        made.append(MadeArticle(name, f"Outlet {outlet + 1}", published, text))
    return made, again


def write_coverage(folder: Path, count: int, outlets: int) -> list[Republication]:
    """The articles as files with their list of sources, ready to be read; gives the republications among them."""
    made, again = made_coverage(count, outlets)
    folder.mkdir(parents=True, exist_ok=True)
    for article in made:
        (folder / article.name).write_text(article.text)
    (folder / "sources.toml").write_text("\n".join(_source_lines(made)))
    return again


def _article(agreement: int, outlet: int, chance: random.Random) -> str:
    """The points in the outlet's values among other sentences, in paragraphs of three."""
    lines = [made_sentence(chance) for _ in range(BESIDE)]
    for point, wordings in enumerate(POINTS):
        said = chance.choice(wordings).format(**_values(agreement, point, outlet))
        lines.insert(chance.randrange(len(lines)), said)
    return "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3)) + "\n"


def _values(agreement: int, point: int, outlet: int) -> dict[str, object]:
    """What fills a point's gaps: the agreement's own values, or another outlet's planted ones."""
    a, b, place, elsewhere = AGREEMENTS[agreement]
    off = (outlet + agreement + point) % OTHERWISE == 0
    due = START + timedelta(days=20 + 3 * agreement + 2 * point + DAYS_OFF * off)
    signed = START - timedelta(days=7 * agreement + off)
    return {
        "a": a, "b": b, "place": place, "elsewhere": elsewhere, "day": f"{due.day} {due:%B}",
        "low": 10 + agreement, "high": 20 + agreement + WIDER * off, "people": 300 + 100 * agreement + 250 * off,
        "signed": f"{signed.day} {signed:%B %Y}",
    }  # fmt: skip


def _changed(text: str, chance: random.Random) -> tuple[str, str]:
    """A sentence of the text, and another one in its place."""
    paragraph = chance.choice(text.strip().split("\n\n"))
    before = paragraph.split(". ", maxsplit=1)[0].rstrip(".") + "."
    return before, made_sentence(chance)


def _source_lines(made: Sequence[MadeArticle]) -> Iterator[str]:
    """The list of sources of some articles, as TOML."""
    yield 'story = "made"\n'
    for name in dict.fromkeys(article.outlet for article in made):
        yield f'[[outlet]]\nid = "{_id(name)}"\nname = "{name}"\n'
    for article in made:
        yield f'[[article]]\nfile = "{article.name}"\noutlet = "{_id(article.outlet)}"'
        yield f"published = {article.published}\n"


def _id(outlet: str) -> str:
    return outlet.lower().replace(" ", "-")
