import hashlib
import zipfile
from pathlib import Path

import pytest
import yaml

from regiewijzer.ledger.region import read_region
from regiewijzer.simulation import OutputExistsError, UnknownScaleError, run, settings_for, simulate
from tests.support.simulated_region import Simulated


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    simulate("tiny", 3, tmp_path / "again")
    assert _hashes(tmp_path / "again") == _hashes(tiny)


def test_two_processes_give_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    result = run(settings_for("tiny", 3), tmp_path / "again", two_processes=True)
    assert _hashes(result.out) == _hashes(tiny)
    assert result.messages == sum(1 for _ in result.messages_folder.rglob("*.xml")) + sum(
        len(zipfile.ZipFile(path).namelist()) for path in result.messages_folder.rglob("*.zip")
    )


def test_another_seed_gives_another_region(tiny: Path, tmp_path: Path) -> None:
    simulate("tiny", 4, tmp_path / "other")
    assert _hashes(tmp_path / "other") != _hashes(tiny)


def test_messages_are_not_written_over(tiny: Path) -> None:
    with pytest.raises(OutputExistsError, match="already holds"):
        simulate("tiny", 3, tiny)


def test_an_unknown_scale_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownScaleError, match="huge"):
        simulate("huge", 1, tmp_path)


def test_progress_ends_at_the_total(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    simulate("tiny", 3, tmp_path, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert [(done, total) for stage, done, total in told if stage == "messages"][-1] == (18, 18)
    assert told[-1] == ("truth", 1, 1)


def test_every_message_type_of_the_chain_is_sent(clean: Simulated) -> None:
    types = {row["message_type"] for row in clean.rows("message")}
    assert types >= {"301", "302", "305", "306", "307", "308", "315", "316", "317", "319", "323", "325"}


def test_the_region_file_says_it_is_invented(tiny: Path) -> None:
    region = read_region(tiny / "region.yaml")
    assert region.invented
    merged = [one for one in region.municipalities if one.successor]
    assert [one.successor for one in merged] == [region.municipalities[0].code]
    assert yaml.safe_load((tiny / "region.yaml").read_text("utf-8"))["covered_from"].isoformat() == "2025-05-01"


def test_received_names_every_file(tiny: Path) -> None:
    lines = (tiny / "received.csv").read_text("utf-8").splitlines()[1:]
    folders = (tiny / "berichten", tiny / "aanleveringen")
    files = {str(path.relative_to(tiny)) for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert {line.split(",")[0] for line in lines} == files


def test_no_person_number_could_be_real(clean: Simulated) -> None:
    from regiewijzer.vocabulary.codes import is_synthetic_bsn

    numbers = {row["bsn"] for row in clean.rows("youth")}
    assert numbers
    assert all(is_synthetic_bsn(number) for number in numbers)


def test_without_its_truth_a_region_is_the_same(tmp_path: Path) -> None:
    settings = settings_for("tiny", 3)
    with_truth, without = run(settings, tmp_path / "a"), run(settings, tmp_path / "b", truth=False)
    assert not (without.out / "truth").exists()
    files = {
        out: {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file() and "truth" not in path.parts}
        for out in (with_truth.out, without.out)
    }
    assert files[with_truth.out] == files[without.out]
