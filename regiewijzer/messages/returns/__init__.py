"""The return message (retourbericht) that the receiver of a message would send, as a preview from its findings."""

from regiewijzer.messages.returns.preview import preview_return

__all__ = ["preview_return"]
