"""What other apps may use of remarks."""

from regiewijzer.apps.remarks.actions import add_note, ask
from regiewijzer.apps.remarks.addresses import same_place
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.remarks.queries import one as remark_for

__all__ = ["Remark", "add_note", "ask", "remark_for", "same_place"]
