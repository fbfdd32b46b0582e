"""Delivering: a supplier's program hands in files in the name of its own organisation, and asks what became of them."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from regiewijzer.apps.api.access import DELIVERS, caller
from regiewijzer.apps.api.problems import Problem, not_there
from regiewijzer.apps.api.routes.definitions import Limit, Offset
from regiewijzer.apps.api.schemas.base import PageOut
from regiewijzer.apps.api.schemas.deliveries import DeliveryFindingOut, DeliveryOut, delivery_out, finding_out
from regiewijzer.apps.api.version import ROOT
from regiewijzer.apps.intake.service import (
    Delivery,
    Forgotten,
    NotDeliverable,
    deliveries_of,
    delivery_of,
    findings_of_delivery,
    marked_of,
    receive_delivery,
)

router = Router(tags=["deliveries"], auth=DELIVERS)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

OnlyCheck = Annotated[bool, Form(alias="checkOnly", description="Only look what is wrong; nothing is kept.")]
TableName = Annotated[str, Form(max_length=60, description="Name of the table, for a file that does not tell.")]


def _delivery(request: HttpRequest, delivery_id: UUID) -> Delivery:
    found = delivery_of(caller(request), str(delivery_id))
    if found is None:
        raise not_there(_("Levering %(id)s") % {"id": delivery_id})
    return found


@router.get("/deliveries", response=PageOut[DeliveryOut], by_alias=True, summary="List the deliveries")
def list_deliveries(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> PageOut[DeliveryOut]:
    """List the deliveries of the organisation behind the token, newest first."""
    found = deliveries_of(caller(request))
    return PageOut(total=found.count(), offset=offset, results=[delivery_out(one) for one in found[offset : offset + limit]])


@router.post("/deliveries", response={202: DeliveryOut}, by_alias=True, summary="Deliver a file")
def deliver(
    request: HttpRequest,
    response: HttpResponse,
    file: File[UploadedFile],
    table: TableName = "",
    check_only: OnlyCheck = False,
) -> Status[DeliveryOut]:
    """Take in one CSV or Excel file; it is read in the background. Ask the address in `Location` what became of it.

    The sender is the organisation behind the token: rows of others are held back.
    """
    organisation = caller(request)
    try:
        taken = receive_delivery(
            organisation=organisation,
            file_name=file.name or "",
            content=file.read(),
            by=f"token {organisation.code}",
            table=table or None,
            check_only=check_only,
            language=(get_language() or "nl")[:2],
        )
    except NotDeliverable as error:
        too_large = error.code == "too_large"
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.UNPROCESSABLE_ENTITY, str(error)
        ) from error
    response.headers["Location"] = f"{ROOT}/deliveries/{taken.pk}"
    return Status(202, delivery_out(taken))


@router.get("/deliveries/{uuid:delivery_id}", response=DeliveryOut, by_alias=True, summary="Show a delivery")
def show_delivery(request: HttpRequest, delivery_id: UUID) -> DeliveryOut:
    """Return what became of a delivered file."""
    return delivery_out(_delivery(request, delivery_id))


Language = Annotated[str, Query(pattern="^(nl|en)$", description="Language of the texts.")]


@router.get(
    "/deliveries/{uuid:delivery_id}/findings", response=PageOut[DeliveryFindingOut], by_alias=True, summary="List the findings"
)
def list_findings(
    request: HttpRequest, delivery_id: UUID, offset: Offset = 0, limit: Limit = 100, language: Language = "nl"
) -> PageOut[DeliveryFindingOut]:
    """List all findings on a delivered file, the worst first."""
    try:
        total, found = findings_of_delivery(_delivery(request, delivery_id), language, offset, limit)
    except Forgotten:
        raise Problem(HTTPStatus.GONE, _("Deze bevindingen worden niet langer bewaard. Controleer uw bestand opnieuw.")) from None
    return PageOut(total=total, offset=offset, results=[finding_out(one) for one in found])


@router.get("/deliveries/{uuid:delivery_id}/marked-file", summary="Get the file with its faults marked")
def marked_file(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Return the delivered file as a workbook in which what is wrong is marked and explained."""
    delivery = _delivery(request, delivery_id)
    try:
        content = marked_of(delivery)
    except Forgotten:
        raise Problem(HTTPStatus.GONE, _("Dit bestand wordt niet langer bewaard. Controleer uw bestand opnieuw.")) from None
    return HttpResponse(
        content, content_type=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{delivery.pk}.xlsx"'}
    )
