"""Front-end files from packages."""

import hashlib
import json

import pytest

from regiewijzer.web import vendor
from tests.support.packed_font import packed_font


def test_source_maps_are_cut_off():
    # collectstatic follows this comment to a file that is not there, and stops.
    assert vendor.without_source_map(b"a();\n//# sourceMappingURL=a.min.js.map\n") == b"a();\n\n"
    assert vendor.without_source_map(b".a{}/*# sourceMappingURL=a.css.map */") == b".a{}"


def test_copied_files_are_listed_with_version_licence_and_hash(tmp_path):
    modules, target = tmp_path / "node_modules", tmp_path / "vendor"
    for package, names in vendor.FILES.items():
        (modules / package).mkdir(parents=True)
        (modules / package / "package.json").write_text(json.dumps({"version": "1.2.3", "license": "MIT"}))
        for name in names:
            (modules / package / name).parent.mkdir(exist_ok=True)
            content = b"content of " + name.encode()
            (modules / package / name).write_bytes(packed_font(content) if name.endswith(".woff") else content)
    target.mkdir()
    (target / "left-over.js").write_text("old")
    listed = vendor.copy(modules, target)
    assert listed == json.loads((target / "vendor.json").read_text())
    assert {(one["version"], one["licence"]) for one in listed} == {("1.2.3", "MIT")}
    for one in listed:
        assert hashlib.sha256((target / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    assert not (target / "left-over.js").exists()
    assert {one["file"].rpartition(".")[2] for one in listed} == {"js", "css", "woff2", "ttf"}


def test_the_installed_files_are_those_of_the_list():
    place = vendor.TARGET / "vendor.json"
    if not place.exists():
        pytest.skip("front-end files are not installed: run ./dev setup")
    for one in json.loads(place.read_text()):
        assert hashlib.sha256((vendor.TARGET / one["file"]).read_bytes()).hexdigest() == one["sha256"], one["file"]


def test_the_lock_holds_no_registry_address():
    lock = json.loads((vendor.ROOT / "package-lock.json").read_text())
    assert not [name for name, about in lock["packages"].items() if "resolved" in about]
    assert all("integrity" in about for name, about in lock["packages"].items() if name)
