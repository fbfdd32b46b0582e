"""One story from end to end in an invented region: waiting, from a question to an effect and what was changed after it.

It goes through the same acts as people do, each by who may do it. Its figures are those of the region itself, and what is found
of the effect is worked out as for any other action; only the verdict is written here, and it follows what was found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from regiewijzer.apps.cycle import mirroring
from regiewijzer.apps.cycle.actions import effects, items, parts, steps, voices
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import AdvicePoint, Expectation, Item
from regiewijzer.apps.cycle.models.advice import Answer
from regiewijzer.apps.cycle.models.decision import Body, Perspective
from regiewijzer.apps.cycle.models.effect import Direction, Then, Verdict
from regiewijzer.apps.cycle.models.interpretation import Outcome, Says, Voice
from regiewijzer.apps.cycle.states import State
from regiewijzer.apps.monitor.service import Published, figure_of, publish_moment
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.scope import REGION
from regiewijzer.indicators.effects import Claim, Effect
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import figure_store

INDICATOR, OUTCOME, FEWER = "application-to-start", "application_to_start_median", 10.0
TREE, GOAL = "vijf-ambities", "passende-hulp-op-tijd"
ACTORS = ("directeur", "adviseur", "datasteward", "tafellid", "client", "aanbieder")
_BEFORE = timedelta(days=400)  # between the decision and the newest figures


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part, and the days of the story."""

    people: Mapping[str, Any]
    decided: date
    newest: Published
    places: Sequence[tuple[str, str]]

    def at(self, days: int) -> datetime:
        """Return a moment so many days from the decision."""
        return timezone.make_aware(datetime.combine(self.decided, datetime.min.time()).replace(hour=10)) + timedelta(days=days)

    def __getitem__(self, name: str) -> Any:
        return self.people[name]


def _figure(home: Home, cast: Cast, by: tuple[str, ...] = ()) -> str:
    """Freeze how long people waited, as known on the day of the decision."""
    indicator = load_indicators()[INDICATOR]
    return figure_store.freeze(home, figure_of(home, indicator, REGION, day=cast.decided, by=by))


def _take(item: Item, cast: Cast, who: str, days: int, *codes: str) -> None:
    for code in codes:
        steps.take(item=item, code=code, by=cast[who], at=cast.at(days))


def _question(cast: Cast) -> Item:
    question = items.begin(
        kind=Kind.QUESTION,
        title="Waarom wachten jongeren langer op behandeling?",
        text="Ouders melden dat het langer duurt voor hulp begint. Klopt dat, voor wie, en wat kunnen we eraan doen?",
        details={
            "opdrachtgever": "Bestuurlijk overleg jeugd",
            "waarom_nu": "De inkoop van volgend jaar wordt dit najaar voorbereid.",
            "welk_besluit": "Of er een richtinggevend kader voor toeleiding en wachttijd komt.",
            "andere_gedachte": "Als de wachttijd alleen bij één aanbieder stijgt, is een gesprek met die aanbieder genoeg.",
            "nodig": "moet",
            "omvang_dagen": 12,
            "cyclus": "najaar",
        },
        goals=[(TREE, GOAL)],
        by=cast["adviseur"],
        at=cast.at(-120),
    )
    _take(question, cast, "adviseur", -118, "indienen")
    _take(question, cast, "directeur", -110, "oppakken")
    return question


def _analysis(home: Home, cast: Cast, question: Item) -> Item:
    analysis = items.begin(
        kind=Kind.ANALYSIS,
        title="Van aanmelding tot start: hoe lang, en bij welke zorg",
        text="De mediaan van aanmelding tot start, voor de regio en per vorm van zorg.",
        details={"beperkingen": "Niet elke aanbieder geeft wachttijden op; wie afhaakte voor de start telt niet mee."},
        goals=[(TREE, GOAL)],
        after=[question],
        by=cast["datasteward"],
        at=cast.at(-100),
    )
    told = ((), "Hoe lang het duurt in de hele regio"), (("care_form",), "Hoe lang het duurt per vorm van zorg")
    for by, caption in told:
        items.add_figure(item=analysis, figure_id=_figure(home, cast, by), caption=caption, by=cast["datasteward"])
    _take(analysis, cast, "datasteward", -90, "klaar")
    return analysis


