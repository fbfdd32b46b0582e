"""The life of an edition: who may do what and when, that every write is told in the audit log, and that nothing is altered."""

import json

import pytest
from django.db import IntegrityError, transaction

from regiewijzer.apps.accounts.permissions import Permission
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.audit.service import verify_chain
from regiewijzer.apps.publications import actions, contents, policies, queries
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.releasing import release
from regiewijzer.apps.publications.states import Audience, Protection, State
from regiewijzer.definitions.indicators import load_indicators
from tests.support.editions import CHECKER, LEAK, MAKER, Protecting, a_checked, a_correction, a_draft, a_published
from tests.support.people import one_per_role, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]

DO = {
    "check": lambda one: actions.check(edition=one, by=CHECKER),
    "give_back": lambda one: actions.give_back(edition=one, by=CHECKER),
    "publish": lambda one: actions.publish(edition=one, by=MAKER),
    "withdraw": lambda one: actions.withdraw(edition=one, because="Er stond een kind in.", by=MAKER),
    "change": lambda one: actions.change_texts(edition=one, title="Nieuw", summary="Nieuw", explanations={}, by=MAKER),
    "again": lambda one: actions.ask_again(edition=one, by=MAKER),
    "correct": lambda one: a_draft(None, corrects=one, wrong="Fout.", audience=one.audience, protected=False),
}
MAY = {
    State.DRAFT: {"check", "withdraw", "change", "again"},
    State.CHECKED: {"give_back", "publish", "withdraw"},
    State.PUBLISHED: {"withdraw", "correct"},
    State.SUPERSEDED: {"withdraw"},
    State.WITHDRAWN: set(),
}


def in_state(home, state: State) -> Edition:
    match state:
        case State.DRAFT:
            return a_draft(home)
        case State.CHECKED:
            return a_checked(home)
        case State.PUBLISHED:
            return a_published(home)
        case State.SUPERSEDED:
            first = a_published(home)
            a_published(home)
            first.refresh_from_db()
            return first
        case State.WITHDRAWN:
            first = a_published(home)
            DO["withdraw"](first)
            first.refresh_from_db()
            return first


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("what", DO)
def test_every_act_in_every_state(home, state, what):
    edition = in_state(home, state)
    before = AuditEvent.objects.count()
    if what in MAY[state]:
        DO[what](edition)
        assert AuditEvent.objects.count() > before, "every write is told"
    else:
        with pytest.raises(actions.NotNow):
            DO[what](edition)
        edition.refresh_from_db()
        assert edition.state == state
        assert AuditEvent.objects.count() == before


def test_the_whole_life_stands_in_the_audit_log(home):
    first = a_published(home)
    a_correction(home, first)
    actions.withdraw(edition=first, because="Er stond een kind in.", by=MAKER)
    told = [(one.event, one.actor, one.subject) for one in AuditEvent.objects.order_by("number")]
    made = [("edition_drafted", MAKER), ("edition_protected", MAKER), ("edition_checked", CHECKER)]
    assert told == [
        *((event, actor, "1") for event, actor in made),
        ("edition_published", MAKER, "1"),
        *((event, actor, "2") for event, actor in made),
        ("edition_superseded", MAKER, "1"),
        ("edition_published", MAKER, "2"),
        ("edition_withdrawn", MAKER, "1"),
    ]
    published = AuditEvent.objects.get(event="edition_published", subject="1").details
    assert published["sha256"] == first.content_sha256
    assert published["checked_by"] == CHECKER
    assert verify_chain().broken_at is None


def test_nobody_checks_what_they_wrote_at(home):
    edition = a_draft(home)
    actions.change_texts(edition=edition, title="Beter", summary="Beter", explanations={}, by="datasteward")
    for maker in (MAKER, "datasteward"):
        with pytest.raises(actions.NotNow, match="zelf aan deze editie gewerkt"):
            actions.check(edition=edition, by=maker)
    actions.check(edition=edition, by=CHECKER)


