"""A reading corrected field by field: what its row then says, what stays beside it, and what is refused."""

from typing import Any

import pytest

from lib.errors import DecisionError
from lib.models import Decision, Subject
from lib.queries.articles import read_articles
from tests.conftest import span_of
from tests.decided import TEXT, Desk, at_words, decided, desk_of

WORDS = "Moscow will withdraw 15 tanks and the Kremlin agreed"
QUOTED = "Moscow will withdraw 15 tanks"
WITHDRAW = at_words("commitment", WORDS, id="withdraw")
FIGURE, QUOTE = at_words("figure", "15 tanks"), at_words("quote", QUOTED)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A function that opens two articles of one text with the decisions given."""
    return desk_of(tmp_path_factory.mktemp("decided"))


def correct(subject: Subject, field: str, value: str | None, **fields: Any) -> Decision:
    """The decision that a field of a reading is this."""
    return decided("correct", subject, value, field=field, **fields)


@pytest.mark.parametrize(
    ("decision", "columns", "corrected"),
    [
        (correct(WITHDRAW, "who", "kremlin", value_name="Kremlin"), "obligor, obligor_entity, obligor_read",
         ("Kremlin", "kremlin", "Moscow")),
        (correct(WITHDRAW, "who", "The Third Army"), "obligor, obligor_entity", ("The Third Army", None)),
        (correct(WITHDRAW, "who", None), "obligor, obligor_entity", (None, None)),
        (correct(WITHDRAW, "action", "pull back"), "action, deed, action_read",
         ("pull back", "pull back 15 tanks", "withdraw")),
        (correct(WITHDRAW, "object", "all tanks"), "object, deed", ("all tanks", "withdraw all tanks")),
        (correct(WITHDRAW, "modality", "prohibition"), "modality, deed", ("prohibition", "not withdraw 15 tanks")),
        (correct(WITHDRAW, "day", "2018-10-15"), "due::VARCHAR, relation, deadline, due_read",
         ("2018-10-15", "ON_OR_BEFORE", "", None)),
        (correct(WITHDRAW, "rule", "Kremlin agreed"), "deadline, deadline_start",
         ("Kremlin agreed", TEXT.index("Kremlin agreed"))),
        # Words that the sentence does not hold stand behind the commitment.
        (correct(WITHDRAW, "rule", "in a month"), "deadline, deadline_start", ("in a month", span_of(TEXT, WORDS).end)),
        (correct(WITHDRAW, "relation", "BEFORE"), "relation", ("BEFORE",)),
    ],
    ids=lambda case: case.field if isinstance(case, Decision) else "",
)  # fmt: skip
def test_a_field_of_a_commitment_is_as_decided(
    desk: Desk, decision: Decision, columns: str, corrected: tuple[object, ...]
) -> None:
    connection = desk(decision)
    sql = f"SELECT {columns} FROM commitments WHERE document = 'a' AND action_read = 'withdraw'"
    assert connection.execute(sql).fetchall() == [corrected]
    untouched = f"SELECT {columns} FROM commitments WHERE document = 'b' OR action_read = 'agree'"
    assert corrected not in connection.execute(untouched).fetchall()
    assert connection.execute("SELECT state, changed FROM decisions").fetchall() == [("in force", 1)]
    ((said,),) = connection.execute("SELECT decided FROM commitments WHERE decided IS NOT NULL").fetchall()
    assert "corrected to " in said
    assert "by Nadia on 3 Oct 2018: same (read as " in said


@pytest.mark.parametrize(
    ("decision", "sql", "corrected"),
    [
        (correct(FIGURE, "number", "about 10-14"), "SELECT low, high, approximate FROM figures", (10, 14, True)),
        (correct(FIGURE, "number", "at least 20"), "SELECT low, high, low_read FROM figures", (20, None, 15)),
        (correct(FIGURE, "unit", "vehicle"), "SELECT unit FROM figures", ("vehicle",)),
        (correct(FIGURE, "subject", "old tanks"), 'SELECT "of", of_read FROM figures', ("old tanks", None)),
        (correct(QUOTE, "speaker", "erdogan", value_name="Erdogan"),
         "SELECT speaker, speaker_text, speaker_read FROM quotes", ("erdogan", "Erdogan", "vladimir-putin")),
        (correct(QUOTE, "speaker", "A spokesman"), "SELECT speaker, speaker_text FROM quotes", (None, "A spokesman")),
        (correct(QUOTE, "speaker", None), "SELECT speaker, speaker_span FROM quotes", (None, None)),
    ],
)  # fmt: skip
def test_a_field_of_a_figure_and_of_a_quote_is_as_decided(
    desk: Desk, decision: Decision, sql: str, corrected: tuple[object, ...]
) -> None:
    connection = desk(decision)
    assert connection.execute(f"{sql} WHERE document = 'a'").fetchall() == [corrected]
    assert connection.execute(f"{sql} WHERE document = 'b'").fetchall() != [corrected]


def test_what_a_quote_holds_is_its_corrected_speakers(desk: Desk) -> None:
    """The commitment runs beyond the quote; the figure stands inside it."""
    connection = desk(correct(QUOTE, "speaker", "erdogan"))
    assert connection.execute("SELECT cited FROM figures ORDER BY document").fetchall() == [
        ("erdogan",),
        ("vladimir-putin",),
    ]
    assert connection.execute("SELECT DISTINCT cited FROM commitments").fetchall() == [("vladimir-putin",)]


def test_a_commitment_told_of_as_done_is_a_reported_deed_and_can_be_corrected_as_one(desk: Desk) -> None:
    deed = at_words("deed", WORDS, id="withdraw")
    rows = [
        correct(WITHDRAW, "who", "kremlin"),
        correct(WITHDRAW, "state", "done", at=1),
        correct(deed, "state", "broken", at=2),
        correct(deed, "day", "2018-10-01", at=3),
    ]
    connection = desk(*rows)
    sql = 'SELECT doer, action, object, state, "on"::VARCHAR, clause FROM deeds'
    told = ("Kremlin", "withdraw", "15 tanks", "broken", "2018-10-01", "sochi-2018/highways")
    assert connection.execute(sql).fetchall() == [told]
    assert len(connection.execute("SELECT 1 FROM commitments WHERE document = 'a'").fetchall()) == 1
    assert "first" not in connection.execute("SELECT decided FROM deeds").fetchall()[0][0]
    # Without the move there is no such deed.
    states = desk(*rows[2:]).execute("SELECT state, note FROM decisions").fetchall()
    assert {state for state, _ in states} == {"no longer applies"}
    assert all("no longer read as a reported deed" in note for _, note in states)


def test_corrections_of_one_reading_add_up_whatever_its_verb_has_become(desk: Desk) -> None:
    connection = desk(
        correct(WITHDRAW, "action", "pull back"),
        correct(WITHDRAW, "object", "tanks", at=1),
        correct(WITHDRAW, "who", "kremlin", at=2),
        decided("merge", "kremlin", "moscow", at=3),
        correct(at_words("commitment", WORDS, "b", id="withdraw"), "who", "kremlin", at=4),
    )
    sql = "SELECT document, obligor_entity, deed FROM commitments WHERE decided IS NOT NULL ORDER BY document"
    assert connection.execute(sql).fetchall() == [
        ("a", "moscow", "pull back tanks"),
        ("b", "moscow", "withdraw 15 tanks"),
    ]


def test_what_is_read_again_of_the_rows_is_a_record_still(desk: Desk) -> None:
    connection = desk(
        correct(WITHDRAW, "day", "2018-10-15"),
        correct(QUOTE, "speaker", "A spokesman", at=1),
        decided("reject", FIGURE, at=2),
    )
    article = next(read_articles(connection, ["a"]))
    commitment = next(one for one in article.annotations.commitments if one.action == "withdraw")
    assert commitment.deadline is not None
    assert commitment.deadline.due.isoformat() == "2018-10-15"
    (quote,) = article.annotations.quotes
    assert quote.speaker is not None
    assert quote.speaker.span.exact == "A spokesman"
    assert not article.annotations.figures


@pytest.mark.parametrize(
    ("subject", "field", "value", "said"),
    [
        (WITHDRAW, "day", "15 October", "write the date as in"),
        (WITHDRAW, "day", "0018-10-15", "is not between 1800 and 2200"),
        (WITHDRAW, "modality", "wish", "value must be one of obligation, prohibition"),
        (WITHDRAW, "relation", "SOON", "value must be one of ON_OR_BEFORE"),
        (WITHDRAW, "state", "promised", "value must be one of begun, done"),
        (WITHDRAW, "action", " ", "to correct the action, value must say to what"),
        (WITHDRAW, "speaker", "x", "field must be one of who, action"),
        (FIGURE, "number", "fifteen", "Write the number in figures"),
        (FIGURE, "number", None, "to correct the number, value must say to what"),
        (Subject("quote", "x"), "speaker", "x", "a quote needs its document and its span"),
    ],
)
def test_a_value_that_cannot_be_is_refused(subject: Subject, field: str, value: str | None, said: str) -> None:
    with pytest.raises(DecisionError) as refused:
        correct(subject, field, value)
    assert said in str(refused.value)
