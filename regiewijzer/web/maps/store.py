"""The borders that an installation imported: one small file in its home."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.whole_files import write_over
from regiewijzer.web.maps.geometry_file import GeometryError, read_geometry
from regiewijzer.web.maps.shapes import Shapes, shapes_of

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave: municipalities with borders, and those of the region that the file does not have."""

    drawn: tuple[str, ...]
    missing: tuple[str, ...]
    size: int  # bytes kept


def place_of(home: Home) -> Path:
    """Return where the borders are kept."""
    return home.path / "geo" / "municipalities.json"


def import_geometry(home: Home, path: Path, codes: Collection[str]) -> Imported:
    """Keep the borders of these municipalities, simplified; GeometryError when the file has none of them."""
    found = read_geometry(path)
    kept = {code: found[code] for code in sorted(codes) if code in found}
    if not kept:
        raise GeometryError(
            f"het bestand heeft {len(found)} gemeenten, maar geen van deze regio ({', '.join(sorted(codes)[:5])}, …)"
        )
    shapes = shapes_of(kept)
    text = json.dumps({"format": FORMAT, "width": shapes.width, "height": shapes.height, "rings": shapes.rings})
    target = place_of(home)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_over(target, text.encode())
    return Imported(tuple(kept), tuple(sorted(set(codes) - set(kept))), len(text))


@lru_cache(maxsize=4)
def _shapes(path: Path, changed: int) -> Shapes:  # noqa: ARG001 (part of the key)
    raw = json.loads(path.read_text("utf-8"))
    rings = {code: tuple(tuple((x, y) for x, y in ring) for ring in parts) for code, parts in raw["rings"].items()}
    return Shapes(raw["width"], raw["height"], rings)


def read_shapes(home: Home) -> Shapes | None:
    """Return the borders that were imported; None when there are none."""
    path = place_of(home)
    return _shapes(path, path.stat().st_mtime_ns) if path.exists() else None
