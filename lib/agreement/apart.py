"""Reading an agreement in a process of its own, so that a file that hangs or ends it costs no more than itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from lib.agreement.files.text import MOST_CHARACTERS, text_of
from lib.agreement.reading import read_agreement
from lib.annotate import load_tools
from lib.apart import StoppedError, Worker, seconds_for
from lib.errors import AccordError, UnreadableFileError
from lib.models import Agreement
from lib.settings import Settings


@dataclass(frozen=True, slots=True)
class Brought:
    """An agreement as a reader brings it: a file's bytes or the text itself, with title and day where they are said."""

    content: bytes | str
    title: str | None = None
    signed: date | None = None


def read_apart(brought: Brought, settings: Settings) -> Agreement:
    """The agreement that was brought; raises AccordError with the reason where there is none to read."""
    # A PDF's text is taken from it in yet another process, which may take as long as its bytes allow.
    seconds = seconds_for(MOST_CHARACTERS) + seconds_for(len(brought.content))
    with Worker[Brought, Agreement | AccordError](partial(load_reader, settings)) as worker:
        try:
            told = next(worker.ask(brought, lambda: seconds))
        except StoppedError as stopped:
            raise UnreadableFileError(f"not read, because reading it {stopped}: bring its clauses alone") from stopped
    if isinstance(told, AccordError):
        raise told
    return told


def load_reader(settings: Settings) -> Callable[[Brought], Iterator[Agreement | AccordError]]:
    """What the other process does with what it is asked; a refusal is told, for what is raised there ends it."""
    tools = load_tools(settings)

    def read(brought: Brought) -> Iterator[Agreement | AccordError]:
        try:
            yield read_agreement(_text(brought.content), tools, signed=brought.signed, title=brought.title)
        except AccordError as refused:
            yield refused

    return read


def _text(content: bytes | str) -> str:
    """The text that was brought; what is pasted is taken as it is, markup and all."""
    if isinstance(content, bytes):
        return text_of(content)
    if len(content) > MOST_CHARACTERS:
        raise UnreadableFileError(f"longer than {MOST_CHARACTERS:,} characters, which no agreement is")
    return content.replace("\r\n", "\n")
