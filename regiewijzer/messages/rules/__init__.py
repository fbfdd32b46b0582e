"""The rules inside one message (level 2), run over the staging tables of many messages at once."""

from regiewijzer.messages.rules.checking import BROKEN, check_staging

__all__ = ["BROKEN", "check_staging"]
