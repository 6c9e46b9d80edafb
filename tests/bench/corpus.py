"""Made-up articles for measuring: distinct texts of news length, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PEOPLE = ("Vladimir Putin", "Recep Tayyip Erdogan", "Hassan Rouhani", "Amina Sesay", "Carlos Restrepo", "Jan Egeland")
BODIES = ("United Nations", "African Union", "Free Syrian Army", "Red Crescent", "Ministry of Defence", "NATO")
PLACES = ("Idlib", "Sochi", "Latakia", "Aleppo", "Hama", "Hodeidah", "Bogota", "Juba", "Geneva", "Tehran")
COUNTRIES = ("Russia", "Turkey", "Iran", "Syria", "Yemen", "Colombia", "Sudan", "France")
MONTHS = ("January", "March", "May", "July", "October", "December")
SENTENCES = (
    "{person} said on {weekday} that {country} would withdraw its forces from {place} by {month} {day}.",
    "{country} and {other} agreed to set up a zone {low} to {high} km deep around {place}, {body} officials said.",
    'Speaking in {place}, {person} told reporters: "We expect results within {low} days, and we will hold to them."',
    "About {count} people have left {place} since the beginning of {month}, according to the {body}.",
    "The {body} said heavy weapons should be handed over by {day} {month}, but gave no figures for {place}.",
    "Residents of {place} described the talks between {country} and {other} as a last chance for the province.",
    "{person} hailed the deal as a {adjective} step, adding that {country} had met its promises.",
    "Transit traffic between {place} and {elsewhere} must be restored by the end of {year}, {person} said.",
    "Monitors from the {body} will patrol the road from {place} to {elsewhere} every {weekday}.",
    "The {adjective} plan was first discussed in {place} {low} days ago, when {person} met envoys from {other}.",
)
ADJECTIVES = ("serious", "fragile", "historic", "modest", "long-awaited", "disputed")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
START = date(2018, 9, 17)


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """A generated article: its file's name, outlet, day of publication and text."""

    name: str
    outlet: str
    published: date
    text: str


def made_articles(count: int, outlets: int, *, seed: int = 20180917, sentences: int = 24) -> Iterator[MadeArticle]:
    """Distinct articles spread evenly over the outlets, about 500 tokens each."""
    chance = random.Random(seed)  # noqa: S311  test data, no secret
    for number in range(count):
        lines = [made_sentence(chance) for _ in range(sentences)]
        text = "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, sentences, 3))
        published = START + timedelta(days=number % 30)
        yield MadeArticle(f"made-{number:04}.txt", f"Outlet {number % outlets + 1}", published, text + "\n")


def made_sentence(chance: random.Random) -> str:
    """One sentence with its gaps filled."""
    country, other = chance.sample(COUNTRIES, 2)
    place, elsewhere = chance.sample(PLACES, 2)
    low = chance.randint(5, 20)
    return chance.choice(SENTENCES).format(
        person=chance.choice(PEOPLE),
        body=chance.choice(BODIES),
        country=country,
        other=other,
        place=place,
        elsewhere=elsewhere,
        weekday=chance.choice(WEEKDAYS),
        month=chance.choice(MONTHS),
        day=chance.randint(1, 28),
        low=low,
        high=low + chance.randint(2, 10),
        count=f"{chance.randint(2, 900) * 100:,}",
        adjective=chance.choice(ADJECTIVES),
        year=chance.randint(2018, 2020),
    )