def test_the_database_refuses_a_check_by_the_maker(home):
    edition = a_checked(home)
    with pytest.raises(IntegrityError, match="edition_checked_by_another"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(checked_by=edition.made_by)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"audit_ok": False}, "edition_published_after_check_and_audit"),
        ({"checked_by": "", "checked_at": None, "content_sha256": ""}, "edition_published_after_check_and_audit"),
        ({"checked_by": ""}, "edition_checked_together"),
        ({"published_by": ""}, "edition_published_together"),
        ({"state": State.WITHDRAWN}, "edition_withdrawn_together"),
        ({"state": State.SUPERSEDED}, "edition_superseded_by_another"),
        ({"wrong": "Iets."}, "edition_correction_says_what_was_wrong"),
        ({"state": "made up"}, "edition_state_known"),
        ({"audience": "made up"}, "edition_audience_known"),
    ],
)
def test_fields_that_belong_together_are_tied(home, fields, constraint):
    edition = a_published(home)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**fields)


def test_one_edition_is_published_per_audience(home):
    public, councils = a_published(home), a_published(home, audience=Audience.COUNCILS)
    newer = a_published(home)
    for one in (public, councils):
        one.refresh_from_db()
    assert (public.state, public.replaced_by, councils.state) == (State.SUPERSEDED, newer, State.PUBLISHED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=public.pk).update(state=State.PUBLISHED)


def test_an_edition_that_fails_its_audit_is_neither_checked_nor_published(home):
    edition = a_draft(home, protecting=Protecting(ok=False))
    assert edition.audit["leaks"] == 1
    with pytest.raises(actions.NotNow, match="privacytoets"):
        actions.check(edition=edition, by=CHECKER)
    checked = a_checked(home)
    Edition.objects.filter(pk=checked.pk).update(audit_ok=False)
    with pytest.raises(actions.NotNow, match="privacytoets"):
        actions.publish(edition=checked, by=MAKER)


@pytest.mark.parametrize("protection", [Protection.WAITING, Protection.FAILED])
def test_without_figures_there_is_nothing_to_check(home, protection):
    edition = a_draft(home, protected=False)
    Edition.objects.filter(pk=edition.pk).update(protection=protection)
    with pytest.raises(actions.NotNow, match="cijfers"):
        actions.check(edition=edition, by=CHECKER)


def test_earlier_editions_are_told_to_the_protection_also_those_withdrawn_for_others_and_of_other_questions(home):
    """A rate and the number it is a rate of are two questions, and one gives the other away."""
    a_published(home, audience=Audience.COUNCILS, wanted=[("waiting", "")])
    withdrawn = a_published(home, wanted=[("flow", ""), ("dropout", "municipality")])
    actions.withdraw(edition=withdrawn, because="Fout.", by=MAKER)
    a_draft(home, wanted=[("dropout", "")])  # not published: nobody saw it, and when it is, this one must be held against it
    protecting = Protecting()
    draft = a_draft(home, protecting=protecting, wanted=[("dropout", "care_form")])
    assert [(one.request.indicator, one.request.by) for one in protecting.earlier] == [
        ("waiting", ()),
        ("flow", ()),
        ("dropout", ("municipality",)),
    ]
    assert draft.audit["against"] == [1, 2]


def test_of_two_editions_made_side_by_side_the_second_is_held_against_the_first(home, client):
    """Each was protected without the other; together they might give away what neither does."""
    first, second = a_checked(home), a_checked(home, audience=Audience.COUNCILS)
    actions.publish(edition=first, by=MAKER)
    with pytest.raises(actions.NotNow, match=r"editie 1.*opnieuw berekenen"):
        actions.publish(edition=second, by=MAKER)
    client.force_login(person(Role.DIRECTOR))
    html = client.get("/edities/2").content.decode()
    assert "kan zo niet worden gepubliceerd" in html
    assert "/edities/2/publiceren" not in html
    actions.give_back(edition=second, by=CHECKER)
    with pytest.raises(actions.NotNow, match="editie 1"):
        actions.check(edition=second, by=CHECKER)
    assert "/edities/2/opnieuw" in client.get("/edities/2").content.decode()
    protecting = Protecting()
    release(home, second, by=MAKER, protect=protecting)
    assert len(protecting.earlier) == 3
    actions.check(edition=second, by=CHECKER)
    actions.publish(edition=second, by=MAKER)


