"""Addresses of contracts."""

from django.urls import path

from regiewijzer.apps.contracts.views import changes, overview, providers, rooms, rounds, rows

app_name = "contracts"
urlpatterns = [
    path("contracten", overview.overview, name="overview"),
    path("bestedingsruimte", rooms.overview, name="rooms"),
    path("bestedingsruimte/<slug:provider_code>/<slug:place>", rooms.room, name="room"),
    path("contracten/tariefrondes", rounds.overview, name="rounds"),
    path("contracten/tariefrondes/nieuw", rounds.new, name="new_round"),
    path("contracten/tariefrondes/<int:round_id>", rounds.one, name="round"),
    path("contracten/tariefrondes/<int:round_id>/goedkeuren", rounds.approve, name="approve_round"),
    path("contracten/tariefrondes/<int:round_id>/sluiten", rounds.close, name="close_round"),
    path("aanbieders", providers.overview, name="providers"),
    path("aanbieders/<slug:provider_code>", providers.provider, name="provider"),
    path("aanbieders/<slug:provider_code>/toevoegen/<slug:what>", providers.add, name="add_relation"),
    path("aanbieders/<slug:provider_code>/afspraken/<int:agreement_id>/gedaan", providers.done, name="agreement_done"),
    path("aanbieders/<slug:provider_code>/contacten/<int:contact_id>/weghalen", providers.remove_contact, name="remove_contact"),
    path("contracten/wijzigingen", changes.changes, name="changes"),
    path("contracten/wijzigingen/<uuid:change_id>", changes.change, name="change"),
    path("contracten/documenten/<slug:row_id>", changes.add_document, name="add_document"),
    path("contracten/documenten/<slug:row_id>/<int:document_id>/weghalen", changes.remove_document, name="remove_document"),
    path("contracten/lijsten/<slug:register>", overview.register, name="register"),
    path("contracten/lijsten/<slug:register>/nieuw", rows.new, name="new"),
    path("contracten/lijsten/<slug:register>/<slug:row_id>", rows.row, name="row"),
    path("contracten/lijsten/<slug:register>/<slug:row_id>/wijzigen", rows.edit, name="edit"),
]
