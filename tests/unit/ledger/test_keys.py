from pathlib import Path

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import (
    KEYS_VARIABLE,
    KeyTrouble,
    custodian_recipient,
    ensure_keys,
    key_versions,
    keys_folder,
    make_pseudonym_key,
    read_custodian_identity,
    read_pseudonym_key,
    set_custodian,
)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home").create()


def test_the_key_folder_is_stated_by_environment_then_installation_then_home(home, monkeypatch):
    monkeypatch.delenv(KEYS_VARIABLE, raising=False)
    assert keys_folder(home) == home.keys
    assert keys_folder(home, Path("/safe")) == Path("/safe")
    monkeypatch.setenv(KEYS_VARIABLE, "/elsewhere")
    assert keys_folder(home, Path("/safe")) == Path("/elsewhere")


def test_first_keys_are_private_and_made_once(home, tmp_path):
    keys = tmp_path / "keys"
    ensure_keys(home, keys)
    first = read_pseudonym_key(keys, 1)
    recipient = custodian_recipient(home)
    ensure_keys(home, keys)
    assert read_pseudonym_key(keys, 1) == first
    assert custodian_recipient(home) == recipient
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}
    assert read_custodian_identity(keys).startswith("AGE-SECRET-KEY-")


def test_the_secret_does_not_show(home, tmp_path):
    key = make_pseudonym_key(tmp_path / "keys", 1)
    assert key.secret.hex() not in repr(key)
    assert str(key.secret) not in repr(key)


def test_a_key_that_others_may_read_is_refused(tmp_path):
    make_pseudonym_key(tmp_path, 1)
    (tmp_path / "pseudonym-1.key").chmod(0o640)
    with pytest.raises(KeyTrouble, match="mode 600"):
        read_pseudonym_key(tmp_path, 1)


@pytest.mark.parametrize(("text", "reason"), [("zz", "not hexadecimal"), ("00ff", "32 bytes expected, 2 found")])
def test_a_malformed_key_is_refused(tmp_path, text, reason):
    path = tmp_path / "pseudonym-1.key"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(KeyTrouble, match=reason):
        read_pseudonym_key(tmp_path, 1)


def test_a_key_is_never_overwritten(tmp_path):
    make_pseudonym_key(tmp_path, 1)
    with pytest.raises(FileExistsError):
        make_pseudonym_key(tmp_path, 1)
    assert key_versions(tmp_path) == (1,)


def test_with_loads_a_lost_key_is_not_replaced_in_silence(home, tmp_path):
    (home.loads / "000001").mkdir()
    with pytest.raises(KeyTrouble, match="not here"):
        ensure_keys(home, tmp_path / "empty")


def test_a_custodian_elsewhere_gives_only_a_public_key(home, tmp_path):
    with pytest.raises(KeyTrouble, match="no public key"):
        custodian_recipient(home)
    with pytest.raises(KeyTrouble, match="not an age public key"):
        set_custodian(home, "age1nonsense")
    set_custodian(home, "age1lwgx4647nusaxful4d9v6xu8ls53jrl69t3azzz2m76s85skq43sta6vaa")
    ensure_keys(home, tmp_path / "keys")
    with pytest.raises(KeyTrouble, match="no such key"):
        read_custodian_identity(tmp_path / "keys")
