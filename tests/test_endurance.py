"""The endurance programs, a short while each: a refresh that is killed, and a disk that is full."""

from tests.fuzz import disk_full, kills


def test_a_refresh_that_is_killed_leaves_a_whole_store() -> None:
    assert kills.run(rounds=2, files=20) == []


def test_on_a_full_disk_nothing_half_stays() -> None:
    assert disk_full.run(lefts=(0, 12_288)) == []
