"""The rules of the game for a request: each holds or not, with what is lacking in the words of the page.

What is asked must hang on a question and a goal, must not be there already, is asked uniformly, costs no more than what stops
for it or says why, and ends. Of persons only with a ground and an assessment.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.register.models import DataRequest
from regiewijzer.definitions.data_register_types import DataRegister, GameRules, Staff, Standard
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web import numbers

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asks, whether it holds, and what is lacking or what it rests on."""

    code: str
    title: str
    holds: bool
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """A field that is asked already, and what of."""

    asked: str
    entry_id: str
    entry: str
    field: str


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def known_already(fields: tuple[str, ...], register: DataRegister, language: str) -> tuple[Known, ...]:
    """Return the fields that look like one that is asked already: the same words in any order, in either language."""
    names: dict[frozenset[str], tuple[str, str, str]] = {}
    for entry in register.entries.values():
        for field in entry.fields:
            titles = (field.title.nl, field.title.en) if field.title else (field.source.rpartition("/")[2],)
            for title in (*titles, field.column.replace("_", " ")):
                names.setdefault(_words(title), (entry.id, entry.title.in_language(language), titles[0]))
    found = ((one, names.get(_words(one))) for one in fields)
    return tuple(Known(one, *hit) for one, hit in found if hit)


def cost_cents(request: DataRequest, rules: GameRules) -> int:
    """Return what answering costs everyone together in a year, in cents."""
    return rules.cost_cents(request.minutes, Staff(request.staff), request.per_year * request.deliverers)


def _purpose(request: DataRequest, goals: Mapping[str, str]) -> Rule:
    lacking = []
    if not request.question.strip():
        lacking.append(_("de vraag die het beantwoordt"))
    if request.goal not in goals:
        lacking.append(_("het doel waar de vraag bij hoort"))
    if not request.use.strip():
        lacking.append(_("wat er met de uitkomst gebeurt en welke gevolgen die kan hebben"))
    text = _("Er ontbreekt: %(what)s.") % {"what": ", ".join(lacking)} if lacking else goals[request.goal]
    return Rule("purpose", _("Er is een vraag, een doel en een aangekondigd gebruik"), not lacking, text)


def _available(request: DataRequest, known: tuple[Known, ...]) -> Rule:
    title = _("Het is er nog niet")
    if not request.asked_fields:
        return Rule("available", title, holds=False, text=_("Noem de velden die u vraagt, een per regel."))
    if not known:
        return Rule("available", title, holds=True, text=_("Geen van de velden wordt al gevraagd."))
    there = "; ".join(f"{one.asked} ({one.entry})" for one in known)
    if request.why_new.strip():
        return Rule(
            "available",
            title,
            holds=True,
            text=_("Er is al iets als: %(there)s. %(why)s") % {"there": there, "why": request.why_new},
        )
    return Rule(
        "available",
        title,
        holds=False,
        text=_("Dit wordt al gevraagd: %(there)s. Haal het weg of leg uit waarom dat niet volstaat.") % {"there": there},
    )


def _uniform(request: DataRequest) -> Rule:
    holds = request.standard != Standard.LOCAL or bool(request.why_local.strip())
    text = (
        request.get_standard_display()
        if holds
        else _("Lokaal vragen mag alleen met een reden waarom het niet regionaal of landelijk kan.")
    )
    return Rule("uniform", _("Iedereen wordt hetzelfde gevraagd"), holds, text)


def _burden(request: DataRequest, rules: GameRules) -> Rule:
    title, cost = _("De lasten nemen niet toe"), numbers.euros(cost_cents(request, rules))
    if request.deliverers == 0 or not request.asked_of:
        return Rule("burden", title, holds=False, text=_("Zeg wie moet leveren en hoeveel organisaties dat zijn."))
    if request.minutes_saved >= request.minutes_a_year and request.stops.strip():
        return Rule(
            "burden",
            title,
            holds=True,
            text=_("Kost %(cost)s per jaar; daar staat tegenover: %(stops)s") % {"cost": cost, "stops": request.stops},
        )
    if request.why_more.strip():
        return Rule(
            "burden", title, holds=True, text=_("Kost %(cost)s per jaar. %(why)s") % {"cost": cost, "why": request.why_more}
        )
    return Rule(
        "burden",
        title,
        holds=False,
        text=_("Kost %(cost)s per jaar. Zeg wat ervoor stopt, of waarom meer lasten het waard zijn.") % {"cost": cost},
    )


def _end(request: DataRequest, rules: GameRules, today: date) -> Rule:
    last = add_months(today, rules.longest_months)
    holds = request.until is not None and today < request.until <= last
    said = {"months": rules.longest_months}
    text = (
        numbers.full_date(request.until)
        if holds and request.until
        else _("Kies een einddatum na vandaag en binnen %(months)s maanden.") % said
    )
    return Rule("end", _("Er is een einddatum"), holds, text)


def _persons(request: DataRequest) -> Rule:
    title = _("Gegevens van personen hebben een grondslag en een DPIA")
    if not request.personal:
        return Rule("persons", title, holds=True, text=_("Er worden geen gegevens van personen gevraagd."))
    holds = bool(request.legal_ground.strip() and request.dpia.strip())
    text = (
        f"{request.legal_ground}; {request.dpia}"
        if holds
        else _("Vul de grondslag (wet en artikel) en de vindplaats van de DPIA in.")
    )
    return Rule("persons", title, holds, text)


def rules_of(
    request: DataRequest, register: DataRegister, goals: Mapping[str, str], language: str, today: date
) -> tuple[Rule, ...]:
    """Return how a request stands to every rule; `goals` are titles by "<tree>:<code>"."""

    def found() -> Iterator[Rule]:
        yield _purpose(request, goals)
        yield _available(request, known_already(request.asked_fields, register, language))
        yield _uniform(request)
        yield _burden(request, register.rules)
        yield _end(request, register.rules, today)
        yield _persons(request)

    return tuple(found())
