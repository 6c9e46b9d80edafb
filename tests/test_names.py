"""People, organisations, groups and places in sentences from many stories: what is found, as what, and who it is."""

from collections.abc import Callable
from time import process_time

import pytest

from lib.annotate import Tools, annotate, annotate_all
from lib.ingest import read_files
from lib.models import Annotations, Document
from lib.settings import load_settings

Read = Callable[[str], Annotations]


@pytest.fixture(scope="session")
def read(tools: Tools) -> Read:
    """A text's annotations, with no date and no outlet."""
    return lambda text: annotate(Document("t", None, "t", None, text, None, None, None, "t.txt"), tools)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A dateline in capitals: place, country and agency are three names.
        (
            "SOCHI, Russia (Reuters) - Talks went on.",
            [("SOCHI", "PLACE", "sochi"), ("Russia", "PLACE", "russia"), ("Reuters", "ORG", "reuters")],
        ),
        # A hyphen between two places is not part of a name.
        (
            "The Aleppo-Hama highway will reopen.",
            [("Aleppo", "PLACE", "aleppo"), ("Hama", "PLACE", "hama")],
        ),
        # A hyphen after an Arabic article is.
        (
            "Troops left Ma'arrat al-Nu'man in Syria.",
            [("Ma'arrat al-Nu'man", "PLACE", "maarrat-al-numan"), ("Syria", "PLACE", "syria")],
        ),
        # A title is not part of the name, and the surname alone is the same person.
        (
            "President Juan Manuel Santos flew to Havana. Santos signed.",
            [
                ("Juan Manuel Santos", "PERSON", "juan-manuel-santos"),
                ("Havana", "PLACE", "havana"),
                ("Santos", "PERSON", "juan-manuel-santos"),
            ],
        ),
        # A surname of several words ends the full name.
        (
            "Minister Juan de la Cruz flew to Lima. De la Cruz signed, and reporters met de la Cruz.",
            [
                ("Juan de la Cruz", "PERSON", "juan-de-la-cruz"),
                ("Lima", "PLACE", "lima"),
                ("De la Cruz", "PERSON", "juan-de-la-cruz"),
                ("de la Cruz", "PERSON", "juan-de-la-cruz"),
            ],
        ),
        (
            "Herman Van Rompuy spoke in Oslo. Van Rompuy left.",
            [
                ("Herman Van Rompuy", "PERSON", "herman-van-rompuy"),
                ("Oslo", "PLACE", "oslo"),
                ("Van Rompuy", "PERSON", "herman-van-rompuy"),
            ],
        ),
        # Small words tie a first name to a surname, which keeps them where it stands alone.
        (
            "Ursula von der Leyen met Jan van der Merwe. Von der Leyen left.",
            [
                ("Ursula von der Leyen", "PERSON", "ursula-von-der-leyen"),
                ("Jan van der Merwe", "PERSON", "jan-van-der-merwe"),
                ("Von der Leyen", "PERSON", "ursula-von-der-leyen"),
            ],
        ),
        (
            "President Jair dos Santos met Maria Fernanda del Rio.",
            [
                ("Jair dos Santos", "PERSON", "jair-dos-santos"),
                ("Maria Fernanda del Rio", "PERSON", "maria-fernanda-del-rio"),
            ],
        ),
        (
            "Bart van den Berg met Osama bin Laden and Luiz da Silva.",
            [
                ("Bart van den Berg", "PERSON", "bart-van-den-berg"),
                ("Osama bin Laden", "PERSON", "osama-bin-laden"),
                ("Luiz da Silva", "PERSON", "luiz-da-silva"),
            ],
        ),
        # An abbreviation in brackets is its long form, before and after.
        (
            "The Rapid Support Forces (RSF) met in Jeddah. The RSF signed.",
            [
                ("Rapid Support Forces", "ORG", "rapid-support-forces"),
                ("RSF", "ORG", "rapid-support-forces"),
                ("Jeddah", "PLACE", "jeddah"),
                ("RSF", "ORG", "rapid-support-forces"),
            ],
        ),
        # A daily is an organisation, whatever it is called; the nationality before it is no mention.
        ("Turkish daily Hurriyet reported it.", [("Hurriyet", "ORG", "hurriyet")]),
        # A treaty's name is none of the four kinds.
        ("They signed the Good Friday Agreement in Belfast.", [("Belfast", "PLACE", "belfast")]),
        # A possessive and its owner are two names.
        ("Syria's Idlib is calm.", [("Syria", "PLACE", "syria"), ("Idlib", "PLACE", "idlib")]),
        # A hashtag's mark is not part of the name.
        ("War was averted in #Idlib.", [("Idlib", "PLACE", "idlib")]),
        # A ship is neither a person nor a place.
        (
            "The destroyer USS Carney left Piraeus.",
            [("USS Carney", "ORG", "uss-carney"), ("Piraeus", "PLACE", "piraeus")],
        ),
        # Accents make no other person.
        ("Turkish President Recep Tayyip Erdoğan spoke.", [("Recep Tayyip Erdoğan", "PERSON", "recep-tayyip-erdogan")]),
        # Nationals are a group as a noun, and nothing as an adjective.
        ("Turks welcomed Turkish troops.", [("Turks", "GROUP", "turks")]),
    ],
)
def test_names(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(m.span.exact, m.kind, m.entity) for m in read(text).mentions]
    assert found == expected


