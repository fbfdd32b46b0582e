"""After a load no number, name, address, birthday or remark of a person is kept in the open; the custodian can find them."""

import shutil
from datetime import date, datetime

import pytest

from regiewijzer.ledger.archive import read_back
from regiewijzer.ledger.erasure import forget
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import KEYS_VARIABLE, read_custodian_identity
from regiewijzer.ledger.person_register import read_register
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from tests.support import message_world as world
from tests.support.kept_text import files_with, kept_text
from tests.support.ledger_world import ask
from tests.support.small_delivery import ANNA, BEN, assigned, good_messages, write_delivery

NOW = datetime(2026, 11, 22, 9, 0)
BORN_ON = date(2012, 3, 17)
YOUTH = world.Youth(ANNA.bsn, BORN_ON)
NEWCOMER = world.test_bsn(12)
REMARK, SURNAME, STREET, POSTCODE = "Vertrouwelijk verhaal", "Geheimhouder", "Verborgenlaan", "2511CS"
PERSONAL = [ANNA.bsn, BEN.bsn, NEWCOMER, REMARK, SURNAME, STREET, POSTCODE, str(BORN_ON)]


def with_details(message: bytes) -> bytes:
    """Return the 301 with a surname, an address, a birthday and a remark of its own."""
    address = f"<ijw:Postcode>{POSTCODE}</ijw:Postcode><ijw:Straatnaam>{STREET}</ijw:Straatnaam>"
    text = message.decode().replace("<ijw:Postcode>1234AB</ijw:Postcode>", address)
    text = text.replace(str(ANNA.born_on), str(BORN_ON))
    start = text.index("<ijw:Achternaam>") + len("<ijw:Achternaam>")
    text = text[:start] + SURNAME + text[text.index("</ijw:Achternaam>") :]
    remark = f"<jw301:Commentaar>{REMARK}</jw301:Commentaar>"
    return text.replace("<jw301:Contactgegevens>", f"{remark}<jw301:Contactgegevens>").encode()


def faulty(message: bytes) -> dict[str, bytes]:
    """Return the message with faults of every level, so that findings on it could carry what is in it."""
    unknown = message.replace(ANNA.bsn.encode(), NEWCOMER.encode())
    return {
        "afgekapt.xml": message[: len(message) * 2 // 3],
        "elfproef.xml": message.replace(ANNA.bsn.encode(), f"{SURNAME}".encode()[:9]),
        "postcode.xml": message.replace(POSTCODE.encode(), f"{POSTCODE}XYZXYZ".encode()),
        "geboren.xml": message.replace(str(BORN_ON).encode(), f"{BORN_ON}T00:00".encode()),
        "regel.xml": unknown.replace(b"<ijw:LandCode>NL</ijw:LandCode>", b""),
    }


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A folder with home, keys and delivery after one load."""
    folder = tmp_path_factory.mktemp("persons")
    detailed = with_details(assigned(1, YOUTH))
    delivery = write_delivery(folder / "levering", good_messages() | {"toewijzing-anna.xml": detailed} | faulty(detailed))
    with (delivery / "region.yaml").open("a") as region:
        region.write("postcode_districts: wijken.csv\n")
    (delivery / "wijken.csv").write_text("postcode,district_code\n2511,WK051828\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(KEYS_VARIABLE, str(folder / "keys"))
        result = load(Home(folder / "home"), [delivery], known_at=KnownAt(), now=NOW, workers=0)
    assert (result.accepted, result.rejected) == (6, 4)  # and one cut off, which is no message
    return folder


@pytest.fixture
def places(loaded, tmp_path, monkeypatch):
    """A copy of the home and the key folder apart from it, for one test."""
    home, keys = Home(tmp_path / "home"), tmp_path / "keys"
    shutil.copytree(loaded / "home", home.path)
    shutil.copytree(loaded / "keys", keys)
    monkeypatch.setenv(KEYS_VARIABLE, str(keys))
    return home, keys


def test_no_file_holds_anything_personal(places):
    home, keys = places
    assert files_with(PERSONAL, home.path, keys) == {}
    assert len(kept_text(home.record, home.cache)) > 10


def test_what_may_be_kept_is_kept(places):
    home, _ = places
    rows = ask(home, "SELECT district_code, birth_month FROM youth WHERE district_code IS NOT NULL")
    assert rows == [("WK051828", date(2012, 3, 1))]


def test_the_custodian_finds_the_persons_and_the_originals(places):
    home, keys = places
    identity = read_custodian_identity(keys)
    assert {bsn for _, bsn in read_register(keys, identity)} == {ANNA.bsn, BEN.bsn}
    originals = [one.content for one in read_back(home, identity)]
    assert sum(REMARK.encode() in content for content in originals) >= 2
    assert any(NEWCOMER.encode() in content for content in originals)


@pytest.mark.parametrize(("bsn", "found"), [(ANNA.bsn, True), (NEWCOMER, True), (world.test_bsn(13), False)])
def test_whoever_is_only_in_a_refused_message_can_be_forgotten_too(places, bsn, found):
    home, keys = places
    identity = read_custodian_identity(keys)
    result = forget(home, bsn, keys=keys, now=NOW, program_version="0")
    assert (result.load_number is not None) is found
    assert not [one for one in read_back(home, identity) if bsn.encode() in one.content]
    assert bsn not in {number for _, number in read_register(keys, identity)}


def test_who_was_forgotten_does_not_come_back_with_the_same_files(places, loaded, tmp_path):
    home, keys = places
    forget(home, ANNA.bsn, keys=keys, now=NOW, program_version="0")
    before = ask(home, "SELECT count(DISTINCT youth_id) FROM assignment")
    delivered = {path.name: path.read_bytes() for path in (loaded / "levering").glob("*.xml")}
    again = {f"nog-eens-{name}": content.replace(b"\r\n", b"\n") for name, content in delivered.items()}
    load(home, [write_delivery(tmp_path / "opnieuw", again)], known_at=KnownAt(), now=NOW, workers=0)
    assert ask(home, "SELECT count(DISTINCT youth_id) FROM assignment") == before == [(1,)]
