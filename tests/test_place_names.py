"""Places as real reports have them: which are found, which of the namesakes is meant, and what part the name plays."""

import pytest

from lib.annotate import Tools, annotate
from lib.models import Document, Toponym


def toponyms(tools: Tools, text: str) -> list[Toponym]:
    document = Document("t", None, "t", None, text, None, None, None, "t.txt")
    return [t for t in annotate(document, tools).toponyms if t.role != "demonym"]


def found(tools: Tools, text: str) -> dict[str, Toponym]:
    return {t.span.exact: t for t in reversed(toponyms(tools, text))}


def place_of(tools: Tools, text: str, name: str) -> tuple[str | None, str] | None:
    place = found(tools, text)[name].place
    return (place.country, place.precision) if place else None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A mark inside a name does not cut it.
        ("Guinea-Bissau and Guinea signed in Conakry.", ["Guinea-Bissau", "Guinea", "Conakry"]),
        ("A court in Côte d'Ivoire freed two men.", ["Côte d'Ivoire"]),
        ("Rebels left Hpa-an for the hills of Myanmar.", ["Hpa-an", "Myanmar"]),
        ("Timor-Leste and Australia drew a line.", ["Timor-Leste", "Australia"]),
        # Two places that a hyphen joins are two.
        ("The Tashkent-Dushanbe railway reopened.", ["Tashkent", "Dushanbe"]),
        # A class word in small letters belongs to the name where the gazetteer has it so.
        ("Tankers crossed the Kerch strait at night.", ["Kerch strait"]),
        ("Ships wait off the Malacca strait.", ["Malacca strait"]),
        # Datelines, whatever the letters and the marks.
        ("LOMÉ, Togo, May 3 (XYZ) -- Talks went on.", ["LOMÉ", "Togo"]),
        ("ST. LOUIS, Mo. — The mayor left.", ["ST. LOUIS", "Mo."]),
        ("FT. LAUDERDALE, Fla. (XYZ) - Ships came.", ["FT. LAUDERDALE", "Fla."]),
        ("NAIROBI, May 18. /KENPRESS/. All is calm.", ["NAIROBI"]),
        ("Gaborone, Botswana – October 29: All is calm.", ["Gaborone", "Botswana"]),
        # A place that the text stands in, though no gazetteer has it.
        ("Soldiers dug in at Zubrovice and near Kolnopol.", ["Zubrovice", "Kolnopol"]),
        # A country's rare name, taken for a person's, beside another place of it.
        ("In Chad, the road from Faya-Largeau to Zouar is open.", ["Chad", "Faya-Largeau", "Zouar"]),
        ("Myanmar said cargo left Moulmein, Tavoy and Mergui.", ["Myanmar", "Moulmein", "Tavoy", "Mergui"]),
        # The parts of a treaty's name, of a body's, and of people called after their town.
        ("The Nairobi process and the Kampala Accord failed.", ["Nairobi", "Kampala"]),
        ("Libya closed the University of Sebha.", ["Libya", "Sebha"]),
        ("In Georgia, Gali Georgians barred the road.", ["Georgia", "Gali"]),
        # A headline in which every word has a capital.
        ("Fitch Cuts Rating Of Turkish Banks After Sochi Deal", ["Sochi"]),
        ("Keep Your Distance – Myanmar Tells Thailand", ["Myanmar", "Thailand"]),
        ("Tokyo Warns Seoul Over Fishing Rights", ["Tokyo", "Seoul"]),
        # Words that are no places here.
        ("Peace is near.", []),
        ("Nato and Unicef will help, said the Asean chief.", []),
        ("Deploy Additional Troops", []),
        # Straits and ports whose names sound like people's.
        ("In Ukraine, ships left Yuzhny for the Bosphorus.", ["Ukraine", "Yuzhny", "Bosphorus"]),
    ],
)
def test_places_are_found_whole(tools: Tools, text: str, names: list[str]) -> None:
    assert [t.span.exact for t in toponyms(tools, text)] == names


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # What stands before a comma and a country's people is no hierarchy.
        ("In Moscow, US envoys met their hosts.", "Moscow", "RU"),
        ("Earlier in Kabul, US Defense Secretary Mark Lane met troops.", "Kabul", "AF"),
        ("In Paris, Texas Governor Ann Roe met students.", "Paris", "FR"),
        ("A fire broke out in Paris, Texas.", "Paris", "US"),
        # The large namesake unless the text supports the small one.
        ("Delegations from Melbourne and Bristol met in Birmingham.", "Melbourne", "AU"),
        ("Delegations from Melbourne and Bristol met in Birmingham.", "Birmingham", "GB"),
        ("The team left Boston for London and Manchester.", "Boston", "US"),
        ("A ferry left Boston, Lincolnshire.", "Boston", "GB"),
        ("A judge sat in London, Ontario, on Friday.", "London", "CA"),
        # Of a small capital and a namesake as large, the one in a country that the text speaks of.
        ("Malaysia and Thailand signed in George Town, the Malaysian port.", "George Town", "MY"),
        ("Guyana's ministers met in Georgetown.", "Georgetown", "GY"),
        ("The governor of California spoke in San Jose.", "San Jose", "US"),
        ("Costa Rica's parliament met in San Jose.", "San Jose", "CR"),
        # A town that lies by another.
        ("He lived in Edmonton, south of Cairns.", "Edmonton", "AU"),
        ("Both spellings, Odessa and Odesa, are in use in Ukraine.", "Odessa", "UA"),
    ],
)
def test_the_namesake_that_is_meant(tools: Tools, text: str, name: str, country: str) -> None:
    place = place_of(tools, text, name)
    assert place is not None
    assert place[0] == country


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Shells fell across Donetsk region.", "province"),
        ("Shells fell on the city of Donetsk.", "city"),
        ("The governor of Aleppo province left.", "province"),
        ("Talks in Aleppo city failed.", "city"),
    ],
)
def test_a_province_is_not_its_seat(tools: Tools, text: str, precision: str) -> None:
    name = next(iter(found(tools, text)))
    place = place_of(tools, text, name)
    assert place is not None
    assert place[1] == precision


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # Governments and their people act; capitals stand for them.
        ("Kyiv is responsible for clearing the mines.", "Kyiv", "associative"),
        ("Lima is ready to sign.", "Lima", "associative"),
        ("Ghana remains committed to the treaty.", "Ghana", "associative"),
        ("Lima is the largest city on that coast.", "Lima", "literal"),
        ("U.S. Secretary of State Ann Kerr flew to Vienna.", "U.S.", "associative"),
        ("In Moscow, US envoys met their hosts.", "US", "associative"),
        ("In Moscow, US envoys met their hosts.", "Moscow", "literal"),
        ("The US and Nato will withdraw.", "US", "associative"),
        ("The ministry of trade of Peru confirmed it.", "Peru", "associative"),
        ("Abkhazia has signed the text.", "Abkhazia", "associative"),
        ("Somaliland said it would reopen the port.", "Somaliland", "associative"),
        # Sent by a power, or having left its land.
        ("Observers include delegates from Kenya, Ghana and Togo.", "Ghana", "associative"),
        ("Soldiers from Fiji will patrol the strip.", "Fiji", "associative"),
        ("Refugees from Eritrea crossed into Sudan.", "Eritrea", "literal"),
        ("Goods from Brazil pay the old duty.", "Brazil", "literal"),
        # What is owned: a decision or a port.
        ("Chile's refusal surprised them.", "Chile", "associative"),
        ("Chile's northern ports reopened.", "Chile", "literal"),
        ("Nobody crossed Bolivia's border with Peru.", "Peru", "literal"),
        # With, for, to, on and between powers; between lands.
        ("It ended a quarrel between Mali and Niger.", "Niger", "associative"),
        ("The road between Mali and Niger is closed.", "Niger", "literal"),
        ("He signed for Jordan.", "Jordan", "associative"),
        ("The pilgrims left for Jordan.", "Jordan", "literal"),
        ("Sanctions on Iran will be lifted.", "Iran", "associative"),
        ("An ambassador to Panama resigned.", "Panama", "associative"),
        ("They urged Serbia to agree.", "Serbia", "associative"),
        ("The convoy reached Serbia on Monday.", "Serbia", "literal"),
        # An agreement is called after the place where it was made.
        ("They renewed their support for the Abuja agreement.", "Abuja", "associative"),
        ("The Doha talks broke down.", "Doha", "associative"),
        ("The talks in Doha broke down.", "Doha", "literal"),
        # Hyphens.
        ("Cairo-brokered talks resumed.", "Cairo", "associative"),
        ("The Kenya-Ethiopia accord was published.", "Ethiopia", "associative"),
        ("The Iran-Iraq border was closed.", "Iraq", "literal"),
        # Headlines, and the lines under them.
        ("Congo, Rwanda Sign Peace Pact in Washington", "Rwanda", "associative"),
        ("Nepal and India to Open Two Border Posts", "Nepal", "associative"),
        ("Myanmar Tells Thailand To Wait", "Thailand", "associative"),
        ("LUSAKA, Zambia, May 3 (XYZ) - Chad said it would wait.", "LUSAKA", "literal"),
        ("LUSAKA, Zambia, May 3 (XYZ) - Chad said it would wait.", "Zambia", "literal"),
        ("LUSAKA, Zambia, May 3 (XYZ) - Chad said it would wait.", "Chad", "associative"),
        ("They met in Muscat, Oman, on Friday.", "Oman", "literal"),
        ("Rounds may be held in Peru, Chile, or a third country.", "Chile", "literal"),
    ],
)
def test_a_place_or_its_power(tools: Tools, text: str, name: str, role: str) -> None:
    assert found(tools, text)[name].role == role


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The Joint Coordination Centre met the Joint Coordination Center.", "joint-coordination-centre"),
        ("The Defence Labour Fund is the Defense Labor Fund.", "defence-labour-fund"),
        ("Ships left Odessa. Ships left Odesa.", "odesa"),
        ("Talks in Kiev ended. Talks in Kyiv ended.", "kyiv"),
    ],
)
def test_two_spellings_are_one_name(tools: Tools, text: str, entity: str) -> None:
    document = Document("t", None, "t", None, text, None, None, None, "t.txt")
    assert {m.entity for m in annotate(document, tools).mentions} == {entity}


@pytest.mark.parametrize("name", ["Hugh O'Reilly", "Marie d'Orville", "Ann O’Hara"])
def test_a_mark_does_not_cut_a_person(tools: Tools, name: str) -> None:
    document = Document("t", None, "t", None, f"Later {name} spoke.", None, None, None, "t.txt")
    assert [m.span.exact for m in annotate(document, tools).mentions] == [name]
