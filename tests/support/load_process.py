"""A load in a process of its own that stands still at a stage, so that a test can look, or kill it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
