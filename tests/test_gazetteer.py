"""The gazetteer: names to places, checked over names the press uses."""

import math
from pathlib import Path

import pytest

from lib.gazetteer import Gazetteer, load_gazetteer
from lib.gazetteer.demonyms import load_demonyms
from lib.gazetteer.names import arabic_key, bare_division, normalise, skeleton
from lib.gazetteer.supplement import load_supplement
from lib.gazetteer.tables import DATA

MEGABYTE = 1_000_000


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_the_data_is_small_and_has_its_licence_beside_it() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 12 * MEGABYTE
    licence = (DATA / "LICENSE.txt").read_text(encoding="utf-8")
    assert "GeoNames" in licence
    assert "creativecommons.org/licenses/by/4.0" in licence


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        # short, official and former names of countries, full stops or not
        ("US", "US", "country"),
        ("U.S.", "US", "country"),
        ("United States", "US", "country"),
        ("America", "US", "country"),
        ("UK", "GB", "country"),
        ("Britain", "GB", "country"),
        ("UAE", "AE", "country"),
        ("Russian Federation", "RU", "country"),
        ("DR Congo", "CD", "country"),
        ("Ivory Coast", "CI", "country"),
        ("Côte d'Ivoire", "CI", "country"),
        ("Holland", "NL", "country"),
        ("Burma", "MM", "country"),
        ("North Korea", "KP", "country"),
        ("Türkiye", "TR", "country"),
        ("Palestine", "PS", "country"),
        ("Syria", "SY", "country"),
        # first-level divisions by their English names and their class
        ("England", "GB", "province"),
        ("Scotland", "GB", "province"),
        ("Bavaria", "DE", "province"),
        ("Catalonia", "ES", "province"),
        ("Chechnya", "RU", "province"),
        ("Tuscany", "IT", "province"),
        ("Crimea", "UA", "province"),
        ("Idlib Governorate", "SY", "province"),
        ("Borno State", "NG", "province"),
        ("Kharkiv region", "UA", "province"),
        ("Ky.", "US", "province"),
        ("B.C.", "CA", "province"),
        # towns, datelines, and the word that says a town is meant
        ("Sochi", "RU", "city"),
        ("WASHINGTON", "US", "city"),
        ("Paris", "FR", "city"),
        ("London", "GB", "city"),
        ("Kiev", "UA", "city"),
        ("St. Petersburg", "RU", "province"),
        ("Idlib city", "SY", "city"),
        # world regions, parts of countries, states that are gone
        ("Middle East", None, "region"),
        ("Europe", None, "region"),
        ("West Africa", None, "region"),
        ("Balkans", None, "region"),
        ("Soviet Union", None, "region"),
        ("Donbas", "UA", "region"),
        ("Golan", "SY", "region"),
        ("West Bank", "PS", "province"),
        # features
        ("Black Sea", None, "feature"),
        ("Euphrates", None, "feature"),
        ("Strait of Hormuz", None, "feature"),
        ("Hmeimim", "SY", "feature"),
        ("Incirlik", "TR", "feature"),
        ("Bab al-Hawa", "SY", "feature"),
        ("Rafah crossing", "PS", "feature"),
        ("Panmunjom", "KP", "feature"),
        ("Guantanamo Bay", "CU", "feature"),
        ("Camp David", "US", "feature"),
        # a part of a whole stands where the whole does
        ("northwestern Syria", "SY", "country"),
        ("Central London", "GB", "city"),
    ],
)
def test_the_first_candidate_is_the_one_the_press_means(
    gazetteer: Gazetteer, name: str, country: str | None, precision: str
) -> None:
    place = gazetteer.find_places(name)[0].place
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Idlib", 35.93, 36.63),
        ("Sochi", 43.60, 39.72),
        ("Latakia", 35.53, 35.79),
        ("Aleppo", 36.20, 37.16),
        ("Hama", 35.13, 36.76),
        ("Jisr al-Shughour", 35.81, 36.32),
        ("Ma'arrat al-Nu'man", 35.65, 36.68),
        ("Khan Sheikhoun", 35.44, 36.65),
        ("Deir al-Zour", 35.34, 40.14),
        ("Kobane", 36.89, 38.35),
        ("Tal Rifaat", 36.47, 37.10),
        ("Khmeimim", 35.41, 35.95),
        ("Mosul", 36.34, 43.12),
    ],
)
def test_a_candidate_lies_where_the_place_is(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    assert any(math.dist((lat, lon), (c.place.lat, c.place.lon)) < 0.1 for c in gazetteer.find_places(name))


@pytest.mark.parametrize("name", ["Idlib", "Aleppo", "Hama", "Latakia", "New York"])
def test_a_name_shared_by_town_and_province_gives_both(gazetteer: Gazetteer, name: str) -> None:
    first = gazetteer.find_places(name)[:2]
    assert {c.place.precision for c in first} == {"province", "city"}
    assert all(c.primary for c in first)


@pytest.mark.parametrize(
    ("name", "friend"),
    [
        ("Salisbury", "Harare"),
        ("Hama", "Ono-hara"),
        ("White House", "Casablanca"),
    ],
)
def test_a_false_friend_does_not_come_first(gazetteer: Gazetteer, name: str, friend: str) -> None:
    assert gazetteer.find_places(name)[0].place.name != friend


def test_an_old_name_is_marked_as_not_the_main_one(gazetteer: Gazetteer) -> None:
    harare = next(c for c in gazetteer.find_places("Salisbury") if c.place.name == "Harare")
    assert not harare.primary


@pytest.mark.parametrize("name", ["reading", "march", "orange", "the", "", "  ", "Xyzzyx", "مدينة", "'", "SY"])
def test_what_is_no_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find_places(name) == ()
    assert not gazetteer.knows(name)


def test_a_place_named_like_a_word_is_found_when_written_with_a_capital(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_places("Reading")[0].place.country == "GB"


@pytest.mark.parametrize(
    ("name", "found"),
    [("Jisr esh-Shoghor", "Jisr ash Shughur"), ("Saraqib", "Saraqib"), ("Hemaimeem", "Hmeimim"), ("Idlip", None)],
)
def test_unseen_transliterations_are_found_in_their_country(gazetteer: Gazetteer, name: str, found: str | None) -> None:
    like = gazetteer.find_places_like(name, {"SY"})
    assert (like[0].place.name if like else None) == found


def test_the_fallback_stays_inside_the_given_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_places_like("Jisr esh-Shoghor", {"FR"}) == ()


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (("Ma'arrat al-Nu'man", "Ma’arrat al-Nu’man", "Ma‘arrat al‑Nu‘man", "MA'ARRAT AL-NU'MAN"), "maarrat al numan"),
        (("São Paulo", "Sao Paulo", "SÃO PAULO"), "sao paulo"),
        (("St. Louis", "St Louis", "Saint Louis"), "saint louis"),
        (("U.S.", "US", "u.s"), "us"),
        (("The Hague", "the Hague", "Hague"), "hague"),
        (("Łódź", "Lodz"), "lodz"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...], key: str) -> None:
    assert {normalise(spelling) for spelling in spellings} == {key}
    assert normalise(key) == key


@pytest.mark.parametrize(
    "spellings",
    [("Raqqa", "Al-Raqqah", "ar-Raqqa", "Rakka"), ("Deir al-Zour", "Dair ez-Zour"), ("Sweidah", "Sweida")],
)
def test_arabic_spellings_have_one_arabic_key(spellings: tuple[str, ...]) -> None:
    assert len({arabic_key(normalise(spelling)) for spelling in spellings}) == 1


def test_a_skeleton_forgets_vowels_only() -> None:
    assert skeleton(normalise("Idleb")) == skeleton(normalise("Idlib"))
    assert skeleton(normalise("Aleppo")) != skeleton(normalise("Latakia"))


def test_a_division_keeps_its_name_without_its_class() -> None:
    assert bare_division("northern province") == "northern"
    assert bare_division("province") == "province"


@pytest.mark.parametrize(
    ("word", "place", "noun"),
    [
        ("Syrian", "Syria", False),
        ("Syrians", "Syria", True),
        ("Turks", "Turkey", True),
        ("Turkish", "Turkey", False),
        ("Chinese", "China", False),
        ("Britons", "United Kingdom", True),
        ("Palestinians", "Palestinian territories", True),
        ("European", "Europe", False),
        ("Scottish", "Scotland", False),
        ("Muscovites", "Moscow", True),
        ("Chechens", "Chechnya", True),
        ("North Koreans", "North Korea", True),
        ("Arabs", None, True),
        ("Kurdish", None, False),
    ],
)
def test_demonyms_name_their_place(gazetteer: Gazetteer, word: str, place: str | None, noun: bool) -> None:  # noqa: FBT001
    found = gazetteer.demonym(word)
    assert found is not None
    assert (found.place.name if found.place else None, found.noun) == (place, noun)


def test_a_place_is_no_demonym(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Syria") is None


def test_every_demonym_names_a_known_place(gazetteer: Gazetteer) -> None:
    placed = [word for word, (where, _) in load_demonyms().items() if where]
    found = {word: gazetteer.demonym(word) for word in placed}
    assert [word for word, demonym in found.items() if demonym is None or demonym.place is None] == []


def test_every_hand_written_row_is_sound(gazetteer: Gazetteer) -> None:
    supplement = load_supplement()
    ids = [written.place.id for written in supplement.places]
    assert len(ids) == len(set(ids))
    assert all(abs(w.place.lat) <= 90 and abs(w.place.lon) <= 180 for w in supplement.places)
    assert [w.place.name for w in supplement.places if w.place.country and not gazetteer.country(w.place.country)] == []
    assert [a for a in (*supplement.aliases, *supplement.exact) if not gazetteer.find_places(a.name)] == []


def test_a_place_is_found_again_by_its_id(gazetteer: Gazetteer) -> None:
    for name in ("Idlib", "Syria", "Hmeimim", "Bavaria"):
        place = gazetteer.find_places(name)[0].place
        assert gazetteer.place(place.id) == place
    assert gazetteer.place("geonames:1") is None
    assert gazetteer.place("nonsense") is None


def test_countries_provinces_and_capitals(gazetteer: Gazetteer) -> None:
    syria, idlib = gazetteer.country("SY"), gazetteer.province("SY", "Idlib")
    assert syria is not None
    assert (syria.name, syria.precision) == ("Syria", "country")
    assert idlib is not None
    assert (idlib.precision, idlib.province) == ("province", "Idlib")
    assert gazetteer.country("XX") is None
    assert gazetteer.province("SY", "Bavaria") is None
    assert [gazetteer.capital_of(c) for c in ("Damascus", "Moscow", "Ankara", "Sochi")] == ["SY", "RU", "TR", None]


def test_an_edited_supplement_counts_without_a_build(tmp_path: Path) -> None:
    written = tmp_path / "places.toml"
    written.write_text(
        'places = [["Nowhere Base", "BASE", 1.0, 2.0, "SY", "Camp Nowhere"]]\n'
        "aliases = []\nexact = []\ncommon_words = []\n",
        encoding="utf-8",
    )
    (place,) = load_supplement(written).places
    assert (place.place.precision, place.keys) == ("feature", ("nowhere base", "camp nowhere"))