def test_two_people_of_one_surname_stay_two(read: Read) -> None:
    """After both have been named in full, the surname alone is neither of them."""
    text = "Salva Kiir spoke. Kiir smiled. His wife Mary Ayen Kiir came. Later Kiir left Juba."
    entities = [m.entity for m in read(text).mentions if m.kind == "PERSON"]
    assert entities == ["salva-kiir", "salva-kiir", "mary-ayen-kiir", "kiir"]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        # The next word says whether the province or its city is meant.
        ("Fighting went on in Idlib province.", "Idlib", "SY", "province"),
        ("Fighting went on in Idlib city.", "Idlib", "SY", "city"),
        # Without a word for it, the seat, where a good part of the province lives there.
        ("They met in Aleppo.", "Aleppo", "SY", "city"),
        # "X, Y" holds X in Y against a larger namesake.
        ("A fire broke out in Paris, Texas.", "Paris", "US", "city"),
        # The company of other places decides between namesakes.
        ("Tbilisi and Batumi are in Georgia.", "Georgia", "GE", "country"),
        # A sea is a feature, a world region an area.
        ("Ships crossed the Black Sea.", "Black Sea", None, "feature"),
        ("Fighters came from the Middle East.", "Middle East", None, "region"),
    ],
)
def test_places(read: Read, text: str, name: str, country: str | None, precision: str) -> None:
    place = next(t.place for t in read(text).toponyms if t.span.exact == name)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # A country that does something is its power; the same country as a setting is a place.
        ("Turkey agreed to patrol the zone.", "Turkey", "associative"),
        ("Refugees arrived in Turkey.", "Turkey", "literal"),
        # The conjoined subject acts too.
        ("Russia and Turkey agreed on a plan.", "Turkey", "associative"),
        # A possessive before an actor, and before a place.
        ("Lebanon's Hezbollah joined the war.", "Lebanon", "associative"),
        ("Syria's key port reopened.", "Syria", "literal"),
        # A capital that hopes is a government; a capital visited is a city.
        ("Ankara hopes for more time.", "Ankara", "associative"),
        ("He flew to Ankara on Monday.", "Ankara", "literal"),
        # Parties joined by a hyphen before a noun.
        ("They hailed the Ankara-Moscow deal.", "Moscow", "associative"),
        # An adjective of nationality.
        ("Syrian forces advanced.", "Syrian", "demonym"),
        # A place inside an organisation's name says where that is from.
        ("The Glasgow Police Department confirmed it.", "Glasgow", "associative"),
    ],
)
def test_roles(read: Read, text: str, name: str, role: str) -> None:
    assert next(t.role for t in read(text).toponyms if t.span.exact == name) == role


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "NOTHING BUT CAPITALS IN THIS WHOLE TEXT WITHOUT A STOP",
        "Idlib " * 5_000,
        "<b>Putin</b> & <script>alert(1)</script>",
        "\u202eIdlib\u202c and 🙂 Putin 🙂",
        "A" * 10_000 + " met Putin.",
        "- ' \" ’s 's ( ) (AB) , .",
        "al-\nal-Nusra al- -al",
    ],
)
def test_odd_text_raises_nothing_and_spans_hold(read: Read, text: str) -> None:
    for span in read(text).spans():
        assert text[span.start : span.end] == span.exact


def test_every_span_of_the_seeds_is_exact(tools: Tools) -> None:
    """The invariant that every later step builds on."""
    documents, problems = read_files([load_settings().seeds])
    assert (len(documents), problems) == (3, [])
    for document, annotations in annotate_all(documents, tools):
        assert annotations.mentions
        for span in annotations.spans():
            assert document.text[span.start : span.end] == span.exact


def test_one_name_said_a_thousand_times_in_a_headline_costs_no_more_than_its_length(read: Read) -> None:
    def seconds(times: int) -> float:
        begun = process_time()
        read("and Burmese Transpo " * times)
        return process_time() - begun

    assert seconds(800) < 10 * max(seconds(200), 0.3)
