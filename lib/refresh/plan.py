"""What there is to do: the files that there are, beside what the table has of them."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG

from lib.errors import AccordError
from lib.ingest import Lender, Lenders, find_files, find_metadata
from lib.ingest.files import MOST_OPENED_BYTES, RECORDS, SOURCES, is_regular
from lib.refresh.names import Keys, absolute_of, key_of, place_of
from lib.settings import Settings
from lib.store import Decided, FileState, SavedArticle, load_articles, load_decided, load_states, table_version

# Before what analysts said, in a state's row: no such character stands in the writing of a record before it.
ANALYSTS = "\0"


@dataclass(frozen=True, slots=True)
class Plan:
    """The files there are with their state, by path; the states the table has, and its paths that are no more."""

    files: Mapping[str, Path]
    states: Mapping[str, FileState]
    saved: Mapping[str, FileState]
    gone: tuple[str, ...]
    version: int | None  # the table's; None where there is none
    decided: Decided  # what analysts say of articles' dates and stories
    articles: Mapping[str, Sequence[SavedArticle]]  # those of the table, by their file

    def told(self, state: FileState, articles: Sequence[str]) -> FileState:
        """A file's state with what analysts say of its articles, by their ids."""
        return told_in(state, self.decided.of(articles))

    def is_done(self) -> bool:
        """Whether the table already holds all this."""
        if self.version is None or self.gone or any(map(self._is_changed, self.states)):
            return False
        return not self.misdated(self.lenders(()), ())

    def is_read_whole(self) -> bool:
        """Whether every annotator could read every article; where not, that may have been the machine's fault."""
        return not any(self.saved[key].unread for key in self.states if key in self.saved)

    def to_read(self) -> list[str]:
        """The files that are new or changed, those that were not read whole, and the lists of sources beside them."""
        changed = {key for key in self.states if self._is_changed(key) or self.saved[key].unread}
        folders = {key.rpartition("/")[0] for key in (*changed, *self.gone)}
        return [key for key in self.states if key in changed or _lists_sources(key, folders)]

    def lenders(self, read: Collection[str]) -> Lenders:
        """The first article with a date of each story, among those of the table whose files are not read anew."""
        lenders = Lenders()
        for place, one, story, day in self._left_alone(read):
            if day is not None:
                lenders.add(story, day, Path(one.path).name, (place, one.part))
        return lenders

    def misdated(self, lenders: Lenders, read: Collection[str]) -> list[str]:
        """The files, of those that are not read anew, in which an article borrowed another date than it would now."""
        found = (
            one.path
            for _, one, story, day in self._left_alone(read)
            if day is None and one.lent is not None and one.lent != written(lenders.of(story))
        )
        return list(dict.fromkeys(found))

    def day_of(self, article: str, read: date | None) -> date | None:
        """An article's day as analysts say that it is, where they say so."""
        return self.decided.days.get(article, read)

    def _left_alone(self, read: Collection[str]) -> Iterator[tuple[int, SavedArticle, str, date | None]]:
        """The articles of files not read anew: the file's place, the article, its story and day as analysts say."""
        for place, key in enumerate(self.files):
            for one in () if key in read else self.articles.get(key, ()):
                yield place, one, self.decided.stories.get(one.id) or one.story, self.day_of(one.id, one.day)

    def _is_changed(self, key: str) -> bool:
        return not _is_same(self.states[key], self.saved.get(key))


def _lists_sources(key: str, folders: Collection[str]) -> bool:
    """Whether a file is the list of sources of one of these folders."""
    folder, _, name = key.rpartition("/")
    return name == SOURCES and folder in folders


def written(lender: Lender | None) -> str:
    """A lent date as the table has it: empty where no article of the story could lend one."""
    return str(lender) if lender else ""


def told_in(state: FileState, said: str) -> FileState:
    """A file's state with what analysts said of its articles behind what its list of sources says."""
    return replace(state, sources_row=state.sources_row.partition(ANALYSTS)[0] + (ANALYSTS + said if said else ""))