def _interpretation(cast: Cast, analysis: Item) -> Item:
    table = items.begin(
        kind=Kind.INTERPRETATION,
        title="Duidingstafel wachten",
        text="Samen kijken naar de wachttijd: wat zien we, wat zien we niet, en wat betekent het voor jongeren en ouders?",
        details={
            "voorzitter": "Cliëntenraad (wisselend voorzitterschap)",
            "dag": cast.at(-75).date().isoformat(),
            "gewone_taal": "Jongeren wachten vaak lang op hulp. Hoe was dat voor u? Wat hielp tijdens het wachten?",
        },
        goals=[(TREE, GOAL)],
        after=[analysis],
        by=cast["datasteward"],
        at=cast.at(-85),
    )
    _take(table, cast, "datasteward", -84, "openen")
    said = (
        ("client", Voice.PARENT, Says.TELLS, "Na de eerste brief hoorden wij niets meer. Niet weten was erger dan wachten."),
        ("aanbieder", Voice.PROVIDER, Says.ADDS, "De helft van de wachttijd is wachten op een passende plek bij een ander."),
        ("tafellid", Voice.PROFESSIONAL, Says.DOUBTS, "Ik betwijfel of meer plekken helpen als de verwijzing niet klopt."),
        ("adviseur", Voice.MUNICIPALITY, Says.AGREES, "Dit herkennen wij in het lokale team."),
    )
    for who, voice, says, text in said:
        spoken, _secret = voices.contribute(interpretation=table, voice=voice, says=says, text=text, by=cast[who])
        voices.judge(contribution=spoken, show=True, because="", by=cast["datasteward"])
    outcomes = (
        (Outcome.MEANING, "Lang wachten komt vooral doordat niemand het hele traject van aanmelding tot start bewaakt."),
        (Outcome.URGENT, "Laat jongeren en ouders tijdens het wachten iedere twee weken iets horen."),
    )
    for kind, text in outcomes:
        parts.conclude(interpretation=table, kind=kind, text=text, consent_of="", by=cast["datasteward"])
    _take(table, cast, "datasteward", -70, "vaststellen")
    return table


def _advice(cast: Cast, table: Item) -> Item:
    advice = items.begin(
        kind=Kind.ADVICE,
        title="Eén plek die het wachten bewaakt",
        text="De ontwikkeltafel toegang stelt voor om met enkele gemeenten te beginnen en na een jaar te kijken wat het deed.",
        details={"van_wie": "Ontwikkeltafel toegang"},
        goals=[(TREE, GOAL)],
        after=[table],
        by=cast["datasteward"],
        at=cast.at(-50),
    )
    points = (
        ("Wijs per gemeente een wachtregisseur aan die elke aanmelding volgt tot de start.", "Losse wachtlijsten per team"),
        ("Spreek met aanbieders af dat zij elke twee weken laten weten hoe het staat.", ""),
        ("Begin met extra plekken voor wie langer dan tien weken wacht.", ""),
    )
    parts.set_points(advice=advice, points=points, version=_version(advice), by=cast["datasteward"])
    _take(advice, cast, "datasteward", -45, "aanbieden")
    return advice


def _version(item: Item) -> int:
    return Item.objects.get(pk=item.pk).version


