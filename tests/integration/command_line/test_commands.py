import json
import re

import pytest
from typer.testing import CliRunner

from regiewijzer.cli.app import app
from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.schema import compiled
from regiewijzer.messages.tree import read_tree
from regiewijzer.pipeline.figures import find_indicator
from regiewijzer.vocabulary.codes import is_synthetic_bsn
from tests.support.django_ready import start_django

start_django()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A tiny region, simulated and loaded by the commands themselves."""
    place = tmp_path_factory.mktemp("world")
    messages, home = place / "messages", place / "home"
    assert run(home, "simulate", "--scale", "tiny", "--seed", "7", "--out", messages).exit_code == 0
    loaded = run(home, "load", messages, "--known-at", "dated", "--workers", "0", "--json")
    assert loaded.exit_code == 1, loaded.output  # the region has faults of every kind, so something is refused
    return home, messages, json.loads(loaded.stdout)


def run(home, *words):
    return CliRunner().invoke(app, ["--home", str(home), *(str(word) for word in words)])


def test_a_load_counts_what_it_took_and_refused(world):
    _, _, result = world
    assert result["number"] == 1
    assert sum(file["accepted"] for file in result["files"]) > 500
    assert sum(file["rejected"] for file in result["files"]) > 0


def test_loading_the_same_again_changes_nothing(world):
    home, messages, _ = world
    again = run(home, "load", messages, "--workers", "0", "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["number"] is None


def test_the_status_tells_senders_and_what_is_missing(world):
    home, _, _ = world
    status = json.loads(run(home, "status", "--json").stdout)
    assert {"301", "305", "307", "323"} <= {kind["message_type"] for kind in status["by_type"]}
    assert status["last_known_at"].startswith("2026-10")
    assert run(home, "status").exit_code == 0


def test_check_names_rules_and_those_that_could_not_run(world):
    home, _, _ = world
    shown = run(home, "check")
    assert shown.exit_code == 0
    assert "TR371" in shown.stdout  # the ledger does not keep what it needs
    assert json.loads(run(home, "check", "--json").stdout)["ran"]


def test_the_list_of_indicators_leads_with_a_settled_value(world, monkeypatch):
    home, _, _ = world
    some = ("claimed-care", "young-people-in-care", "ended-as-planned", "access-registered-professionals")
    monkeypatch.setattr("regiewijzer.cli.figures.load_indicators", lambda: {name: find_indicator(name) for name in some})
    lines = json.loads(run(home, "indicator", "list", "--json").stdout)
    settled = [line for line in lines if line["period"] and not line["provisional"]]
    assert settled
    for line in settled:
        cells = json.loads(run(home, "indicator", "run", line["id"], "--json").stdout)["cells"]
        assert line["value"] in [cell["value"]["number"] for cell in cells if cell["period"] == line["period"]]


def test_an_indicator_is_shown_run_frozen_and_reproduced(world):
    home, _, _ = world
    assert "SELECT" in run(home, "indicator", "show", "flow").stdout
    ran = run(home, "indicator", "run", "young-people-in-care", "--as-of", "2026-10-31", "--freeze")
    identifier = re.search(r"Vastgelegd als (\w+)", ran.stdout)
    assert identifier, ran.output
    assert "301" in run(home, "figure", "show", identifier[1]).stdout
    assert "Gelijk" in run(home, "figure", "reproduce", identifier[1]).stdout
    as_json = json.loads(run(home, "indicator", "run", "young-people-in-care", "--as-of", "2026-10-31", "--json").stdout)
    assert as_json["passport"]["messages_counted"]


def test_a_figure_is_cut_by_municipality_and_month(world):
    home, _, _ = world
    csv = run(
        home, "indicator", "run", "claimed-care", "--by", "municipality", "--from", "2026-01", "--until", "2026-03", "--csv"
    )
    lines = csv.stdout.splitlines()
    assert lines[0].startswith("month,series,municipality,")
    assert {line.split(",")[0] for line in lines[1:]} == {"2026-01", "2026-02", "2026-03"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("indicator", "run", "nergens"), "Onbekende indicator"),
        (("indicator", "run", "flow", "--as-of", "gisteren"), "2026-01-31"),
        (("indicator", "run", "flow", "--where", "wijk=1"), "municipality"),
        (("load", "x.xml", "--known-at", "ooit"), "--known-at"),
        (("return-messages", "--out", "x"), "--load"),
    ],
)
def test_wrong_use_is_said_and_ends_with_two(world, words, said, monkeypatch, tmp_path):
    home, _, _ = world
    monkeypatch.chdir(tmp_path)
    outcome = run(home, *words)
    assert outcome.exit_code == 2
    assert said in " ".join(outcome.output.split())


def test_previews_of_return_messages_are_valid(world, tmp_path):
    home, _, _ = world
    assert run(home, "return-messages", "--load", "1", "--out", tmp_path).exit_code == 0
    written = sorted(tmp_path.glob("*.xml"))
    assert len(written) > 300
    answers = {one.answered_by for one in load_standard().messages.values()}
    for path in written[::10]:
        message = read_tree(path.read_bytes())
        assert message.name in answers
        assert compiled(message.release).validate(_parsed(path)), path


def _parsed(path):
    from lxml import etree

    return etree.parse(str(path))


@pytest.mark.django_db
def test_a_person_is_shown_and_forgotten(world, tmp_path):
    import shutil

    from regiewijzer.ledger.archive import read_back
    from regiewijzer.ledger.home import Home
    from regiewijzer.ledger.keys import read_custodian_identity

    home = tmp_path / "home"
    shutil.copytree(world[0], home)
    originals = read_back(Home(home), read_custodian_identity(Home(home).keys))
    numbers = (re.search(rb"Bsn>(\d{9})<", one.content) for one in originals)
    bsn = next(found[1].decode() for found in numbers if found and is_synthetic_bsn(found[1].decode()))
    held = run(home, "person", "access", "--bsn", bsn)
    assert json.loads(held.stdout)["tables"]
    assert bsn not in held.stdout
    assert "Gewist" in run(home, "person", "forget", "--bsn", bsn).stdout
    assert json.loads(run(home, "person", "access", "--bsn", bsn).stdout)["tables"] == {}
    assert "niets" in run(home, "person", "forget", "--bsn", bsn).stdout
