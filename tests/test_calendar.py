"""Deadlines as a calendar file: every due day in view once, the same bytes for the same data, whatever articles say."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from icalendar import Calendar

from lib.exports.calendar import MOST_SENTENCES, calendar_file
from lib.models import Agreement, Annotations, Clause, Commitment, Deadline, Filters, Obligor
from lib.queries.agreement import commitments as agreement
from lib.queries.agreement.calendar import deadline_sentences, deadlines
from tests.conftest import make_document, sentences_of, span_of

SAVED = datetime(2018, 10, 1, 9, 30, tzinfo=UTC)
OPEN = Filters()
PACT = Agreement(
    "pact",
    "The Pact; of, all",
    ("a", "b"),
    date(2018, 9, 17),
    "its text",
    (
        Clause("zone", "1", "A zone is set up.", None),
        Clause("arms", "2", "Arms leave, all of them; by 10 October.", date(2018, 10, 10)),
        Clause("roads", "3", "Roads open by the end of the year.", date(2018, 12, 31)),
    ),
)
HOSTILE = "Arms; leave, \\n by 10 October\u2028END:VEVENT\x07\x85BEGIN:VEVENT <script>“é” " + "ÿ語" * 40


def article(name: str, outlet: str, *promises: tuple[str, str, int, str | None], headline: bool = False) -> Any:
    """An article whose sentences each promise something by a day of October, for a clause or for none."""
    text = " ".join(sentence for sentence, _, _, _ in promises)
    found = tuple(
        Commitment(
            span_of(text, sentence), Obligor("Moscow", "moscow"), action, None, None, "obligation",
            Deadline(span_of(text, sentence.split()[0]), date(2018, 10, day), "ON_OR_BEFORE"), clause=clause,
        )
        for sentence, action, day, clause in promises
    )  # fmt: skip
    sentences = sentences_of(text, *(sentence for sentence, _, _, _ in promises), headline=headline)
    return make_document(name, text, outlet), Annotations(sentences=sentences, commitments=found)


TWO = (
    article("one", "A", ("Arms leave.", "leave", 10, "pact/arms"), ("Zones stand.", "stand", 15, "pact/zone")),
    article("two", "B", ("Arms go.", "go", 12, "pact/arms"), ("Talks end.", "end", 12, None)),
)


def calendar_of(store: Any, filters: Filters = OPEN, agreements: tuple[Agreement, ...] = (PACT,)) -> bytes:
    """The file for what the filters keep."""
    rows = agreement.commitments(store, filters)
    found = deadlines(agreement.matters(rows, agreements), agreements)
    given = [deadline_sentences(row, rows) for row in found.itertuples()]
    return calendar_file(found, given, SAVED, "All articles · data version 3")


def events(content: bytes) -> list[Any]:
    """The events as a reader of calendars understands them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_each_due_day_and_matter_is_one_event_of_a_whole_day(make_store: Any) -> None:
    found = events(calendar_of(make_store(*TWO)))
    assert [(one.decoded("dtstart"), str(one["summary"])) for one in found] == [
        (date(2018, 10, 10), "Due by the agreement, point 2: Arms leave, all of them; by 10 October."),
        (date(2018, 10, 12), "Due as reported, point 2: Arms leave, all of them; by 10 October."),
        (date(2018, 10, 12), "Due as reported: Moscow: end"),
        (date(2018, 10, 15), "Due as reported, point 1: A zone is set up."),
        (date(2018, 12, 31), "Due by the agreement, point 3: Roads open by the end of the year."),
    ]
    for one in found:
        assert one["dtstart"].params["VALUE"] == one["dtend"].params["VALUE"] == "DATE"
        assert one.decoded("dtend") == one.decoded("dtstart") + timedelta(days=1)
        assert one.decoded("dtstamp") == SAVED
    assert len({str(one["uid"]) for one in found}) == len(found)


def test_the_texts_own_day_is_told_apart_from_reported_days(make_store: Any) -> None:
    found = events(calendar_of(make_store(*TWO)))
    assert [one.categories for one in found] == [
        ["Agreement text", "Reported"],
        ["Reported", "Differs from the agreement text"],
        ["Reported"],
        ["Reported", "Differs from the agreement text"],
        ["Agreement text"],
    ]
    first, second, other, zone, roads = (str(one["description"]) for one in found)
    assert "gives this day: The Pact; of, all." in first
    assert "10 Oct 2018 is reported in 1 sentence: A." in first
    assert "A, 18 Sep 2018: “Arms leave.”" in first
    assert "gives 10 Oct 2018: The Pact" in second
    assert "own text" not in other
    assert "gives no day for this: The Pact" in zone
    assert "reported by no article in view" in roads
    assert all(
        words.endswith("In view: All articles · data version 3") for words in (first, second, other, zone, roads)
    )


def test_filters_keep_what_the_page_shows_and_ids_stay(make_store: Any) -> None:
    store = make_store(*TWO)
    everything = {str(one["uid"]): one for one in events(calendar_of(store))}
    kept = events(calendar_of(store, Filters(outlets=("a",))))
    assert [one.decoded("dtstart").day for one in kept] == [10, 15, 31]
    assert {str(one["uid"]) for one in kept} < set(everything)


def test_the_same_data_makes_the_same_bytes(make_store: Any) -> None:
    store = make_store(*TWO)
    assert calendar_of(store) == calendar_of(store)


def test_no_deadline_makes_no_event_and_a_headline_is_not_counted(make_store: Any) -> None:
    store = make_store(article("one", "A", ("Arms leave.", "leave", 11, "pact/arms"), headline=True))
    assert events(calendar_of(store, agreements=())) == []


def test_what_articles_say_stays_text(make_store: Any) -> None:
    """Lines are folded inside 75 octets, never inside a character; nothing that was said begins a line of its own."""
    store = make_store(article("one", "X; Y, Z", (f"{HOSTILE}.", "leave", 10, "pact/arms")))
    content = calendar_of(store)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 2
    assert b"\n" not in content.replace(b"\r\n", b"")
    description = str(events(content)[0]["description"])
    assert " ".join(HOSTILE.replace("\x07", "").split()) in description
    assert "X; Y, Z, 18 Sep 2018: “" in description


@pytest.mark.parametrize(("total", "more"), [(MOST_SENTENCES, None), (MOST_SENTENCES + 2, "and 2 sentences more.")])
def test_a_long_list_of_sentences_says_how_many_more(make_store: Any, total: int, more: str | None) -> None:
    promises = [(f"Arms{n} leave.", f"leave{n}", 10, "pact/arms") for n in range(total)]
    (own, _) = events(calendar_of(make_store(article("one", "A", *promises))))
    words = str(own["description"])
    assert words.count("A, 18 Sep 2018: “") == MOST_SENTENCES
    assert (more in words) if more else "more." not in words


def test_the_seeds_days(seed_connection: Any) -> None:
    rows = agreement.commitments(seed_connection, OPEN)
    known = agreement.reported_agreements(seed_connection)
    found = deadlines(agreement.matters(rows, known), known)
    own = found[found["due"] == found["own_day"]]
    assert [str(day)[:10] for day in own["due"]] == ["2018-10-10", "2018-10-15", "2018-12-31"]
    assert set(found["due"]) >= set(pd.to_datetime(agreement.reported_days(seed_connection, OPEN)["due"]))


def test_the_page_offers_the_days_in_view(open_on_seeds: Any) -> None:
    at = open_on_seeds("agreement")
    assert not at.exception
    (button,) = [one for one in at.get("download_button") if "calendar" in one.proto.label]
    assert button.proto.label == "Download calendar (.ics, 4 events on 3 days)"
