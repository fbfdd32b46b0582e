"""What a passport says of the protection of a figure."""

from dataclasses import replace

from regiewijzer.apps.monitor.presenters.definition import settings_of
from regiewijzer.apps.monitor.presenters.passport import _disclosure
from regiewijzer.pipeline.releases_audit import FIXED
from tests.support.django_ready import start_django
from tests.support.invented_figures import a_request, invented_figure

start_django()


def test_a_figure_of_a_page_is_rounded():
    found = _disclosure({"rule": "threshold and rounding", "threshold": 10, "rounding": 5, "hidden": 3})
    assert found == "ondergrens 10 jongeren, afronding op 5; 3 waarden afgeschermd"


def test_a_figure_of_a_release_is_exact_and_tells_what_was_hidden_for_others():
    found = _disclosure({"rule": FIXED, "threshold": 10, "hidden": 12, "hidden_for_others": 5, "method": "greedy"})
    assert "verder exact; 12 waarden afgeschermd, waarvan 5 om andere" in found
    assert found.endswith("zonder bewijs dat minder niet kan")


def test_the_days_that_a_trajectory_spans_are_told_where_they_count():
    passport = invented_figure(None, a_request()).passport
    told = settings_of(replace(passport, settings={"trajectory_gap_days": 14}))
    assert told == (("Onderbreking binnen een traject", "hooguit 14 dagen (instelling van de regio)"),)
    assert settings_of(passport) == ()
