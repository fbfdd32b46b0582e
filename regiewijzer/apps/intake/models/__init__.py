"""What intake keeps in the process database."""

from regiewijzer.apps.intake.models.delivery import Delivery
from regiewijzer.apps.intake.models.saved_mapping import SavedMapping
from regiewijzer.apps.intake.models.upload import Upload

__all__ = ["Delivery", "SavedMapping", "Upload"]
