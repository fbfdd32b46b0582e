"""Signals: who follows a line is told of a change that lasts, as a question with its context beside it."""
