"""Extracts that are hostile, wrong or interrupted: the rest of the load goes on, nothing doubles, nobody speaks for another."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.lock import LoadRunning, load_lock
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.deliveries import deliver
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.loads import findings_of
from regiewijzer.pipeline.outcome import LoadResult
from regiewijzer.pipeline.recording import record_messages
from tests.integration.bad_input.conftest import NOW
from tests.support.delivered_files import (
    BUDGET,
    OTHER,
    PROVIDER,
    SPELL,
    budget,
    csv_file,
    extract_home,
    sender,
    spell,
    workbook,
)
from tests.support.kept_text import files_with
from tests.support.ledger_world import ask_text
from tests.support.load_process import kill_at_once, let_it_go_on, loading
from tests.support.message_world import test_bsn as bsn
from tests.support.small_delivery import good_messages, write_delivery

STATE = {
    "message": "SELECT message_id, sender_code, status, row_count FROM message ORDER BY ALL",
    "budget": "SELECT provider_code, year, budget_cents FROM provider_budget ORDER BY ALL",
    "spell": "SELECT provider_code, started_on FROM cbs_care ORDER BY ALL",
    "slice": "SELECT table_name, slice_key, row_count FROM delivered_slice ORDER BY ALL",
}


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a workbook whose sheet unpacks to far more than it is packed."""
    sheet = b"<worksheet>" + b" " * 4_000_000 + b"</worksheet>"
    return packed({"xl/workbook.xml": b"<workbook/>", "xl/_rels/workbook.xml.rels": b"<x/>", "xl/worksheets/sheet1.xml": sheet})


BAD = {
    "leeg.csv": b"",
    "geen-tabel.csv": b"a;b\r\n1;2\r\n",
    "kapot.xlsx": b"PK\x03\x04 and then nothing",
    "oud.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "bom.xlsx": bomb(),
    "bestand.ods": b"PK\x03\x04",
    "klok.csv": b"\0\1\2\3" * 50,
    "formule.xlsx": workbook({"aanbiederbegroting": [BUDGET, budget("=1+1")]}),
    "verkeerde-afzender.csv": csv_file(BUDGET, budget(provider="47009999")),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, LoadResult, Path]:
    """Messages, extracts in order and everything bad, in one load; part of it in a ZIP."""
    place = tmp_path_factory.mktemp("extracts")
    home = extract_home(place / "home")
    folder = write_delivery(place / "levering", good_messages(), region=False)
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "aanbiederbegroting.csv").write_bytes(csv_file(BUDGET, budget()))
    # The folder inside the ZIP names another provider: names in a ZIP make nobody a sender.
    inside = {
        f"{OTHER}/beleidsinformatie_jeugdhulp.csv": csv_file(SPELL, spell(bsn(10))),
        f"{OTHER}/x.csv": BAD["geen-tabel.csv"],
    }
    (folder / "pakket.zip").write_bytes(packed(inside))
    result = load(home, [folder], known_at=KnownAt(), now=NOW, workers=0)
    return home, result, folder


def test_what_is_in_order_is_in(world: tuple[Home, LoadResult, Path]):
    home, result, _ = world
    assert result.number == 1
    assert ask_text(home, STATE["budget"]) == [f"{PROVIDER} | 2024-01-01 | 10000"]
    assert ask_text(home, STATE["spell"]) == [f"{PROVIDER} | 2024-02-15"]
    assert ask_text(home, "SELECT count(*) FROM assignment") == ["2"]
    assert ask_text(home, "SELECT DISTINCT sender_code FROM message WHERE release IS NULL") == ["service"]


def test_every_bad_file_is_told_with_a_rule(world: tuple[Home, LoadResult, Path]):
    home, result, _ = world
    told = {Path(one.source_file).name for one in findings_of(home, 1, limit=1000)[0]}
    assert told >= set(BAD)
    assert "pakket.zip" in told
    assert result.has_refusals
    assert {Path(file.file).name for file in result.files if file.unread or file.rejected or file.held_back} >= set(BAD)


def test_no_citizen_number_is_in_any_file(world: tuple[Home, LoadResult, Path]):
    home, *_ = world
    assert files_with([bsn(10)], home.path) == {}


def test_the_same_again_changes_nothing(world: tuple[Home, LoadResult, Path]):
    home, _, folder = world
    before = {name: ask_text(home, sql) for name, sql in STATE.items()}
    again = record_messages(home, [folder], known_at=KnownAt(), now=NOW + timedelta(days=1), workers=0)
    assert again.number is None
    assert {name: ask_text(home, sql) for name, sql in STATE.items()} == before


def test_who_delivers_in_anothers_name_delivers_nothing(tmp_path: Path):
    home = extract_home(tmp_path / "home")
    content = csv_file(BUDGET, budget(provider=OTHER), budget(provider=OTHER, year="2025"))
    own = csv_file(BUDGET, budget("7,00", provider=OTHER))
    deliver(home, own, file="aanbiederbegroting.csv", sender=sender(home, OTHER), now=NOW)

    result = deliver(home, content, file="aanbiederbegroting.csv", sender=sender(home, PROVIDER), now=NOW + timedelta(days=1))

    assert (result.accepted, result.held_back) == (0, 2)
    assert ask_text(home, STATE["budget"]) == [f"{OTHER} | 2024-01-01 | 700"]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_delivery(tmp_path_factory.mktemp("mixed") / "levering", good_messages())
    (folder / "aanbiederbegroting.csv").write_bytes(csv_file(BUDGET, budget()))
    (folder / "personen.xlsx").write_bytes(workbook({"beleidsinformatie_jeugdhulp": [SPELL, spell(bsn(10)), spell(bsn(11))]}))
    return folder


@pytest.fixture(scope="module")
def undisturbed(mixed: Path) -> dict[str, list[str]]:
    home = Home(mixed.parent / "undisturbed")
    load(home, [mixed], known_at=KnownAt(), now=NOW, workers=0)
    return {name: ask_text(home, sql) for name, sql in STATE.items()}


@pytest.mark.parametrize(("stage", "is_in"), [("read", False), ("record", False), ("cache", True)])
def test_a_killed_load_is_there_whole_or_not_at_all(tmp_path: Path, mixed: Path, undisturbed, stage: str, is_in: bool):
    home = Home(tmp_path / "home")
    with loading(home.path, mixed, stage=stage) as process:
        kill_at_once(process)
    assert bool(latest_snapshot(home)) is is_in

    load(home, [mixed], known_at=KnownAt(), now=NOW, workers=0)

    assert latest_snapshot(home) == 1
    assert {name: ask_text(home, sql) for name, sql in STATE.items()} == undisturbed


def test_a_delivery_during_a_load_is_refused_and_harms_neither(tmp_path: Path, mixed: Path, undisturbed):
    home = extract_home(tmp_path / "home")
    with loading(home.path, mixed, stage="read") as process:
        with pytest.raises(LoadRunning):
            deliver(home, csv_file(BUDGET, budget()), file="x.csv", sender=sender(home, PROVIDER), now=NOW)
        assert let_it_go_on(process).endswith("done\n")
    assert {name: ask_text(home, sql) for name, sql in STATE.items()} == undisturbed
    with load_lock(home.lock, since=NOW):
        pass  # nobody holds it any more
