"""The app of findings: the register is brought up to date whenever what is known changes."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.findings"
    label = "findings"

    def ready(self) -> None:
        """Lay the register beside the checks when a load came in."""
        from regiewijzer.apps.findings.tasks import queue_reconcile
        from regiewijzer.web.knowledge import knowledge_changed

        knowledge_changed.connect(queue_reconcile, dispatch_uid="findings", weak=False)