def make_plan(paths: Sequence[Path], store: Path, settings: Settings, version: str, *, again: bool = False) -> Plan:
    """The files in these folders beside what the table at `store` has; `version` is that of the annotators.

    With `again` those that could not be read are as if they were not there yet. Raises AccordError where a path does
    not exist, or the table cannot be read.
    """
    version_saved = table_version(store)
    saved = load_states(store)
    decided = load_decided(settings.decisions)
    articles: dict[str, list[SavedArticle]] = {}
    for one in load_articles(store):
        articles.setdefault(one.path, []).append(one)
    said = {key: decided.of([one.id for one in some]) for key, some in articles.items()} if decided else {}
    files: dict[str, Path] = {}
    states: dict[str, FileState] = {}
    keys, lists = Keys(lambda path: key_of(path, settings)), _Lists(saved, version)
    for folder in map(Path, paths):
        if not folder.exists():
            raise AccordError(f"There is no file or folder {folder}.")
        root = key_of(folder, settings)
        for path in find_files([folder]):
            key = keys.of(path)
            if key not in files:
                files[key] = path
                state = replace(_state(path, saved.get(key)), path=key, root=root, version=version)
                states[key] = told_in(lists.told(state, path), said.get(key, ""))
    folders = [absolute_of(path) for path in paths]
    gone = (key for key, state in saved.items() if key not in files and _lies_in(folders, state, settings))
    left = tuple(gone)
    known = {key: state for key, state in saved.items() if not (again and state.problem)}
    return Plan(files, states, known, left, version_saved, decided, articles)


def _lies_in(folders: Sequence[Path], state: FileState, settings: Settings) -> bool:
    """Whether a file of the table lay in one of the folders, wherever the data folder was then."""
    place, root = place_of(state.path, settings), place_of(state.root, settings)
    if root.name == settings.corpus.name and _is_gone(root):
        place = absolute_of(settings.corpus)
    return any(place.is_relative_to(folder) for folder in folders)


def _is_gone(path: Path) -> bool:
    """Whether nothing is there; of what may not be looked at, that is not known."""
    try:
        path.stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def _state(path: Path, saved: FileState | None) -> FileState:
    """What can be told of a file unread; its bytes are looked at only where its size or time is not the saved one."""
    size, mtime_ns, raw_hash = 0, 0, ""
    try:
        stat = path.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
        known = saved is not None and (saved.size, saved.mtime_ns) == (size, mtime_ns)
        raw_hash = (saved.raw_hash if saved and known else "") or _hash_file(path, stat)
    except OSError:
        pass  # reading it will say why
    return FileState("", "", size, mtime_ns, raw_hash, "", "", "")


class _Lists:
    """What the lists of sources say of files; one that is as it was when it was saved is not read again.

    It is saved after the articles of its folder, so what it said of those that are saved is in their states.
    """

    def __init__(self, saved: Mapping[str, FileState], version: str) -> None:
        self._saved, self._version = saved, version
        self._found: dict[str, tuple[FileState, bool]] = {}

    def told(self, state: FileState, path: Path) -> FileState:
        """A file's state with what is said of it; a list that changed since it was asked is to be looked at again."""
        found, as_saved = self._beside(state.path, path)
        saved = self._saved.get(state.path)
        known = as_saved and saved is not None and saved.version == self._version
        row = saved.sources_row if saved and known else repr(find_metadata(path))
        changed = path.name == SOURCES and (found.size, found.mtime_ns) != (state.size, state.mtime_ns)
        return replace(state, sources_row=row, raw_hash="" if changed else state.raw_hash)

    def _beside(self, key: str, path: Path) -> tuple[FileState, bool]:
        """The list beside a file as it was when it was first asked, and whether it then was as it was saved."""
        folder = key.rpartition("/")[0]
        if folder not in self._found:
            saved = self._saved.get(f"{folder}/{SOURCES}")
            found = _state(path.with_name(SOURCES), saved)
            self._found[folder] = found, saved is not None and is_unmoved(saved, path.with_name(SOURCES))
        return self._found[folder]


def is_unmoved(state: FileState, path: Path) -> bool:
    """Whether a file still has the size and time of this state."""
    try:
        stat = path.stat()
    except OSError:
        return False
    return S_ISREG(stat.st_mode) and (state.size, state.mtime_ns) == (stat.st_size, stat.st_mtime_ns)


def _hash_file(path: Path, stat: os.stat_result) -> str:
    """A hash of a file's bytes, or its size and time if it is very large; none of what might never end."""
    if stat.st_size == 0 or not is_regular(path):
        return ""
    if stat.st_size > MOST_OPENED_BYTES and path.suffix.lower() != RECORDS:
        return f"{stat.st_size} {stat.st_mtime_ns}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_same(state: FileState, saved: FileState | None) -> bool:
    """Whether a file is as it was when it was saved; a new time on the same bytes is no change."""
    deciding = attrgetter("raw_hash", "sources_row", "version")
    return saved is not None and deciding(state) == deciding(saved)
