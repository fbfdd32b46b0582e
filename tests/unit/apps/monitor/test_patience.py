"""Waiting no longer than a reader does."""

from regiewijzer.apps.monitor.views.patience import while_patient


def test_what_comes_after_the_deadline_is_put_off():
    assert list(while_patient("ab", seconds=60)) == [("a", True), ("b", True)]
    assert list(while_patient("ab", seconds=-1)) == [("a", False), ("b", False)]