def _response(cast: Cast, advice: Item) -> Item:
    response = items.begin(
        kind=Kind.RESPONSE,
        title="Reactie op het advies over wachten",
        text="Het bestuurlijk overleg neemt het advies grotendeels over.",
        details={"namens": "Bestuurlijk overleg jeugd"},
        goals=[(TREE, GOAL)],
        after=[advice],
        by=cast["directeur"],
        at=cast.at(-30),
    )
    first, second, third = AdvicePoint.objects.filter(advice=advice)
    told = {
        first: (Answer.ADOPT, ""),
        second: (Answer.ADAPT, "Elke drie weken is voor kleine aanbieders haalbaar."),
        third: (Answer.NOT, "Extra plekken kosten meer dan de begroting toelaat; eerst kijken wat bewaken doet."),
    }
    parts.answer_points(response=response, answers=told, version=_version(response), by=cast["directeur"])
    _take(response, cast, "directeur", -20, "geven")
    return response


def _weigh(decision: Item, cast: Cast, texts: Sequence[str]) -> None:
    told = {one.value: text for one, text in zip(Perspective, texts, strict=True)}
    parts.weigh(decision=decision, weighings=told, version=_version(decision), by=cast["directeur"])


def _decision(cast: Cast, response: Item) -> Item:
    decision = items.begin(
        kind=Kind.DECISION,
        title="Richtinggevend kader wachten en toeleiden",
        text="Drie gemeenten beginnen met een wachtregisseur. Na een jaar kijken we of de wachttijd daar meer daalt dan elders.",
        details={"soort": "kader", "orgaan": "Bestuurlijk overleg jeugd", "genomen_op": cast.decided.isoformat()},
        goals=[(TREE, GOAL)],
        after=[response],
        by=cast["directeur"],
        at=cast.at(-10),
    )
    texts = (
        "Gemeenten willen eerst zien of het werkt, en vinden extra plekken nu te duur.",
        "Aanbieders wilden geen nieuwe verplichte opgave; de bestaande opgave van wachttijden volstaat.",
        "Jongeren en ouders vroegen om iets te horen tijdens het wachten. Dat staat nu in het kader.",
    )
    _weigh(decision, cast, texts)
    _take(decision, cast, "directeur", 0, "nemen")
    for code, name in cast.places:
        what = f"Wachtregisseur aanwijzen in {name}"
        due = cast.at(60).date()
        parts.ask_municipality(
            decision=decision, municipality_code=code, body=Body.COLLEGE, what=what, due=due, by=cast["directeur"]
        )
    for task in decision.tasks.all():
        parts.finish_task(task=task, on=cast.at(40).date(), by=cast["directeur"])
    return decision


def _action(cast: Cast, decision: Item, title: str, text: str, look_on: date, days: int) -> Item:
    action = items.begin(
        kind=Kind.ACTION,
        title=title,
        text=text,
        details={"uitvoerder": "Serviceorganisatie met de deelnemende gemeenten"},
        goals=[(TREE, GOAL)],
        after=[decision],
        by=cast["directeur"],
        at=cast.at(days),
    )
    meant = effects.Meant(
        indicator_id=INDICATOR,
        outcome=OUTCOME,
        direction=Direction.DOWN,
        size=FEWER,
        look_on=look_on,
        other_causes="Minder aanmeldingen in de zomer; een aanbieder die stopt of begint; betere opgaven van wachttijden.",
        consequences="Daalt de wachttijd zoals bedoeld: alle gemeenten. Deels: nagaan voor wie niet. Niet: stoppen.",
        municipalities=[code for code, _name in cast.places],
    )
    effects.expect(action=action, meant=meant, version=_version(action), by=cast["directeur"])
    return action


def _mirror(home: Home, cast: Cast, action: Item) -> Item:
    """Let the action run for its year, and mirror what came."""
    _take(action, cast, "directeur", 5, "starten")
    effects.fix_knowledge(action=action, day=cast.decided, snapshot=cast.newest.snapshot)
    mirroring.work_out_baseline(home, Expectation.objects.select_related("action").get(action=action))
    effect = Item.objects.get(links_before__before=action)
    mirroring.mirror_effect(home, effect, cast.newest)
    return effect


