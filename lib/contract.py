"""One annotated document as the JSON that other programs read; the shape is fixed, fields may only be added."""

from dataclasses import replace
from typing import Any

from lib.annotate.annotators import registered
from lib.annotator import as_json
from lib.models import Annotations, Document


def contract_record(document: Document, annotations: Annotations) -> dict[str, Any]:
    """A document and all that is said of it as plain dictionaries and lists, ready for `json.dumps`.

    Offsets are half-open and index into the record's `text`; dates are ISO dates; what is not known is None.
    """
    # A program that reads these knows three ways; both of these are days that the article does not give itself.
    if document.published_from == "told":
        document = replace(document, published_from="story")
    own = ("id", "path", "title", "text", "published", "published_from", "story", "notes", "body_start")
    return {
        **{name: as_json(getattr(document, name)) for name in own},
        "outlet": document.source.name if document.source else None,
        **{one.key: one.as_json(annotations[one.key]) for one in registered()},
        "failures": as_json(annotations.failures),
    }
