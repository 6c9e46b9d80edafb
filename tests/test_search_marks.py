"""What a reader is told of how a query was read, and what is marked in what it finds."""

import pytest

from lib.search.catalogue import Catalogue
from lib.search.hits import find_hits
from lib.search.query import parse_query
from tests.test_search_query import CATALOGUE


def test_a_reader_is_told_how_names_and_small_operators_were_read() -> None:
    notes = parse_query("entity:sesay and entity:juba", CATALOGUE).notes
    assert notes == ("“sesay” is read as Amina Sesay.", "“and” is read as a word; as an operator it is written AND.")
    assert parse_query('"this and that" and', CATALOGUE).notes == ()


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("zone And talks", "“And” is read as a word; as an operator it is written AND."),
        ("zone near talks", "“near” is read as a word; as an operator it is written NEAR."),
        ("talks?", "“talks?” is read as “talks” and one more letter; without ? it is the word alone."),
        ("1 200", "“1 200” is read as one number."),
        ("us", "“us” is read as the word; the abbreviation is written US."),
        ("U.S.", "“U.S.” finds USA too; in quotation marks it finds itself alone."),
        ("USA", "“USA” finds US too; in quotation marks it finds itself alone."),
        ("'a zone'", "'a zone' is read as words in a row, as in double quotation marks."),
    ],
)
def test_what_could_be_meant_otherwise_is_said(query: str, note: str) -> None:
    assert note in parse_query(query, CATALOGUE).notes


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Heavy weapons, and a weapon.", "weapons", ["weapons", "weapon"]),
        ("Heavy weapons, and a weapon.", '"weapons"', ["weapons"]),
        ("Erdoğan’s plan", "erdogan", ["Erdoğan"]),
        ("Heavy weapons were withdrawn", "weapons NOT withdrawn", ["weapons"]),
        ("A zone of peace, a zone", "zone NEAR/2 peace", ["zone of peace"]),
        ("A zone in peace, a zone", "peace NEAR/1 zone", ["zone in peace"]),
        ("A zone of peace", "zone peace", ["zone", "peace"]),
        ("Withdrawal and withdrawing", "withdraw*", ["Withdrawal", "withdrawing"]),
        ("al-Sham, Al Sham", "al-sham", ["al-Sham", "Al Sham"]),
        ('He said "a zone" of zones', "quoted:zone", ["zone"]),
        ("the the the", '"the the"', ["the the"]),
        ("İstanbul 𝒳 zone", "zone", ["zone"]),
        ("The U.S. told us, a U.S.-led force", "US", ["U.S.", "U.S."]),
        ("The USA told us", "U.S.", ["USA"]),
        ("The USA told us", '"US"', []),
        ("The US told us", "us", ["us"]),
        ("At 6 a.m. I am in", "am", ["am"]),
        ("Ma’arrat, Maʿarrat and Ma'arrat", "maarrat", ["Ma’arrat", "Maʿarrat", "Ma'arrat"]),
        ("Some 1,200, 1 200 or 1\u202f200 of 1,2000", "1200", ["1,200", "1 200", "1\u202f200"]),
        ("1.200 is no 1200", "1200", ["1200"]),
        ("They withdrew what was withdrawn", "withdrawal", ["withdrew", "withdrawn"]),
        ("They withdrew what was withdrawn", '"withdrew"', ["withdrew"]),
        ("They found it, founded in 1948", "find", ["found"]),
        ("They found it, founded in 1948", "founding", ["found", "founded"]),
        ("She lives, their lives", "life", ["lives", "lives"]),
        ("A boat, a boot", "bo?t", ["boat", "boot"]),
        ("e\u0301te\u0301 and été", "été", ["e\u0301te\u0301", "été"]),
        ("Nothing", "outlet:a", []),
    ],
)
def test_what_is_marked_is_what_was_found(text: str, query: str, marked: list[str]) -> None:
    node = parse_query(query, Catalogue({"a": "A"})).node
    hits = find_hits(text, ("a zone",), node)
    assert [text[hit.start : hit.end] for hit in hits] == marked
