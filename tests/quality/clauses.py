"""Which article, and which sentence, reports which point of an agreement, against gold of their own files."""

from collections.abc import Collection, Iterable, Mapping

from tests.quality.spans import Record, extent
from tests.quality.tally import Tally, share

# Article and clause, with the days that the article gives for it.
Reports = Mapping[tuple[str, str], Collection[str]]


def count_clauses(gold: Iterable[Record], predicted: Mapping[str, Record]) -> Tally:
    """Pairs of article and clause, and whether those found are given gold's day, or none where gold says none."""
    clauses = list(gold)
    wanted = {
        (article, clause["id"]): _days(clause, article) for clause in clauses for article in clause["reported_by"]
    }
    got = reported(predicted)
    both = wanted.keys() & got.keys()
    right = share(set(got[pair]) == wanted[pair] for pair in both)
    return Tally(len(wanted), len(got), len(both), shares={"day_right": right})


def count_reports(gold: Record, predicted: Record) -> Tally:
    """Pairs of sentence and clause in one text, whether the sentence is read as a commitment or not."""
    sentences = {extent(report): report["clause"] for report in gold["reports"]}
    got = set()
    for match in predicted.get("clause_matches", ()):
        around = next((at for at in sentences if at[0] <= match["start"] < at[1]), None)
        got.add((around, match["clause"]))
    return Tally(len(sentences), len(got), len(got & set(sentences.items())))


def count_sentences(gold: Iterable[Record], predicted: Mapping[str, Record]) -> Tally:
    """Triples of article, sentence and clause that no commitment reports; gold without an answer counts for neither."""
    wanted = {(row["article"], row["sentence"], row["clause"]): row["reported"] for row in gold}
    got = {
        (article, _around(record["text"], match, wanted), match["clause"])
        for article, record in predicted.items()
        for match in record.get("clause_matches", ())
        if match["of"] == "sentence"
    }
    asked = {row for row, answer in wanted.items() if answer}
    counted = {row for row in got if wanted.get(row, True) is not None}
    return Tally(len(asked), len(counted), len(asked & counted))


def _around(text: str, match: Record, sentences: Iterable[tuple[str, str, str]]) -> str:
    """The gold's sentence that holds a match, or the match's own words."""
    for sentence in {sentence for _, sentence, _ in sentences}:
        start = text.find(sentence)
        if 0 <= start <= match["start"] < start + len(sentence):
            return sentence
    return str(match["text"])


def reported(predicted: Mapping[str, Record]) -> Reports:
    """What each article's commitments report, each with all days given there; agreements' ids are left off."""
    days: dict[tuple[str, str], set[str]] = {}
    for article, record in predicted.items():
        for promise in record.get("commitments", ()):
            if promise.get("clause"):
                given = days.setdefault((article, promise["clause"].split("/")[-1]), set())
                given.update({promise["deadline"]["due"]} if promise.get("deadline") else ())
    return days


def _days(clause: Record, article: str) -> set[str]:
    return {clause["due"]} if article in clause["dated_by"] else set()
