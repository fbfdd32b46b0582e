"""The cache may go at any time, and never grows beyond a few files."""

import os

import pytest

from regiewijzer.ledger.cache import KEPT_FILES, cache_path, drop_caches, ensure_cache
from regiewijzer.ledger.region import Provider, Region, write_region
from tests.support.ledger_world import ask, load_text, make_home


@pytest.fixture
def home(tmp_path):
    made = make_home(tmp_path / "home")
    load_text(made, {"care_start": "youth_id | started_on\nanna | 2024-01-10"})
    return made


def test_a_deleted_cache_comes_back(home):
    ensure_cache(home, 1)
    drop_caches(home)
    assert not cache_path(home, 1).exists()
    assert ask(home, "SELECT count(*) FROM care_start") == [(1,)]
    assert cache_path(home, 1).exists()


def test_a_cache_that_is_there_is_used(home):
    built = ensure_cache(home, 1).stat().st_mtime_ns
    assert ensure_cache(home, 1).stat().st_mtime_ns == built


def test_another_region_file_is_another_cache(home):
    before = cache_path(home, 1)
    write_region(Region("Duinrand", providers=(Provider("42420001", "Het Anker"),)), home.region)
    assert cache_path(home, 1) != before
    assert ask(home, "SELECT name FROM provider") == [("Het Anker",)]


def test_only_the_latest_few_are_kept_and_older_snapshots_come_back_on_demand(home):
    for day in range(11, 11 + KEPT_FILES):
        number = load_text(home, {"care_start": f"youth_id | started_on\nanna | 2024-01-{day}"})
        os.utime(ensure_cache(home, number), (number, number))
    assert len(list(home.cache.glob("snapshot-*.duckdb"))) == KEPT_FILES
    assert ask(home, "SELECT count(*) FROM care_start", snapshot=1) == [(1,)]


def test_a_file_left_by_a_killed_builder_is_cleared(home):
    home.cache.mkdir(exist_ok=True)
    (home.cache / "building-1.duckdb").write_bytes(b"half")
    ensure_cache(home, 1)
    assert not list(home.cache.glob("building-*"))
