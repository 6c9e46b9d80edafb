"""The store: one Delta table of annotated documents on disk, the analysts' decisions, a DuckDB connection over both."""

from lib.store.agreements import (
    ChangedValue,
    agreement_toml,
    agreements_identity,
    agreements_in,
    changed_values,
    earlier_readings,
    kept_agreements,
    kept_id,
    kept_readings,
    known_agreements,
    remove_agreement,
    restore_agreement,
    save_agreement,
)
from lib.store.decisions.dated import Decided, decided_by, load_decided
from lib.store.decisions.files import decisions_toml, parse_decisions
from lib.store.decisions.log import (
    DecisionLog,
    decisions_identity,
    decisions_in_force,
    decisions_version,
    load_decisions,
    new_decision,
    read_log,
    save_decision,
    save_decisions,
    undo,
)
from lib.store.flat import open_version
from lib.store.lock import write_lock
from lib.store.opened import open_kept
from lib.store.rows import FileRow, Piece, article_fingerprint, fingerprint, joined
from lib.store.saving import Saving, is_saved, save
from lib.store.schema import FileState
from lib.store.table import SavedArticle, load_articles, load_states, table_identity, table_version, version_time
from lib.store.trouble import store_errors

__all__ = [
    "ChangedValue",
    "Decided",
    "DecisionLog",
    "FileRow",
    "FileState",
    "Piece",
    "SavedArticle",
    "Saving",
    "agreement_toml",
    "agreements_identity",
    "agreements_in",
    "article_fingerprint",
    "changed_values",
    "decided_by",
    "decisions_identity",
    "decisions_in_force",
    "decisions_toml",
    "decisions_version",
    "earlier_readings",
    "fingerprint",
    "is_saved",
    "joined",
    "kept_agreements",
    "kept_id",
    "kept_readings",
    "known_agreements",
    "load_articles",
    "load_decided",
    "load_decisions",
    "load_states",
    "new_decision",
    "open_kept",
    "open_version",
    "parse_decisions",
    "read_log",
    "remove_agreement",
    "restore_agreement",
    "save",
    "save_agreement",
    "save_decision",
    "save_decisions",
    "store_errors",
    "table_identity",
    "table_version",
    "undo",
    "version_time",
    "write_lock",
]
