"""The vocabulary: every fact the engine states, as frozen records tied to spans of one cleaned text.

Offsets are half-open character offsets into `Document.text`; `text[start:end] == exact` always holds.
"""

from lib.models.agreements import (
    Agreement,
    Change,
    Changed,
    Clause,
    ClauseModality,
    KeptReading,
    ReadingState,
    Related,
    RelatedKind,
)
from lib.models.annotations import Annotations, Failure
from lib.models.decisions import (
    FIELDS,
    STATUSES,
    UNPLACED,
    Action,
    Decision,
    Evidence,
    Field,
    Status,
    Subject,
    SubjectKind,
)
from lib.models.documents import BORROWED, Document, Problem, PublishedFrom, Removal, Source, SourceFrom, Span
from lib.models.filters import Filters, FilterValue
from lib.models.statements import (
    KINDS,
    ROLE_NAMES,
    ROLES,
    ClauseMatch,
    Commitment,
    Deadline,
    DeedState,
    Denial,
    Entity,
    Figure,
    Kind,
    MatchOf,
    Mention,
    Modality,
    Obligor,
    Passage,
    Place,
    Precision,
    Quote,
    QuoteKind,
    Relation,
    ReportedDeed,
    Role,
    Sentence,
    Speaker,
    Timex,
    TimexType,
    Toponym,
)
