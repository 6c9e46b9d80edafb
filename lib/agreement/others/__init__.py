"""What an agreement is to others: which ones it amends, implements, supplements or replaces, and what it changes."""

from lib.agreement.others.changes import Change, find_changes
from lib.agreement.others.known import known_one, related_ones, with_known

__all__ = ["Change", "find_changes", "known_one", "related_ones", "with_known"]
