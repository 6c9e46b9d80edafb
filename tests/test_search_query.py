"""The query language: what each query is read as, and where and why a malformed one is refused."""

import random

import pytest

from lib.errors import QueryError
from lib.search.catalogue import Catalogue
from lib.search.nodes import And, Days, Entities, Near, Node, Not, Or, Outlets, Wild, Words
from lib.search.query import DEEPEST, LONGEST, MOST_LEAVES, parse_query

CATALOGUE = Catalogue(
    {"the-star": "The Star", "north-star": "North Star Daily", "unknown:a": "unknown outlet (a.txt)"},
    {
        "amina-sesay": ("Amina Sesay", "Sesay", "Mrs. Sesay"),
        "sesay-group": ("Sesay Group",),
        "juba": ("Juba",),
        "juba-university": ("Juba University",),
        "united-nations": ("United Nations", "UN"),
    },
    {"a-sesay": "amina-sesay", "gone": "nowhere"},
)


def _said(node: Node) -> str:
    """A tree in short: words by their stems, "exact", fields in front."""
    match node:
        case And(parts):
            said = f"({' & '.join(map(_said, parts))})"
        case Or(parts):
            said = f"({' | '.join(map(_said, parts))})"
        case Not(part):
            said = f"!{_said(part)}"
        case Near(left, right, apart):
            said = f" ~{apart}~ ".join("|".join(map(_said, side)) for side in (left, right))
        case Words(words, exact, scope):
            row = " ".join("/".join(any_of) for any_of in words)
            said = f"{scope}:" * bool(scope) + (f'"{row}"' if exact else row)
        case Wild(letters, scope):
            said = f"{scope}:" * bool(scope) + letters
        case Days(first, last):
            said = f"{first}..{last}"
        case _:
            said = f"{type(node).__name__}={','.join(node.ids)}"
    return said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("zone", "zone"),
        ("Zones  Talking", "(zone & talk)"),
        ("zone AND talks", "(zone & talk)"),
        ("zone OR talks weapons", "(zone | (talk & weapon))"),
        ("(zone OR talks) weapons", "((zone | talk) & weapon)"),
        ("zone NOT talks", "(zone & !talk)"),
        ("zone -talks", "(zone & !talk)"),
        ("NOT zone", "!zone"),
        ("NOT NOT zone", "zone"),
        ('-(zone "talks held")', '!(zone & "talks held")'),
        ("al-Sham", "al sham"),  # a compound's parts stand in a row
        ("Erdoğan’s", "erdogan s"),
        ("10:30", "10 30"),  # no field begins with a digit
        ("and or not", "(and & or & not)"),
        ('"Heavy Weapons"', '"heavy weapons"'),
        ("“heavy weapons”", '"heavy weapons"'),
        ("«été»", '"ete"'),
        ('"e\u0301te\u0301"', '"ete"'),  # letters and accents typed apart
        ('"heavy weapons"~3', "heavi ~3~ weapon"),
        ('"a b c"~2', "(a ~2~ b & b ~2~ c)"),
        ('"weapons"~2', "weapon"),
        ("zone NEAR talks", "zone ~5~ talk"),
        ('zone NEAR/2 ("peace talks" OR deal)', "zone ~2~ peac talk|deal"),
        ("a NEAR/1 b NEAR/2 c", "(a ~1~ b & b ~2~ c)"),
        ("NOT a NEAR/1 b", "!a ~1~ b"),
        ("demilitari*", "demilitari*"),
        ("*tion", "*tion"),
        ("de*ed", "de*ed"),
        ("outlet:the-star", "Outlets=the-star"),
        ('outlet:"the star"', "Outlets=the-star"),
        ("OUTLET: star", "Outlets=the-star,north-star"),
        ("outlet:unknown:a", "Outlets=unknown:a"),
        ("entity:juba", "Entities=juba"),  # the whole name before a longer one
        ("entity:sesay", "Entities=amina-sesay"),  # a whole spelling before a longer name
        ("entity:a-sesay", "Entities=amina-sesay"),  # merged
        ("entity:un", "Entities=united-nations"),
        ("entity:university", "Entities=juba-university"),
        ("entity:(juba OR un)", "(Entities=juba | Entities=united-nations)"),
        ("date:2018-09-17", "2018-09-17..2018-09-17"),
        ("date:2018-02", "2018-02-01..2018-02-28"),
        ("date:2018", "2018-01-01..2018-12-31"),
        ("date:[2018-09-01 TO 2018-09-20]", "2018-09-01..2018-09-20"),
        ("date:[* TO 2018-09]", "None..2018-09-30"),
        ("date:2018-09..", "2018-09-01..None"),
        ("date:[2018-10 TO 2018-09]", "2018-09-01..2018-10-31"),  # ends the wrong way round
        ("quoted:talks", "quoted:talk"),
        ('quoted:(zone OR "peace talks")', '(quoted:zone | quoted:"peace talks")'),
        ("headline:talk* zone", "(headline:talk* & zone)"),
        ('quoted:"peace talks"~2', "quoted:peac ~2~ quoted:talk"),
        # signs that belong to words
        ("50% 9/11 AT&T R&D", "(50 & 9 11 & at t & r d)"),
        ("#idlib @who.int $5 GMT+3", "(idlib & who int & 5 & gmt 3)"),
        ("zone, talks.", "(zone & talk)"),
        ('"Who did it?"', '"who did it"'),
        # any letters, one letter
        ("bo?t", "bo?t"),
        ("b*t?", "b*t?"),
        ("Erdoğ?n*", "erdog?n*"),
        ("US*", "us*"),
        # single quotation marks, and what is typed for a minus
        ("'cease fire'", '"cease fire"'),
        ("‘don’t fire’ zone", '("dont fire" & zone)'),
        ("quoted:'peace talks'~2", "quoted:peac ~2~ quoted:talk"),
        ("outlet:'the star'", "Outlets=the-star"),
        ("rebels' zone", "(rebel & zone)"),
        ("zone –talks", "(zone & !talk)"),
        ("−zone", "!zone"),
        # numbers, abbreviations, apostrophes, irregular forms
        ("1 200 zone", "(1200 & zone)"),
        ("1,200", "1200"),
        ("12\u202f000", "12000"),
        ("1.200", "1 200"),
        ("2018 300", "(2018 & 300)"),
        ("us", "us"),
        ("US", "us=/usa"),
        ("u.s.", "us=/usa"),
        ('"USA"', '"usa"'),
        ("ISIL", "isi/isil"),
        ("Ma'arrat", "maarrat"),
        ("O’Brien’s", "obrien s"),
        ("d'Ivoire", "d ivoir"),
        ("withdrew", "withdraw"),
        ("women", "woman"),
        ("shots", "shot/shot+"),
        ("found NEAR/1 fought", "find/found/found+ ~1~ fight"),
        ('quoted:"fought" NEAR/1 quoted:zone', "quoted:fight ~1~ quoted:zone"),
        ("zone)", None),
    ],
)
def test_a_query_is_read_as(query: str, said: str | None) -> None:
    if said is None:
        with pytest.raises(QueryError):
            parse_query(query, CATALOGUE)
    else:
        assert _said(parse_query(query, CATALOGUE).node) == said


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("", (0, 0), "Write a word"),
        ("  \t ", (0, 0), "Write a word"),
        ("zone AND", (8, 8), "ends where a word should follow"),
        ("zone NOT", (8, 8), "ends where a word should follow"),
        ("AND zone", (0, 3), "missing before AND"),
        ("zone OR OR talks", (8, 10), "missing before OR"),
        ("NEAR/5 zone", (0, 6), "missing before NEAR/5"),
        ("zone NEAR/x talks", (5, 11), "number after NEAR/"),
        ("zone NEAR/99 talks", (0, 18), "At most 30 words"),
        ("zone NEAR (a b)", (11, 14), "NEAR stands between"),
        ("zone NEAR outlet:star", (10, 21), "NEAR stands between"),
        ("zone NEAR quoted:talks", (0, 22), "same field"),
        ("(zone OR talks", (0, 1), "never closed"),
        ("zone) talks", (4, 5), "never opened"),
        ("zone ()", (5, 7), "nothing between these brackets"),
        ('zone "peace talks', (5, 6), "never closed"),
        ('zone ""', (5, 7), "no letter or digit"),
        ("zone ★ talks", (5, 6), "no letter or digit"),
        ("zone~2", (4, 5), "goes after a quoted phrase"),
        ("zone^2", (4, 5), "means nothing here"),
        ('"zone"~', (6, 7), "number after ~"),
        ("*", (0, 1), "at most 3 *"),
        ("a*", (0, 2), "2 to 60 letters"),
        ("a*b*c*d*e", (0, 9), "at most 3 *"),
        ("al-sha*", (0, 7), "without hyphen"),
        ("boat.*", (0, 6), "without hyphen"),
        # what other languages of queries write
        ("!Fiji", (0, 1), "write NOT or - before it"),
        ("Fiji!", (4, 5), "any ending is *"),
        ("--Fiji", (0, 2), "One - before a word"),
        ("zone & talks", (5, 6), "Write AND"),
        ("zone && talks", (5, 7), "Write AND"),
        ("zone || talks", (5, 7), "Write OR"),
        ("zone|talks", (4, 5), "Write OR"),
        ("/bo.t/", (0, 6), "no regular expressions"),
        ("zone W/3 talks", (5, 8), "Write NEAR/3"),
        ("zone w/12 talks", (5, 9), "Write NEAR/3"),
        ("zone PRE/3 talks", (5, 10), "Write NEAR/3"),
        ("zone ADJ3 talks", (5, 9), "Write NEAR/3"),
        ("zone NEAR3 talks", (5, 10), "Write NEAR/3"),
        ("zone near/3 talks", (5, 11), "Write NEAR/3"),
        ("+zone", (0, 1), "are all asked for"),
        ("boat%", (4, 5), "stands for any letters"),
        ("boat$", (4, 5), "stands for any letters"),
        ("wom#n", (3, 4), "stands for one letter"),
        ("[bo]at", (0, 1), "means nothing here"),
        ("zone,talks", (4, 5), "Put a space"),
        ("5..9", (1, 3), "Only days make a range"),
        ("title:x", (0, 6), "no field “title:”"),
        ("título:x", (0, 7), "no field “título:”"),
        ("title :x", (6, 7), "without a space"),
        ("'open phrase", (0, 1), "never closed"),
        ("’90s", (0, 1), "never closed"),
        ('"peace talks"s', (13, 14), "a space after this quotation mark"),
        ('"bo?t deal"', (3, 4), "cannot stand in quotation marks"),
        ("a?", (0, 2), "2 to 60 letters"),
        ('"peace talk*"', (11, 12), "cannot stand in quotation marks"),
        ("colour:red", (0, 7), "no field “colour:”"),
        ("http://x.org", (0, 5), "no field “http:”"),
        ("outlet:", (0, 7), "Write after “outlet:”"),
        ("outlet:moon", (7, 11), "No outlet is called “moon”. There are North Star Daily, The Star"),
        ("entity:moon", (7, 11), "Nothing here is called “moon”"),
        ("entity:gone", (7, 11), "Nothing here is called"),
        ("outlet:-star", (7, 8), "minus stands before"),
        ("date:2018-02-30", (5, 15), "no day"),
        ("date:yesterday", (5, 14), "no day"),
        ("zone date:[2018 TO x]", (10, 21), "no day"),
        ("quoted:outlet:star", (0, 7), "Write after “quoted:”"),
    ],
)
def test_a_malformed_query_is_refused_where_it_breaks(query: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(QueryError, match=r".") as caught:
        parse_query(query, CATALOGUE)
    assert (caught.value.start, caught.value.end) == place
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "a" * (LONGEST + 1),
        "zone " * 2000,
        "(" * 10_000,
        "(" * (DEEPEST + 1) + "zone" + ")" * (DEEPEST + 1),
        "a " * (MOST_LEAVES + 1),
        '"' + "a " * 40 + '"',
        "b" * 70 + "*",
        " OR ".join(f'"{"a b " * 9}"~30' for _ in range(9)),
        f"({' OR '.join('abcdefgh')}) NEAR/30 ({' OR '.join('abcdefgh')})",
    ],
)
def test_too_much_is_refused_kindly(query: str) -> None:
    with pytest.raises(QueryError, match=r"can have|too many|letters"):
        parse_query(query, CATALOGUE)


