"""One load in which nearly everything is wrong, beside a small delivery in which nothing is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.loads import findings_of
from regiewijzer.pipeline.outcome import LoadResult
from tests.support.bad_messages import across_messages, bad_files
from tests.support.small_delivery import good_messages, write_delivery

NOW = datetime(2026, 11, 22, 9, 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """A home after one load, its result, and all findings of that load."""

    home: Home
    folder: Path
    result: LoadResult
    findings: tuple[Finding, ...]

    def about(self, file: str, member: str = "") -> list[Finding]:
        """Return the findings on one file, or on one member of a ZIP."""
        path = str(self.folder / file)
        return [one for one in self.findings if (one.source_file, one.source_member) == (path, member)]


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    folder = write_delivery(tmp_path_factory.mktemp("bad") / "levering", good_messages() | across_messages())
    for bad in bad_files():
        (folder / bad.file).write_bytes(bad.content)
    (folder / "leesmij.txt").write_text("Dit is geen bericht.")
    home = Home(folder.parent / "home")
    result = load(home, [folder], known_at=KnownAt(), now=NOW, workers=0)
    assert result.number is not None
    findings, total = findings_of(home, result.number, limit=100_000)
    assert total == len(findings)
    return Taken(home, folder, result, findings)
