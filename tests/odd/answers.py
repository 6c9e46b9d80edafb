"""What a process of its own may be made to do, for tests."""

import os
import time
from collections.abc import Callable, Iterator

from lib.errors import MissingModelError


def echo() -> Callable[[object], Iterator[object]]:
    """Tells what it is asked; ends, sleeps or raises where asked to."""

    def answer(asked: object) -> Iterator[object]:
        yield asked
        if asked == "end":
            os._exit(1)
        if asked == "sleep":
            time.sleep(1000)
        if asked == "raise":
            raise ValueError("in there")
        print("no answer")  # what a library prints must not be taken for one
        yield os.getpid()

    return answer


def no_model() -> Callable[[object], Iterator[object]]:
    """Cannot start, and says why."""
    raise MissingModelError("There is no model.")


def dying() -> Callable[[object], Iterator[object]]:
    """Ends while it starts."""
    os._exit(3)
