"""A load that is killed (SIGKILL) at any point loses nothing and doubles nothing; real processes, no pretence."""

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from regiewijzer.ledger.append import Append, LoadRunning
from regiewijzer.ledger.record import load_numbers
from tests.support.ledger_world import ask, ask_text, load_text, make_home

PROJECT = Path(__file__).parents[3]
FIRST = {"care_start": "youth_id | started_on\nanna | 2024-01-10"}
SECOND = {
    "care_start": "youth_id | started_on\nbram | 2024-02-10",
    "claim_line": "claim | youth_id | period_from | period_until | amount_cents\nC1 | bram | 2024-02-01 | 2024-03-01 | 500",
}
EVERYTHING = "SELECT youth_id FROM care_start UNION ALL SELECT line_status FROM claim_line ORDER BY 1"

PROGRAM = """
import os, signal, sys
from pathlib import Path
from regiewijzer.ledger import append, cache_build, load_writer
from regiewijzer.ledger.home import Home
from tests.integration.ledger.test_kill import SECOND
from tests.support.ledger_world import ask, load_text

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def then_die(work):
    def both(*given, **named):
        work(*given, **named)
        die()
    return both

point, home = sys.argv[1], Home(Path(sys.argv[2]))
if point == "while adding":
    append.LoadWriter.add = then_die(append.LoadWriter.add)
elif point == "before the manifest":
    load_writer.write_manifest = die
elif point == "before it is visible":
    load_writer.make_visible = die
elif point == "just after it is visible":
    load_writer.make_visible = then_die(load_writer.make_visible)
elif point == "while the cache is built":
    cache_build._work_out_marts = die
load_text(home, SECOND)
ask(home, "SELECT 1")
"""


def run(point: str, home_path: Path) -> int:
    return subprocess.run([sys.executable, "-c", PROGRAM, point, str(home_path)], cwd=PROJECT, check=False).returncode


@pytest.mark.parametrize(
    ("point", "loads_after"),
    [
        ("while adding", 1),
        ("before the manifest", 1),
        ("before it is visible", 1),
        ("just after it is visible", 2),
        ("while the cache is built", 2),
    ],
)
def test_a_killed_load_is_there_whole_or_not_at_all(tmp_path, point, loads_after):
    home = make_home(tmp_path / "home")
    load_text(home, FIRST)
    assert run(point, home.path) == -signal.SIGKILL
    assert len(load_numbers(home)) == loads_after
    assert ask_text(home, EVERYTHING) == (["anna"] if loads_after == 1 else ["anna", "bram", "open"])

    load_text(home, SECOND)
    assert ask_text(home, EVERYTHING) == ["anna", "bram", "open"]
    assert not list(home.loads.glob(".*"))
    assert not list(home.cache.glob("building-*"))


HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from regiewijzer.ledger.append import Append
from regiewijzer.ledger.home import Home
with Append.begin(Home(Path(sys.argv[1])), loaded_at=datetime(2026, 1, 2, 3), program_version="1"):
    print("holding", flush=True)
    time.sleep(60)
"""


def test_a_second_load_hears_which_one_runs_and_may_start_when_that_one_is_killed(tmp_path):
    home = make_home(tmp_path / "home")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home.path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout.readline() == "holding\n"
            with pytest.raises(LoadRunning) as told, Append.begin(home, loaded_at=datetime(2026, 1, 3), program_version="1"):
                pass
            assert (told.value.pid, told.value.since) == (holder.pid, datetime(2026, 1, 2, 3))
        finally:
            holder.kill()
    assert load_text(home, FIRST) == 1


READER = """
import sys
from pathlib import Path
from regiewijzer.ledger.home import Home
from tests.support.ledger_world import ask
print(ask(Home(Path(sys.argv[1])), "SELECT count(*) FROM care_start"))
"""


def test_many_processes_read_and_build_the_same_snapshot_at_once(tmp_path):
    home = make_home(tmp_path / "home")
    load_text(home, FIRST)
    command = [sys.executable, "-c", READER, str(home.path)]
    readers = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [reader.communicate()[0] for reader in readers] == ["[(1,)]\n"] * 3
    assert len(list(home.cache.glob("*.duckdb"))) == 1
    assert ask(home, "SELECT count(*) FROM care_start") == [(1,)]
