"""Extracts: everything that senders deliver beside the messages, consistent with the hidden care behind both."""

from regiewijzer.simulation.extracts.writing import Extracts, prepare

__all__ = ["Extracts", "prepare"]
