"""Evidence held against the JSON Lines: the text at its offsets, in a sentence of the articles."""

import pandas as pd

from tests.recount.kept import Recount


def assert_evidence(rows: pd.DataFrame, again: Recount) -> None:
    """Every row's sentence is a sentence of its article, word for word, and its span lies inside."""
    sentences = {(record["id"], one["start"]): one for record in again.all for one in record["sentences"]}
    outlets = {record["id"]: record["outlet"] for record in again.all}
    for row in rows.itertuples():
        one = sentences[row.document, row.sentence_start]
        assert row.text == one["text"]
        assert getattr(row, "headline", one["headline"]) == one["headline"]
        assert one["start"] <= row.start <= row.end <= one["end"]
        assert outlets[row.document] in {row.outlet_name, None}
