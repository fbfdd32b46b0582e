"""Sends the planned messages of a month: looks up what the municipality knows and makes the body of each message."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from regiewijzer.simulation import trees
from regiewijzer.simulation.assignments import Assignment, Version
from regiewijzer.simulation.outbox import Outbox
from regiewijzer.simulation.plans import Change, Plan, Request, Statement
from regiewijzer.simulation.trees import Persons, Tree

_Relation = tuple[int, str, str]  # person, municipality, provider
_ENDED, _DELETED = "05", "13"  # JZ002: shortened, deleted


class Correspondence:
    """Sends plans in order of time. A 301 names all assignments of the youth at the provider that still matter."""

    def __init__(self, outbox: Outbox, persons: Persons) -> None:
        self._outbox, self._persons = outbox, persons
        self._known: dict[_Relation, dict[int, tuple[Assignment, Version]]] = defaultdict(dict)
        self._bodies: dict[str, Callable[[Plan], Tree]] = {
            "301": self._assignment,
            "305": self._start,
            "307": self._stop,
            "315": self._request,
            "317": self._change,
            "319": self._answer,
        }

    def send(self, plan: Plan) -> None:
        """Send one planned message."""
        municipality, provider = _parties(plan)
        body = self._bodies[plan.number](plan)
        by_municipality = plan.number in ("301", "319")
        sender, receiver = (municipality, provider) if by_municipality else (provider, municipality)
        self._outbox.send(plan.number, plan.sent, sender, receiver, body)

    def _assignment(self, plan: Plan) -> Tree:
        made, index = plan.subject, plan.detail
        assert isinstance(made, Assignment), plan
        assert isinstance(index, int), plan
        version = made.versions[index]
        others = self._others(made, plan.sent)
        self._known[made.person, made.municipality, made.sender.code][made.number] = (made, version)
        products = list(self._beside(made, version, others))
        products.append(trees.assigned_product(made, version, changed=True))
        guardian = made.versions[0].reference is None
        client = self._persons.full_client(made.person, guardian=guardian, protected=made.product.form == "JB")
        return {"Client": {**client, "ToegewezenProducten": {"ToegewezenProduct": products}}}

    def _beside(self, made: Assignment, version: Version, others: Sequence[tuple[Assignment, Version]]) -> Iterator[Tree]:
        """Yield the other assignments as told beside a version: one that still stood open for the same care ends first."""
        for one, known in others:
            if not _is_stacked(one, known, made, version):
                yield trees.assigned_product(one, known, changed=False)
            elif one.valid_from < made.valid_from:
                ended = replace(known, assigned_on=version.assigned_on, until=made.valid_from, reason=_ENDED)
                self._known[made.person, made.municipality, made.sender.code][one.number] = (one, ended)
                yield trees.assigned_product(one, ended, changed=True)

    def _others(self, made: Assignment, sent: date) -> list[tuple[Assignment, Version]]:
        """Return the other assignments that still matter on that day, and forget those that do not."""
        relation = self._known[made.person, made.municipality, made.sender.code]
        for number in [number for number, (_, version) in relation.items() if version.until and version.until <= sent]:
            del relation[number]
        return [pair for number, pair in sorted(relation.items()) if number != made.number and pair[1].reason != "13"]

    def _delivered(self, plan: Plan, group: str, one: str) -> Tree:
        made, statement = plan.subject, plan.detail
        assert isinstance(made, Assignment), plan
        assert isinstance(statement, Statement), plan
        return {"Client": {**self._persons.client(made.person), group: {one: [trees.delivery(made, statement)]}}}

    def _start(self, plan: Plan) -> Tree:
        return self._delivered(plan, "StartProducten", "StartProduct")

    def _stop(self, plan: Plan) -> Tree:
        return self._delivered(plan, "StopProducten", "StopProduct")

    def _request(self, plan: Plan) -> Tree:
        request = plan.subject
        assert isinstance(request, Request), plan
        client = {**self._persons.client(request.assignment.person), "GezagsdragerBekend": "1"}
        return {"Client": {**client, "AangevraagdeProducten": {"AangevraagdProduct": [trees.requested_product(request)]}}}

    def _change(self, plan: Plan) -> Tree:
        wanted = plan.subject
        assert isinstance(wanted, Change), plan
        others = [made.number for made, _ in self._others(wanted.old, plan.sent)]
        return {"Client": {"Bsn": self._persons.bsn(wanted.old.person), "Verzoek": trees.change(wanted, others)}}

    def _answer(self, plan: Plan) -> Tree:
        request, code = plan.subject, plan.detail
        assert isinstance(request, Request), plan
        assert isinstance(code, str), plan
        return {"Antwoord": trees.answer(request, code)}


def _is_stacked(one: Assignment, known: Version, made: Assignment, version: Version) -> bool:
    """Tell whether both assign the same care on the same day, which a municipality may not do."""
    if version.reason == _DELETED or not all(
        a is None or b is None or a == b for a, b in zip(_named(one), _named(made), strict=True)
    ):
        return False
    ends_first = (known.until or date.max) <= made.valid_from or (version.until or date.max) <= one.valid_from
    return not ends_first


def _named(made: Assignment) -> tuple[str | None, str | None]:
    """Return category and code as far as the municipality names them."""
    named = trees.product(made) or {}
    return named.get("Categorie"), named.get("Code")


def _parties(plan: Plan) -> tuple[str, str]:
    match plan.subject:
        case Assignment() as made:
            return made.municipality, made.sender.code
        case Request() as request:
            return request.municipality, request.assignment.sender.code
        case Change() as wanted:
            return wanted.old.municipality, wanted.old.sender.code
