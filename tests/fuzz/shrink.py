"""The smallest input that still shows a fault: halves, quarters and so on are left out as long as the fault stays."""

from collections.abc import Callable


def shrunk(text: str, fails: Callable[[str], bool], most_tries: int = 400) -> str:
    """A text as small as so many tries make it that still fails (Zeller and Hildebrandt 2002, delta debugging)."""
    size, tries = max(len(text) // 2, 1), 0
    while size and tries < most_tries:
        at, smaller = 0, False
        while at < len(text) and tries < most_tries:
            rest = text[:at] + text[at + size :]
            tries += 1
            if rest and fails(rest):
                text, smaller = rest, True
            else:
                at += size
        size = min(size, len(text) // 2) if smaller and size > 1 else size // 2
    return text
