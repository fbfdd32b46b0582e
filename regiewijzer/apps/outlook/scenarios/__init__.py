"""Scenarios of the outlook: asking what if, and reading what the model makes of it."""
