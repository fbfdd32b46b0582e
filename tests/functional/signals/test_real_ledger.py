"""Looking for signals in figures that were really worked out, through the real gate, for every kind of reader."""

import pytest

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.monitor.following import line_in, may_follow
from regiewijzer.apps.monitor.service import publish_newest
from regiewijzer.apps.signals.actions import follow
from regiewijzer.apps.signals.looking import look_everywhere
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.web.home import current_region
from tests.support.people import one_per_kind

pytestmark = pytest.mark.django_db
FOLLOWED = ("young-people-in-care", "flow", "dropout")


def test_a_few_messages_are_too_few_to_tell_and_every_look_succeeds(loaded, settings):
    settings.REGIEWIJZER_HOME = loaded
    publish_newest(home=loaded, by="test")
    for user in one_per_kind():
        for indicator in FOLLOWED:
            line = line_in({}, indicator, home=loaded, region=current_region(), scope=scope_of(user))
            assert line is not None
            assert may_follow(line), indicator
            follow(user=user, line=line)
    assert Subscription.objects.count() == len(FOLLOWED) * len(one_per_kind())
    assert look_everywhere(loaded) == 0
    assert not Signal.objects.exists()
