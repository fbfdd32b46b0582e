"""The home folder of an installation: where everything that is kept lives."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """One folder per installation; nothing outside it is written.

    Only `record`, `archive`, `keys`, `figures`, `forecasts` and the process database hold what cannot be rebuilt.
    """

    path: Path

    @property
    def record(self) -> Path:
        """Folder of the append-only record (Parquet); `record/loads/<number>/` is one load."""
        return self.path / "record"

    @property
    def loads(self) -> Path:
        """Folder with one folder per load."""
        return self.record / "loads"

    @property
    def cache(self) -> Path:
        """Folder of DuckDB files built from the record; may be deleted at any time."""
        return self.path / "cache"

    @property
    def archive(self) -> Path:
        """Folder of the encrypted original messages."""
        return self.path / "archive"

    @property
    def keys(self) -> Path:
        """Folder of keys when their custodian keeps them on this machine (demo)."""
        return self.path / "keys"

    @property
    def figures(self) -> Path:
        """Folder of published figures with frozen values."""
        return self.path / "figures"

    @property
    def forecasts(self) -> Path:
        """Folder of forecasts as they were made."""
        return self.path / "forecasts"

    @property
    def inbox(self) -> Path:
        """Folder where files wait to be loaded."""
        return self.path / "inbox"

    @property
    def returned(self) -> Path:
        """Folder of sealed files that go back to who delivered them, kept for some days."""
        return self.path / "returned"

    @property
    def progress(self) -> Path:
        """Folder with the progress of running work, for the pages."""
        return self.path / "progress"

    @property
    def installation(self) -> Path:
        """The installation file: purpose, ground, role, retention per table."""
        return self.path / "installation.yaml"

    @property
    def region(self) -> Path:
        """The region file: municipalities, providers, expected senders."""
        return self.path / "region.yaml"

    @property
    def process_database(self) -> Path:
        """SQLite file of the web part, when it does not use PostgreSQL."""
        return self.path / "process.sqlite3"

    @property
    def lock(self) -> Path:
        """The file that a running load holds locked."""
        return self.path / "load.lock"

    def create(self) -> "Home":
        """Make the folders that are not there yet; keys and archive are for the owner only. Return self."""
        for folder in (self.loads, self.cache, self.figures, self.inbox, self.progress):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.archive, self.keys):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self
