"""Says that what is known changed: a load came in, or a moment was published. Who works something out of it listens."""

from django.dispatch import Signal

knowledge_changed = Signal()
# With run_id and published: a forecast was made, or published.
forecast_known = Signal()