def test_what_was_published_while_the_figures_were_worked_out_is_not_taken_for_compared(home):
    other, draft = a_checked(home, audience=Audience.COUNCILS), a_draft(home, protected=False)

    def protect(*asked, **more):
        actions.publish(edition=other, by=MAKER)
        return Protecting()(*asked, **more)

    release(home, draft, by=MAKER, protect=protect)
    with pytest.raises(actions.NotNow, match="editie 1"):
        actions.check(edition=draft, by=CHECKER)


def test_a_failed_audit_stands_in_words_on_the_page_of_who_made_it(home, client):
    a_draft(home, protecting=Protecting(ok=False))
    client.force_login(person(Role.DIRECTOR))
    html = client.get("/edities/1").content.decode()
    assert "kan zo niet worden gepubliceerd" in html
    assert "zonder die uitsplitsing" in html
    assert "/edities/1/privacytoets" in html


def test_figures_are_asked_at_the_published_moment_for_three_years(home):
    (first, by_municipality, _dropout) = (contents.figure_of(one) for one in a_draft(home).figures.all())
    assert (first.request.snapshot, first.request.moment.isoformat()) == (4, "2026-11-01T23:00:00")
    assert by_municipality.request.by == ("municipality",)
    periods = {cell.period for cell in first.cells}
    assert len(periods) == 36


@pytest.mark.parametrize("what", ["figure", "answer", "title", "hash"])
def test_what_was_altered_is_not_shown(home, page, visitor, what):
    edition = a_published(home)
    one = edition.figures.first()
    match what:
        case "figure":
            EditionFigure.objects.filter(pk=one.pk).update(content=one.content.replace("shown", "Shown", 1))
        case "answer":
            EditionFigure.objects.filter(pk=one.pk).update(answer_nl="Alles gaat goed.")
        case "title":
            Edition.objects.filter(pk=edition.pk).update(title="Alles gaat goed")
        case "hash":
            text = one.content.replace('"threshold":10', '"threshold":1', 1)
            EditionFigure.objects.filter(pk=one.pk).update(content=text, sha256=contents.hash_of(text))
    for client, start in ((visitor, "/publicaties"), (page, "/edities")):
        for address in ("", f"/{one.key}/nederlands.csv"):
            answer = client.get(f"{start}/{edition.number}{address}")
            assert answer.status_code == 409, (start, address)
            assert "aangetast" in answer.content.decode()
            assert "max-age" not in answer["Cache-Control"]
    assert visitor.get("/publicaties/catalogus.ttl").status_code == 409


def test_what_is_published_is_what_was_checked(home):
    edition = a_checked(home)
    Edition.objects.filter(pk=edition.pk).update(summary="Iets anders.")
    with pytest.raises(contents.EditionChanged):
        actions.publish(edition=edition, by=MAKER)


def test_every_state_of_a_value_comes_back_as_it_was(home):
    figure = contents.figure_of(a_draft(home).figures.first())
    assert [str(cell.value.state) for cell in figure.cells[:4]] == ["hidden", "unknown", "not_applicable", "shown"]


def test_the_previous_edition_is_what_readers_found_before(home):
    first, councils = a_published(home), a_published(home, audience=Audience.COUNCILS)
    second = a_published(home)
    draft = a_draft(home)
    assert queries.previous_of(first) is None
    assert queries.previous_of(councils) is None
    assert queries.previous_of(second) == first
    assert queries.previous_of(draft) == second
    correction = a_correction(home, second)
    assert queries.previous_of(correction) == second


def test_a_correction_of_what_was_replaced_meanwhile_is_not_published(home):
    first = a_published(home)
    correction = a_checked(home, corrects=first, wrong="Fout.")
    a_published(home)
    with pytest.raises(actions.NotNow, match="nu gepubliceerd"):
        actions.publish(edition=correction, by=MAKER)


READS = {
    Audience.PUBLIC: set(Role),
    Audience.COUNCILS: {Role.COUNCILLOR},
    Audience.BOARDS: {Role.ALDERMAN, Role.MUNICIPAL_ADVISER, Role.MUNICIPAL_CONTROLLER},
    Audience.PROVIDERS: {Role.PROVIDER_CONTACT},
}


