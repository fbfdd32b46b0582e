"""The app of signals: it looks again whenever what is known changes."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.signals"

    def ready(self) -> None:
        """Look when a load came in or a moment was published."""
        from regiewijzer.apps.signals.tasks import queue_look
        from regiewijzer.web.knowledge import knowledge_changed

        knowledge_changed.connect(queue_look, dispatch_uid="signals", weak=False)
