"""Annotating on a Ray cluster: the same groups, read by the same function, with actors in the place of processes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from lib.annotate.apart import annotate_group, grouped, new_worker
from lib.apart import in_order
from lib.errors import AccordError
from lib.models import Annotations, Document
from lib.settings import Settings

LOCAL = "ray"
"""In the place of an address: a cluster of this machine's own, started for the refresh and ended with it."""


# Ray ends and starts anew, without an end, a process that is not there after a minute, as on a very busy machine.
PATIENT = {"worker_register_timeout_seconds": 600}


class Reader:
    """What an actor does: groups are read in a process beside it, which is ended where a text hangs it."""

    def __init__(self, settings: Settings) -> None:
        self._worker = new_worker(settings)

    def read(self, documents: Sequence[Document]) -> list[Annotations]:
        """The annotations of each document."""
        return list(annotate_group(documents, self._worker))


def annotate_on_cluster(
    documents: Iterable[Document], settings: Settings, address: str
) -> Iterator[tuple[Document, Annotations]]:
    """Each document with its annotations, in the order given, read by an actor for each of the cluster's cores.

    Raises AccordError where Ray is not installed or the cluster cannot be reached.
    """
    ray = _connected(address)
    try:
        cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
        actors = [ray.remote(Reader).options(num_cpus=1).remote(settings) for _ in range(cores)]
        asked = 0

        def begin(some: Sequence[Document]) -> Iterator[Annotations]:
            nonlocal asked
            answer = actors[asked % len(actors)].read.remote(some)
            asked += 1
            return _told(ray, answer)

        for some, annotated in in_order(grouped(documents), begin, 2 * len(actors)):
            yield from zip(some, annotated, strict=True)
    finally:
        ray.shutdown()


def _connected(address: str) -> Any:  # noqa: ANN401  # Ray ships no types that hold here
    try:
        ray = import_module("ray")
    except ImportError as error:
        raise AccordError("Ray is not installed: run pip install -r requirements-ray.txt.") from error
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers
    own = {"address": "local", "include_dashboard": False, "_node_ip_address": "127.0.0.1", "_system_config": PATIENT}
    where: dict[str, Any] = own if address == LOCAL else {"address": address}
    try:
        ray.init(**where, log_to_driver=False, logging_level="error")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise AccordError(f"The Ray cluster {address} cannot be reached: start it, or choose a number.") from error
    return ray


def _told(ray: Any, answer: Any) -> Iterator[Annotations]:  # noqa: ANN401  # as above
    """The annotations of a group once they are there; AccordError where its actor is lost."""
    try:
        yield from ray.get(answer)
    except ray.exceptions.RayActorError as error:
        raise AccordError("The Ray cluster lost a worker: run the refresh again, it goes on from here.") from error
