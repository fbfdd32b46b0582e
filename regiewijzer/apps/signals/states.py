"""What became of a signal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Whether the change is still in the figures. From each state every other can follow: figures are corrected both ways."""

    VISIBLE = "visible", _("zichtbaar")
    GONE = "gone", _("niet meer zichtbaar")
    UNCLEAR = "unclear", _("nu niet te zeggen")
