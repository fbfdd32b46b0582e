"""The app of contracts: it looks at caps when a forecast is known, and at terms when a load came in."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.contracts"

    def ready(self) -> None:
        """Look at caps and terms when what they rest on changed."""
        from regiewijzer.apps.contracts.tasks import queue_caps, queue_reminders
        from regiewijzer.web.knowledge import forecast_known, knowledge_changed

        forecast_known.connect(queue_caps, dispatch_uid="contracts", weak=False)
        knowledge_changed.connect(queue_reminders, dispatch_uid="contracts", weak=False)
