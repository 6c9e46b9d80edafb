"""Which of some articles are here already, as what, and what analysts did with them; and what of an import counts."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

import duckdb

from lib.models import Document


class Here(NamedTuple):
    """An article that is here: its outlet's id now and as read (None: not known), its name, and the file it came from.

    `corrected` is what analysts corrected of it, `removed` who took it out, in words; empty where nobody did.
    """

    outlet: str | None
    read: str | None
    name: str
    came: str
    corrected: str
    removed: str


class Known(NamedTuple):
    """What is known of texts, by their SHA-256, and what was decided of articles that are not here, by their ids."""

    texts: Mapping[str, Sequence[Here]] = {}
    removed: Mapping[str, str] = {}
    corrected: Mapping[str, str] = {}

    def here(self, document: Document, name: str) -> Here | None:
        """The same article: one text, of one outlet as it is or as it was read, or from the file of this name.

        The same text in another outlet is an agency's, and that outlet's own article.
        """
        own = document.source.id if document.source else None
        for one in self.texts.get(text_key(document), ()):
            if own in {one.outlet, one.read} or None in {own, one.outlet} or one.came == name:
                return one
        return None


def text_key(document: Document) -> str:
    """What the texts that are here are known by."""
    return sha256(document.text.encode()).hexdigest()


# How the file of an import says where an article came from: a note on what is known of it (lib.ingest.imports).
CAME = "as imported from "
TEXTS = f"""
SELECT sha256(text), if(starts_with(outlet, 'unknown:'), NULL, outlet),
       if(starts_with(outlet_read, 'unknown:'), NULL, outlet_read), outlet_name,
       coalesce(split_part(list_filter(notes, lambda note: contains(note, '{CAME}'))[1], '{CAME}', 2), ''),
       coalesce(decided, ''), coalesce(removed, '')
FROM (SELECT text, outlet, outlet_read, outlet_name, notes, decided, NULL AS removed FROM documents
      UNION ALL SELECT text, outlet, outlet_read, outlet_name, notes, decided, NULL FROM versions
      UNION ALL SELECT text, outlet, outlet_read, outlet_name, notes, decided, reason FROM removed)
ORDER BY removed IS NOT NULL
"""
DECIDED = """
SELECT subject, action = 'hide' AS out, string_agg(deed || ' by ' || who || ' on ' || strftime(made, '%-d %b %Y'), '; '
                                                   ORDER BY number)
FROM decisions WHERE kind = 'document' AND action IN ('hide', 'correct') AND state = 'no longer applies' GROUP BY ALL
"""


def known_articles(connection: duckdb.DuckDBPyConnection) -> Known:
    """All texts that there are, those that do not count and those removed too, and what waits for one that is gone."""
    texts: dict[str, list[Here]] = {}
    for key, *told in connection.execute(TEXTS).fetchall():
        texts.setdefault(key, []).append(Here(*told))
    decided = connection.execute(DECIDED).fetchall()
    removed, corrected = ({one: said for one, out, said in decided if out == which} for which in (True, False))
    return Known(texts, removed, corrected)


ASIDE = """
SELECT 'another copy of ' || coalesce('“' || d.title || '”', 'an article') || ' (' || d.outlet_name || ')'
FROM versions v JOIN documents d ON d.document = v.counted WHERE contains(v.path, $folder)
UNION ALL
SELECT 'another copy of ' || coalesce('“' || d.title || '”', 'an article') || ' (' || d.outlet_name || ')'
FROM repeats r JOIN documents d USING (document) WHERE contains(r.path, $folder)
UNION ALL
SELECT reason FROM removed WHERE contains(path, $folder)
"""


def not_counted(connection: duckdb.DuckDBPyConnection, folder: str) -> list[str]:
    """Of the articles of one import, by its folder's name, those that do not count: why, one each."""
    return [why for (why,) in connection.execute(ASIDE, {"folder": f"/{folder}/"}).fetchall()]
