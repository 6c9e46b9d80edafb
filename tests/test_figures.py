"""Figures: one row for each way of giving a number, with what it counts."""

import pytest
import spacy

from lib.annotate.counting.quantities import find_quantities
from lib.annotate.dates import find_timexes
from lib.annotate.figures import find_figures
from lib.annotate.quotes import find_quotes
from lib.codebooks import load_words
from lib.models import Figure, Mention, Quote, Span, Speaker
from tests.parsed import parsed

Row = tuple[str, float | None, float | None, str]


def figures(text: str) -> list[Figure]:
    doc = parsed(text)
    return list(find_figures(doc, tuple(find_timexes(doc, None)), ()))


def brief(text: str) -> list[Row]:
    return [(figure.span.exact, figure.low, figure.high, figure.unit) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # measures, spelt and abbreviated, joined and hyphenated
        ("The 15-20km-wide zone holds.", ("15-20km", 15, 20, "kilometre")),
        ("A zone of 15-20 kilometres wide.", ("15-20 kilometres", 15, 20, "kilometre")),
        ("Turkey shares a 560-mile border with it.", ("560-mile", 560, 560, "mile")),
        ("The zone covers 300 square kilometres.", ("300 square kilometres", 300, 300, "square kilometre")),
        # money and shares
        ("It cost $1.5bn in all.", ("$1.5bn", 1.5e9, 1.5e9, "US dollar")),
        ("It cost $5m in all.", ("$5m", 5e6, 5e6, "US dollar")),
        ("It cost AU$ 52.5 million in all.", ("AU$ 52.5 million", 52.5e6, 52.5e6, "Australian dollar")),
        ("It cost 20 million euros in all.", ("20 million euros", 2e7, 2e7, "euro")),
        ("Ghana pays 40,000 cedis a boat.", ("40,000 cedis", 40_000, 40_000, "cedi")),
        ("A fine of 900 Kenyan shillings is due.", ("900 Kenyan shillings", 900, 900, "Kenyan shilling")),
        ("It lent 3 billion CFA francs to Togo.", ("3 billion CFA francs", 3e9, 3e9, "CFA franc")),
        ("It lent 2 million New Zealand dollars.", ("2 million New Zealand dollars", 2e6, 2e6, "New Zealand dollar")),
        # a mark or an "and" in a currency's name
        ("It lent 300 million U.S. dollars.", ("300 million U.S. dollars", 3e8, 3e8, "US dollar")),
        ("It lent 300 million US dollars.", ("300 million US dollars", 3e8, 3e8, "US dollar")),
        ("It lent 3 million St. Helena pounds.", ("3 million St. Helena pounds", 3e6, 3e6, "Saint Helena pound")),
        (
            "It lent 5 million Trinidad & Tobago dollars.",
            ("5 million Trinidad & Tobago dollars", 5e6, 5e6, "Trinidad and Tobago dollar"),
        ),
        (
            "It lent 5 million Bosnia-Herzegovina convertible marks.",
            ("5 million Bosnia-Herzegovina convertible marks", 5e6, 5e6, "Bosnian mark"),
        ),
        ("It sent 50 U.S. soldiers.", ("50", 50, 50, "people")),
        ("Seoul gives 7 billion won a year.", ("7 billion won", 7e9, 7e9, "won")),
        ("Ships stay 24 nautical miles off Crete.", ("24 nautical miles", 24, 24, "nautical mile")),
        ("A 12-nautical-mile belt off Fiji is closed.", ("12-nautical-mile", 12, 12, "nautical mile")),
        ("Prices rose 10% there.", ("10%", 10, 10, "percent")),
        ("Prices rose ten per cent there.", ("ten per cent", 10, 10, "percent")),
        ("A third of the city fled.", ("A third", 1 / 3, 1 / 3, "share")),
        ("Two-thirds of the city fled.", ("Two-thirds", 2 / 3, 2 / 3, "share")),
        # people, in digits, words and both
        ("It hosts 3.5 million Syrian refugees.", ("3.5 million", 3.5e6, 3.5e6, "people")),
        ("It holds some three million people.", ("some three million", 3e6, 3e6, "people")),
        ("It has two hundred and fifty fighters.", ("two hundred and fifty", 250, 250, "people")),
        ("Half a million civilians fled.", ("Half a million", 5e5, 5e5, "people")),
        ("One soldier was killed.", ("One", 1, 1, "people")),
        # things
        ("They sent some 50 military vehicles.", ("some 50", 50, 50, "vehicle")),
        ("It hit three cities.", ("three", 3, 3, "city")),
        # bounds before and after
        ("At least 30 people died.", ("At least 30", 30, None, "people")),
        ("More than 2,000 people fled.", ("More than 2,000", 2000, None, "people")),
        ("Up to 50 fighters left.", ("Up to 50", None, 50, "people")),
        ("Fewer than 20 villages fell.", ("Fewer than 20", None, 20, "village")),
        ("It has 50 or more tanks.", ("50 or more", 50, None, "tank")),
        # a verb's particle bounds nothing
        ("Peru must turn over 12 migrants to Chile.", ("12", 12, 12, "people")),
        ("The rebels will hand over 300 rifles on Monday.", ("300", 300, 300, "rifle")),
        ("Police in Quito handed over dozens of migrants.", ("dozens", 24, None, "people")),
        ("They will hand out over 300 rifles.", ("over 300", 300, None, "rifle")),
        # ranges keep both ends, and share a scale
        ("Between 5 and 10 people died.", ("5 and 10", 5, 10, "people")),
        ("It has two to three million residents.", ("two to three million", 2e6, 3e6, "people")),
        ("Two or three rockets hit it.", ("Two or three", 2, 3, "rocket")),
        # a bare plural counts at least two
        ("Dozens of people have been killed.", ("Dozens", 24, None, "people")),
        ("It led to scores of casualties.", ("scores", 40, None, "people")),
        ("Hundreds of rockets fell.", ("Hundreds", 200, None, "rocket")),
        ("Thousands of foreign fighters came.", ("Thousands", 2000, None, "people")),
        ("Tens of thousands of refugees fled.", ("Tens of thousands", 20_000, None, "people")),
        ("Hundreds of thousands of refugees fled.", ("Hundreds of thousands", 200_000, None, "people")),
        ("Several hundred fighters left.", ("Several hundred", 200, None, "people")),
        # a number alone, where the verb says that it counts people
        ("At least 30 were killed.", ("At least 30", 30, None, "people")),
        ("The blast killed 12.", ("12", 12, 12, "people")),
    ],
)
def test_one_figure(text: str, row: Row) -> None:
    [found] = brief(text)
    assert found == pytest.approx(row) if all(isinstance(end, float) for end in row[1:3]) else found == row


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # two values are no range
        ("It rose from 5 to 10 percent.", [("5", 5, 5, "percent"), ("10 percent", 10, 10, "percent")]),
        ("It lost 9% or 998 points.", [("9%", 9, 9, "percent"), ("998", 998, 998, "point")]),
        ("It killed 12 people and 3 horses.", [("12", 12, 12, "people"), ("3", 3, 3, "horse")]),
    ],
)
def test_several_figures(text: str, rows: list[Row]) -> None:
    assert brief(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        "It ends on October 15, 2018.",
        "They landed at 18:00.",
        # those already named, not counted
        "The two leaders met.",
        "These three countries agreed.",
        # numbers that are names
        "It follows UN Security Council resolution 2254.",
        "They closed the M4 and the M5.",
        "An Airbus A330-200 landed.",
        "It is No. 1 in Syria.",
        "One of them left.",
        # ordinals, scores, numbers of lists
        "It was the second attack.",
        "It fell in the second half of September.",
        "They won 2-1 in Sochi.",
        "1. Turkey leaves.",
        "It closed below the 5000 mark.",
        "Team 5 won the cup.",
        # too long to be a number
        "9" * 5000,
        "1-" * 500,
        "",
    ],
)
def test_no_figure(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Turkey shares a 560-mile border with it.", "border"),
        ("The 15-20km-wide zone holds.", "width of zone"),
        ("Hope for 3 million Syrian civilians in Idlib.", "Syrian civilians in Idlib"),
        ("Thousands of foreign fighters came.", "foreign fighters"),
        ("It has a population of three million.", "population"),
    ],
)
def test_what_is_counted(text: str, of: str) -> None:
    assert [figure.of for figure in figures(text)] == [of]


