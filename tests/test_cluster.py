"""Reading on a Ray cluster: the same rows as from processes, and plain words where there is none."""

import sys

import pytest

from lib.annotate import annotate_apart
from lib.errors import AccordError
from lib.refresh import load_engine
from lib.refresh.cluster import LOCAL, annotate_on_cluster
from lib.settings import available_cores, find_workers, load_settings
from tests.conftest import make_document


def test_a_cluster_reads_what_processes_read() -> None:
    pytest.importorskip("ray", reason="Ray is not installed: it is no requirement of the desk")
    text = "Turkey and Russia agreed on Monday to pull back the tanks by 10 October, Putin said. It is article {}."
    documents = [make_document(str(at), text.format(at)) for at in range(40)]
    settings = load_settings({})
    assert list(annotate_on_cluster(documents, settings, LOCAL)) == list(annotate_apart(documents, settings))


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    engine = load_engine(load_settings({"ACCORD_DESK_WORKERS": "ray"}))
    with pytest.raises(AccordError, match=r"pip install -r requirements-ray\.txt"):
        list(engine.annotate([make_document("a", "Turkey agreed.")]))


@pytest.mark.parametrize("said", ["0", "-1", "two", "1000", "ray:2", "²", "9" * 5000])
def test_odd_numbers_of_workers_are_refused(said: str) -> None:
    with pytest.raises(AccordError, match="write a number from 1 to 256, ray, or ray://"):
        load_settings({"ACCORD_DESK_WORKERS": said})


def test_all_cores_read_where_nothing_is_said() -> None:
    assert find_workers("") == load_settings({"ACCORD_DESK_WORKERS": " "}).workers == available_cores()
    assert find_workers("3") == 3
    assert find_workers("ray://head:10001") == "ray://head:10001"