def _verdict(effect: Item) -> tuple[Verdict, Then, str]:
    """Return the verdict that follows from what was found."""
    effect.refresh_from_db()
    claims = [Effect(**one["effect"]).claim(FEWER) for one in effect.mirror.found["places"]]
    if claims and all(one is Claim.REACHED for one in claims):
        return Verdict.REACHED, Then.CONTINUE, "In alle deelnemende gemeenten daalde de wachttijd zoals bedoeld."
    if any(one in (Claim.REACHED, Claim.PARTLY) for one in claims):
        return (
            Verdict.PARTLY,
            Then.ADAPT,
            "Niet overal daalde de wachttijd zoals bedoeld. Daar passen we de aanpak aan.",
        )
    if Claim.NOT in claims:
        return Verdict.NOT, Then.ADAPT, "De beoogde daling is niet gehaald. We passen de aanpak aan voor wie het langst wacht."
    return Verdict.UNKNOWN, Then.ADAPT, "De uitkomst valt binnen de onzekerheid. We passen de aanpak aan en kijken opnieuw."


def _afterwards(cast: Cast, effect: Item) -> None:
    """Say what people made of it, and what they changed."""
    verdict, then, because = _verdict(effect)
    if effect.state == State.MIRRORED:
        effects.judge_effect(
            effect=effect, verdict=verdict, then=then, because=because, version=_version(effect), by=cast["directeur"]
        )
    decision = items.begin(
        kind=Kind.DECISION,
        title="Kader wachten aangepast voor wie het langst wacht",
        text="De wachtregisseur richt zich op wie langer dan tien weken wacht; voor hen komt er hulp tijdens het wachten.",
        details={"soort": "kader", "orgaan": "Bestuurlijk overleg jeugd", "genomen_op": cast.newest.day.isoformat()},
        goals=[(TREE, GOAL)],
        after=[effect],
        by=cast["directeur"],
    )
    texts = (
        "Gemeenten willen doorgaan, maar gerichter.",
        "Aanbieders bieden hulp tijdens het wachten binnen het bestaande contract.",
        "Jongeren en ouders: hulp tijdens het wachten telt meer dan een kortere lijst op papier.",
    )
    _weigh(decision, cast, texts)
    steps.take(item=decision, code="nemen", by=cast["directeur"])
    title, text = "Hulp tijdens het wachten", "Een vaste contactpersoon voor wie langer dan tien weken wacht."
    look_on = timezone.localdate() + timedelta(days=365)
    _action(cast, decision, title, text, look_on, (timezone.localdate() - cast.decided).days)


def _cast(newest: Published, places: Sequence[tuple[str, str]]) -> Cast | None:
    people = {one.username: one for one in get_user_model().objects.filter(username__in=ACTORS).select_related("organisation")}
    if set(people) != set(ACTORS):
        return None
    return Cast(people, newest.day - _BEFORE, newest, places)


def tell_story(home: Home, places: Sequence[tuple[str, str]]) -> Item | None:
    """Tell the story of a demonstration, once; return its first item, None when it was told or nobody is there to play it.

    `places`: code and name of the municipalities that take part.
    """
    newest = mirroring.newest_published()
    cast = _cast(newest, places) if newest else None
    if cast is None or Item.objects.exists():
        return None
    publish_moment(day=cast.decided, snapshot=cast.newest.snapshot, by="demonstratie")
    question = _question(cast)
    decision = _decision(cast, _response(cast, _advice(cast, _interpretation(cast, _analysis(home, cast, question)))))
    text = "In elke deelnemende gemeente volgt één wachtregisseur elke aanmelding tot de start."
    action = _action(cast, decision, "Wachtregisseur in drie gemeenten", text, cast.newest.day, 5)
    _afterwards(cast, _mirror(home, cast, action))
    return question