@pytest.mark.parametrize(
    ("text", "rough"), [("about 50 tanks", True), ("50 tanks", False), ("several hundred tanks", True)]
)
def test_rough_numbers_say_so(text: str, rough: bool) -> None:  # noqa: FBT001
    assert [figure.approximate for figure in figures(f"They sent {text}.")] == [rough]


def test_the_speaker_of_the_quote_is_cited() -> None:
    text = "Hurriyet said they included some 50 military vehicles."
    content = Span(14, len(text), text[14:])
    speaker = Speaker(Span(0, 8, "Hurriyet"), "hurriyet")
    quote = Quote(content, "indirect", (), speaker, None)
    assert [figure.cited for figure in find_figures(parsed(text), (), (quote,))] == ["hurriyet"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("According to Jan Egeland, 3 million people live there.", "jan-egeland"),
        ("3 million people live there, according to Jan Egeland.", "jan-egeland"),
        # the source of another sentence is not that of this one
        ("Jan Egeland left. 3 million people live there.", None),
        ("3 million people live there. According to Jan Egeland, it holds.", None),
    ],
)
def test_according_to_cites(text: str, cited: str | None) -> None:
    at = text.index("Jan")
    mention = Mention(Span(at, at + 11, "Jan Egeland"), "PERSON", "jan-egeland", "Jan Egeland", "full name")
    quotes = tuple(find_quotes(parsed(text), (mention,)))
    assert [figure.cited for figure in find_figures(parsed(text), (), quotes)] == [cited]


