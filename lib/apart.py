"""Work done in processes of their own, each ended and replaced when one piece of it takes too long or ends it.

A hang inside a regular expression or a parser cannot be interrupted from within, and may hold all of Python up; only
another process can end it.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, LifoQueue, Queue
from threading import Thread
from typing import Any, BinaryIO, Generic, Protocol, Self, TypeVar

from lib.errors import AccordError

# What one piece of work may take: hundreds of times what it takes on a quiet machine, and still worth waiting for.
SECONDS, SECONDS_A_CHARACTER = 10.0, 1 / 5_000
# What the longest text that is annotated may take, a million characters; only a page with more markup comes to more.
MOST_SECONDS = 210.0
# Starting Python and loading a language model, on a machine that is busy with something else.
SECONDS_TO_START = 180.0

Asked = TypeVar("Asked")
Told = TypeVar("Told")
Task = TypeVar("Task")
Result = TypeVar("Result")
_START = "from lib.apart import serve; serve()"
_READY, _DONE, _ENDED, _RAISED = "ready", "done", "ended", "raised"


class StoppedError(Exception):
    """The process was ended for taking too long, or ended by itself; the text says which, in words for a reader."""


def seconds_for(characters: int) -> float:
    """How long one piece of work on a text of that length may take, in seconds."""
    return min(SECONDS + characters * SECONDS_A_CHARACTER, MOST_SECONDS)


class Worker(Generic[Asked, Told]):
    """A process that answers what it is asked, one thing at a time; it starts when first asked.

    `load` is called in that process and gives the function that answers; both travel by pickling, so `load` is a
    function of a module, or a partial of one.
    """

    def __init__(self, load: Callable[[], Callable[[Asked], Iterable[Told]]]) -> None:
        self._load = load
        self._process: subprocess.Popen[bytes] | None = None
        self._told: Queue[tuple[str, Any]] = Queue()
        self._closed = False

    def __enter__(self) -> Self:
        """The worker, to be ended with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process for good: who asks after that is told so by an AccordError."""
        self._closed = True
        self.end()

    def ask(self, asked: Asked, seconds: Callable[[], float]) -> Iterator[Told]:
        """What the process tells of what it is asked, as it comes.

        `seconds` is asked anew before each wait for how long that one may be. Raises StoppedError where the process
        took longer, or ended; the next call starts another. Raises the AccordError that `load` raises.
        """
        self._send(asked)
        while (told := self._next(seconds()))[0] != _DONE:
            yield told[1]

    def end(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            with suppress(OSError):  # what it was still to be asked
                process.stdin.close()  # type: ignore[union-attr]  # a pipe

    def _send(self, asked: Asked) -> None:
        if self._closed:
            raise AccordError("Reading was broken off: start it again.")
        process = self._process
        if process is None or process.poll() is not None:
            self.end()
            process = self._start()
        with suppress(BrokenPipeError):  # it has ended, which the next wait finds out
            _write(process.stdin, asked)  # type: ignore[arg-type]  # a pipe

    def _start(self) -> "subprocess.Popen[bytes]":
        # Everything that this process can import; not the folder it is in, whatever lies there.
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"}
        command = [sys.executable, "-c", _START]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603  # this project's own
        self._process, self._told = process, Queue()
        Thread(target=_listen, args=(process.stdout, self._told), daemon=True).start()
        _write(process.stdin, self._load)  # type: ignore[arg-type]  # a pipe
        try:
            _, trouble = self._next(SECONDS_TO_START)
        except StoppedError as stopped:
            raise AccordError(f"The process that reads articles could not be started: it {stopped}.") from stopped
        if trouble is not None:
            self.end()
            raise trouble
        return process

    def _next(self, seconds: float) -> tuple[str, Any]:
        """The next thing told; without one in that time the process is ended."""
        try:
            told = self._told.get(timeout=seconds)
        except Empty:
            self.end()
            raise StoppedError(f"took longer than {seconds:.0f} seconds") from None
        if told[0] == _ENDED:
            self.end()
            raise StoppedError("ended the process that read it, perhaps for want of memory")
        return told


class Ended(Protocol):
    """A worker, or what has one: it ends its process when it is left."""

    def __exit__(self, *_: object) -> None:
        """End the process for good."""


class Pool(Generic[Task, Result]):
    """Workers side by side, and the function that does a task with one of them; a process starts when it is needed."""

    def __init__(self, work: Callable[[Task, Any], Iterable[Result]], workers: Iterable[Ended]) -> None:
        self._work = work
        self._workers = tuple(workers)
        self._idle: LifoQueue[Ended] = LifoQueue()  # who has started is asked again before another starts
        for worker in reversed(self._workers):
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(len(self._workers))

    def __enter__(self) -> Self:
        """The pool, whose workers are ended with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all that is being done and let go of what is not begun."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.__exit__()

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Iterator[Result]]]:
        """Every task with its results as they come, in the order of the tasks; raises what a task raises."""
        return in_order(tasks, self._begin, 2 * len(self._workers))

    def _begin(self, task: Task) -> Iterator[Result]:
        told: Queue[tuple[str, Any]] = Queue()
        self._threads.submit(self._do, task, told)
        return _as_told(told)

    def _do(self, task: Task, told: "Queue[tuple[str, Any]]") -> None:
        worker = self._idle.get()
        try:
            for result in self._work(task, worker):
                told.put(("", result))
            told.put((_DONE, None))
        except BaseException as trouble:  # noqa: BLE001  # raised where the results are read
            told.put((_RAISED, trouble))
        finally:
            self._idle.put(worker)


def in_order(
    tasks: Iterable[Task], begin: Callable[[Task], Iterator[Result]], most: int
) -> Iterator[tuple[Task, Iterator[Result]]]:
    """Every task with its results, in order; so many are begun at most before the first is asked for."""
    begun: deque[tuple[Task, Iterator[Result]]] = deque()
    for task in tasks:
        begun.append((task, begin(task)))
        if len(begun) >= most:
            yield begun.popleft()
    yield from begun


def _as_told(told: "Queue[tuple[str, Any]]") -> Iterator[Any]:
    while (one := told.get())[0] != _DONE:
        if one[0] == _RAISED:
            raise one[1]
        yield one[1]


def serve() -> None:
    """Answer what the other side asks until it is gone: what the process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    load = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
    try:
        answer = load()
    except AccordError as trouble:
        _write(stream, (_READY, trouble))
        return
    _write(stream, (_READY, None))
    asked: Queue[Any] = Queue()
    Thread(target=_take, args=(sys.stdin.buffer, asked), daemon=True).start()
    while True:
        for told in answer(asked.get()):
            _write(stream, ("", told))
        _write(stream, (_DONE, None))


def _take(stream: BinaryIO, asked: "Queue[Any]") -> None:
    """Put into the queue what comes; where the other side is gone, nobody waits for what is being done."""
    while True:
        try:
            asked.put(pickle.load(stream))  # noqa: S301  # as above
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


def _listen(stream: BinaryIO, told: "Queue[tuple[str, Any]]") -> None:
    """Put into the queue what the process tells, and at the end that it has ended."""
    with stream:
        while True:
            try:
                told.put(pickle.load(stream))  # noqa: S301  # from the process that this one started
            except (EOFError, OSError, pickle.UnpicklingError):
                told.put((_ENDED, None))
                return


def _write(stream: BinaryIO, thing: object) -> None:
    pickle.dump(thing, stream)
    stream.flush()
