"""A load in a process of its own that stands still at a stage, so that a test can look, or kill it."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regiewijzer.ledger.home import Home

PROJECT = Path(__file__).parents[2]
SECONDS = 60

# The process tells its stage and waits for a line; the test decides what happens meanwhile.
_SCRIPT = """
import sys
from datetime import datetime
from pathlib import Path
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load

home, delivery, stage, workers = sys.argv[1:]

def stand_still(progress):
    if progress.stage == stage:
        print("here", flush=True)
        sys.stdin.readline()

if __name__ == "__main__":
    now = datetime(2026, 11, 22, 9)
    load(Home(Path(home)), [Path(delivery)], known_at=KnownAt(), now=now, workers=int(workers), progress=stand_still)
    print("done", flush=True)
"""


@contextmanager
def loading(home: Path, delivery: Path, *, stage: str, workers: int = 0) -> Iterator[subprocess.Popen[str]]:
    """Start a load and yield its process when it has come to that stage; kill it at the end if it still runs."""
    script = home.parent / "load_until.py"
    script.write_text(_SCRIPT)
    command = [sys.executable, str(script), str(home), str(delivery), stage, str(workers)]
    process = subprocess.Popen(
        command, cwd=PROJECT, env={"PYTHONPATH": str(PROJECT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "here\n", process.wait(SECONDS)
        yield process
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def kill_at_once(process: subprocess.Popen[str]) -> None:
    """Kill the process so that it can clean up nothing; TimeoutExpired when a process that it started lives on.

    Its processes share its standard output, which comes to an end when the last of them is gone.
    """
    process.kill()
    process.communicate(timeout=SECONDS)


def let_it_go_on(process: subprocess.Popen[str]) -> str:
    """Let the process run to its end; return the rest of what it said."""
    said, _ = process.communicate("\n\n\n", timeout=SECONDS)
    return said


# Forked after the imports, and without the overviews that follow: so a random moment falls where something could be lost.
_KILLED = """
import os, signal, sys, time
from datetime import datetime
from pathlib import Path
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.recording import record_messages

def begin(home):
    child = os.fork()
    if child == 0:
        now = datetime(2026, 11, 22, 9)
        record_messages(Home(Path(home)), [Path(delivery)], known_at=KnownAt(), now=now, workers=0)
        os._exit(0)
    return child

delivery, whole, *killed = sys.argv[1:]
start = time.monotonic()
assert os.waitpid(begin(whole), 0)[1] == 0
took = time.monotonic() - start
for one in killed:
    home, _, part = one.rpartition("=")
    child = begin(home)
    time.sleep(took * float(part))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


def killed_at_random(folder: Path, delivery: Path, *, times: int) -> Iterator[tuple[Home, str]]:
    """Yield homes whose load was killed at a random part of the time that a whole one took, and how to do that again."""
    seed = os.environ.get("KILL_SEED") or str(random.randrange(10**6))
    chance = random.Random(seed)
    parts = {folder / f"killed-{number}": f"{chance.uniform(0, 1):.3f}" for number in range(times)}
    asked = [f"{home}={part}" for home, part in parts.items()]
    command = [sys.executable, "-c", _KILLED, str(delivery), str(folder / "whole"), *asked]
    subprocess.run(command, cwd=PROJECT, env={"PYTHONPATH": str(PROJECT)}, check=True, timeout=SECONDS)
    for home, part in parts.items():
        yield Home(home), f"killed after {part} of a load; again with KILL_SEED={seed}"
