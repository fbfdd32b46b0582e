"""The retention run of a whole installation: nothing of who is past the term stays, in no place, and what was published does."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.audit.models import AuditEvent, ProcessingRecord
from regiewijzer.apps.register import keeping, tasks
from regiewijzer.ledger.append import LoadRunning
from regiewijzer.ledger.cache import ensure_cache
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.snapshots import latest_snapshot
from tests.support.person_world import ANNA, BRAM, make_person_world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
TERMS = """
mode: demo
keys: {keys}
tables:
  assignment: {{retention_months: 84, retention_from: valid_until}}
  archive: {{retention_months: 24}}
"""
ASSIGNMENTS = """
message_id | youth_id | assignment_number | valid_from | valid_until | known_at
t1         | anna     | 1                 | 2015-01-01 | 2019-10-31  | 2015-01-01
t2         | bram     | 2                 | 2015-01-01 |             | 2015-01-01
"""


@pytest.fixture
def world(tmp_path, settings):
    world = make_person_world(tmp_path)
    world.load({"assignment": ASSIGNMENTS}, {"t1": (ANNA,)}, loaded_at=datetime(2015, 1, 1))
    world.load({"care_start": "message_id | youth_id\ns1 | bram\n"}, {"s1": (BRAM,)}, loaded_at=datetime(2026, 10, 1))
    world.home.installation.write_text(TERMS.format(keys=world.keys), "utf-8")
    settings.REGIEWIJZER_HOME = world.home
    for snapshot in range(1, latest_snapshot(world.home) + 1):
        ensure_cache(world.home, snapshot)
    (world.home.cache / "facts.parquet").write_bytes(world.youth_id(ANNA).encode())
    (world.home.figures / "0123456789abcdef.json").write_text("{}")
    _returned(world.home, "old", days=8)
    _returned(world.home, "new", days=6)
    return world


def _returned(home, name, *, days):
    folder = home.returned / name
    folder.mkdir(parents=True)
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(folder, (moment, moment))


def _task(finished_at):
    DBTaskResult.objects.create(
        task_path="x",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=finished_at,
        exception_class_path="",
        traceback="",
        run_after=NOW,
    )


def _traces(world, bsn):
    """Return the files of the home, keys included, in which the pseudonym of a person stands."""
    wanted = world.youth_id(bsn).encode()
    files = (path for place in (world.home.path, world.keys) for path in place.rglob("*") if path.is_file())
    return [path.name for path in files if wanted in path.read_bytes()]


def test_nothing_of_who_is_past_the_term_stays_anywhere(world):
    assert _traces(world, ANNA)
    kept = keeping.run(NOW, by="test")
    assert (kept.rows, kept.originals, kept.persons, kept.returned) == ({"assignment": 1}, 1, 1, 1)
    assert _traces(world, ANNA) == []
    assert world.ids("assignment") == ["t2"]
    assert world.ids("care_start") == ["s1"]
    assert _traces(world, BRAM)
    assert (world.home.figures / "0123456789abcdef.json").exists()
    assert [path.name for path in world.home.returned.iterdir()] == ["new"]


def test_an_earlier_snapshot_is_what_it_was_less_what_had_to_go(world):
    from regiewijzer.ledger.as_of import open_as_of

    keeping.run(NOW, by="test")
    with open_as_of(world.home, datetime(2026, 11, 1), 1) as ledger:
        assert ledger.connection.execute("SELECT assignment_number FROM assignment").fetchall() == [(2,)]


def test_process_data_past_its_days_goes(world):
    for days in (-1, 1):
        Session.objects.create(session_key=f"k{days}", session_data="", expire_date=NOW + timedelta(days=days))
    for days in (31, 29):
        _task(NOW - timedelta(days=days))
    kept = keeping.run(NOW, by="test")
    assert (kept.sessions, kept.tasks) == (1, 1)
    assert Session.objects.count() == DBTaskResult.objects.count() == 1


def test_a_dry_run_tells_the_same_and_removes_nothing(world):
    planned = keeping.plan(NOW)
    assert (planned.rows, planned.originals, planned.returned) == ({"assignment": 1}, 1, 1)
    assert world.ids("assignment") == ["t1", "t2"]
    assert not ProcessingRecord.objects.exists()
    done = keeping.run(NOW, by="test")
    assert (done.rows, done.originals, done.returned) == (planned.rows, planned.originals, planned.returned)
    assert keeping.plan(NOW).total == 0


def test_both_logs_say_that_it_was_done(world):
    keeping.run(NOW, by="datasteward")
    record = ProcessingRecord.objects.get()
    assert (record.activity, record.status, record.subjects) == ("retention", ProcessingRecord.Status.OK, 1)
    events = AuditEvent.objects.filter(operation=record.operation.hex)
    assert {one.event: one.actor for one in events} == {"retention_started": "datasteward", "retention_done": "datasteward"}


def test_a_run_during_a_load_is_logged_as_failed_and_tried_again_later(world):
    with load_lock(world.home.lock, since=datetime(2026, 11, 1)), pytest.raises(LoadRunning):
        keeping.run(NOW, by="worker")
    assert ProcessingRecord.objects.get().status == ProcessingRecord.Status.ERROR
    assert world.ids("assignment") == ["t1", "t2"]
    ProcessingRecord.objects.update(started_at=NOW)
    assert not keeping.is_due(NOW + timedelta(minutes=59))
    assert keeping.is_due(NOW + timedelta(minutes=61))


def test_it_is_due_once_a_day(world):
    assert keeping.is_due(NOW)
    keeping.run(NOW, by="worker")
    ProcessingRecord.objects.update(started_at=NOW)
    assert not keeping.is_due(NOW + timedelta(hours=8))
    assert keeping.is_due(NOW + timedelta(hours=20))


def test_the_worker_is_asked_once(world):
    assert tasks.queue_retention()
    assert not tasks.queue_retention()
    assert DBTaskResult.objects.filter(task_path=tasks.retain.module_path).count() == 1
