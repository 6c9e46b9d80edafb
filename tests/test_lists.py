"""Cards and short lists as rows: what the seeds have no case of, and what cards have no room for."""

import pandas as pd

from lib.compare.distinctive import OutletWords
from lib.compare.records import Difference, DistinctiveWord, Fact
from lib.compare.reuse.independence import Link, SourceGroup
from lib.exports.lists import bars_list, sources_list, values_list, words_list
from lib.models import Span
from lib.queries.brief import Finding
from lib.queries.sources.facts import Comparison
from lib.views.brief import finding_title, finding_words
from lib.views.kit.looks import Looks
from lib.views.sources.facts import MOST_CARDS, MOST_SIDES, FactDesk, differences_html
from lib.views.sources.reuse import MOST_LINKS, sources_html
from lib.views.sources.words import distinctive_html

NAMES = {"a": "Alpha", "b": "=Beta"}
LOOKS = Looks(NAMES, {}, {})


def test_outlets_that_count_as_one_source_are_a_row_with_the_links_shown() -> None:
    links = tuple(Link("x", "y", f"why {number}", number / 10) for number in range(MOST_LINKS + 2))
    groups = [SourceGroup(("a", "b"), links), SourceGroup(("c",))]
    told = sources_list(groups, NAMES)
    assert told["Outlets"].tolist() == ["Alpha, =Beta"]
    assert told["Why"][0].split("; ") == [f"why {number}" for number in (5, 4, 3, 2)]
    assert sources_html(groups, LOOKS, lambda a, b: a + b).count("<li>") == len(told)


def _word(outlet: str, word: str, z: float) -> DistinctiveWord:
    return DistinctiveWord(outlet, word, z, 5, 1, 2.0, 0.5)


def test_words_beyond_chance_are_rows_and_else_the_highest_one() -> None:
    found = [
        OutletWords("a", (_word("a", "regime", 3.0), _word("a", "plan", 2.5), _word("a", "city", 1.0)), 2.0, 900),
        OutletWords("b", (_word("b", "rebels", 1.5), _word("b", "talks", 1.0)), 2.0, 800),
        OutletWords("c", (_word("c", "zone", 9.0),), None, 9),
        OutletWords("d", (), None, 0),
    ]
    told = words_list(found, NAMES)
    assert told[["Outlet", "Word", "Beyond chance"]].to_numpy().tolist() == [
        ["Alpha", "regime", True],
        ["Alpha", "plan", True],
        ["=Beta", "rebels", False],
        ["c", "zone", False],
    ]
    assert distinctive_html(found, LOOKS, lambda word: word).count("<a ") == len(told)


def _fact(subject: str, outlet: str, words: str) -> Fact:
    return Fact("quantity", subject, "number", None, outlet, outlet, 0, Span(0, 1, "x"), words)


def test_values_without_room_on_a_card_are_not_among_its_rows() -> None:
    many = Difference("quantity", "tanks", "number", None, tuple((_fact("tanks", "a", str(n)),) for n in range(20)))
    others = [
        Difference("quantity", f"s{n}", "number", None, ((_fact(f"s{n}", "a", "1"),), (_fact(f"s{n}", "b", "2"),)))
        for n in range(MOST_CARDS + 3)
    ]
    compared = Comparison((), (), (many, *others), {}, {}, {})
    told = values_list(compared, NAMES)
    assert len(told) == MOST_SIDES + 2 * (MOST_CARDS - 1)
    assert told.iloc[0].tolist() == ["Tanks", "number", "0", "Alpha (reported as fact)"]
    desk = FactDesk(["a", "b"], LOOKS, lambda document, at: f"{document}{at}", str, {})
    page = differences_html(compared, desk)
    assert page.count('class="value') == len(told)


def test_one_outlet_that_cites_two_numbers_does_not_differ_from_itself() -> None:
    """Two that it cites may; the finding then names the outlet once and says that it is one."""
    told = []
    for other in ("a", "b"):
        one = Difference(
            "quantity", "tanks", "number", None, ((_fact("tanks", "a", "1"),), (_fact("tanks", other, "2"),))
        )
        finding = Finding("apart", "tanks", "Tanks", {"difference": one, "own_days": {}, "of": 1}, pd.DataFrame())
        told.append((finding_title(finding), finding_words(finding, NAMES)))
    assert told == [
        ("One outlet, two values", "Tanks, number: Alpha gives 1 ≠ 2. One of 1 difference."),
        ("Outlets differ", "Tanks, number: 1 (Alpha) ≠ 2 (=Beta). One of 1 difference."),
    ]


def test_a_bar_is_a_row_with_one_column_an_outlet() -> None:
    counts = pd.DataFrame(
        [("x", "X", "a", 2, 3), ("x", "X", "b", 1, 3), ("y", "Y", "b", 1, 1)],
        columns=["entity", "name", "outlet", "mentions", "total"],
    )
    told = bars_list(counts, "entity", NAMES)
    assert told.to_dict("records") == [
        {"Name": "X", "Alpha": 2, "=Beta": 1, "All outlets": 3},
        {"Name": "Y", "Alpha": 0, "=Beta": 1, "All outlets": 1},
    ]