@pytest.mark.parametrize("audience", Audience)
def test_who_reads_which_edition(home, client, audience):
    edition = a_published(home, audience=audience, wanted=[("dropout", "")])
    service = {Role.DATA_STEWARD, Role.CONTROLLER, Role.CONTRACT_MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR}
    expected = {Role(user.role) for user in one_per_role() if user.role in service | READS[audience]}
    reading = set()
    for user in one_per_role():
        client.force_login(user)
        status = client.get(f"/edities/{edition.number}").status_code
        listed = f"/edities/{edition.number}" in client.get("/edities").content.decode()
        file = client.get(f"/edities/{edition.number}/dropout/machine.csv").status_code
        assert {status, file} <= {200, 404}
        assert (status == 200) is listed is (file == 200), user.username
        reading |= {Role(user.role)} if status == 200 else set()
    assert reading == expected


def test_a_school_is_no_provider(home, client):
    edition = a_published(home, audience=Audience.PROVIDERS)
    client.force_login(person(Role.PROVIDER_CONTACT, OrganisationKind.SCHOOL_BOARD))
    assert client.get(f"/edities/{edition.number}").status_code == 404


def test_drafts_are_for_the_service_organisation_alone(home, client):
    edition = a_draft(home)
    for user in one_per_role():
        client.force_login(user)
        status = client.get(f"/edities/{edition.number}").status_code
        assert status == (200 if policies.sees_all(user) else 404), user.username


def test_a_director_makes_and_publishes_with_a_second_person_through_the_pages(home, client):
    from regiewijzer.apps.monitor.actions import publish_newest

    publish_newest(home=home, by="test")
    director, controller = person(Role.DIRECTOR), person(Role.CONTROLLER)
    client.force_login(director)
    form = {"title": "Jeugdhulp", "summary": "Zo gaat het.", "audience": "public", "moment": "2026-11-01", "frequency": "ANNUAL"}
    assert client.post("/edities/nieuw", form).status_code == 422, "no question was chosen"
    answer = client.post("/edities/nieuw", {**form, "indicators": ["dropout"], "breakdowns": ["municipality"]})
    assert answer["Location"] == "/edities/1"
    edition = Edition.objects.get()
    assert edition.wanted == [["dropout", ""], ["dropout", "municipality"]]
    release(home, edition, by=director.username, protect=Protecting())
    said = {"title": "Jeugdhulp", "summary": "Zo gaat het.", "explanation-dropout": "Minder jongeren haken af."}
    client.post("/edities/1/tekst", said)
    assert edition.figures.get(key="dropout").explanation == "Minder jongeren haken af."
    assert "zelf aan deze editie" in client.post("/edities/1/controleren", follow=True).content.decode()
    assert "gecontroleerde editie" in client.post("/edities/1/publiceren", follow=True).content.decode()

    client.force_login(controller)
    assert client.post("/edities/1/publiceren").status_code == 403, "a controller does not publish"
    assert "is gecontroleerd" in client.post("/edities/1/controleren", follow=True).content.decode()

    client.force_login(director)
    assert "Geef haar eerst terug" in client.get("/edities/1/tekst", follow=True).content.decode()
    assert "is gepubliceerd" in client.post("/edities/1/publiceren", follow=True).content.decode()
    edition.refresh_from_db()
    assert (edition.state, edition.checked_by, edition.published_by) == ("published", controller.username, director.username)

    client.post("/edities/1/intrekken", {"because": ""})
    edition.refresh_from_db()
    assert edition.state == State.PUBLISHED, "a reason is needed"


@pytest.mark.parametrize("number", ["7", "x", "99999999999999999999", "-1"])
def test_what_cannot_be_corrected_is_not_there(home, client, number):
    client.force_login(person(Role.DIRECTOR))
    assert client.get(f"/edities/nieuw?corrigeert={number}").status_code == 404