@pytest.mark.parametrize("text", ["5-" * 1500, "half a " * 1500, "two and " * 1500, "$" * 1500, "(9 km " * 1000])
def test_hostile_repetition_yields_in_order(text: str) -> None:
    last = 0
    for figure in find_figures(spacy.blank("en")(text), (), ()):
        assert text[figure.span.start : figure.span.end] == figure.span.exact
        assert figure.span.start >= last
        last = figure.span.end


def test_a_conversion_in_another_dimension_is_its_own_quantity() -> None:
    assert [quantity.measure for quantity in find_quantities("15km (9 tonnes)")] == ["kilometre", "tonne"]


def test_an_age_is_no_length_of_time() -> None:
    assert [timex.span.exact for timex in find_timexes(parsed("A 19-year-old drove for two hours."), None)] == [
        "two hours"
    ]


def test_every_unit_has_a_dimension_and_no_form_means_two() -> None:
    units = load_words("units")
    forms = [form for row in units.values() for form in row["forms"]]
    assert len(forms) == len(set(forms))
    assert all(row["dimension"] == "money" or row["factor"] > 0 for row in units.values())


def test_a_person_is_cited_before_the_organisation_of_the_person() -> None:
    text = "According to United Nations envoy Jan Egeland, 3 million people live there."
    mentions = (
        Mention(Span(13, 27, "United Nations"), "ORG", "united-nations", "United Nations", "full name"),
        Mention(Span(34, 45, "Jan Egeland"), "PERSON", "jan-egeland", "Jan Egeland", "full name"),
    )
    quotes = tuple(find_quotes(parsed(text), mentions))
    assert [figure.cited for figure in find_figures(parsed(text), (), quotes)] == ["jan-egeland"]
