"""The audit chain with several processes that write at the same time, and the command that checks it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

WRITE = """
import sys; from pathlib import Path
from regiewijzer.config.preparation import start_django
start_django(Path(sys.argv[1]))
from regiewijzer.apps.audit.service import record_event
for number in range(int(sys.argv[3])):
    record_event("looked", actor=sys.argv[2], details={"number": number})
"""
PREPARE = """
import sys; from pathlib import Path
from regiewijzer.config.preparation import create_administrator
create_administrator(Path(sys.argv[1]))
"""
WRITERS, EVENTS = 3, 40


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("audit") / "home"
    subprocess.run([sys.executable, "-c", PREPARE, str(place)], check=True)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(place), f"writer{number}", str(EVENTS)]) for number in range(WRITERS)
    ]
    assert [one.wait(120) for one in writers] == [0] * WRITERS
    return place


def _verify(home: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-c", "from regiewijzer.cli import main; main()", "--home", str(home), "audit", "verify"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout


def _execute(home: Path, sql: str) -> None:
    with closing(sqlite3.connect(home / "process.sqlite3")) as database:
        database.execute(sql)
        database.commit()


def test_writers_at_the_same_time_make_one_chain(home):
    code, text = _verify(home)
    assert code == 0, text
    assert int(text.split()[1]) >= WRITERS * EVENTS
    assert _verify(home, "--expect", "0" * 64)[0] == 1


def test_a_hand_in_the_database_is_found(home):
    _execute(home, "UPDATE audit_auditevent SET actor = 'niemand' WHERE number = 7")
    code, text = _verify(home)
    assert (code, "gebeurtenis 7 is veranderd" in text) == (1, True), text
