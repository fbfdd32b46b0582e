"""Findings that live: what waits for whom, what the owner answers, and how the pile shrinks."""
