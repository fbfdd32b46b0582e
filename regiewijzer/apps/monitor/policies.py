"""When something may be written in the monitor; whether this user ever may is a permission of accounts."""

from regiewijzer.apps.monitor.models import Annotation
from regiewijzer.figures.scope import Scope


def may_annotate_place(scope: Scope, municipality_code: str) -> bool:
    """Tell whether a note may stand at this place: who has own rows writes about those, not about the whole region."""
    return scope.is_everything or bool(municipality_code and scope.municipalities and municipality_code in scope.municipalities)


def may_withdraw(scope: Scope, note: Annotation, username: str) -> bool:
    """Tell whether a note may be withdrawn: by who wrote it, and by who sees everything."""
    return note.withdrawn_at is None and (scope.is_everything or note.written_by == username)
