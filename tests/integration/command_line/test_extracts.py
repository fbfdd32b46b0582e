"""Extracts on the command line: list, template, check, load, status."""

import json

import openpyxl
import pytest
from typer.testing import CliRunner

from regiewijzer.cli.app import app
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.ledger.record import load_numbers
from regiewijzer.ledger.region import write_region
from tests.support.delivered_files import BUDGET, MUNICIPALITY, OTHER, PROVIDER, REGION, budget, csv_file, extract_home
from tests.support.ledger_world import ask_text

WHO = "SELECT DISTINCT sender_code, dated_on, known_at::DATE FROM message ORDER BY ALL"
AMOUNTS = "SELECT provider_code, budget_cents FROM provider_budget ORDER BY ALL"


@pytest.fixture
def home(tmp_path):
    return extract_home(tmp_path / "home")


def run(home, *words):
    return CliRunner().invoke(app, ["--home", str(home.path), *(str(word) for word in words)])


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_every_table_is_listed_with_who_delivers_it(home):
    listed = json.loads(run(home, "extract", "list", "--json").stdout)
    assert {one["table"] for one in listed} == set(load_extract_tables())
    assert next(one for one in listed if one["file"] == "personeel")["senders"] == ["provider", "service_organisation"]
    assert "thuiszitters" in run(home, "extract", "list").stdout


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_template_is_read_back_as_an_empty_table(home, tmp_path, form):
    out = tmp_path / f"leeg.{form}"
    assert run(home, "extract", "template", "personeel", "--form", form, "--out", out).exit_code == 0

    checked = run(home, "extract", "check", out, "--as", "workforce", "--json")

    assert checked.exit_code == 1
    assert [one["rule"] for one in json.loads(checked.stdout)["findings"]] == ["RW-EX-18"]  # no rows


def test_wrong_use_is_told(home, tmp_path):
    file = write(tmp_path / "x.csv", b"a")
    for words in (
        ["template", "personel"],
        ["template", "personeel", "--form", "pdf"],
        ["check", file, "--as", "personel"],
        ["check", file, "--sender", "47009999"],
    ):
        assert run(home, "extract", *words).exit_code == 2, words


def test_a_check_tells_everything_and_keeps_nothing(home, tmp_path):
    file = write(
        tmp_path / "aanbiederbegroting.csv", csv_file(BUDGET, budget(), budget("1.5"), budget("x"), budget(provider=OTHER))
    )

    shown = run(home, "extract", "check", file, "--sender", PROVIDER, "--marked", tmp_path / "m.xlsx")

    assert shown.exit_code == 1
    for place in ("aanbiederbegroting!E3", "aanbiederbegroting!E4", "aanbiederbegroting!A5"):
        assert place in shown.stdout
    assert openpyxl.load_workbook(tmp_path / "m.xlsx")["aanbiederbegroting"]["E4"].comment is not None
    assert load_numbers(home) == ()
    assert run(home, "extract", "check", write(file, csv_file(BUDGET, budget())), "--sender", PROVIDER).exit_code == 0


def test_the_folder_says_who_delivers_and_when(home, tmp_path):
    out = tmp_path / "uit"
    write(out / "aanleveringen" / PROVIDER / "2025-03-14" / "aanbiederbegroting.csv", csv_file(BUDGET, budget()))
    other = out / "aanleveringen" / OTHER / "2025-04-01" / "aanbiederbegroting.csv"
    write(other, csv_file(BUDGET, budget(provider=OTHER)))
    register = f"file,received_at\n{other.relative_to(out)},2025-04-02T17:00:00\n".encode()
    write(out / "received.csv", register)
    write_region(REGION, out / "region.yaml")

    loaded = run(home, "load", out, "--known-at", "dated", "--workers", "0", "--json")

    assert loaded.exit_code == 0, loaded.stdout
    assert ask_text(home, AMOUNTS) == [f"{PROVIDER} | 10000", f"{OTHER} | 10000"]
    assert ask_text(home, WHO) == [f"{PROVIDER} | 2025-03-14 | 2025-03-14", f"{OTHER} | 2025-04-02 | 2025-04-02"]
    again = json.loads(run(home, "load", out, "--workers", "0", "--json").stdout)
    assert (again["number"], {one["seen_before"] for one in again["files"]}) == (None, {True})


def test_a_named_sender_goes_before_the_folder(home, tmp_path):
    file = write(tmp_path / OTHER / "aanbiederbegroting.csv", csv_file(BUDGET, budget()))

    refused = run(home, "load", file, "--workers", "0", "--json")
    taken = run(home, "load", file, "--sender", PROVIDER, "--workers", "0", "--json")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert [(one["sender_code"], one["status"]) for one in json.loads(refused.stdout)["deliveries"]] == [(OTHER, "rejected")]
    assert ask_text(home, AMOUNTS) == [f"{PROVIDER} | 10000"]


def test_without_a_sender_it_is_the_service_organisation_that_delivers(home, tmp_path):
    file = write(tmp_path / "aanbiederbegroting.csv", csv_file(BUDGET, budget(), budget(provider=OTHER)))

    assert run(home, "load", file, "--workers", "0").exit_code == 0
    assert ask_text(home, "SELECT sender_code, municipality_code FROM message") == ["service | -"]


def test_rows_that_are_held_back_are_told(home, tmp_path):
    file = write(tmp_path / "aanbiederbegroting.csv", csv_file(BUDGET, budget(), budget("1.5", year="2025")))

    loaded = run(home, "load", file, "--workers", "0")

    assert loaded.exit_code == 1
    assert "Extracten met iets te herstellen: 1" in loaded.stdout
    status = json.loads(run(home, "status", "--json").stdout)
    assert [(one["table"], one["owner_code"], one["rows"]) for one in status["extracts"]] == [("provider_budget", PROVIDER, 1)]
    assert "Begroting per" in run(home, "status").stdout


def test_a_municipality_delivers_too(home, tmp_path):
    titles = ("Gemeente", "Jaar", "Bron", "Bedrag")
    file = write(tmp_path / "inkomsten.csv", csv_file(titles, (MUNICIPALITY, "2024", "overig", "1000,00")))

    loaded = json.loads(run(home, "load", file, "--sender", MUNICIPALITY, "--workers", "0", "--json").stdout)

    assert [(one["sender_kind"], one["status"]) for one in loaded["deliveries"]] == [("municipality", "accepted")], loaded


def test_compacting_changes_no_answer(home, tmp_path):
    for number, amount in enumerate(("100,00", "200,00", "300,00")):
        file = write(tmp_path / str(number) / "aanbiederbegroting.csv", csv_file(BUDGET, budget(amount)))
        assert run(home, "load", file, "--workers", "0").exit_code == 0
    assert "minder dan 10" in run(home, "compact").stdout

    assert run(home, "compact", "--at-least", "3").exit_code == 0

    assert load_numbers(home) == (4,)
    assert ask_text(home, AMOUNTS) == [f"{PROVIDER} | 30000"]
    assert ask_text(home, AMOUNTS, snapshot=2) == [f"{PROVIDER} | 20000"]
    assert run(home, "findings", "--load", "1").exit_code == 0
