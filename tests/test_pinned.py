"""What is installed is known: the lists of requirements and their locks agree, and Leaflet's files are Leaflet's."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.views.map.leaflet import leaflet_folder

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(
    r"^([\w.-]+)==(\S+?)(?: ; (.+?))? \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)
NAMES = ("requirements", "requirements-dev")

# sha256 of the files of leaflet 1.9.4 as https://leafletjs.com/download.html gives them for the script and the style,
# and as they lie in the npm package leaflet@1.9.4 under dist/.
LEAFLET = {
    "leaflet.js": "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo=",
    "leaflet.css": "p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=",
    "images/layers.png": "Hbvp0CjikvNvy6j4s6KNXokydU/CIVuaxp5M3s9RB8Y=",
    "images/layers-2x.png": "Bm2sqFDY/77wB68AsG6sABVyje4nnFHzy2xxbffELt8=",
    "images/marker-icon.png": "V0w6XMqF9BFAhbaEFZbWLwDXyJLHsD8oy/owHesdxDc=",
    "images/marker-icon-2x.png": "ABecTB7oMNOhCEEq4NKU9Vd2z+sIXGASmjmqb8SuJSg=",
    "images/marker-shadow.png": "Jk9cZAM58ELdcpBiz8BMF/jqDymIK1OOOEjtjxDttNo=",
}


def _plain(name: str) -> str:
    """A package's name as every index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(name: str) -> Iterator[tuple[str, str]]:
    """Each package of a list of requirements, those of the list it includes too, with its version."""
    for line in (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        wanted = line.split("#")[0].strip()
        if wanted.startswith("-r "):
            yield from _required(wanted.removeprefix("-r ").removesuffix(".txt"))
        elif wanted:
            package, version = wanted.split("==")
            yield _plain(package), version


def _locked(name: str) -> dict[str, set[tuple[str, str]]]:
    """Each package of a lock, with its versions and when each is meant."""
    found: dict[str, set[tuple[str, str]]] = {}
    for package, version, when, _ in LOCKED.findall((ROOT / f"{name}.lock").read_text(encoding="utf-8")):
        found.setdefault(_plain(package), set()).add((version, when))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_has_every_requirement_in_its_version_on_every_system(name: str) -> None:
    locked = _locked(name)
    assert {package: locked.get(package) for package, _ in _required(name)} == {
        package: {(version, "")} for package, version in _required(name)
    }


@pytest.mark.parametrize("name", NAMES)
def test_all_of_a_lock_is_packages_with_hashes(name: str) -> None:
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    rest = [line for line in LOCKED.sub("", text).splitlines() if not line.lstrip().startswith("#")]
    assert rest == [], "nothing without a hash, and no address of an index"


def test_the_tests_run_with_what_the_desk_is_locked_to() -> None:
    desk, tests = map(_locked, NAMES)
    assert {package: tests[package] for package in desk} == desk


@pytest.mark.parametrize("name", LEAFLET)
def test_a_file_of_leaflet_is_as_leaflet_published_it(name: str) -> None:
    content = (leaflet_folder() / name).read_bytes()
    assert base64.b64encode(hashlib.sha256(content).digest()).decode() == LEAFLET[name]