def test_more_than_a_dozen_questions_are_refused_in_words(home, client):
    from regiewijzer.apps.monitor.actions import publish_newest

    publish_newest(home=home, by="test")
    client.force_login(person(Role.DIRECTOR))
    form = {"title": "A", "summary": "B", "audience": "public", "moment": "2026-11-01", "frequency": "ANNUAL"}
    answer = client.post("/edities/nieuw", {**form, "indicators": list(load_indicators())[:13]})
    assert answer.status_code == 422
    assert "Kies er hoogstens twaalf." in answer.content.decode()


def test_the_privacy_test_is_shown_to_the_service_organisation_with_its_leaks(home, client):
    a_draft(home, protecting=Protecting(ok=False))
    for user in one_per_role():
        client.force_login(user)
        answer = client.get("/edities/1/privacytoets")
        if not policies.sees_all(user):
            assert answer.status_code == 403
            continue
        html = answer.content.decode()
        assert "Niet gehaald." in html
        assert "tussen 3 en 4" in html
        assert "Waterdam" in html
        stored = json.loads(client.get("/edities/1/privacytoets.json").content)
        assert stored["ok"] is False
        assert [one["is_leak"] for one in stored["audit"]["cells"]] == [False, True]


def test_values_that_were_kept_and_what_was_not_compared_stand_on_the_page_of_who_checks(home, page):
    edition = a_draft(home)
    one = edition.figures.first()
    text = one.content.replace('"disclosure":{', '"disclosure":{"kept":2,', 1)
    EditionFigure.objects.filter(pk=one.pk).update(content=text, sha256=contents.hash_of(text))
    difference = {**LEAK, "is_leak": False, "is_difference": True}
    Edition.objects.update(audit={**edition.audit, "not_compared": ["waiting"], "cells": [difference]})
    html = page.get("/edities/1").content.decode()
    assert "Bij 2 waarden staat nog het getal van een eerdere editie" in html
    assert load_indicators()["waiting"].name.nl in html.partition("Niet vergeleken met eerdere edities:")[2][:80]
    tested = page.get("/edities/1/privacytoets").content.decode()
    assert "Beoordeel zelf" in tested
    assert "verschil met een eerdere editie: " in tested


def test_a_passed_test_says_so(home, page):
    a_draft(home)
    assert "Gehaald." in page.get("/edities/1/privacytoets").content.decode()
    a_draft(home, protected=False)
    assert "nog geen uitkomst" in page.get("/edities/2/privacytoets").content.decode()


def test_a_failure_is_told_and_asked_again(home, client, monkeypatch):
    from regiewijzer.apps.publications import releasing, tasks

    edition = a_draft(home, protected=False)

    def broken(*_args: object, **_more: object) -> None:
        raise LookupError("9902 has 3 youths")

    monkeypatch.setattr(tasks, "release", broken)
    with pytest.raises(LookupError):
        tasks.release_edition.func(edition.number, MAKER)
    client.force_login(person(Role.DIRECTOR))
    html = client.get("/edities/1").content.decode()
    assert "LookupError" in html
    assert "9902" not in html, "the text of a fault may name what may not be seen"
    client.post("/edities/1/opnieuw")
    edition.refresh_from_db()
    assert (edition.protection, edition.failure) == (Protection.WAITING, "")
    monkeypatch.setattr(tasks, "release", lambda home, one, by: releasing.release(home, one, by=by, protect=Protecting()))
    tasks.release_edition.func(edition.number, MAKER)
    edition.refresh_from_db()
    assert edition.protection == Protection.READY


def test_a_draft_that_was_withdrawn_meanwhile_gets_no_figures(home, monkeypatch):
    from regiewijzer.apps.publications import releasing, tasks

    edition = a_draft(home, protected=False)
    actions.withdraw(edition=edition, because="Toch niet.", by=MAKER)
    monkeypatch.setattr(tasks, "release", lambda home, one, by: releasing.release(home, one, by=by, protect=Protecting()))
    tasks.release_edition.func(edition.number, MAKER)
    assert not edition.figures.exists()


def test_who_publishes_is_the_director_alone():
    from regiewijzer.apps.accounts.permissions import GRANTS

    assert GRANTS[Permission.PUBLISH_EDITION] == {Role.DIRECTOR}
    assert Role.ADMINISTRATOR not in GRANTS[Permission.CHECK_EDITION] | GRANTS[Permission.MAKE_EDITION]
