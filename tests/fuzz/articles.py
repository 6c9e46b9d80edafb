"""Short articles, made by the number: two sentences each, every one with something to read."""

from pathlib import Path

PLACES = ("Idlib", "Aleppo", "Moscow", "Ankara", "Geneva", "Tehran")
PEOPLE = ("Vladimir Putin", "Recep Tayyip Erdogan", "Sergei Lavrov", "Staffan de Mistura")


def make_article(number: int) -> str:
    """The text of one article; two of different numbers differ in too much to be versions of one."""
    place, who = PLACES[number % len(PLACES)], PEOPLE[number % len(PEOPLE)]
    leaving = f"{number + 2} tanks, {3 * number + 7} trucks and {5 * number + 11} guns"
    first = f"{who} said in {place} on 17 September 2018 that {leaving} would leave the zone."
    return f"{first}\n\nTurkey must withdraw its heavy weapons from {place} by 15 October 2018.\n"


def write_articles(folder: Path, numbers: range) -> None:
    """The articles of those numbers as files of a folder, each with the same day of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"article-{number:04}.txt").write_text(make_article(number), encoding="utf-8")
