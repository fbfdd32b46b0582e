"""Addresses of editions: those that everyone reads, and those where they are made."""

from django.urls import path

from regiewijzer.apps.publications.presenters.report import REPORT_FORMS
from regiewijzer.apps.publications.views import making, public, public_papers, reading, reading_papers
from regiewijzer.web.papers import Form

app_name = "publications"
PUBLIC, INSIDE = "publicaties/<int:edition>", "edities/<int:edition>"
urlpatterns = [
    path("publicaties", public.editions, name="editions"),
    path("publicaties/actueel", public.newest, name="newest"),
    path("publicaties/catalogus.ttl", public.catalogue_turtle, name="catalogue_turtle"),
    path("publicaties/catalogus.jsonld", public.catalogue_json_ld, name="catalogue_json_ld"),
    path("publicaties/<int:edition>", public.edition, name="edition"),
    path("publicaties/<int:edition>/verschil", public.changes, name="changes"),
    path("publicaties/<int:edition>/<slug:figure>/nederlands.csv", public.file_dutch, name="file_nederlands"),
    path("publicaties/<int:edition>/<slug:figure>/machine.csv", public.file_machine, name="file_machine"),
    path(f"{PUBLIC}/<slug:figure>/cijfer.xlsx", public_papers.workbook, name="paper_xlsx"),
    *(path(f"{PUBLIC}/<slug:figure>/cijfer.{form}", public_papers.paper, {"form": form}, name=f"paper_{form}") for form in Form),
    *(path(f"{PUBLIC}/rapport.{form}", public_papers.report, {"form": form}, name=f"report_{form}") for form in REPORT_FORMS),
    path("edities", reading.overview, name="overview"),
    path("edities/nieuw", making.new, name="new"),
    path("edities/<int:edition>", reading.edition, name="read"),
    path("edities/<int:edition>/verschil", reading.changes, name="read_changes"),
    path("edities/<int:edition>/privacytoets", reading.protection, name="protection"),
    path("edities/<int:edition>/privacytoets.json", reading.protection_file, name="protection_file"),
    path("edities/<int:edition>/<slug:figure>/nederlands.csv", reading.file_dutch, name="read_file_nederlands"),
    path("edities/<int:edition>/<slug:figure>/machine.csv", reading.file_machine, name="read_file_machine"),
    path(f"{INSIDE}/<slug:figure>/cijfer.xlsx", reading_papers.workbook, name="read_paper_xlsx"),
    *(
        path(f"{INSIDE}/<slug:figure>/cijfer.{form}", reading_papers.paper, {"form": form}, name=f"read_paper_{form}")
        for form in Form
    ),
    *(
        path(f"{INSIDE}/rapport.{form}", reading_papers.report, {"form": form}, name=f"read_report_{form}")
        for form in REPORT_FORMS
    ),
    path("edities/<int:edition>/tekst", making.texts, name="texts"),
    path("edities/<int:edition>/opnieuw", making.again, name="again"),
    path("edities/<int:edition>/controleren", making.check, name="check"),
    path("edities/<int:edition>/teruggeven", making.give_back, name="give_back"),
    path("edities/<int:edition>/publiceren", making.publish, name="publish"),
    path("edities/<int:edition>/intrekken", making.withdraw, name="withdraw"),
]
