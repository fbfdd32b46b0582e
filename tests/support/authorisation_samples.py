"""What stands in the addresses that the authorisation matrix asks for: one of everything, and another's where a test wants it."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from regiewijzer.apps.accounts.actions import issue_token
from regiewijzer.apps.accounts.models import Invitation, Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.contracts.models import Change, TariffRound
from regiewijzer.apps.cycle.actions.voices import contribute
from regiewijzer.apps.findings.models import Finding, Group
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.actions import annotate
from regiewijzer.apps.monitor.following import Line
from regiewijzer.apps.monitor.models import Annotation
from regiewijzer.apps.offer.actions import agree
from regiewijzer.apps.offer.models import Agreement
from regiewijzer.apps.register.actions import draft
from regiewijzer.apps.register.models import DataRequest
from regiewijzer.apps.remarks.actions import place
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.signals.actions import follow
from regiewijzer.apps.signals.models import Signal
from regiewijzer.apps.signals.series import ALL
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import figure_store
from regiewijzer.web.home import current_region
from tests.support.a_cycle import a_table
from tests.support.a_forecast import a_forecast
from tests.support.a_scenario import a_scenario
from tests.support.editions import a_published
from tests.support.people import organisation, person

INDICATOR = "young-people-in-care"
SAMPLES = {
    "analysis_id": "doelgroepen",
    "part_id": "zorgvorm",
    "register": "contracten",
    "row_id": "0123456789abcdef",
    "provider_code": "47000001",
    "place": "0518",
    "what": "contact",
    "agreement_id": "1",
    "contact_id": "1",
    "document_id": "1",
    "indicator_id": INDICATOR,
    "figure": INDICATOR,
    "entry_id": "capacity",
    "offer_code": "gesloten-jeugdhulp",
    "step": "submit",
    "number": "1",
    "kind": "question",
    "taken": "vaststellen",
    "outcome_id": "0",
    "task_id": "0",
    "code": next(goal.code for goal in next(iter(load_goal_trees().values())).below(None)),
    "form": "csv",
    "message_id": "0" * 32,
    "table": "workforce",
    "table_id": "workforce",
    "tree_id": next(iter(load_goal_trees())),
    "token": "x",
    "uidb64": "x",
}


def samples_in(home: Home) -> Mapping[str, str]:
    """Return what stands for each part of an address, after making whatever must exist."""
    someone = person(Role.TABLE_MEMBER, Kind.KNOWLEDGE_INSTITUTE, "somewhere")
    invitation = Invitation.objects.create(
        email="a@b.example", organisation=someone.organisation, role=someone.role, invited_by="test"
    )
    issued, _text = issue_token(
        organisation=someone.organisation,
        name="test",
        may_read=True,
        may_deliver=False,
        expires_at=timezone.now() + timedelta(days=1),
        by="test",
    )
    delivery = a_delivery(organisation(Kind.SCHOOL_BOARD, "somewhere"))
    edition = a_published(home, wanted=[(INDICATOR, "")])
    places = tuple(one.code for one in current_region().municipalities)
    forecast = a_forecast(home, places, published=True)
    an_agreement(someone)
    kept = {
        "round_id": a_round().pk,
        "change_id": Change.objects.create(table="contract", operations=[], reason="test", created_by="test").pk,
        "edition": edition.number,
        "run_id": forecast.id,
        "scenario_id": a_scenario(home, forecast, someone, shared=True).pk,
        "request_id": a_request(someone).pk,
        "remark_id": a_remark(someone).pk,
        "note_id": a_note().pk,
        "signal_id": a_signal("", ALL, ALL).pk,
        "subscription_id": follow(user=someone, line=Line(INDICATOR, "in_care")).pk,
        "delivery_id": delivery.pk,
        "item_id": (table := a_table(person(Role.DATA_STEWARD))).pk,
        "contribution_id": contribute(interpretation=table, voice="parent", says="tells", text="Lang wachten.")[0].pk,
        "group_id": a_finding_group("provider", "47000009").pk,
        "user_id": someone.pk,
        "invitation_id": invitation.pk,
        "token_id": issued.pk,
    }
    return {**SAMPLES, "figure_id": a_frozen_figure(home, "region"), **{name: str(value) for name, value in kept.items()}}


def a_round() -> TariffRound:
    said = {"title": "Indexering", "products": ["45|45A04"], "percent": 3, "starts_on": date(2027, 1, 1), "reason": "cao"}
    return TariffRound.objects.create(created_by="test", **said)


def a_frozen_figure(home, of_what: str) -> str:
    name, _, code = of_what.partition("=")
    where = ((name, (code,)),) if code else ()
    _first, newest = queries.known_days(home, REGION)
    request = queries.request_for(queries.indicators()[INDICATOR], home=home, day=newest, scope=REGION, where=where)
    return figure_store.freeze(home, queries.figure(home, request, REGION))


def a_delivery(of: Organisation) -> Delivery:
    return Delivery.objects.create(organisation=of, created_by="test", file_name="a.csv", sha256="0" * 64, size_bytes=1)


def a_finding_group(role: str, code: str) -> Group:
    day = date(2026, 11, 2)
    said = {"severity": "error", "open_findings": 1, "cents": 100_00, "found_on": day, "due_on": day + timedelta(14)}
    group = Group.objects.get_or_create(rule="TR338", owner_role=role, owner_code=code, defaults=said)[0]
    Finding.objects.get_or_create(identity=f"{role}{code}"[:32], defaults={"group": group, "severity": "error", "found_on": day})
    return group


def a_note() -> Annotation:
    return annotate(month=date(2026, 10, 1), text="Nieuwe contracten", by="somebody else")


def an_agreement(by: User) -> Agreement:
    said = {"name": "Gesloten jeugdhulp", "products": ["43"], "care_forms": ["13"], "norm": 12, "owner": "Bestuur"}
    return agree(code="gesloten-jeugdhulp", values={**said, "agreed_on": date(2026, 1, 1), "consequence": "x"}, after=0, by=by)


def a_request(by: User) -> DataRequest:
    said = {"title": "Wachttijd per team", "question": "Waar wacht men?", "fields": "Team", "minutes": 30, "deliverers": 2}
    return draft(values=said, by=by)


def a_remark(by: User) -> Remark:
    return place(address="/monitor/flow", title="Stromen", part="", kind="question", text="Waarom?", by=by)


def a_signal(choice: str, municipalities: str, providers: str, *, published: bool = False) -> Signal:
    day = date(2026, 10, 1)
    days = dict.fromkeys(("began", "seen_in", "found_on", "looked_on"), day)
    series = {"municipalities": municipalities, "providers": providers, "published_only": published}
    said = {"indicator_id": INDICATOR, "outcome": "in_care", "choice": choice, "direction": "up", "ratio": 1.5}
    return Signal.objects.get_or_create(**said, **series, **days)[0]
