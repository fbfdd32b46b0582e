"""Everything that writes about saved column mappings."""

from typing import Any

from django.db import transaction

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.intake.models import SavedMapping
from regiewijzer.extracts.mapping import ColumnMapping, mapping_to_json


@transaction.atomic
def save_mapping(*, organisation: Any, mapping: ColumnMapping, by: str) -> SavedMapping:
    """Keep the mapping for the next files of this organisation; it takes the place of an earlier one for the same table."""
    saved, _made = SavedMapping.objects.update_or_create(
        organisation=organisation, table=mapping.table, defaults={"mapping": mapping_to_json(mapping), "saved_by": by}
    )
    details = {"organisation": organisation.code, "columns": len(mapping.columns), "constants": len(mapping.constants)}
    record_event("mapping_saved", actor=by, subject=mapping.table, details=details)
    return saved


@transaction.atomic
def remove_mapping(*, saved: SavedMapping, by: str) -> None:
    """Forget a mapping: the next file of this table is read by the titles of the template alone."""
    record_event("mapping_removed", actor=by, subject=saved.table, details={"organisation": saved.organisation.code})
    saved.delete()
