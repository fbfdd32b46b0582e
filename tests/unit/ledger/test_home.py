import stat

from regiewijzer.ledger.home import Home


def test_create_makes_the_folders_and_may_be_called_again(tmp_path):
    home = Home(tmp_path / "home").create().create()
    assert home.loads.is_dir()
    assert home.cache.is_dir()


def test_keys_and_archive_are_for_the_owner_only(tmp_path):
    home = Home(tmp_path / "home").create()
    assert stat.S_IMODE(home.keys.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.archive.stat().st_mode) == 0o700
