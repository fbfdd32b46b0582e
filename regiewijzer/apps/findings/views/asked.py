"""What an address of the worklist asks for, and a page of a long list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from regiewijzer.apps.accounts.service import may, organisation_of
from regiewijzer.apps.findings import queries
from regiewijzer.apps.findings.models import Group
from regiewijzer.apps.findings.owners import OwnerKey, owner_key
from regiewijzer.apps.intake.service import owner_from_choice
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.pipeline.findings_touched import messages_behind


@dataclass(frozen=True, slots=True)
class Asked:
    """The choices in the address; what is not known there counts as not said."""

    stand: str
    rule: str
    owner: OwnerKey | None
    order: str
    figure: str = ""  # the id of an indicator: only findings in the messages behind it

    def of(self, groups: QuerySet[Group], today: date) -> QuerySet[Group]:
        """Return the groups that are asked for, in order."""
        chosen = queries.in_stand(groups, self.stand, today)
        if self.rule:
            chosen = chosen.filter(rule=self.rule)
        if self.figure:
            chosen = queries.behind_figure(chosen, messages_behind(self.figure))
        if self.owner:
            chosen = queries.of_owner(chosen, self.owner)
        return chosen.order_by(*queries.ORDERS[self.order])


def asked(request: HttpRequest) -> Asked:
    """Return what is asked; another's worklist is not there for who may only see the own."""
    said = request.GET
    owner = owner_from_choice(said.get("eigenaar", ""))
    key = (str(owner[0]), owner[1] or "") if owner else None
    if key and not may(request.user, "view_findings") and key != owner_key(organisation_of(request.user)):
        raise Http404
    stand, order = said.get("stand", ""), said.get("volgorde", "")
    return Asked(
        stand if stand in queries.STANDS else queries.STANDS[0],
        said.get("regel", "")[:20],
        key,
        order if order in queries.ORDERS else "euro",
        _figure(said.get("cijfer", "")),
    )


def _figure(said: str) -> str:
    """Return the id of an indicator; 404 when there is none of that name."""
    if said and said not in load_indicators():
        raise Http404
    return said


def page_of(request: HttpRequest, rows: QuerySet[Group], size: int = queries.PAGE) -> Page:
    """Return the page that is asked for, from 1; 404 for one that cannot be."""
    page = request.GET.get("pagina", "1")
    if not page.isdecimal() or not 0 < int(page) < 1_000_000:
        raise Http404
    return Paginator(rows, size).get_page(int(page))


def addresses(request: HttpRequest, page: Page) -> Mapping[str, str]:
    """Return the addresses of the pages before and after; empty where there is none."""
    kept = {name: value for name, value in request.GET.items() if name != "pagina" and value}

    def address(number: int) -> str:
        return "?" + urlencode({**kept, "pagina": number})

    return {
        "previous": address(page.number - 1) if page.has_previous() else "",
        "following": address(page.number + 1) if page.has_next() else "",
    }