PIECES = (
    *"()[]{}\"“”~*?:^\\/-+&|!'.,\t\n\x00\ud800½ßİ٣",
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR/3",
        "outlet:",
        "entity:",
        "date:",
        "quoted:",
        "headline:",
        "TO",
        " ",
        " ",
        "~5",
    ),
    *("zone", "The Star", "2018-09-17", "*..*", "%' OR 1=1 --", "<script>", "[2018 TO *]", "a" * 30),
)


def test_no_query_raises_anything_but_the_one_error() -> None:
    chance = random.Random(20180917)  # noqa: S311  test data, no secret
    refused = [_refused("".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))) for _ in range(4000)]
    assert 500 < sum(refused) < 3900, "the pieces should make both kinds of queries"


def _refused(query: str) -> bool:
    """Whether a query is refused, which it must be with a place inside it and words."""
    caught = None
    try:
        parse_query(query, CATALOGUE)
    except QueryError as error:
        caught = error
    assert caught is None or (0 <= caught.start <= caught.end <= len(query) + 1 and str(caught))
    return caught is not None


def test_places_lead_back_to_what_was_written() -> None:
    query = parse_query('zone quoted:("peace talks" OR deal) outlet:star', CATALOGUE)
    assert isinstance(query.node, And)
    assert [query.written(part) for part in query.node.parts] == [
        "zone",
        'quoted:("peace talks" OR deal)',
        "outlet:star",
    ]
    assert isinstance(query.node.parts[2], Outlets)
    assert isinstance(parse_query("entity:juba", CATALOGUE).node, Entities)
