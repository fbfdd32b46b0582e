"""Regiewijzer: the knowledge and data centre of a Dutch youth-care region."""

__version__ = "0.1.0"
