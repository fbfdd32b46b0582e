"""Search: one field for everything, in the words of who searches."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]


def _text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("wachten", "/monitor/waiting"),
        ("dropout", "/monitor/dropout"),
        ("waterdam", "/monitor?gemeente=9902"),
        ("brug", "/monitor?aanbieder=01234567"),
        ("stapelt", "/analyses/stapeling"),
    ],
)
def test_search_finds_questions_analyses_places_and_providers(page, query, address):
    assert f'<a href="{address}">' in _text(page.get("/zoeken", {"q": query}))


def test_search_finds_goals(page):
    from regiewijzer.definitions.goals import load_goal_trees

    tree = next(iter(load_goal_trees().values()))
    goal = tree.goals[0]
    assert f'<a href="/doelen/{tree.id}/{goal.code}">' in _text(page.get("/zoeken", {"q": goal.title.nl}))


def test_search_takes_any_text_and_shows_it_harmless(page):
    html = _text(page.get("/zoeken", {"q": "<script>alert(1)</script>" * 50}))
    assert "<script>alert" not in html
    assert "0 resultaten" in html
    assert page.get("/zoeken").status_code == 200
