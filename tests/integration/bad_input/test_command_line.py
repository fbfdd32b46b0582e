"""The command line on bad input: one clear Dutch message and the right exit code."""

import subprocess
from pathlib import Path

import pytest

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from tests.integration.bad_input.conftest import NOW
from tests.support.load_process import PROJECT, SECONDS, let_it_go_on, loading
from tests.support.small_delivery import good_messages, write_delivery

DONE, REFUSED, WRONG_USE, COULD_NOT_RUN = range(4)


def regiewijzer(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in a wide terminal so that no sentence is broken."""
    script = "from regiewijzer.cli import main; main()"
    command = [str(PROJECT / ".venv/bin/python"), "-c", script, "--home", str(home), *map(str, words)]
    surroundings = {"COLUMNS": "200", "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        command, cwd=home.parent, env=surroundings, capture_output=True, text=True, timeout=SECONDS, check=False
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_refused_input_is_exit_code_1_and_the_rest_is_in(tmp_path: Path, home: Home):
    delivery = write_delivery(tmp_path / "levering", good_messages() | {"leeg.xml": b""})
    done = regiewijzer(home.path, "load", delivery, "--workers", 0)
    assert done.returncode == REFUSED
    assert "RW-XML-01" in done.stdout
    assert "Levering 1 is vastgelegd" in done.stdout
    listed = regiewijzer(home.path, "findings")
    assert listed.returncode == DONE
    told = listed.stdout
    assert "RW-XML-01  Bestand is leeg" in told
    assert str(delivery / "leeg.xml") in told
    assert "van wie:   wie het bestand leverde" in told
    assert "herstel:   Laat het bestand opnieuw" in told


def test_wrong_use_is_exit_code_2(home: Home):
    done = regiewijzer(home.path, "load", ".", "--known-at", "gisteren")
    assert done.returncode == WRONG_USE
    assert "gisteren" in done.stderr


def test_missing_path_is_exit_code_3(tmp_path: Path, home: Home):
    done = regiewijzer(home.path, "load", tmp_path / "er-is-niets")
    assert done.returncode == COULD_NOT_RUN
    assert "Dit pad bestaat niet" in done.stderr
    assert "er-is-niets" in done.stderr
    assert "Traceback" not in done.stderr


def test_second_load_is_exit_code_3_and_harms_neither(tmp_path: Path, home: Home):
    delivery = write_delivery(tmp_path / "levering", good_messages())
    with loading(home.path, delivery, stage="read") as process:
        done = regiewijzer(home.path, "load", delivery)
        assert done.returncode == COULD_NOT_RUN
        assert f"(proces {process.pid}, sinds " in done.stderr
        assert "Er wordt al geladen" in done.stderr
        assert "Traceback" not in done.stderr
        assert let_it_go_on(process).endswith("done\n")
    with open_as_of(home, NOW) as ledger:
        assert ledger.connection.execute("SELECT count(*) FROM message").fetchone() == (len(good_messages()),)


def test_productive_mode_without_purpose_is_exit_code_3(tmp_path: Path, home: Home):
    home.create()
    home.installation.write_text("mode: productive\norganisation: Proefregio\n")
    done = regiewijzer(home.path, "load", write_delivery(tmp_path / "levering", good_messages()))
    assert done.returncode == COULD_NOT_RUN
    assert "mag nog niet starten" in done.stderr
    assert not list(home.loads.glob("*"))
