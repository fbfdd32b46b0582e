"""Addresses of contracts."""

from django.urls import path

from regiewijzer.apps.contracts.views import changes, overview, rows

app_name = "contracts"
urlpatterns = [
    path("contracten", overview.overview, name="overview"),
    path("contracten/wijzigingen", changes.changes, name="changes"),
    path("contracten/wijzigingen/<uuid:change_id>", changes.change, name="change"),
    path("contracten/documenten/<slug:row_id>", changes.add_document, name="add_document"),
    path("contracten/documenten/<slug:row_id>/<int:document_id>/weghalen", changes.remove_document, name="remove_document"),
    path("contracten/lijsten/<slug:register>", overview.register, name="register"),
    path("contracten/lijsten/<slug:register>/nieuw", rows.new, name="new"),
    path("contracten/lijsten/<slug:register>/<slug:row_id>", rows.row, name="row"),
    path("contracten/lijsten/<slug:register>/<slug:row_id>/wijzigen", rows.edit, name="edit"),
]
