"""The app of the data register: which field is used for what is worked out anew when the definitions changed."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.register"

    def ready(self) -> None:
        """Work the uses out when a load came in and they are not there for these definitions."""
        from regiewijzer.apps.register.tasks import queue_uses
        from regiewijzer.web.knowledge import knowledge_changed

        knowledge_changed.connect(queue_uses, dispatch_uid="register", weak=False)
