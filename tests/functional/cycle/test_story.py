"""The story of the demonstration as its readers find it: every step two clicks from its neighbours, forwards and backwards."""

import re

import pytest
from django.test import Client

from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Change, Contribution, Item, ItemFigure, Link

pytestmark = pytest.mark.django_db
FIVE = ("directeur", "adviseur", "aanbieder", "raadslid", "client")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def linked_from(client, address):
    """Return the addresses of our own site that stand on a page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return set(re.findall(r'href="(/[^"#?]*)', answer.text))


@pytest.mark.parametrize("name", FIVE)
def test_every_neighbour_within_two_clicks(story, cast, name):
    """Law 10: from any item to what it came of and to what came of it, in both directions, for each of five roles."""
    client = client_of(cast[name])
    assert Link.objects.count() == Item.objects.count() - 1
    for link in Link.objects.select_related("before", "after"):
        before, after = link.before.get_absolute_url(), link.after.get_absolute_url()
        assert after in linked_from(client, before), (name, link)
        assert before in linked_from(client, after), (name, link)


def test_every_figure_is_one_click_from_what_rests_on_it_and_opens(story, cast):
    client = client_of(cast["raadslid"])
    figures = ItemFigure.objects.select_related("item")
    assert len(figures) == 2
    for figure in figures:
        address = f"/cijfer/{figure.figure_id}"
        assert address in linked_from(client, figure.item.get_absolute_url())
        assert client.get(address).status_code == 200


def test_the_whole_chain_stands_on_one_page_drawn_and_as_a_list(story, cast):
    client = client_of(cast["client"])
    for item in Item.objects.all():
        page = client.get(f"/cyclus/{item.pk}/keten").text
        drawing, table = page.split("<table", 1)
        # Places are numbers for a program: a point between the thousands, as people write them, draws nothing.
        assert re.search(r'viewBox="-4 0 \d{4} \d+" width="\d{4}"', drawing)
        assert "." not in "".join(re.findall(r'<rect x="([^"]*)" y="([^"]*)"', drawing)[-1])
        for one in Item.objects.all():
            assert f'href="{one.get_absolute_url()}"' in drawing, (item, one)
            assert f'href="{one.get_absolute_url()}"' in table, (item, one)


def test_the_goal_shows_the_chain_and_the_chain_the_goal(story, cast):
    client = client_of(cast["adviseur"])
    goal = "/cyclus/doel/vijf-ambities/passende-hulp-op-tijd"
    for item in Item.objects.all():
        assert goal in linked_from(client, item.get_absolute_url())
        assert item.get_absolute_url() in linked_from(client, goal)


def test_every_step_of_the_story_is_told(story):
    assert {one.kind for one in Item.objects.all()} == set(Kind)
    assert [one.what for one in Change.objects.filter(item=story)] == ["oppakken", "indienen", "begun"]
    assert set(Contribution.objects.values_list("voice", flat=True)) == {"parent", "provider", "professional", "municipality"}


def test_it_is_told_once(story, small_region):
    from regiewijzer.apps.cycle.demonstration import tell_story

    before = Item.objects.count()
    assert tell_story(small_region, [("0518", "Duinstad")]) is None
    assert Item.objects.count() == before
