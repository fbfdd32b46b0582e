"""Addresses of the data register."""

from django.urls import path

from regiewijzer.apps.register.views import entries, processing, requests
from regiewijzer.web.papers import Form

app_name = "register"
urlpatterns = [
    path("gegevensregister", entries.overview, name="overview"),
    path("gegevensregister/gegevens/<slug:entry_id>", entries.entry, name="entry"),
    path("gegevensregister/gegevens/<slug:entry_id>/wijzigen", entries.change, name="entry_change"),
    path("gegevensregister/ongebruikt", entries.unused, name="unused"),
    path("gegevensregister/uitvragen", requests.overview, name="requests"),
    path("gegevensregister/uitvragen/nieuw", requests.new, name="request_new"),
    path("gegevensregister/uitvragen/<int:request_id>", requests.request_page, name="request"),
    path("gegevensregister/uitvragen/<int:request_id>/wijzigen", requests.change, name="request_change"),
    path("gegevensregister/uitvragen/<int:request_id>/<slug:step>", requests.take, name="request_step"),
    path("verwerkingsregister", processing.page, name="processing"),
    path("verwerkingsregister.xlsx", processing.workbook, name="processing_xlsx"),
    path("verwerkingsregister.pdf", processing.paper, {"form": Form.PDF}, name="processing_pdf"),
    path("verwerkingsregister.docx", processing.paper, {"form": Form.WORD}, name="processing_docx"),
]
