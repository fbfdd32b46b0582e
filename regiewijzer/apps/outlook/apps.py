"""The app of forecasts: it makes a new one when a month more is known."""

from django.apps import AppConfig


class OutlookConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.outlook"

    def ready(self) -> None:
        """Make a forecast when a load came in."""
        from regiewijzer.apps.outlook.tasks import queue_forecast
        from regiewijzer.web.knowledge import knowledge_changed

        knowledge_changed.connect(queue_forecast, dispatch_uid="outlook", weak=False)
