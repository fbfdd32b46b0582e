"""The processing register and the input for a DPIA, as one paper: page, PDF, Word and Excel say the same."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import demonstration_banner
from regiewijzer.apps.register.presenters.words import language, text_of
from regiewijzer.definitions.data_register_types import DataRegister
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.processing import Processing
from regiewijzer.ledger.installation import ARCHIVE, REGISTER, Installation, Mode, Role
from regiewijzer.ledger.region import Region
from regiewijzer.pipeline.processing_register import ProcessedTable
from regiewijzer.web.papers import Block, Facts, Paper, Section, Table, Text


def _role(installation: Installation) -> str:
    match installation.role:
        case Role.PROCESSOR:
            return _("Verwerker, onder mandaat van de gemeenten; de gemeenten zijn verantwoordelijk")
        case Role.CONTROLLER:
            return _("Verwerkingsverantwoordelijke, onder delegatie door de gemeenten")
        case _:
            return _("nog niet vastgelegd")


def table_title(name: str) -> str:
    """Return what a table is called: an extract by its title, a table of messages by its name in the ledger."""
    if name in load_extract_tables():
        return text_of(load_extract_tables()[name].title)
    return {
        "youth": _("Jeugdige"),
        "assignment": _("Toewijzing"),
        "assignment_request": _("Verzoek"),
        "care_start": _("Start van zorg"),
        "care_stop": _("Stop van zorg"),
        "claim_line": _("Declaratieregel"),
        "claim_decision": _("Besluit op declaratie"),
        ARCHIVE: _("Oorspronkelijke berichten (versleuteld)"),
        REGISTER: _("Register van pseudoniem en nummer (versleuteld)"),
    }.get(name, name)


def _who(installation: Installation) -> Facts:
    unknown = _("nog niet vastgelegd")
    return Facts(
        (
            (_("Organisatie"), installation.organisation or unknown),
            (_("Rol"), _role(installation)),
            (_("Besluit waarop de rol rust"), installation.role_ground or unknown),
            (_("Bewaarder van de sleutels"), installation.key_custodian or unknown),
        )
    )


def _terms(tables: Sequence[ProcessedTable], register: DataRegister) -> Table:
    unknown = _("nog niet vastgelegd")
    heads = (_("Gegevens"), _("Doel"), _("Grondslag"), _("Bewaartermijn"), _("DPIA"))
    return Table(
        _("Gegevens van personen, per tabel"),
        heads,
        tuple(
            (
                table_title(one.name),
                one.terms.purpose or _goals(one, register) or unknown,
                one.terms.legal_ground or unknown,
                _months(one),
                one.terms.dpia or unknown,
            )
            for one in tables
        ),
        texts=len(heads),
    )


def _goals(table: ProcessedTable, register: DataRegister) -> str:
    """Return the goals of what fills a table: a proposal for its purpose."""
    found = dict.fromkeys(text_of(register.entries[one].goal) for one in table.entries)
    return " ".join(found) and _("voorstel: %(goals)s") % {"goals": " ".join(found)}


def _months(table: ProcessedTable) -> str:
    if table.name == REGISTER:
        return _("tot iemand nergens anders meer voorkomt")
    months = table.terms.retention_months
    return (
        _("%(months)s maanden vanaf %(column)s") % {"months": months, "column": table.terms.retention_from}
        if months
        else _("geen")
    )


def _need(tables: Sequence[ProcessedTable]) -> Table:
    """Return per table what is kept and what of it nobody uses: necessity and proportionality in a DPIA."""
    heads = (_("Gegevens"), _("Velden die worden bewaard"), _("Waarvan nergens voor gebruikt"))
    return Table(
        _("Noodzaak: welke velden worden bewaard en gebruikt"),
        heads,
        tuple((table_title(one.name), ", ".join(one.columns) or "–", _unused(one)) for one in tables),
        texts=len(heads),
    )


def _unused(table: ProcessedTable) -> str:
    if table.unused is None:
        return _("wordt uitgezocht")
    return ", ".join(table.unused) or _("geen")


def _activities(processing: Processing) -> Table:
    rows = tuple((text_of(text), f"verwerkingen/{code.replace('_', '-')}/1") for code, text in processing.activities.items())
    return Table(_("Verwerkingsactiviteiten"), (_("Activiteit"), _("Kenmerk in het logboek dataverwerkingen")), rows, texts=2)


def _lacking(tables: Sequence[ProcessedTable], installation: Installation) -> list[Block]:
    if installation.mode is Mode.DEMO:
        return [Text(_("Dit is een demonstratie met verzonnen personen: er is niets te verantwoorden."), warning=True)]
    found = [one for table in tables for one in table.lacking]
    if not found:
        return [Text(_("Het inrichtingsbestand is volledig ingevuld."))]
    return [Text(_("Het inrichtingsbestand is niet volledig: %(what)s.") % {"what": "; ".join(found)}, warning=True)]


def paper_of(
    tables: Sequence[ProcessedTable],
    register: DataRegister,
    installation: Installation,
    processing: Processing,
    *,
    region: Region,
    address: str,
    moment: datetime,
) -> Paper:
    """Return the register as a paper; `moment` (with zone) is the day on which it holds."""
    there = sum(one.is_there for one in tables)
    return Paper(
        title=_("Verwerkingsregister"),
        lead=_("Register van verwerkingsactiviteiten (AVG, artikel 30) en invoer voor een DPIA"),
        answer=_("Er zijn %(all)s soorten gegevens van personen beschreven; van %(there)s staat er iets in het grootboek.")
        % {"all": len(tables), "there": there},
        sections=(
            Section(_("Wie"), (_who(installation), *_lacking(tables, installation))),
            Section(_("Van wie en voor wie"), (Facts(_subjects(processing)),)),
            Section(_("Wat er gebeurt"), (_activities(processing),)),
            Section(_("Wat, waarom en hoe lang"), (_terms(tables, register),)),
            Section(_("Invoer voor de DPIA"), (_need(tables),)),
            Section(_("Maatregelen"), tuple(Text(text_of(one)) for one in processing.measures)),
        ),
        line=_("Verwerkingsregister, gemaakt uit definities en inrichtingsbestand"),
        address=address,
        moment=moment,
        language="en" if language().startswith("en") else "nl",
        publisher=installation.organisation or region.name,
        banner=demonstration_banner(region),
    )


def _subjects(processing: Processing) -> tuple[tuple[str, str], ...]:
    return (
        (_("Betrokkenen"), text_of(processing.subjects)),
        (_("Ontvangers"), text_of(processing.recipients)),
        (_("Doorgifte"), text_of(processing.transfers)),
    )
