"""Says that what is known changed: a load came in, or a moment was published. Who works something out of it listens."""

from django.dispatch import Signal

knowledge_changed = Signal()
